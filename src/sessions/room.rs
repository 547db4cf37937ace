//! How many sessions this server takes: each is a browser, and a machine without memory serves nobody.

use std::time::Duration;

use siar_db::{DbError, sessions};
use siar_domain::id::TenantId;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};
use tokio::{
    sync::{Mutex, MutexGuard},
    time::timeout,
};

use crate::{ApiError, State};

/// What a session takes, with some to spare: at most 140 MB is the goal of the bench (`session_pss_mb`).
const SESSION_BYTES: u64 = 200_000_000;
/// What Siar, its databases and the machine's own programs take.
const BESIDE_BYTES: u64 = 1_000_000_000;
/// How long one who wants to start waits for those before.
const TURN: Duration = Duration::from_secs(10);

/// How many sessions may run here.
#[derive(Debug)]
pub struct SessionRoom {
    limit: u64,
    door: Mutex<()>,
}

/// Whether there is a place for one tenant's session. While this lives nobody else gets one.
pub(super) struct Room<'a> {
    limit: u64,
    others: u64,
    _turn: MutexGuard<'a, ()>,
}

impl SessionRoom {
    /// As many as are set, or as many as the memory holds.
    #[must_use]
    pub fn new(limit: Option<u32>) -> Self {
        Self {
            limit: limit.map_or_else(|| held_by(memory_bytes()), u64::from),
            door: Mutex::const_new(()),
        }
    }

    /// How many.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.limit
    }

    /// Waits for its turn and counts.
    pub(super) async fn look(&self, state: &State, tenant: TenantId) -> Result<Room<'_>, ApiError> {
        let turn = timeout(TURN, self.door.lock()).await.map_err(|_| {
            ApiError::unavailable(
                "busy",
                "Many sessions are being started. Try again in a moment.",
            )
        })?;
        let node = state.actors.node();
        let others = state
            .db
            .system(async |tx| Ok::<_, DbError>(sessions::others_running(tx, node, tenant).await?))
            .await?;
        Ok(Room {
            limit: self.limit,
            others,
            _turn: turn,
        })
    }
}

impl Room<'_> {
    /// Refuses who comes when every place is taken.
    pub(super) fn take(&self) -> Result<(), ApiError> {
        if self.others < self.limit {
            return Ok(());
        }
        tracing::warn!(
            limit = self.limit,
            "a session was not started: there is no room (SIAR_SESSION_LIMIT)"
        );
        Err(ApiError::unavailable(
            "node_full",
            "This server has no room for another session just now. Try again later, or ask its operator.",
        ))
    }
}

/// What this process may use: the machine's memory, or less in a container. Unlimited where the system does not say.
fn memory_bytes() -> u64 {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    match System::new_with_specifics(memory) {
        Ok(system) => {
            let all = system.total_memory();
            system
                .cgroup_limits()
                .map_or(all, |limits| limits.total_memory.min(all))
        }
        Err(error) => {
            tracing::warn!(%error, "the memory is not known: set SIAR_SESSION_LIMIT");
            u64::MAX
        }
    }
}

/// How many sessions fit into that much memory. At least one: whoever runs Siar wants to try it.
const fn held_by(bytes: u64) -> u64 {
    let many = bytes.saturating_sub(BESIDE_BYTES) / SESSION_BYTES;
    if many == 0 { 1 } else { many }
}

#[cfg(test)]
mod tests {
    use super::{SessionRoom, held_by};

    #[test]
    fn the_memory_says_how_many_unless_it_is_set() {
        assert_eq!(held_by(0), 1);
        assert_eq!(held_by(1_399_999_999), 1);
        assert_eq!(held_by(1_400_000_000), 2);
        assert_eq!(held_by(8_000_000_000), 35);
        assert_eq!(SessionRoom::new(Some(7)).limit(), 7);
        // Any machine that compiles this.
        assert!(SessionRoom::new(None).limit() > 1);
    }
}
