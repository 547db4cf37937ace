//! How much may be on its way to one client: a credit that its pongs renew.
//!
//! Every [`ASK_EVERY`] events a ping asks how far the client has read; its pong carries the number back. When [`CREDIT`] events
//! are unconfirmed the stream pauses, so that a slow client costs memory for so many events and no more, and slows nobody.

use std::time::Duration;

/// Events that may be unconfirmed.
pub(crate) const CREDIT: u64 = 512;
/// A ping follows every so many events.
const ASK_EVERY: u64 = 64;
/// A stream that waits this long for its client's pong is closed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What was sent and confirmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    sent: u64,
    confirmed: u64,
    asked: u64,
}

impl Flow {
    /// How many events may leave now.
    pub(crate) const fn free(self) -> u64 {
        CREDIT.saturating_sub(self.sent - self.confirmed)
    }

    /// Notes an event sent; answers the number to ping with when it is time to ask.
    pub(crate) fn sent(&mut self) -> Option<u64> {
        self.sent += 1;
        self.is_time_to_ask().then(|| self.ask())
    }

    const fn is_time_to_ask(self) -> bool {
        self.sent - self.asked >= ASK_EVERY
    }

    /// The number to ping with now: also the heartbeat's.
    pub(crate) fn ask(&mut self) -> u64 {
        self.asked = self.sent;
        self.sent
    }

    /// Notes what a pong confirms. A number that was never asked for confirms nothing.
    pub(crate) fn confirm(&mut self, number: u64) {
        if number <= self.asked && number > self.confirmed {
            self.confirmed = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_client_gets_the_credit_and_no_more() {
        let mut flow = Flow::default();
        let mut asked = Vec::new();
        while flow.free() > 0 {
            asked.extend(flow.sent());
        }
        assert_eq!(asked, [64, 128, 192, 256, 320, 384, 448, 512]);
        flow.confirm(128);
        assert_eq!(flow.free(), 128);
        flow.confirm(64);
        assert_eq!(flow.free(), 128, "an old pong takes nothing back");
        flow.confirm(u64::MAX);
        assert_eq!(flow.free(), 128, "an invented pong gives nothing");
    }
}
