//! The start gate: after a boot all sessions want to start at once. About as many as there are cores start at a time, in the order they
//! came, and one that is stuck gives its place back after a while, so that it holds nobody up (SES-4).

use std::{future::Future, sync::Arc, time::Duration};

use tokio::{sync::Semaphore, time::sleep};

/// Lets starts in. Cheap to clone.
#[derive(Debug, Clone)]
pub struct StartGate {
    places: Arc<Semaphore>,
    hold: Duration,
}

impl StartGate {
    /// Lets `at_once` starts in at a time; one that takes longer than `hold` goes on without its place.
    #[must_use]
    pub fn new(at_once: usize, hold: Duration) -> Self {
        Self {
            places: Arc::new(Semaphore::new(at_once.max(1))),
            hold,
        }
    }

    /// Runs `start` when its turn has come.
    pub async fn pass<F: Future>(&self, start: F) -> F::Output {
        let place = self.places.acquire().await;
        let mut start = std::pin::pin!(start);
        tokio::select! {
            output = &mut start => return output,
            () = sleep(self.hold) => {}
        }
        drop(place);
        start.await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[tokio::test(start_paused = true)]
    async fn stuck_starts_hold_nobody_up_and_the_order_is_kept() {
        let gate = StartGate::new(2, Duration::from_secs(10));
        let started = Mutex::new(Vec::new());
        let begin = tokio::time::Instant::now();
        let one = async |name: u32, takes: Duration| {
            gate.pass(async {
                started
                    .lock()
                    .unwrap()
                    .push((name, begin.elapsed().as_secs()));
                sleep(takes).await;
            })
            .await;
        };
        let (second, for_ever) = (Duration::from_secs(1), Duration::from_secs(3600));
        tokio::join!(
            one(1, for_ever),
            one(2, for_ever),
            one(3, second),
            one(4, second),
            one(5, second)
        );
        assert_eq!(
            *started.lock().unwrap(),
            [(1, 0), (2, 0), (3, 10), (4, 10), (5, 11)]
        );
    }
}
