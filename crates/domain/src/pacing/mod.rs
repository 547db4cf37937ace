//! Pacing (CMP-3): when an account may send its next message, and whose message that is.
//!
//! The pace belongs to the sender's account, not to a campaign: WhatsApp sees one account. One [`Pacer`] per account decides, for
//! all campaigns and replies of its tenant:
//!
//! - between two messages passes a random time within the settings;
//! - in no 60 minutes and in no 24 hours, wherever they begin, are more messages sent than the caps say: at the full hour
//!   nothing starts again;
//! - campaigns share by weight ([`Turns`]), and replies go before campaigns.
//!
//! It is pure: the caller brings the time and the chance, and keeps [`Pacer::minutes`] in the database in the same transaction
//! as the message's `submitting`, so that a restart forgets nothing. With a delay of nothing (tests, benches) it grants many
//! slots at once.

mod eta;
mod minutes;
mod settings;
mod turns;

pub use eta::shared;
pub use settings::{PaceError, PaceLimits, PaceSettings};
pub use turns::Turns;

use chrono::{DateTime, Duration, Utc};
use rand::{Rng, RngExt};
use serde::{Deserialize, Serialize};

use minutes::{Minutes, Window, minute_of};

/// Why nothing is sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// The time between two messages has not passed.
    Delay,
    /// As many messages as allowed were sent in the last 60 minutes.
    HourlyCap,
    /// As many messages as allowed were sent in the last 24 hours.
    DailyCap,
}

/// Until when nothing is sent, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Wait {
    /// When to ask again. There will be a slot then, unless somebody else takes it.
    pub until: DateTime<Utc>,
    /// Why.
    pub reason: WaitReason,
}

/// Whether a message may be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Now.
    Now,
    /// Not yet.
    Later(Wait),
}

/// The answer to "so many messages, please".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// How many may be sent now, at most as many as wanted.
    pub granted: u32,
    /// When the next may be.
    pub next: Slot,
}

/// Who asks for slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claimant<K> {
    /// Replies to customers: always before campaigns.
    Replies,
    /// A campaign.
    Campaign(K),
}

/// One claim on the account's slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim<K> {
    /// Who.
    pub who: Claimant<K>,
    /// How many messages it could send now.
    pub wants: u32,
    /// Its share beside other campaigns; 1 is usual.
    pub weight: u32,
}

/// The pace of one account.
#[derive(Debug, Clone)]
pub struct Pacer<K> {
    settings: PaceSettings,
    minutes: Minutes,
    next_at: DateTime<Utc>,
    turns: Turns<K>,
}

impl<K: Copy + Ord> Pacer<K> {
    /// The pacer after a restart: `minutes` are the counts of the last 24 hours (more do no harm). The moment of the last
    /// message is not known to the second, so that the shortest delay is kept from now, unless nothing was sent lately.
    #[must_use]
    pub fn restore(
        settings: PaceSettings,
        now: DateTime<Utc>,
        minutes: impl IntoIterator<Item = (DateTime<Utc>, u32)>,
    ) -> Self {
        let mut counts = Minutes::default();
        let mut latest = None;
        for (at, count) in minutes {
            counts.add(minute_of(at), count);
            latest = latest.max(Some(at));
        }
        counts.prune(minute_of(now));
        // The message may be from the last second of its minute.
        let lately = latest.is_some_and(|at| {
            now.signed_duration_since(at) < Duration::minutes(1) + settings.max_delay()
        });
        Self {
            next_at: if lately {
                now + settings.min_delay()
            } else {
                now
            },
            settings,
            minutes: counts,
            turns: Turns::default(),
        }
    }

    /// Takes new settings; they apply from the next message on.
    pub fn set(&mut self, settings: PaceSettings) {
        self.settings = settings;
    }

    /// The settings in force.
    #[must_use]
    pub const fn settings(&self) -> &PaceSettings {
        &self.settings
    }

    /// The counts by minute, to be kept across restarts: the minute's beginning and its messages.
    pub fn minutes(&self) -> impl Iterator<Item = (DateTime<Utc>, u32)> {
        self.minutes.iter()
    }

