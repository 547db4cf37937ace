//! How often a child may be restarted, and how long to wait before each restart.
//!
//! The rule is OTP's: a restart is counted at the moment of the crash; when more than `max_restarts`
//! lie within the window, the budget is spent. What follows (parking or escalation) is the
//! supervisor's business, not this file's.

use std::{collections::VecDeque, time::Duration};

use rand::{Rng, RngExt};
use tokio::time::Instant;

/// At most `max_restarts` restarts within any `window`. One more spends the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Restarts that are still allowed within the window. 0 means: the first crash spends it.
    pub max_restarts: usize,
    /// Length of the sliding window. A restart exactly this old still counts, as in OTP.
    pub window: Duration,
}

impl Budget {
    /// At most `max_restarts` restarts within any `window`.
    #[must_use]
    pub const fn new(max_restarts: usize, window: Duration) -> Self {
        Self {
            max_restarts,
            window,
        }
    }
}

impl Default for Budget {
    /// Five restarts within a minute.
    fn default() -> Self {
        Self::new(5, Duration::from_secs(60))
    }
}

/// The restarts that still count against a [`Budget`].
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    restarts: VecDeque<Instant>,
}

impl Ledger {
    /// Counts a restart at `now`; `false` when that spends the budget.
    pub(crate) fn allows(&mut self, budget: Budget, now: Instant) -> bool {
        while let Some(oldest) = self.restarts.front() {
            if now.duration_since(*oldest) > budget.window {
                self.restarts.pop_front();
            } else {
                break;
            }
        }
        self.restarts.push_back(now);
        self.restarts.len() <= budget.max_restarts
    }

    /// Forgets all restarts: an operator gave the child a fresh budget.
    pub(crate) fn clear(&mut self) {
        self.restarts.clear();
    }
}

/// Exponential waiting time before a restart: `base · 2^attempt`, at most `max`, then spread by
/// `±jitter` so that many children that fell together do not rise together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Backoff {
    /// Wait before the first restart in a row.
    pub base: Duration,
    /// Upper bound of the wait, before jitter.
    pub max: Duration,
    /// Share of the wait by which chance may shorten or lengthen it: 0.0 to 1.0.
    pub jitter: f64,
    /// A child that was up this long starts again from `base` at its next crash.
    pub reset_after: Duration,
}

impl Backoff {
    /// Restart at once, always.
    pub const NONE: Self = Self::fixed(Duration::ZERO);

    /// Always the same wait, without jitter.
    #[must_use]
    pub const fn fixed(wait: Duration) -> Self {
        Self {
            base: wait,
            max: wait,
            jitter: 0.0,
            reset_after: Duration::ZERO,
        }
    }

    /// The wait before restart number `attempt` in a row (the first is 0).
    pub(crate) fn wait(&self, attempt: u32, rng: &mut impl Rng) -> Duration {
        let plain = self
            .base
            .saturating_mul(2_u32.saturating_pow(attempt))
            .min(self.max);
        let jitter = self.jitter.clamp(0.0, 1.0);
        if jitter == 0.0 || plain.is_zero() {
            return plain;
        }
        plain.mul_f64(1.0 + rng.random_range(-jitter..=jitter))
    }
}

impl Default for Backoff {
    /// 200 ms, doubling to 30 s, ±20 %; back to the beginning after a minute up.
    fn default() -> Self {
        Self {
            base: Duration::from_millis(200),
            max: Duration::from_secs(30),
            jitter: 0.2,
            reset_after: Duration::from_secs(60),
        }
    }
}
