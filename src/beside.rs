//! Work that keeps a thread busy for a while, as making a message for each of many people does. It is done beside the threads that answer
//! requests, a little of it at a time: whoever asks for much of it waits in turn, and everybody else is answered meanwhile.

use std::sync::Arc;

use actix_web::web;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::ApiError;

/// Pieces of work at once.
const AT_ONCE: usize = 2;
/// Requests whose work is under way or waits; whoever comes then is told to come again.
const PLACES: usize = 32;

/// The places for such work, on this node.
#[derive(Debug)]
pub(crate) struct Beside {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Beside {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(PLACES)),
        }
    }
}

impl Beside {
    /// A place for the work of one request, given back when it is dropped.
    ///
    /// # Errors
    /// 503 `busy` when there is none left.
    pub(crate) fn place(&self) -> Result<Place, ApiError> {
        let taken = Arc::clone(&self.places).try_acquire_owned().map_err(|_| {
            ApiError::unavailable(
                "busy",
                "Too many texts are being tried at once. Try again in a few seconds.",
            )
        })?;
        Ok(Place {
            turns: Arc::clone(&self.turns),
            _taken: taken,
        })
    }
}

/// One request's place.
#[derive(Debug)]
pub(crate) struct Place {
    turns: Arc<Semaphore>,
    _taken: OwnedSemaphorePermit,
}

impl Place {
    /// Does a piece of the work when its turn has come.
    ///
    /// # Errors
    /// When it panicked: a bug.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(ApiError::internal)?;
        web::block(move || {
            // Ends with the work: whoever asked may be gone by then.
            let _turn = turn;
            work()
        })
        .await
        .map_err(ApiError::internal)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[actix_web::test]
    async fn little_is_done_at_once_and_who_finds_no_place_is_told_so() {
        let beside = Beside::default();
        let places: Vec<Place> = (0..PLACES).map(|_| beside.place().unwrap()).collect();
        assert_eq!(beside.place().unwrap_err().code(), "busy");
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let all = places.iter().map(|place| {
            let (now, most) = (Arc::clone(&now), Arc::clone(&most));
            place.run(move || {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::yield_now();
                now.fetch_sub(1, Ordering::SeqCst);
            })
        });
        let done = futures::future::try_join_all(all).await.unwrap();
        assert_eq!(done.len(), PLACES);
        assert!((1..=AT_ONCE).contains(&most.load(Ordering::SeqCst)));
        drop(places);
        assert!(beside.place().is_ok());
    }
}
