//! What the server needs, looked at closely for the console: how each thing is, how quickly it answered and what is wrong.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use nix::{
    sys::statvfs::statvfs,
    unistd::{AccessFlags, access},
};
use serde::Serialize;
use siar_db::{DbError, nodes};
use tokio::sync::OnceCell;
use utoipa::ToSchema;

use super::checks;
use crate::{State, doctor};

/// How long one thing may take to answer.
const DEADLINE: Duration = Duration::from_secs(3);
/// Below this much free space something is about to break, bytes; below the next, or this share, it is time to look.
const FULL: u64 = 100 * 1024 * 1024;
const ALMOST_FULL: u64 = 1024 * 1024 * 1024;
const ALMOST_FULL_SHARE: u64 = 20;

/// How a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    /// As it should be.
    Up,
    /// It works, but somebody should look.
    Warning,
    /// It does not work.
    Down,
}

/// How one thing that the server needs is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DependencyHealth {
    /// `postgresql`, `redis`, `chromium`, `disk` or `node`.
    pub name: &'static str,
    /// How it is.
    pub state: HealthState,
    /// Nothing works without it. Without the others some things do not, or everything is slower.
    pub needed: bool,
    /// How long the look took, milliseconds.
    pub took_ms: u64,
    /// When it was looked at.
    pub checked_at: DateTime<Utc>,
    /// What is wrong, as a code: `no_answer`, `fails`, `not_found`, `not_configured`, `almost_full`, `full` or `late`.
    pub problem: Option<&'static str>,
    /// What is wrong, as a sentence for people.
    pub reason: Option<String>,
    /// What is known about it.
    pub facts: Facts,
}

/// What is known about a thing; absent where it does not apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facts {
    /// The release.
    pub version: Option<String>,
    /// Free bytes.
    pub free_bytes: Option<u64>,
    /// Bytes in all.
    pub total_bytes: Option<u64>,
    /// When it started.
    pub started_at: Option<DateTime<Utc>>,
    /// When it last said that it lives.
    pub heartbeat_at: Option<DateTime<Utc>>,
    /// How many nodes run.
    pub nodes: Option<u64>,
}

/// What a look found.
struct Found {
    state: HealthState,
    problem: Option<&'static str>,
    reason: Option<String>,
    facts: Facts,
}

impl Found {
    fn up(facts: Facts) -> Self {
        Self {
            state: HealthState::Up,
            problem: None,
            reason: None,
            facts,
        }
    }

    fn bad(state: HealthState, problem: &'static str, reason: impl Into<String>) -> Self {
        Self {
            state,
            problem: Some(problem),
            reason: Some(reason.into()),
            facts: Facts::default(),
        }
    }

    fn with(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }
}

/// Looks at everything at once, each within its deadline.
pub async fn dependencies(state: &State) -> Vec<DependencyHealth> {
    let (postgresql, redis, chromium, disk, node) = tokio::join!(
        looked(state, "postgresql", true, database(state)),
        looked(state, "redis", false, redis(state)),
        looked(state, "chromium", false, chromium(state)),
        looked(state, "disk", true, disk(state)),
        looked(state, "node", true, node(state)),
    );
    vec![postgresql, redis, chromium, disk, node]
}

async fn looked(
    state: &State,
    name: &'static str,
    needed: bool,
    look: impl Future<Output = Found>,
) -> DependencyHealth {
    let began = Instant::now();
    let found = tokio::time::timeout(DEADLINE, look)
        .await
        .unwrap_or_else(|_| {
            let reason = format!("It did not answer within {} seconds.", DEADLINE.as_secs());
            Found::bad(HealthState::Down, "no_answer", reason)
        });
    DependencyHealth {
        name,
        state: found.state,
        needed,
        took_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        checked_at: state.clock.now(),
        problem: found.problem,
        reason: found.reason,
        facts: found.facts,
    }
}

/// What a driver says may hold addresses: the sentence is ours, the cause is in the log.
fn fails(name: &str, cause: &str) -> Found {
    tracing::warn!(name, cause, "a dependency fails");
    let reason = "It answers with an error; the log says which.";
    Found::bad(HealthState::Down, "fails", reason)
}

async fn database(state: &State) -> Found {
    match checks::database(state).await {
        Ok(()) => Found::up(Facts::default()),
        Err(cause) => fails("postgresql", &cause),
    }
}

