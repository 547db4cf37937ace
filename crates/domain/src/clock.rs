//! Time is passed in (DESIGN invariant 10): rules take `now`, everything else takes a [`Clock`].

use chrono::{DateTime, Utc};

/// Where the time comes from. Tests pass a fake one and move it by hand.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock: the only place in Siar that reads it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}
