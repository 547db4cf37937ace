//! Whose turn it is: a tenant's campaigns share its account's pace by weight, and replies to customers go first.
//!
//! Each claimant pays for a message with `1 / weight` of its own time, and the one whose time is least is served (stride
//! scheduling). Between two that both want to send all along, messages served per weight never differ by more than one
//! message of each. One that joins or was idle starts at the present time and waits as if it had just been served: it is owed no
//! burst, and a stream of newcomers cannot push aside one that waits.

use std::collections::BTreeMap;

/// The cost of one message at weight 1. Divisible by the small weights that people choose.
const STRIDE: u64 = 1 << 20;

/// Which claimant was served how much.
#[derive(Debug, Clone)]
pub struct Turns<K> {
    claimants: BTreeMap<K, Account>,
    /// The time of the claimant that was served last. Nobody who waits is behind it.
    now: u64,
    /// Counts services and arrivals, to settle ties by who waited longer.
    events: u64,
}

#[derive(Debug, Clone, Copy)]
struct Account {
    time: u64,
    since: u64,
    waiting: bool,
}

impl<K> Default for Turns<K> {
    fn default() -> Self {
        Self {
            claimants: BTreeMap::new(),
            now: 0,
            events: 0,
        }
    }
}

impl<K: Copy + Ord> Turns<K> {
    /// The next to be served among those who want something now (with their weights, at least 1), and charges it for one
    /// message.
    pub fn next(&mut self, wanting: &[(K, u32)]) -> Option<K> {
        let now = self.now;
        self.claimants.retain(|claimant, account| {
            account.waiting = account.waiting && wanting.iter().any(|(who, _)| who == claimant);
            account.waiting || account.time > now
        });
        let mut best: Option<((u64, u64), K, u64)> = None;
        for (claimant, weight) in wanting {
            let cost = STRIDE / u64::from((*weight).max(1));
            self.events += 1;
            let arrival = Account {
                time: now + cost,
                since: self.events,
                waiting: true,
            };
            let account = self.claimants.entry(*claimant).or_insert(arrival);
            if !account.waiting {
                account.time = account.time.max(arrival.time);
                account.since = arrival.since;
                account.waiting = true;
            }
            let rank = (account.time, account.since);
            if best.is_none_or(|(least, _, _)| rank < least) {
                best = Some((rank, *claimant, cost));
            }
        }
        let ((time, _), claimant, cost) = best?;
        self.now = now.max(time);
        self.events += 1;
        if let Some(account) = self.claimants.get_mut(&claimant) {
            account.time += cost;
            account.since = self.events;
        }
        Some(claimant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn weights_are_shares() {
        let mut turns = Turns::default();
        let mut served = BTreeMap::new();
        for _ in 0..600 {
            let who = turns.next(&[('a', 1), ('b', 2), ('c', 3)]).unwrap();
            *served.entry(who).or_insert(0) += 1;
        }
        assert_eq!(served, BTreeMap::from([('a', 100), ('b', 200), ('c', 300)]));
    }

    #[test]
    fn who_comes_late_or_was_idle_is_owed_nothing() {
        let mut turns = Turns::default();
        for _ in 0..1000 {
            turns.next(&[('a', 1)]);
        }
        let served: String = (0..6)
            .filter_map(|_| turns.next(&[('a', 1), ('b', 1)]))
            .collect();
        assert_eq!(served.matches('b').count(), 3, "{served}");
        assert_eq!(Turns::<char>::default().next(&[]), None);
    }

    #[test]
    fn a_stream_of_newcomers_does_not_push_aside_one_that_waits() {
        let mut turns = Turns::default();
        let served =
            (1..=300_u32).filter(|newcomer| turns.next(&[(0, 1), (*newcomer, 1)]) == Some(0));
        assert!(served.count() >= 150);
    }

    proptest! {
        #[test]
        fn no_one_is_served_more_than_a_message_ahead_of_its_share(
            weights in proptest::collection::vec(1_u32..8, 1..6),
            rounds in 1_usize..400,
        ) {
            let wanting: Vec<(usize, u32)> = weights.iter().copied().enumerate().collect();
            let mut turns = Turns::default();
            let mut served = vec![0_u32; weights.len()];
            for _ in 0..rounds {
                served[turns.next(&wanting).unwrap()] += 1;
                for (i, wi) in &wanting {
                    for (j, wj) in &wanting {
                        let share = |n: usize, w: u32| f64::from(served[n]) / f64::from(w);
                        let bound = 1.0 / f64::from(*wi) + 1.0 / f64::from(*wj) + 1e-3;
                        prop_assert!((share(*i, *wi) - share(*j, *wj)).abs() <= bound);
                    }
                }
            }
        }

        #[test]
        fn nobody_starves_while_others_come_and_go(
            rounds in proptest::collection::vec(proptest::collection::btree_set(1_u8..6, 0..5), 1..300),
        ) {
            // Claimant 0 wants all along; the others come and go.
            let mut turns = Turns::default();
            let mut waited = 0;
            for others in rounds {
                let mut wanting = vec![(0_u8, 1)];
                wanting.extend(others.into_iter().map(|other| (other, 1)));
                waited = if turns.next(&wanting) == Some(0) { 0 } else { waited + 1 };
                prop_assert!(waited <= 12, "waited {waited} turns");
            }
        }
    }
}