async fn redis(state: &State) -> Found {
    if state.redis.is_none() {
        let reason = "There is none: limits are counted by each node for itself.";
        return Found::bad(HealthState::Warning, "not_configured", reason);
    }
    match checks::redis(state).await {
        Ok(()) => Found::up(Facts::default()),
        Err(cause) => fails("redis", &cause),
    }
}

/// The version is asked for once: starting the program each time would cost more than it tells.
static CHROMIUM: OnceCell<String> = OnceCell::const_new();

async fn chromium(state: &State) -> Found {
    let missing = |reason: &str| Found::bad(HealthState::Down, "not_found", reason);
    let Some(path) = state.config.engine.find_chromium() else {
        return missing("It is not installed, so no session can start.");
    };
    if access(&path, AccessFlags::X_OK).is_err() {
        return missing("It is not where it should be, or may not be run: no session can start.");
    }
    let version = CHROMIUM
        .get_or_try_init(|| async { doctor::version_of(&path).await })
        .await;
    match version {
        Ok(version) => Found::up(Facts {
            version: Some(version.clone()),
            ..Facts::default()
        }),
        Err(cause) => fails("chromium", &cause),
    }
}

async fn disk(state: &State) -> Found {
    let path = state.config.store.data_dir();
    // The nearest directory that exists is the one that fills up.
    let space = tokio::task::spawn_blocking(move || {
        let there = path
            .ancestors()
            .find(|path| path.is_dir())
            .map_or_else(|| PathBuf::from("."), Path::to_owned);
        statvfs(&there)
            .map(|space| {
                let block = space.fragment_size();
                (
                    space.blocks_available().saturating_mul(block),
                    space.blocks().saturating_mul(block),
                )
            })
            .map_err(|error| error.to_string())
    });
    match space.await.map_err(|error| error.to_string()).flatten() {
        Ok((free, total)) => of_space(free, total),
        Err(cause) => fails("disk", &cause),
    }
}

fn of_space(free: u64, total: u64) -> Found {
    let facts = Facts {
        free_bytes: Some(free),
        total_bytes: Some(total),
        ..Facts::default()
    };
    if free < FULL {
        let reason = "The data directory's disk is full: nothing can be stored any more.";
        Found::bad(HealthState::Down, "full", reason).with(facts)
    } else if free < ALMOST_FULL || free < total / ALMOST_FULL_SHARE {
        let reason = "The data directory's disk is almost full.";
        Found::bad(HealthState::Warning, "almost_full", reason).with(facts)
    } else {
        Found::up(facts)
    }
}

async fn node(state: &State) -> Found {
    let running = state
        .db
        .system(async |tx| nodes::running(tx).await)
        .await
        .map_err(|error: DbError| error.to_string());
    let running = match running {
        Ok(running) => running,
        Err(cause) => return fails("node", &cause),
    };
    let count = u64::try_from(running.len()).unwrap_or(u64::MAX);
    let Some(own) = running
        .into_iter()
        .find(|node| node.id == state.actors.node())
    else {
        let reason = "Another process of this node's name has taken its place.";
        return Found::bad(HealthState::Down, "late", reason);
    };
    let lease = TimeDelta::seconds(i64::try_from(state.config.engine.lease_seconds).unwrap_or(60));
    let late = state.clock.now() - own.heartbeat_at > lease;
    let facts = Facts {
        version: Some(own.version),
        started_at: Some(own.started_at),
        heartbeat_at: Some(own.heartbeat_at),
        nodes: Some(count),
        ..Facts::default()
    };
    if late {
        let reason = "It has not said that it lives for longer than a lease: its sessions may be taken over.";
        return Found::bad(HealthState::Warning, "late", reason).with(facts);
    }
    Found::up(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_judged_by_bytes_and_by_share() {
        let gib = 1024 * 1024 * 1024;
        for (free, total, state, problem) in [
            (50 * gib, 100 * gib, HealthState::Up, None),
            (
                4 * gib,
                100 * gib,
                HealthState::Warning,
                Some("almost_full"),
            ),
            (gib - 1, 2 * gib, HealthState::Warning, Some("almost_full")),
            (FULL - 1, 2 * gib, HealthState::Down, Some("full")),
        ] {
            let found = of_space(free, total);
            assert_eq!((found.state, found.problem), (state, problem), "{free}");
            assert_eq!(found.facts.free_bytes, Some(free));
        }
    }
}
