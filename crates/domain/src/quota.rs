//! Quota (SUB-3, SUB-4): which period a moment belongs to, and the moves of a unit.
//!
//! A unit is reserved before a send and settled after it; a send that did not happen gives it back. Always
//! `used + reserved ≤ limit`, so that sends at the same time can never exceed the quota. These are the moves on the numbers of one
//! period; the database makes them in the transaction of the ledger's own move.
//!
//! Periods are months on the subscription's own day in the tenant's time zone. A subscription of the 31st renews on the last day of
//! shorter months and comes back to the 31st: each period is counted from the start, never from the period before.

use chrono::{DateTime, Months, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The numbers of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Quota {
    /// Units of the period; none means unlimited.
    pub limit: Option<i64>,
    /// Units of messages sent.
    pub used: i64,
    /// Units held for messages being sent.
    pub reserved: i64,
}

/// Why a unit could not be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuotaError {
    /// Less is left than asked for.
    #[error("the quota of the period is used up")]
    UsedUp,
    /// More settled or released than is reserved: a unit was moved twice.
    #[error("more units were settled or released than are reserved")]
    NotReserved,
    /// A negative count, or one beyond all numbers.
    #[error("not a number of units")]
    BadCount,
}

impl Quota {
    /// A period of which nothing is used.
    #[must_use]
    pub const fn new(limit: Option<i64>) -> Self {
        Self {
            limit,
            used: 0,
            reserved: 0,
        }
    }

    /// Units that can still be reserved; none means unlimited. Nothing is left, rather than less than nothing, when the limit
    /// was lowered under what is in use.
    #[must_use]
    pub fn left(&self) -> Option<i64> {
        let taken = self.used.saturating_add(self.reserved);
        self.limit.map(|limit| limit.saturating_sub(taken).max(0))
    }

    /// Reserves as many of `wanted` units as are left. Answers the quota after it and how many.
    ///
    /// # Errors
    /// [`QuotaError::UsedUp`] when none is left, [`QuotaError::BadCount`].
    pub fn reserve_up_to(self, wanted: i64) -> Result<(Self, i64), QuotaError> {
        if wanted < 0 {
            return Err(QuotaError::BadCount);
        }
        let granted = self.left().map_or(wanted, |left| wanted.min(left));
        if granted == 0 && wanted > 0 {
            return Err(QuotaError::UsedUp);
        }
        let reserved = self.reserved.checked_add(granted);
        let reserved = reserved.ok_or(QuotaError::BadCount)?;
        Ok((Self { reserved, ..self }, granted))
    }

    /// Reserves all of `units` or none.
    ///
    /// # Errors
    /// [`QuotaError::UsedUp`], [`QuotaError::BadCount`].
    pub fn reserve(self, units: i64) -> Result<Self, QuotaError> {
        match self.reserve_up_to(units)? {
            (after, granted) if granted == units => Ok(after),
            _ => Err(QuotaError::UsedUp),
        }
    }

    /// Units reserved were sent.
    ///
    /// # Errors
    /// [`QuotaError::NotReserved`], [`QuotaError::BadCount`].
    pub fn settle(self, units: i64) -> Result<Self, QuotaError> {
        let after = self.release(units)?;
        let used = after.used.checked_add(units).ok_or(QuotaError::BadCount)?;
        Ok(Self { used, ..after })
    }

    /// Units reserved were not sent.
    ///
    /// # Errors
    /// [`QuotaError::NotReserved`], [`QuotaError::BadCount`].
    pub fn release(self, units: i64) -> Result<Self, QuotaError> {
        if units < 0 {
            return Err(QuotaError::BadCount);
        }
        if units > self.reserved {
            return Err(QuotaError::NotReserved);
        }
        Ok(Self {
            reserved: self.reserved - units,
            ..self
        })
    }
}

/// One month of a subscription: from its beginning to before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Period {
    /// The first moment.
    pub starts_at: DateTime<Utc>,
    /// The first moment after it.
    pub ends_at: DateTime<Utc>,
}

