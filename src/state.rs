//! What every handler can reach.

use std::sync::Arc;

use siar_db::Db;
use siar_domain::clock::Clock;

use crate::{auth::Auth, config::Config};

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
    /// Which addresses and methods there are.
    pub map: Arc<crate::map::RouteMap>,
}
