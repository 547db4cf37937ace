//! Panics, caught and turned into text; and values dropped so that their destructors cannot hurt.
//!
//! **A panic in a destructor during unwinding aborts the process**, and nothing can stop that. So the
//! kernel never lets an actor be dropped by unwinding: the panic is caught around the poll, and the
//! broken value, its futures and its mailbox are dropped afterwards, each under a catch of its own.
//! What remains dangerous is an actor's handler that panics while a *local* variable with a panicking
//! destructor is alive, and one value with two panicking destructors inside: do not write `Drop`
//! implementations that can panic.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A caught panic, as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("panicked: {0}")]
pub struct Panicked(pub String);

impl Panicked {
    /// The message of a panic's payload. The payload itself is dropped safely.
    pub(crate) fn from_payload(payload: Box<dyn Any + Send>) -> Self {
        let text = payload
            .downcast_ref::<&'static str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "a value that is not text".to_owned());
        drop_safely(payload);
        Self(text)
    }
}

/// Runs `work` and catches its panic.
pub(crate) fn catching<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(Panicked::from_payload)
}

/// Drops `value`; a panic in its destructor is logged and goes no further, also while the thread is
/// unwinding already (what aborts is only a panic that *leaves* a destructor).
pub(crate) fn drop_safely<T>(value: T) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(value))) {
        tracing::error!("a destructor panicked");
        // The payload of this second panic may have a destructor too: leave it alone.
        std::mem::forget(payload);
    }
}
