//! A clock that stands still until the test turns it.

use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use siar_domain::clock::Clock;

/// A clock that shows what it was told: nothing moves it but [`FakeClock::advance`] and [`FakeClock::set`].
#[derive(Debug)]
pub struct FakeClock {
    now: Mutex<DateTime<Utc>>,
}

impl FakeClock {
    /// A clock that stands at `start`.
    #[must_use]
    pub fn at(start: DateTime<Utc>) -> Self {
        Self {
            now: Mutex::new(start),
        }
    }

    /// Moves the clock on (or back, with a negative `by`) and says what it shows then.
    pub fn advance(&self, by: TimeDelta) -> DateTime<Utc> {
        let mut now = self
            .now
            .lock()
            .expect("no test panics while turning the clock");
        *now += by;
        *now
    }

    /// Puts the clock to `now`.
    pub fn set(&self, now: DateTime<Utc>) {
        *self
            .now
            .lock()
            .expect("no test panics while turning the clock") = now;
    }
}

impl Default for FakeClock {
    /// Stands at 2026-01-05 09:00 UTC: a Monday, 16:00 in Jakarta.
    fn default() -> Self {
        Self::at(DateTime::from_timestamp(1_767_603_600, 0).expect("a valid time"))
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        *self
            .now
            .lock()
            .expect("no test panics while turning the clock")
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, FakeClock};
    use chrono::TimeDelta;

    #[test]
    fn stands_still_until_it_is_turned() {
        let clock = FakeClock::default();
        assert_eq!(clock.now().to_rfc3339(), "2026-01-05T09:00:00+00:00");
        clock.advance(TimeDelta::minutes(90));
        assert_eq!(clock.now().to_rfc3339(), "2026-01-05T10:30:00+00:00");
    }
}
