//! How many messages an account sent in which minute, and what that leaves of a cap.
//!
//! Counting by minutes keeps a day in at most 1,441 numbers, which the database keeps too. It is never too generous: a window
//! of 60 minutes touches at most 61 of them, and all 61 are counted whole.

use chrono::{DateTime, Utc};
use std::collections::VecDeque;

const MINUTE_MS: i64 = 60_000;

/// A window that a cap applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    Hour,
    Day,
}

impl Window {
    pub(super) const fn minutes(self) -> i64 {
        match self {
            Self::Hour => 60,
            Self::Day => 24 * 60,
        }
    }
}

/// Counts by minute, oldest first, none of them zero.
#[derive(Debug, Clone, Default)]
pub(super) struct Minutes(VecDeque<(i64, u32)>);

pub(super) fn minute_of(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis().div_euclid(MINUTE_MS)
}

fn start_of(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(minute.saturating_mul(MINUTE_MS))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

impl Minutes {
    pub(super) fn add(&mut self, minute: i64, count: u32) {
        if count == 0 {
            return;
        }
        // Nearly always the last; an earlier one when the clock was set back or a restart reads the counts.
        let place = self.0.partition_point(|(existing, _)| *existing < minute);
        match self.0.get_mut(place) {
            Some((existing, sum)) if *existing == minute => *sum = sum.saturating_add(count),
            _ => self.0.insert(place, (minute, count)),
        }
    }

    /// Takes back what was added but not sent.
    pub(super) fn remove(&mut self, minute: i64, count: u32) {
        if let Some(place) = self.0.iter().position(|(existing, _)| *existing == minute)
            && let Some((_, sum)) = self.0.get_mut(place)
        {
            *sum = sum.saturating_sub(count);
            if *sum == 0 {
                self.0.remove(place);
            }
        }
    }

    /// Forgets what no window reaches any more.
    pub(super) fn prune(&mut self, now: i64) {
        while self
            .0
            .front()
            .is_some_and(|(minute, _)| *minute < now - Window::Day.minutes())
        {
            self.0.pop_front();
        }
    }

    /// Messages in the minutes that a window ending in minute `now` touches. Minutes after `now` count too: they are there
    /// when the clock was set back, and those messages were sent.
    fn within(&self, now: i64, window: Window) -> impl Iterator<Item = (i64, u32)> {
        let first = now - window.minutes();
        let from = self.0.partition_point(|(minute, _)| *minute < first);
        self.0.range(from..).copied()
    }

    /// How many more messages the cap leaves in minute `now`.
    pub(super) fn room(&self, now: i64, window: Window, cap: u32) -> u32 {
        let sent: u64 = self
            .within(now, window)
            .map(|(_, count)| u64::from(count))
            .sum();
        u32::try_from(u64::from(cap).saturating_sub(sent)).unwrap_or(u32::MAX)
    }

    /// When the cap will leave room for one message, given that it leaves none in minute `now`.
    pub(super) fn room_at(&self, now: i64, window: Window, cap: u32) -> DateTime<Utc> {
        let mut sent: u64 = self
            .within(now, window)
            .map(|(_, count)| u64::from(count))
            .sum();
        for (minute, count) in self.within(now, window) {
            sent = sent.saturating_sub(u64::from(count));
            if sent < u64::from(cap) {
                return start_of(minute + window.minutes() + 1);
            }
        }
        // Only for a cap of nothing: ask again when the settings may have changed.
        start_of(now + window.minutes() + 1)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (DateTime<Utc>, u32)> {
        self.0
            .iter()
            .map(|(minute, count)| (start_of(*minute), *count))
    }

    pub(super) fn raw(&self) -> impl Iterator<Item = (i64, u32)> {
        self.0.iter().copied()
    }
}
