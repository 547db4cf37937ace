//! How each dependency is.

use std::time::{Duration, Instant};

use serde::Serialize;
use siar_actors::kernel::{Kind, Snapshot, State as ActorState};
use siar_db::DbError;

use crate::State;

/// How long a dependency may take to answer.
const DEADLINE: Duration = Duration::from_secs(2);

/// How everything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readiness {
    /// Requests can be served.
    pub ready: bool,
    /// Each dependency.
    pub dependencies: Vec<Dependency>,
}

/// How one dependency is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dependency {
    /// Its name.
    pub name: &'static str,
    /// It answered.
    pub up: bool,
    /// Nothing works without it. Without the others things are slower.
    pub needed: bool,
    /// How long the answer took.
    pub took_ms: u64,
    /// What is wrong, in a word; details are in the log.
    pub problem: Option<&'static str>,
}

/// Asks every dependency.
pub async fn check(state: &State) -> Readiness {
    let (database, redis) = tokio::join!(
        asked("postgresql", true, database(state)),
        asked("redis", false, redis(state)),
    );
    let mut dependencies = vec![database, workers(state)];
    if state.redis.is_some() {
        dependencies.push(redis);
    }
    Readiness {
        ready: dependencies.iter().all(|one| one.up || !one.needed),
        dependencies,
    }
}

/// Whether everything that works in the background does. A parked part that serves everybody (a supervisor, a chore) is needed; one
/// tenant's session or campaign that is parked is told, and takes nothing from the others.
fn workers(state: &State) -> Dependency {
    let tree = state.actors.kernel().snapshot();
    let at_rest =
        |node: &&Snapshot| matches!(node.state, ActorState::Parked { .. } | ActorState::Stopped);
    let is_everybodys =
        |node: &&Snapshot| node.kind != Kind::Actor || node.path.starts_with("root/chores/");
    let all = tree.flatten();
    let parked = |node: &&&Snapshot| matches!(node.state, ActorState::Parked { .. });
    let needed = all
        .iter()
        .copied()
        .filter(is_everybodys)
        .any(|node| at_rest(&node));
    let problem = if needed {
        Some("stopped")
    } else {
        all.iter().find(parked).map(|_| "parked")
    };
    Dependency {
        name: "workers",
        up: problem.is_none(),
        needed,
        took_ms: 0,
        problem,
    }
}

async fn asked(
    name: &'static str,
    needed: bool,
    question: impl Future<Output = Result<(), String>>,
) -> Dependency {
    let began = Instant::now();
    let problem = match tokio::time::timeout(DEADLINE, question).await {
        Ok(Ok(())) => None,
        Ok(Err(error)) => {
            tracing::warn!(name, error, "a dependency fails");
            Some("fails")
        }
        Err(_) => Some("no answer in time"),
    };
    Dependency {
        name,
        up: problem.is_none(),
        needed,
        took_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        problem,
    }
}

pub(super) async fn database(state: &State) -> Result<(), String> {
    state
        .db
        .ping()
        .await
        .map_err(|error: DbError| error.to_string())
}

pub(super) async fn redis(state: &State) -> Result<(), String> {
    let Some(pool) = &state.redis else {
        return Ok(());
    };
    let mut connection = pool.get().await.map_err(|error| error.to_string())?;
    redis::cmd("PING")
        .query_async::<()>(&mut *connection)
        .await
        .map_err(|error| error.to_string())
}