    /// Whether a message may be sent at `now`. Changes nothing.
    #[must_use]
    pub fn slot(&self, now: DateTime<Utc>) -> Slot {
        let minute = minute_of(now);
        let cap = |window, cap, reason| {
            (self.minutes.room(minute, window, cap) == 0).then(|| Wait {
                until: self.minutes.room_at(minute, window, cap),
                reason,
            })
        };
        // Of several reasons the one that lasts longest.
        let wait = [
            self.delay(now),
            cap(
                Window::Hour,
                self.settings.hourly_cap,
                WaitReason::HourlyCap,
            ),
            cap(Window::Day, self.settings.daily_cap, WaitReason::DailyCap),
        ]
        .into_iter()
        .flatten()
        .max_by_key(|wait| wait.until);
        wait.map_or(Slot::Now, Slot::Later)
    }

    /// The delay that is left. A clock that was set back must not make it longer than the longest there is.
    fn delay(&self, now: DateTime<Utc>) -> Option<Wait> {
        let until = self.next_at.min(now + self.settings.max_delay());
        (until > now).then_some(Wait {
            until,
            reason: WaitReason::Delay,
        })
    }

    /// Takes up to `want` slots at `now`. What is granted counts as sent: give back what is not used.
    pub fn take(&mut self, now: DateTime<Utc>, want: u32, rng: &mut (impl Rng + ?Sized)) -> Taken {
        let minute = minute_of(now);
        self.minutes.prune(minute);
        let mut granted = 0;
        if self.delay(now).is_none() {
            let room = self
                .minutes
                .room(minute, Window::Hour, self.settings.hourly_cap)
                .min(
                    self.minutes
                        .room(minute, Window::Day, self.settings.daily_cap),
                );
            let most = want.min(room);
            if self.settings.max_delay().is_zero() {
                granted = most;
                self.next_at = now;
            } else {
                while granted < most && self.delay(now).is_none() {
                    granted += 1;
                    self.next_at = now + self.draw(rng);
                }
            }
            self.minutes.add(minute, granted);
        }
        Taken {
            granted,
            next: self.slot(now),
        }
    }

    /// Shares the slots of `now` among those who want some. Answers who may send how many, and when the next slot comes.
    pub fn allot(
        &mut self,
        now: DateTime<Utc>,
        claims: &[Claim<K>],
        rng: &mut (impl Rng + ?Sized),
    ) -> (Vec<(Claimant<K>, u32)>, Slot) {
        let wanted = claims
            .iter()
            .fold(0_u32, |sum, claim| sum.saturating_add(claim.wants));
        let taken = self.take(now, wanted, rng);
        let mut left: Vec<(Claim<K>, u32)> = claims.iter().map(|claim| (*claim, 0)).collect();
        for _ in 0..taken.granted {
            let Some(who) = self.whose_turn(&left) else {
                break;
            };
            for (claim, granted) in &mut left {
                if claim.who == who && claim.wants > *granted {
                    *granted += 1;
                    break;
                }
            }
        }
        let grants = left
            .into_iter()
            .filter(|(_, granted)| *granted > 0)
            .map(|(claim, granted)| (claim.who, granted))
            .collect();
        (grants, taken.next)
    }

    fn whose_turn(&mut self, left: &[(Claim<K>, u32)]) -> Option<Claimant<K>> {
        let open = || {
            left.iter()
                .filter(|(claim, granted)| claim.wants > *granted)
        };
        if open().any(|(claim, _)| claim.who == Claimant::Replies) {
            return Some(Claimant::Replies);
        }
        let campaigns: Vec<(K, u32)> = open()
            .filter_map(|(claim, _)| match claim.who {
                Claimant::Replies => None,
                Claimant::Campaign(campaign) => Some((campaign, claim.weight)),
            })
            .collect();
        self.turns.next(&campaigns).map(Claimant::Campaign)
    }

    /// Gives back slots granted at `granted_at` that were not used (a recipient was skipped, a lease was lost). The delay
    /// stays.
    pub fn give_back(&mut self, granted_at: DateTime<Utc>, count: u32) {
        self.minutes.remove(minute_of(granted_at), count);
    }

    fn draw(&self, rng: &mut (impl Rng + ?Sized)) -> Duration {
        let shortest = self.settings.min_delay_ms;
        let longest = self.settings.max_delay_ms.max(shortest);
        Duration::milliseconds(rng.random_range(shortest..=longest).into())
    }
}

#[cfg(test)]
mod tests;
