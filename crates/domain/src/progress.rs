//! How far a campaign is (CMP-8), when it is done, and what a schedule that was missed means (CMP-1).

use chrono::{DateTime, Duration, Utc};

use crate::event::Counts;

impl Counts {
    /// Recipients for whom there is still work to do.
    #[must_use]
    pub const fn open(&self) -> i64 {
        self.queued + self.leased + self.submitting + self.retry
    }

    /// Messages that left: acknowledged by WhatsApp's server or more.
    #[must_use]
    pub const fn out(&self) -> i64 {
        self.sent + self.delivered + self.read
    }

    /// Whether the campaign is completed: nobody is open. Receipts may still come, and what is `unknown` stays listed; neither
    /// holds it up. A recipient that is retried later opens it again.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.open() == 0
    }

    /// The share of recipients that need no more work, 0 to 1; 1 for a campaign of nobody.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        if self.total <= 0 {
            return 1.0;
        }
        let done = self.total - self.open();
        (done as f64 / self.total as f64).clamp(0.0, 1.0)
    }

    /// Whether the states add up to the total.
    #[must_use]
    pub const fn adds_up(&self) -> bool {
        self.total == self.open() + self.out() + self.failed + self.skipped + self.unknown
    }
}

/// Most points of a curve over a campaign's life.
pub const MOST_POINTS: i64 = 120;

/// How long each point of a curve over `length` stands for: the shortest round time that needs no more than [`MOST_POINTS`].
#[must_use]
pub fn point_length(length: Duration) -> Duration {
    const ROUND_S: [i64; 10] = [
        5,
        10,
        30,
        60,
        300,
        900,
        3_600,
        4 * 3_600,
        86_400,
        7 * 86_400,
    ];
    let seconds = length.num_seconds().max(0);
    let fits = |one: &i64| seconds / one < MOST_POINTS;
    let round = ROUND_S.into_iter().find(fits);
    Duration::seconds(round.unwrap_or(seconds / MOST_POINTS + 1))
}

/// Furthest schedule, days.
pub const FURTHEST_DAYS: i64 = 366;

/// Why a schedule is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Not in the future.
    #[error("the scheduled time has passed")]
    Past,
    /// Further than [`FURTHEST_DAYS`].
    #[error("a campaign can be scheduled at most {FURTHEST_DAYS} days ahead")]
    TooFar,
}

impl ScheduleError {
    /// The word used in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Past => "schedule_in_the_past",
            Self::TooFar => "schedule_too_far",
        }
    }
}

/// Whether a campaign may be scheduled for `at`.
///
/// # Errors
/// [`ScheduleError`].
pub fn check_schedule(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), ScheduleError> {
    if at <= now {
        Err(ScheduleError::Past)
    } else if at.signed_duration_since(now) > Duration::days(FURTHEST_DAYS) {
        Err(ScheduleError::TooFar)
    } else {
        Ok(())
    }
}

/// What to do with a scheduled campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Its time has not come.
    NotYet,
    /// Start it.
    Now,
    /// Its time passed while nobody could start it, by more than the bound: pause with `schedule_missed`. A good-morning
    /// message must not go out at midnight because a server was down.
    Missed,
}

/// Decides about a campaign scheduled for `at`; `bound` is how late it may start.
#[must_use]
pub fn due(at: DateTime<Utc>, bound: Duration, now: DateTime<Utc>) -> Due {
    let late = now.signed_duration_since(at);
    if late < Duration::zero() {
        Due::NotYet
    } else if late <= bound {
        Due::Now
    } else {
        Due::Missed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_a_curve_are_round_and_few() {
        for (length, point) in [
            (-5, 5),
            (0, 5),
            (599, 5),
            (600, 10),
            (3_600, 60),
            (86_399, 900),
            (30 * 86_400, 4 * 3_600 * 6),
            (10_000 * 86_400, 10_000 * 86_400 / 120 + 1),
        ] {
            let found = point_length(Duration::seconds(length)).num_seconds();
            assert_eq!(found, point, "{length} s");
            assert!(length / found < MOST_POINTS);
        }
    }

    #[test]
    fn a_campaign_is_done_when_nobody_is_open() {
        let counts = Counts {
            total: 10,
            sent: 3,
            read: 2,
            unknown: 1,
            failed: 1,
            skipped: 1,
            queued: 1,
            retry: 1,
            ..Counts::default()
        };
        assert!(counts.adds_up());
        assert_eq!(
            (counts.open(), counts.out(), counts.is_done()),
            (2, 5, false)
        );
        assert!((counts.fraction() - 0.8).abs() < 1e-9);
        for open in [
            Counts {
                queued: 1,
                ..Counts::default()
            },
            Counts {
                leased: 1,
                ..Counts::default()
            },
            Counts {
                submitting: 1,
                ..Counts::default()
            },
            Counts {
                retry: 1,
                ..Counts::default()
            },
        ] {
            assert!(!open.is_done() && !open.adds_up());
        }
        assert!(
            Counts {
                total: 1,
                unknown: 1,
                ..Counts::default()
            }
            .is_done()
        );
        assert!(Counts::default().is_done());
        assert!((Counts::default().fraction() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn schedules() {
        let now = DateTime::UNIX_EPOCH;
        let hour = Duration::hours(1);
        assert_eq!(check_schedule(now, now), Err(ScheduleError::Past));
        assert_eq!(check_schedule(now + hour, now), Ok(()));
        assert_eq!(
            check_schedule(now + Duration::days(367), now),
            Err(ScheduleError::TooFar)
        );
        assert_eq!(due(now + hour, hour, now), Due::NotYet);
        assert_eq!(due(now, hour, now), Due::Now);
        assert_eq!(due(now, hour, now + hour), Due::Now);
        assert_eq!(
            due(now, hour, now + hour + Duration::seconds(1)),
            Due::Missed
        );
    }
}
