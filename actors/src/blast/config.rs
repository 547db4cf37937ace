//! Times and bounds of campaigns' actors. Every one can be configured; tests use shorter ones.

use std::time::Duration;

use siar_domain::{
    reconcile::Patience,
    retry::{FailureLimits, RetryPolicy},
};

/// Settings of campaigns' actors.
#[derive(Debug, Clone, Copy)]
pub struct BlastConfig {
    /// How long a campaign belongs to this process after each renewal.
    pub lease: Duration,
    /// How long a recipient stays in hand between its lease and its submission.
    pub hold: Duration,
    /// Recipients taken in hand at a time, at the most. Where there is a pace, it is one.
    pub batch: usize,
    /// Recipients submitted and not acknowledged, at the most.
    pub in_flight: usize,
    /// Calls on the session at a time.
    pub calls: usize,
    /// Any call on the session.
    pub call_deadline: Duration,
    /// Without a receipt for so long, the engine is asked what it knows.
    pub receipt_within: Duration,
    /// How often it is asked again while it cannot say.
    pub look_again: Duration,
    /// When WhatsApp is asked once more for a number of which it knew no account: the question may have failed.
    pub ask_again: Duration,
    /// How often rows are looked at without being woken.
    pub poll: Duration,
    /// A session that is away for longer pauses the campaign; one that waits for a person does at once.
    pub session_grace: Duration,
    /// How long to wait for receipts and for an engine before a recipient is `unknown`.
    pub patience: Patience,
    /// When failures are tried again.
    pub retry: RetryPolicy,
    /// When too many fail.
    pub failures: FailureLimits,
}

impl Default for BlastConfig {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            lease: seconds(30),
            hold: seconds(300),
            batch: 500,
            in_flight: 1_000,
            calls: 8,
            call_deadline: seconds(90),
            receipt_within: seconds(30),
            look_again: seconds(10),
            ask_again: seconds(120),
            poll: seconds(5),
            session_grace: seconds(120),
            patience: Patience::default(),
            retry: RetryPolicy::default(),
            failures: FailureLimits::default(),
        }
    }
}
