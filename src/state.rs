//! What every handler can reach.

use std::sync::Arc;

use bb8_redis::{RedisConnectionManager, bb8::Pool};
use siar_actors::{Actors, import::Spool};
use siar_db::{Db, vault::VaultKeys};
use siar_domain::clock::Clock;

use crate::{
    auth::Auth, beside::Beside, config::Config, imports::uploads::Uploads, mailer::Mailer,
    map::RouteMap, sessions::room::SessionRoom, windows::Windows, ws::places::OpenStreams,
};

/// What every handler can reach, as `web::Data<State>`. Cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The settings.
    pub config: Arc<Config>,
    /// What recognises callers.
    pub auth: Arc<Auth>,
    /// Redis, for what may be lost.
    pub redis: Option<Pool<RedisConnectionManager>>,
    /// How often something may be done.
    pub windows: Arc<Windows>,
    /// The actors, to wake and to ask.
    pub actors: Actors,
    /// Where uploads wait for their import.
    pub spool: Spool,
    /// Seals what is secret in the database.
    pub keys: Arc<VaultKeys>,
    /// Makes the links of e-mails.
    pub mailer: Mailer,
    /// The room for bodies in memory.
    pub bodies: crate::Bodies,
    /// Work that keeps a thread busy.
    pub(crate) beside: Arc<Beside>,
    /// How many sessions may run.
    pub room: Arc<SessionRoom>,
    /// Files on their way into the spool.
    pub(crate) uploads: Arc<Uploads>,
    /// How many streams are open.
    pub streams: Arc<OpenStreams>,
    /// Which addresses and methods there are.
    pub map: Arc<RouteMap>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State")
            .field("db", &self.db)
            .field("actors", &self.actors)
            .finish_non_exhaustive()
    }
}

impl State {
    /// From its parts.
    ///
    /// # Errors
    /// When the OpenAPI document cannot be written: a bug.
    pub fn new(
        db: Db,
        config: Config,
        auth: Arc<Auth>,
        redis: Option<Pool<RedisConnectionManager>>,
        actors: Actors,
        spool: Spool,
        mailer: Mailer,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            clock: Arc::clone(db.clock()),
            db,
            bodies: crate::Bodies::new(config.http.body_memory),
            room: Arc::new(SessionRoom::new(config.engine.session_limit)),
            config: Arc::new(config),
            auth,
            windows: Arc::new(Windows::new(redis.clone())),
            redis,
            actors,
            spool,
            keys: Arc::clone(mailer.keys()),
            mailer,
            beside: Arc::new(Beside::default()),
            uploads: Arc::new(Uploads::default()),
            streams: Arc::new(OpenStreams::default()),
            map: Arc::new(crate::app::map()?),
        })
    }
}
