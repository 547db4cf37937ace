//! When so many messages will have been sent.

use chrono::{DateTime, Duration, Utc};
use std::collections::VecDeque;

use super::{Pacer, minutes::Window, minutes::minute_of};

/// Minutes played through exactly; beyond, the last day repeats itself.
const EXACT: i64 = 3 * 24 * 60;

impl<K: Copy + Ord> Pacer<K> {
    /// How long `messages` will take from `now` at the average delay, with what was sent before counting against the caps.
    ///
    /// It plays the coming minutes through, three days at most; after that the caps let each day pass as the last did. Say how
    /// many messages go out *in all* until then: with other campaigns beside, see [`shared`].
    #[must_use]
    pub fn eta(&self, now: DateTime<Utc>, messages: u64) -> Duration {
        if messages == 0 {
            return Duration::zero();
        }
        let delay_ms = self.settings.mean_delay_ms();
        let per_minute = if delay_ms <= 0.0 {
            f64::INFINITY
        } else {
            60_000.0 / delay_ms
        };
        let first = minute_of(now);
        let mut hour = Sum::new(Window::Hour, self.settings.hourly_cap);
        let mut day = Sum::new(Window::Day, self.settings.daily_cap);
        for (minute, count) in self.minutes.raw().filter(|(minute, _)| *minute <= first) {
            hour.add(minute, count.into());
            day.add(minute, count.into());
        }
        let mut left = messages;
        let mut credit = 0.0_f64;
        for minute in first..first + EXACT {
            let room = hour.room(minute).min(day.room(minute));
            credit = (credit + per_minute).min(per_minute.max(1.0));
            let paced = if credit.is_finite() {
                credit as u64
            } else {
                u64::MAX
            };
            let sent = room.min(paced).min(left);
            credit -= sent as f64;
            left -= sent;
            if left == 0 {
                // Within this minute: the share of it that its messages take.
                let within_ms = (sent as f64 * delay_ms).min(60_000.0);
                let whole = Duration::minutes(minute - first);
                return whole + Duration::milliseconds(within_ms as i64);
            }
            hour.add(minute, sent);
            day.add(minute, sent);
        }
        let a_day = day.sum.max(1);
        let more = left as f64 / a_day as f64 * Duration::days(1).num_seconds() as f64;
        Duration::minutes(EXACT) + Duration::seconds(more.min(1e10) as i64)
    }
}

/// The messages that go out until a campaign with `own` left is done, while `others` (what each other running campaign has left)
/// get as many turns as it does.
#[must_use]
pub fn shared(own: u64, others: &[u64]) -> u64 {
    others
        .iter()
        .fold(own, |sum, other| sum.saturating_add(own.min(*other)))
}

/// The sum of a sliding window of minutes.
struct Sum {
    window: i64,
    cap: u64,
    sum: u64,
    counts: VecDeque<(i64, u64)>,
}

impl Sum {
    fn new(window: Window, cap: u32) -> Self {
        Self {
            window: window.minutes(),
            cap: cap.into(),
            sum: 0,
            counts: VecDeque::new(),
        }
    }

    fn room(&mut self, now: i64) -> u64 {
        while let Some((minute, count)) = self.counts.front().copied()
            && minute < now - self.window
        {
            self.sum -= count;
            self.counts.pop_front();
        }
        self.cap.saturating_sub(self.sum)
    }

    fn add(&mut self, minute: i64, count: u64) {
        if count > 0 {
            self.sum += count;
            self.counts.push_back((minute, count));
        }
    }
}
