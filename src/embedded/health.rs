//! How the embedded services are: what the admin's page and `/health` show, and what tests wait for.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use siar_domain::clock::Clock;
use tokio::sync::watch;

/// How every embedded service is. A service that was not asked for is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// The private PostgreSQL.
    pub postgres: Option<ServiceHealth>,
    /// The private redis-server.
    pub redis: Option<ServiceHealth>,
}

/// How one service is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceHealth {
    /// What it is doing.
    pub state: State,
    /// Since when.
    pub since: DateTime<Utc>,
    /// How often it was started again after a crash or a hang, since Siar started.
    pub restarts: u32,
}

/// What a service is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Being started, or recovering: does not answer yet.
    Starting,
    /// Answers.
    Up {
        /// Its process.
        pid: u32,
    },
    /// Its process lives but did not answer the last probe.
    Unresponsive {
        /// Its process.
        pid: u32,
    },
    /// Its process ended, and it will be started again after a pause.
    Down {
        /// How it ended, with the last line of its log.
        reason: String,
    },
    /// Stopped because Siar stops.
    Stopped,
}

impl Health {
    /// Whether everything that was asked for answers.
    #[must_use]
    pub fn is_up(&self) -> bool {
        [&self.postgres, &self.redis]
            .into_iter()
            .flatten()
            .all(|service| matches!(service.state, State::Up { .. }))
    }

    /// Process ids of what runs.
    #[must_use]
    pub fn pids(&self) -> Vec<(&'static str, u32)> {
        [("PostgreSQL", &self.postgres), ("Redis", &self.redis)]
            .into_iter()
            .filter_map(|(name, service)| match service.as_ref()?.state {
                State::Up { pid } | State::Unresponsive { pid } => Some((name, pid)),
                State::Starting | State::Down { .. } | State::Stopped => None,
            })
            .collect()
    }
}

/// Which service a report is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Which {
    Postgres,
    Redis,
}

/// Writes the health, with the time.
#[derive(Debug, Clone)]
pub(super) struct Reporter {
    sender: watch::Sender<Health>,
    clock: Arc<dyn Clock>,
}

impl Reporter {
    pub(super) fn new(sender: watch::Sender<Health>, clock: Arc<dyn Clock>) -> Self {
        Self { sender, clock }
    }

    /// Notes that `which` is in `state`; the same state again changes nothing, so that `since` stays true.
    pub(super) fn report(&self, which: Which, state: State, restarts: u32) {
        let since = self.clock.now();
        self.sender.send_if_modified(|health| {
            let slot = match which {
                Which::Postgres => &mut health.postgres,
                Which::Redis => &mut health.redis,
            };
            if slot
                .as_ref()
                .is_some_and(|known| known.state == state && known.restarts == restarts)
            {
                return false;
            }
            *slot = Some(ServiceHealth {
                state,
                since,
                restarts,
            });
            true
        });
    }

    pub(super) fn watch(&self) -> watch::Receiver<Health> {
        self.sender.subscribe()
    }
}

impl Which {
    pub(super) fn of(self, health: &Health) -> Option<&ServiceHealth> {
        match self {
            Self::Postgres => health.postgres.as_ref(),
            Self::Redis => health.redis.as_ref(),
        }
    }
}
