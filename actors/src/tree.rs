//! The whole supervision tree on one screen, and the handle that the server has on it.
//!
//! ```text
//! root (rest_for_one)
//! ├─ hub        tells open streams what was committed
//! └─ imports    contacts from files
//! ```
//! Started top to bottom, stopped in reverse.

use siar_db::Db;

use crate::{
    hub::{self, Hub},
    import::{self, Imports, Spool},
    kernel::{
        CallError, Kernel, KernelConfig, Refusal, Registry, RootEnd, Strategy, SupervisorSpec,
    },
};

/// What the tree is built from.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Where uploads wait.
    pub spool: Spool,
    /// Seed of all chance in the tree (backoff jitter): the same seed, the same order of events.
    pub seed: u64,
}

/// The handle on the running tree. Cheap to clone; usable from any thread.
///
/// A wake-up carries no data and may be lost: the actor also looks by itself. So waking never fails.
#[derive(Debug, Clone)]
pub struct Actors {
    kernel: Kernel,
}

impl Actors {
    /// Starts the tree on the calling thread's actix system and waits until it is up.
    ///
    /// # Errors
    /// [`StartError`] when the tree is not well formed or ended while starting.
    pub async fn start(parts: Parts) -> Result<Self, StartError> {
        let Parts { db, spool, seed } = parts;
        let config = KernelConfig::new(db.clock().clone(), seed);
        let root = SupervisorSpec::fixed("root", Strategy::RestForOne)
            .child(hub::child(db.clone()))
            .child(import::child(db, spool));
        let kernel = Kernel::start(root, config)?;
        kernel.ready().await.map_err(StartError::Ended)?;
        Ok(Self { kernel })
    }

    /// The kernel: snapshots, health events, restart and stop by hand.
    #[must_use]
    pub const fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// From ids to actors.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        self.kernel.registry()
    }

    /// There may be an import to take.
    pub fn wake_imports(&self) {
        ignore_lost(self.registry().tell::<Imports, _>("imports", import::Wake));
    }

    /// Asks the hub to tell a stream what is committed.
    ///
    /// # Errors
    /// [`CallError`] while the hub restarts: ask again.
    pub fn listen(&self, listen: hub::Listen) -> Result<(), CallError> {
        self.registry().tell::<Hub, _>("hub", listen)
    }

    /// Stops the tree in reverse, each part within its deadline.
    pub async fn stop(&self) -> RootEnd {
        self.kernel.stop().await
    }
}

/// A wake-up that does not arrive is made good by the actor's own look at the rows.
fn ignore_lost(told: Result<(), CallError>) {
    if let Err(error) = told {
        tracing::debug!(%error, "wake-up lost");
    }
}

/// Why the tree did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// It is not well formed: our mistake.
    #[error("the actor tree was refused: {0}")]
    Refused(#[from] Refusal),
    /// It gave up while starting.
    #[error("the actor tree ended while starting: {0:?}")]
    Ended(RootEnd),
}
