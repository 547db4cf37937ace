//! A running link, shared by the session's loop and the calls of others, and taken apart in good order.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use siar_engines::{EngineError, Link, StopOutcome};
use tokio::{sync::Semaphore, time::timeout};

/// More calls than this never run at once on one link.
const PLACES: u32 = 1 << 16;
/// How long a call that has ended may take to let go of the link.
const LETTING_GO: Duration = Duration::from_millis(5);
/// How often that is waited for.
const PATIENCE: u32 = 100;

/// A call on a link.
pub(super) type Call<'a, T> = Pin<Box<dyn Future<Output = Result<T, EngineError>> + Send + 'a>>;

/// A running link.
pub(crate) struct Held {
    link: Box<dyn Link>,
    /// A place for every call; closed when the link is being closed.
    calls: Semaphore,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held").finish_non_exhaustive()
    }
}

impl Held {
    pub(super) fn new(link: Box<dyn Link>) -> Arc<Self> {
        Arc::new(Self {
            link,
            calls: Semaphore::new(PLACES as usize),
        })
    }

    /// Makes one call, bounded by `deadline` even if the engine forgets its own.
    pub(super) async fn call<T>(
        self: Arc<Self>,
        what: &'static str,
        deadline: Duration,
        call: impl for<'a> FnOnce(&'a dyn Link) -> Call<'a, T> + Send,
    ) -> Result<T, EngineError> {
        let Ok(_place) = self.calls.try_acquire() else {
            return Err(EngineError::Gone("the link is being closed".to_owned()));
        };
        timeout(deadline, call(self.link.as_ref()))
            .await
            .unwrap_or(Err(EngineError::TimedOut {
                what,
                after: deadline,
            }))
    }

    /// Kills the link at once.
    pub(super) fn kill(&self) {
        self.calls.close();
        self.link.kill();
    }

    /// Lets running calls end, then closes in good order; kills when that does not work within `deadline` each.
    pub(super) async fn close(mut self: Arc<Self>, deadline: Duration) -> StopOutcome {
        let drained = match timeout(deadline, self.calls.acquire_many(PLACES)).await {
            Ok(Ok(places)) => {
                places.forget();
                true
            }
            _ => false,
        };
        if !drained {
            self.kill();
            return StopOutcome::Killed;
        }
        self.calls.close();
        for _ in 0..PATIENCE {
            match Arc::try_unwrap(self) {
                // A margin over the engine's own deadline, in case it forgets it.
                Ok(held) => {
                    return timeout(deadline * 2, held.link.stop(deadline))
                        .await
                        .unwrap_or(StopOutcome::Killed);
                }
                Err(shared) => self = shared,
            }
            tokio::time::sleep(LETTING_GO).await;
        }
        self.kill();
        StopOutcome::Killed
    }
}