/// The period that `now` belongs to, for a subscription that began at `start`. None before the subscription began and beyond
/// what a calendar can say.
#[must_use]
pub fn period_at(start: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> Option<Period> {
    if now < start {
        return None;
    }
    let months = |from: NaiveDateTime, to: NaiveDateTime| {
        use chrono::Datelike;
        i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month())
    };
    let local_start = start.with_timezone(&zone).naive_local();
    let local_now = now.with_timezone(&zone).naive_local();
    let guess = months(local_start, local_now);
    // The guess is the month of `now`, whose period may have begun in the month before.
    for nth in [guess, guess - 1] {
        let Ok(nth) = u32::try_from(nth) else {
            continue;
        };
        let starts_at = nth_start(start, zone, nth)?;
        if starts_at <= now {
            let ends_at = nth_start(start, zone, nth + 1)?;
            return Some(Period { starts_at, ends_at });
        }
    }
    None
}

/// When the `nth` period (from 0) of a subscription begins.
fn nth_start(start: DateTime<Utc>, zone: Tz, nth: u32) -> Option<DateTime<Utc>> {
    if nth == 0 {
        return Some(start);
    }
    let local = start
        .with_timezone(&zone)
        .naive_local()
        .checked_add_months(Months::new(nth))?;
    let from_local = |local: NaiveDateTime| {
        zone.from_local_datetime(&local)
            .earliest()
            .map(|moment| moment.with_timezone(&Utc))
    };
    // A local time that the clocks skip in spring: the first moment after the gap, at most a day (Samoa, 2011) later.
    (0..=24 * 4).find_map(|quarters| from_local(local + TimeDelta::minutes(15 * quarters)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America, Asia, Europe};
    use proptest::prelude::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn months_on_the_subscriptions_own_day() {
        let jakarta = Asia::Jakarta;
        // The 31st, 10:00 in Jakarta.
        let start = utc("2026-01-31T03:00:00Z");
        let at = |now: &str| {
            let period = period_at(start, jakarta, utc(now)).unwrap();
            (period.starts_at.to_rfc3339(), period.ends_at.to_rfc3339())
        };
        let span =
            |a: &str, b: &str| (format!("{a}T03:00:00+00:00"), format!("{b}T03:00:00+00:00"));
        assert_eq!(at("2026-01-31T03:00:00Z"), span("2026-01-31", "2026-02-28"));
        assert_eq!(at("2026-02-28T02:59:59Z"), span("2026-01-31", "2026-02-28"));
        assert_eq!(at("2026-02-28T03:00:00Z"), span("2026-02-28", "2026-03-31"));
        assert_eq!(at("2026-04-15T00:00:00Z"), span("2026-03-31", "2026-04-30"));
        assert_eq!(at("2028-02-29T03:00:00Z"), span("2028-02-29", "2028-03-31"));
        assert_eq!(period_at(start, jakarta, utc("2026-01-31T02:59:59Z")), None);
    }

    #[test]
    fn the_day_is_that_of_the_tenants_zone_and_clock_changes_move_it() {
        // 23:30 on the 31st in Berlin is 22:30 UTC in winter, 21:30 in summer.
        let start = utc("2026-01-31T22:30:00Z");
        let period = period_at(start, Europe::Berlin, utc("2026-06-01T00:00:00Z")).unwrap();
        assert_eq!(period.starts_at, utc("2026-05-31T21:30:00Z"));
        assert_eq!(period.ends_at, utc("2026-06-30T21:30:00Z"));
        // 02:30 does not exist in New York on 8 March 2026: the period begins at 03:00.
        let start = utc("2026-02-08T07:30:00Z");
        let period = period_at(start, America::New_York, utc("2026-03-20T00:00:00Z")).unwrap();
        assert_eq!(period.starts_at, utc("2026-03-08T07:00:00Z"));
    }

    #[test]
    fn moves_of_units() {
        let quota = Quota::new(Some(10));
        let quota = quota.reserve(6).unwrap();
        assert_eq!(quota.reserve(5), Err(QuotaError::UsedUp));
        let (quota, granted) = quota.reserve_up_to(5).unwrap();
        assert_eq!((quota.reserved, granted, quota.left()), (10, 4, Some(0)));
        assert_eq!(quota.reserve_up_to(1), Err(QuotaError::UsedUp));
        let quota = quota.settle(7).unwrap().release(3).unwrap();
        assert_eq!(
            quota,
            Quota {
                limit: Some(10),
                used: 7,
                reserved: 0
            }
        );
        assert_eq!(quota.settle(1), Err(QuotaError::NotReserved));
        assert_eq!(quota.release(1), Err(QuotaError::NotReserved));
        assert_eq!(quota.release(-1), Err(QuotaError::BadCount));
        assert_eq!(quota.reserve_up_to(-1), Err(QuotaError::BadCount));
        assert_eq!(quota.reserve_up_to(0), Ok((quota, 0)));
        assert_eq!(
            Quota {
                limit: Some(5),
                ..quota
            }
            .left(),
            Some(0)
        );
        let unlimited = Quota::new(None).reserve(i64::MAX).unwrap();
        assert_eq!(unlimited.reserve(1), Err(QuotaError::BadCount));
    }

    #[derive(Debug, Clone)]
    enum Move {
        Reserve(i64),
        ReserveUpTo(i64),
        Settle(i64),
        Release(i64),
    }

    fn moves() -> impl Strategy<Value = Vec<Move>> {
        let one = prop_oneof![
            (-1_i64..8).prop_map(Move::Reserve),
            (-1_i64..8).prop_map(Move::ReserveUpTo),
            (-1_i64..8).prop_map(Move::Settle),
            (-1_i64..8).prop_map(Move::Release),
        ];
        proptest::collection::vec(one, 0..200)
    }

    proptest! {
        #[test]
        fn no_order_of_moves_exceeds_the_limit_or_loses_a_unit(limit in proptest::option::of(0_i64..30), moves in moves()) {
            let mut quota = Quota::new(limit);
            let (mut reserved, mut sent) = (0_i64, 0_i64);
            for one in moves {
                let after = match one {
                    Move::Reserve(n) => quota.reserve(n).map(|after| (after, n, 0)),
                    Move::ReserveUpTo(n) => quota.reserve_up_to(n).map(|(after, granted)| (after, granted, 0)),
                    Move::Settle(n) => quota.settle(n).map(|after| (after, -n, n)),
                    Move::Release(n) => quota.release(n).map(|after| (after, -n, 0)),
                };
                if let Ok((after, held, settled)) = after {
                    quota = after;
                    reserved += held;
                    sent += settled;
                }
                prop_assert_eq!((quota.reserved, quota.used), (reserved, sent));
                prop_assert!(quota.reserved >= 0 && quota.used >= 0);
                if let Some(limit) = limit {
                    prop_assert!(quota.used + quota.reserved <= limit);
                    prop_assert_eq!(quota.left(), Some(limit - sent - reserved));
                }
            }
        }

        #[test]
        fn periods_tile_time(
            start in 1_600_000_000_i64..1_900_000_000,
            later in 0_i64..400_000_000,
            zone in proptest::sample::select(vec![Asia::Jakarta, Europe::Berlin, America::New_York, Tz::UTC, Tz::Pacific__Apia]),
        ) {
            let moment = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
            let (start, now) = (moment(start), moment(start + later));
            let period = period_at(start, zone, now).unwrap();
            prop_assert!(period.starts_at <= now && now < period.ends_at);
            let days = (period.ends_at - period.starts_at).num_hours();
            prop_assert!((27 * 24..=32 * 24).contains(&days), "{days}");
            // Its neighbours touch it.
            prop_assert_eq!(period_at(start, zone, period.starts_at), Some(period));
            prop_assert_eq!(period_at(start, zone, period.ends_at).unwrap().starts_at, period.ends_at);
        }
    }
}
