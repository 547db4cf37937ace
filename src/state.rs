//! What every handler can reach.

use std::sync::Arc;

use bb8_redis::{RedisConnectionManager, bb8::Pool};
use siar_actors::{Actors, import::Spool};
use siar_db::Db;
use siar_domain::clock::Clock;

use crate::{auth::Auth, config::Config, map::RouteMap, windows::Windows};

/// What every handler can reach, as `web::Data<State>`. Cheap to clone.
#[derive(Debug, Clone)]
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
    /// Which addresses and methods there are.
    pub map: Arc<RouteMap>,
}

impl State {
    /// From its parts.
    ///
    /// # Errors
    /// When the OpenAPI document cannot be written: our mistake.
    pub fn new(
        db: Db,
        config: Config,
        auth: Arc<Auth>,
        redis: Option<Pool<RedisConnectionManager>>,
        actors: Actors,
        spool: Spool,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            clock: Arc::clone(db.clock()),
            db,
            config: Arc::new(config),
            auth,
            windows: Arc::new(Windows::new(redis.clone())),
            redis,
            actors,
            spool,
            map: Arc::new(crate::app::map()?),
        })
    }
}
