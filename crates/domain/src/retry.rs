//! Failures (CMP-4, CMP-5): which are tried again and when, and when so many fail that the campaign must stop.

use chrono::{DateTime, Duration, Utc};
use rand::{Rng, RngExt};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

use crate::delivery::DeliveryReason;

/// What kind of failure a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// It would fail again: this recipient is given up.
    Permanent,
    /// It may work later.
    Passing,
    /// WhatsApp limits the account: nothing is wrong with the recipient, everything stops (SES-6).
    AccountSignal,
}

impl DeliveryReason {
    /// What kind of failure this is.
    #[must_use]
    pub const fn failure_kind(self) -> FailureKind {
        match self {
            Self::Network | Self::Engine => FailureKind::Passing,
            Self::AccountLimited => FailureKind::AccountSignal,
            Self::NotOnWhatsapp
            | Self::Blocked
            | Self::Suppressed
            | Self::SameAccount
            | Self::ContactDeleted
            | Self::NoConsent
            | Self::MissingVariable
            | Self::RenderFailed
            | Self::RetriesExhausted
            | Self::Cancelled
            | Self::Undecidable => FailureKind::Permanent,
        }
    }
}

/// Whether the message can have reached WhatsApp although it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayHaveLeft {
    /// It was refused before it left, or WhatsApp's server itself said no.
    No,
    /// It failed after it was handed over, without the server's word.
    Perhaps,
}

/// How often and when to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct RetryPolicy {
    /// Attempts in all, the first included.
    pub max_attempts: u32,
    /// Wait after the first failure, seconds; doubled after each further one.
    pub first_wait_s: u32,
    /// Longest wait, seconds.
    pub longest_wait_s: u32,
}

impl Default for RetryPolicy {
    /// Five attempts, after 30 s, 1, 2 and 4 minutes; never more than an hour.
    fn default() -> Self {
        Self {
            max_attempts: 5,
            first_wait_s: 30,
            longest_wait_s: 3_600,
        }
    }
}

impl RetryPolicy {
    /// The wait after `attempts` failed attempts: doubling, bounded, and drawn between half and all of it, so that those who
    /// failed together do not come back together.
    pub fn wait(&self, attempts: u32, rng: &mut (impl Rng + ?Sized)) -> Duration {
        let doublings = attempts.saturating_sub(1).min(32);
        let full_ms = (u64::from(self.first_wait_s) * 1_000)
            .saturating_mul(1 << doublings)
            .min(u64::from(self.longest_wait_s) * 1_000);
        let wait_ms = rng.random_range(full_ms / 2..=full_ms);
        Duration::milliseconds(i64::try_from(wait_ms).unwrap_or(i64::MAX / 2))
    }
}

/// What to do with a recipient whose attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    /// Try again at this time.
    RetryAt(DateTime<Utc>),
    /// Given up, for this reason.
    Fail(DeliveryReason),
    /// Back in the queue, the attempt not counted; the campaign pauses (`account_restricted`).
    HoldForAccount,
    /// It may have left: a matter for [`crate::reconcile`], never for a second message.
    Reconcile,
}

/// Decides after `attempts` attempts (the failed one included).
pub fn after_failure(
    reason: DeliveryReason,
    left: MayHaveLeft,
    attempts: u32,
    policy: &RetryPolicy,
    now: DateTime<Utc>,
    rng: &mut (impl Rng + ?Sized),
) -> AfterFailure {
    match (reason.failure_kind(), left) {
        (_, MayHaveLeft::Perhaps) => AfterFailure::Reconcile,
        (FailureKind::Permanent, MayHaveLeft::No) => AfterFailure::Fail(reason),
        (FailureKind::AccountSignal, MayHaveLeft::No) => AfterFailure::HoldForAccount,
        (FailureKind::Passing, MayHaveLeft::No) if attempts >= policy.max_attempts => {
            AfterFailure::Fail(DeliveryReason::RetriesExhausted)
        }
        (FailureKind::Passing, MayHaveLeft::No) => {
            AfterFailure::RetryAt(now + policy.wait(attempts, rng))
        }
    }
}

/// When too many sends fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct FailureLimits {
    /// So many technical failures in a row pause the campaign.
    pub in_a_row: u32,
    /// Of so many of the latest attempts …
    pub window: u32,
    /// … this share failing, in percent, pauses it. Not before the window is full.
    pub percent: u32,
}

impl Default for FailureLimits {
    /// 10 in a row, or half of the last 40.
    fn default() -> Self {
        Self {
            in_a_row: 10,
            window: 40,
            percent: 50,
        }
    }
}

/// How one attempt ended, for the watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// WhatsApp took it.
    Sent,
    /// It failed, for this reason.
    Failed(DeliveryReason),
}

/// Watches the attempts of one campaign. Rebuilt after a restart by feeding it the ledger's latest outcomes, oldest first.
///
/// Two rules, for two ills. Technical failures in a row mean that the session or WhatsApp is not well: going on burns attempts.
/// A high share of failures of any kind, such as numbers that are not on WhatsApp, means a bad list: going on is what gets
/// accounts reported and blocked. What Siar itself skips (suppressed, a missing variable) is no attempt and counts for nothing.
#[derive(Debug, Clone)]
pub struct FailureWatch {
    limits: FailureLimits,
    row: u32,
    latest: VecDeque<bool>,
}

