//! Who may send now: the account's pacer, and the campaigns that wait for their turn. Pure; the actor brings time and chance.
//!
//! Campaigns ask one by one, the pacer shares among all that wait: a slot that falls to another campaign than the one that asked is put
//! aside for it, and it is woken. One that does not fetch its slots in time has them given back.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use siar_domain::{
    id::CampaignId,
    pacing::{Claim, Claimant, PaceSettings, Pacer, Slot, WaitReason},
};

/// A slot put aside is given back after this time.
const FETCH: TimeDelta = TimeDelta::seconds(10);
/// A campaign that has not asked again so long after its turn came does not wait any more.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// The answer to a campaign that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// How many messages it may send now.
    pub granted: u32,
    /// When they were granted: give back what is not used.
    pub at: DateTime<Utc>,
    /// When to ask again, and why not before.
    pub next: Option<(DateTime<Utc>, WaitReason)>,
}

#[derive(Debug, Clone, Copy)]
struct Waiting {
    wants: u32,
    until: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy)]
struct Aside {
    count: u32,
    at: DateTime<Utc>,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Desk {
    pacer: Pacer<CampaignId>,
    waiting: BTreeMap<CampaignId, Waiting>,
    aside: BTreeMap<CampaignId, Aside>,
}

impl Desk {
    pub(super) fn new(pacer: Pacer<CampaignId>) -> Self {
        Self {
            pacer,
            waiting: BTreeMap::new(),
            aside: BTreeMap::new(),
        }
    }

    pub(super) fn set(&mut self, settings: PaceSettings) {
        self.pacer.set(settings);
    }

    /// Asks for up to `wants` slots. Answers the grant, and whom else to wake: slots were put aside for them.
    pub(super) fn take(
        &mut self,
        campaign: CampaignId,
        wants: u32,
        now: DateTime<Utc>,
        rng: &mut impl Rng,
    ) -> (Grant, Vec<CampaignId>) {
        self.forget(now);
        let mut granted = self.aside.remove(&campaign).map_or(0, |aside| aside.count);
        self.waiting.insert(
            campaign,
            Waiting {
                wants: wants.saturating_sub(granted),
                until: now + PATIENCE,
            },
        );
        let claims: Vec<Claim<CampaignId>> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| waiting.wants > 0)
            .map(|(id, waiting)| Claim {
                who: Claimant::Campaign(*id),
                wants: waiting.wants,
                weight: 1,
            })
            .collect();
        let (shares, next) = self.pacer.allot(now, &claims, rng);
        let mut wake = Vec::new();
        for (who, count) in shares {
            let Claimant::Campaign(id) = who else {
                continue;
            };
            if id == campaign {
                granted += count;
            } else {
                let aside = self.aside.entry(id).or_insert(Aside { count: 0, at: now });
                aside.count += count;
                aside.at = now;
                wake.push(id);
            }
            if let Some(waiting) = self.waiting.get_mut(&id) {
                waiting.wants = waiting.wants.saturating_sub(count);
            }
        }
        let next = match next {
            Slot::Now => None,
            Slot::Later(wait) => Some((wait.until, wait.reason)),
        };
        if let Some((until, _)) = next {
            for waiting in self.waiting.values_mut() {
                waiting.until = waiting.until.max(until + PATIENCE);
            }
        }
        if granted >= wants {
            self.waiting.remove(&campaign);
        }
        let grant = Grant {
            granted,
            at: now,
            next,
        };
        (grant, wake)
    }

    /// Takes back slots that were not used.
    pub(super) fn give_back(&mut self, at: DateTime<Utc>, count: u32) {
        self.pacer.give_back(at, count);
    }

    /// The campaign does not wait any more.
    pub(super) fn leave(&mut self, campaign: CampaignId) {
        self.waiting.remove(&campaign);
        if let Some(aside) = self.aside.remove(&campaign) {
            self.pacer.give_back(aside.at, aside.count);
        }
    }

    fn forget(&mut self, now: DateTime<Utc>) {
        self.waiting.retain(|_, waiting| waiting.until > now);
        let late: Vec<CampaignId> = self
            .aside
            .iter()
            .filter(|(_, aside)| aside.at + FETCH <= now)
            .map(|(id, _)| *id)
            .collect();
        for id in late {
            self.leave(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use uuid::Uuid;

    fn settings(delay: u32) -> PaceSettings {
        PaceSettings {
            min_delay_ms: delay,
            max_delay_ms: delay,
            hourly_cap: 1_000,
            daily_cap: 2_000,
        }
    }

    fn id(n: u128) -> CampaignId {
        CampaignId(Uuid::from_u128(n))
    }

    #[test]
    fn two_campaigns_share_and_a_third_that_left_holds_nobody_up() {
        let mut now: DateTime<Utc> = "2026-01-05T09:00:00Z".parse().unwrap();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut desk = Desk::new(Pacer::restore(settings(1_000), now, []));
        let gone = id(3);
        // It asks once and never comes back.
        desk.take(gone, 1, now, &mut rng);
        desk.take(gone, 1, now, &mut rng);
        let mut sent = [0, 0];
        for _ in 0..200 {
            for n in 0..2 {
                let (grant, wake) = desk.take(id(n as u128 + 1), 1, now, &mut rng);
                sent[n] += grant.granted;
                for other in wake {
                    if other == id(1) || other == id(2) {
                        let n = usize::from(other == id(2));
                        sent[n] += desk.take(other, 1, now, &mut rng).0.granted;
                    }
                }
            }
            now += TimeDelta::milliseconds(1_000);
        }
        assert!(sent[0].abs_diff(sent[1]) <= 2, "{sent:?}");
        assert!(sent[0] + sent[1] >= 180, "{sent:?}");
    }

    #[test]
    fn without_a_delay_many_go_at_once_and_what_is_not_used_comes_back() {
        let now: DateTime<Utc> = "2026-01-05T09:00:00Z".parse().unwrap();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut desk = Desk::new(Pacer::restore(settings(0), now, []));
        let (first, _) = desk.take(id(1), 900, now, &mut rng);
        assert_eq!(first.granted, 900);
        let (second, _) = desk.take(id(1), 900, now, &mut rng);
        assert_eq!(
            (second.granted, second.next.map(|(_, reason)| reason)),
            (100, Some(WaitReason::HourlyCap))
        );
        desk.give_back(first.at, 50);
        assert_eq!(desk.take(id(1), 900, now, &mut rng).0.granted, 50);
    }
}
