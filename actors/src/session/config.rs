//! Times and bounds of a session's supervision. Every one can be configured; tests use shorter ones.

use std::time::Duration;

use crate::kernel::Backoff;

/// Settings of session actors.
#[derive(Debug, Clone, Copy)]
pub struct SessionConfig {
    /// How long a session belongs to this process after each beat.
    pub lease: Duration,
    /// How often the lease is renewed and the row looked at. Well below the lease.
    pub beat: Duration,
    /// How often the page is asked whether it lives: at most 10 s (SES-5).
    pub probe: Duration,
    /// So many probes in a row without an answer are a hang.
    pub misses: u32,
    /// A start that takes longer is given up and tried again.
    pub start_deadline: Duration,
    /// Any other call on the engine.
    pub call_deadline: Duration,
    /// A graceful close.
    pub close_deadline: Duration,
    /// An accepted message without any sign from WhatsApp for so long: the session is silent.
    pub silent_after: Duration,
    /// A QR code in spite of a saved login is believed after this long.
    pub login_refused_after: Duration,
    /// Wait before a new start after something broke.
    pub backoff: Backoff,
    /// So many starts in a row that did not come to work: given up, a person has to look.
    pub give_up_after: u32,
    /// A session that worked this long starts its backoff afresh.
    pub stable_after: Duration,
    /// How often memory and CPU are looked at.
    pub stats: Duration,
    /// Above this the browser is closed and opened again, bytes.
    pub memory_cap_bytes: u64,
    /// At most one such recycling in this time.
    pub recycle_pause: Duration,
    /// How long the first QR code of a link lasts, and each later one.
    pub qr_life: (Duration, Duration),
    /// How long a pairing code lasts.
    pub pairing_life: Duration,
    /// Read back this much more than what is missing: clocks and orders differ.
    pub replay_margin: Duration,
    /// So long after an answer to an opt-out was handed over the engine is asked what became of it.
    pub answer_settles: Duration,
}

impl Default for SessionConfig {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            lease: seconds(15),
            beat: seconds(5),
            probe: seconds(5),
            misses: 2,
            start_deadline: seconds(90),
            call_deadline: seconds(75),
            close_deadline: seconds(15),
            silent_after: seconds(120),
            login_refused_after: seconds(20),
            backoff: Backoff {
                base: Duration::from_millis(300),
                max: seconds(30),
                jitter: 0.3,
                reset_after: seconds(60),
            },
            give_up_after: 12,
            stable_after: seconds(10),
            stats: seconds(30),
            memory_cap_bytes: 600 * 1024 * 1024,
            recycle_pause: seconds(600),
            qr_life: (seconds(60), seconds(20)),
            pairing_life: seconds(180),
            replay_margin: seconds(120),
            answer_settles: seconds(20),
        }
    }
}