impl FailureWatch {
    /// A watch that has seen nothing.
    #[must_use]
    pub const fn new(limits: FailureLimits) -> Self {
        Self {
            limits,
            row: 0,
            latest: VecDeque::new(),
        }
    }

    /// Notes an attempt. True when the campaign must pause (`too_many_failures`).
    pub fn note(&mut self, outcome: Outcome) -> bool {
        let (failed, technical) = match outcome {
            Outcome::Sent => (false, false),
            Outcome::Failed(reason) => match reason {
                DeliveryReason::Network
                | DeliveryReason::Engine
                | DeliveryReason::RetriesExhausted
                | DeliveryReason::Undecidable => (true, true),
                DeliveryReason::NotOnWhatsapp | DeliveryReason::Blocked => (true, false),
                DeliveryReason::Suppressed
                | DeliveryReason::SameAccount
                | DeliveryReason::ContactDeleted
                | DeliveryReason::NoConsent
                | DeliveryReason::MissingVariable
                | DeliveryReason::RenderFailed
                | DeliveryReason::AccountLimited
                | DeliveryReason::Cancelled => return self.too_many(),
            },
        };
        self.row = if technical {
            self.row.saturating_add(1)
        } else {
            0
        };
        self.latest.push_back(failed);
        while self.latest.len() > self.limits.window as usize {
            self.latest.pop_front();
        }
        self.too_many()
    }

    /// Whether the campaign must pause.
    #[must_use]
    pub fn too_many(&self) -> bool {
        let in_a_row = self.limits.in_a_row > 0 && self.row >= self.limits.in_a_row;
        let window = self.limits.window as usize;
        let failed = self.latest.iter().filter(|failed| **failed).count();
        let share = window > 0
            && self.latest.len() == window
            && failed * 100 >= window * self.limits.percent as usize;
        in_a_row || share
    }

    /// Forgets everything: the person who resumes the campaign says that it is mended.
    pub fn reset(&mut self) {
        self.row = 0;
        self.latest.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn decide(reason: DeliveryReason, left: MayHaveLeft, attempts: u32) -> AfterFailure {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        after_failure(
            reason,
            left,
            attempts,
            &RetryPolicy::default(),
            DateTime::UNIX_EPOCH,
            &mut rng,
        )
    }

    #[test]
    fn only_passing_failures_that_cannot_have_left_are_tried_again() {
        for reason in DeliveryReason::ALL {
            assert_eq!(
                decide(reason, MayHaveLeft::Perhaps, 1),
                AfterFailure::Reconcile,
                "{reason:?}"
            );
            let retried = matches!(decide(reason, MayHaveLeft::No, 1), AfterFailure::RetryAt(_));
            assert_eq!(
                retried,
                matches!(reason, DeliveryReason::Network | DeliveryReason::Engine),
                "{reason:?}"
            );
        }
        assert_eq!(
            decide(DeliveryReason::NotOnWhatsapp, MayHaveLeft::No, 1),
            AfterFailure::Fail(DeliveryReason::NotOnWhatsapp)
        );
        assert_eq!(
            decide(DeliveryReason::Network, MayHaveLeft::No, 5),
            AfterFailure::Fail(DeliveryReason::RetriesExhausted)
        );
        assert_eq!(
            decide(DeliveryReason::AccountLimited, MayHaveLeft::No, 99),
            AfterFailure::HoldForAccount
        );
    }

    #[test]
    fn ten_technical_failures_in_a_row_are_too_many_and_one_success_starts_again() {
        let mut watch = FailureWatch::new(FailureLimits::default());
        for _ in 0..9 {
            assert!(!watch.note(Outcome::Failed(DeliveryReason::Network)));
        }
        assert!(!watch.note(Outcome::Sent));
        for _ in 0..9 {
            assert!(!watch.note(Outcome::Failed(DeliveryReason::Engine)));
            assert!(!watch.note(Outcome::Failed(DeliveryReason::Suppressed)));
        }
        assert!(watch.note(Outcome::Failed(DeliveryReason::Network)));
        watch.reset();
        assert!(!watch.too_many());
    }

    #[test]
    fn a_list_of_dead_numbers_is_too_many_by_share() {
        let mut watch = FailureWatch::new(FailureLimits::default());
        let paused_at = (1..200).find(|n| {
            watch.note(if n % 2 == 0 {
                Outcome::Sent
            } else {
                Outcome::Failed(DeliveryReason::NotOnWhatsapp)
            })
        });
        assert_eq!(paused_at, Some(40));
        let mut fine = FailureWatch::new(FailureLimits::default());
        assert!((0..200).all(|n| !fine.note(if n % 3 > 0 {
            Outcome::Sent
        } else {
            Outcome::Failed(DeliveryReason::NotOnWhatsapp)
        })));
    }

    proptest! {
        #[test]
        fn waits_double_within_their_bounds(
            seed in 0_u64..1000,
            attempts in 0_u32..100,
            first_wait_s in 0_u32..10_000,
            longest_wait_s in 0_u32..100_000,
        ) {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let policy = RetryPolicy { max_attempts: 5, first_wait_s, longest_wait_s };
            let wait = policy.wait(attempts, &mut rng).num_milliseconds();
            let full = (f64::from(first_wait_s) * 2_f64.powi(i32::try_from(attempts.saturating_sub(1)).unwrap()))
                .min(f64::from(longest_wait_s)) * 1_000.0;
            prop_assert!(wait as f64 <= full + 1.0 && wait as f64 >= full / 2.0 - 1.0, "{wait} of {full}");
        }
    }
}
