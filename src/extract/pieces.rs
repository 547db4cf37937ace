//! The body of a request, piece by piece, with a deadline: who sends nothing, or a byte now and then, is cut off.

use std::{future::poll_fn, pin::Pin, sync::Arc, time::Duration};

use actix_web::{error::PayloadError, http::StatusCode, web::Bytes};
use futures::Stream;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout_at},
};

use crate::{ApiError, config::HttpConfig, error};

/// How long a body may take: some seconds, and more for every so many bytes that came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    first: Duration,
    bytes_per_second: u64,
}

impl Deadline {
    pub(crate) const fn of(http: &HttpConfig) -> Self {
        Self {
            first: Duration::from_secs(http.body_seconds),
            bytes_per_second: http.body_bytes_per_second,
        }
    }

    fn after(&self, bytes: u64) -> Duration {
        let slower = bytes.checked_div(self.bytes_per_second).unwrap_or(0);
        self.first.saturating_add(Duration::from_secs(slower))
    }
}

/// A body that is read under a [`Deadline`].
#[derive(Debug)]
pub(crate) struct Pieces<S> {
    body: S,
    deadline: Deadline,
    began: Instant,
    seen: u64,
}

impl<S: Stream<Item = Result<Bytes, PayloadError>> + Unpin> Pieces<S> {
    pub(crate) fn new(body: S, deadline: Deadline) -> Self {
        Self {
            body,
            deadline,
            began: Instant::now(),
            seen: 0,
        }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// 408 `timeout`; 400 `broken_body` when the connection broke; 413.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, ApiError> {
        let until = self.began + self.deadline.after(self.seen);
        let body = &mut self.body;
        let piece = timeout_at(
            until,
            poll_fn(|context| Pin::new(&mut *body).poll_next(context)),
        )
        .await
        .map_err(|_| error::of_status(StatusCode::REQUEST_TIMEOUT))?;
        let piece = piece.transpose().map_err(|failure| match failure {
            PayloadError::Overflow => error::of_status(StatusCode::PAYLOAD_TOO_LARGE),
            other => ApiError::bad_request(
                "broken_body",
                format!("The body could not be read to its end: {other}."),
            ),
        })?;
        self.seen += piece.as_ref().map_or(0, |piece| piece.len() as u64);
        Ok(piece)
    }
}

/// Whose body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    /// Somebody who is logged in.
    Known,
    /// Whoever asks an endpoint that wants no login.
    Anybody,
}

/// The bytes of bodies that are held in memory at once, over all requests. A quarter of them is for endpoints that want no login, so that
/// bodies from nobody in particular take no room from those who are logged in.
#[derive(Debug, Clone)]
pub struct Bodies {
    known: Arc<Semaphore>,
    anybody: Arc<Semaphore>,
}

impl Bodies {
    /// Room for so many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        let room = |bytes: usize| Arc::new(Semaphore::new(bytes.min(Semaphore::MAX_PERMITS)));
        Self {
            known: room(bytes - bytes / 4),
            anybody: room(bytes / 4),
        }
    }

    /// Bytes for which there is room now, of those who are logged in.
    #[must_use]
    pub fn free(&self) -> usize {
        self.known.available_permits()
    }

    /// Takes room for a piece, given back when the permit is dropped.
    ///
    /// # Errors
    /// 503 `busy` when there is none left.
    pub(crate) fn hold(
        &self,
        sender: Sender,
        bytes: usize,
    ) -> Result<OwnedSemaphorePermit, ApiError> {
        let room = match sender {
            Sender::Known => &self.known,
            Sender::Anybody => &self.anybody,
        };
        u32::try_from(bytes)
            .ok()
            .and_then(|bytes| Arc::clone(room).try_acquire_many_owned(bytes).ok())
            .ok_or_else(|| {
                ApiError::unavailable(
                    "busy",
                    "Too many large requests at once. Try again in a few seconds.",
                )
            })
    }
}
