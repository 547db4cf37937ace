//! Which blows fall and when: drawn beforehand from a seed, so that a story can be told again.

use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::window::Window;
use crate::world::processes::Part;

/// A blow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Blow {
    /// `kill -9` of the server, and a new start at once.
    KillServer,
    /// SIGSTOP for longer than its leases last, then SIGCONT.
    FreezeServer,
    /// Something that the server needs is killed.
    Kill(Part),
    /// Something is killed in this window.
    Aimed(Window),
}

/// When it falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// So many milliseconds after so many further messages reached WhatsApp's server: in the middle of the work.
    InTheWork { messages: u64, then_ms: u64 },
    /// So many milliseconds after the blow before: in the middle of the recovery.
    InTheRecovery { ms: u64 },
}

/// All blows, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan(pub(crate) Vec<(When, Blow)>);

/// Whose turn it is. PostgreSQL and Redis come back within a second, a browser within two, the server within four.
const TARGETS: [Blow; 5] = [
    Blow::KillServer,
    Blow::Kill(Part::Browser),
    Blow::Kill(Part::Renderer),
    Blow::Kill(Part::Postgres),
    Blow::Kill(Part::Redis),
];

/// What is aimed at in turn. A commit is hit three times out of four, the others nearly always: it comes twice.
const AIMED: [Window; 6] = [
    Window::CommittedNotSubmitted,
    Window::SubmittedNotAcked,
    Window::CommitUnknown,
    Window::AckedNotRecorded,
    Window::ProfileHalfFlushed,
    Window::CommitUnknown,
];

/// Share of blows that fall in the recovery from the one before.
const IN_RECOVERY: f64 = 0.35;

impl Plan {
    /// `kills` kills and `freezes` freezes, spread so that a campaign of `people` lasts to the end.
    pub(crate) fn new(seed: u64, kills: usize, freezes: usize, people: usize) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        // Four of five are aimed: a window is some milliseconds wide, and chance alone would not often find it.
        let aimed = kills * 4 / 5;
        let mut blows: Vec<Blow> = (0..kills - aimed)
            .map(|n| TARGETS[n % TARGETS.len()])
            .collect();
        blows.extend((0..aimed).map(|n| Blow::Aimed(AIMED[n % AIMED.len()])));
        blows.extend(std::iter::repeat_n(Blow::FreezeServer, freezes));
        blows.shuffle(&mut rng);
        let in_work = aimed as f64 + (blows.len() - aimed) as f64 * (1.0 - IN_RECOVERY);
        // Some go out while a blow is on its way, and in the calm of a short recovery.
        let most = ((people as f64 * 0.5 / in_work) as u64).max(1);
        let plan = blows.into_iter().map(|blow| {
            // A window opens only while there is work.
            let aimed = matches!(blow, Blow::Aimed(_));
            let when = if !aimed && rng.random_bool(IN_RECOVERY) {
                let ms = rng.random_range(0..2_500);
                When::InTheRecovery { ms }
            } else {
                When::InTheWork {
                    messages: rng.random_range(1..=most),
                    then_ms: rng.random_range(0..250),
                }
            };
            (when, blow)
        });
        Self(plan.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_tells_one_story_in_which_everything_is_hit() {
        let plan = Plan::new(7, 75, 10, 300);
        assert_eq!(plan, Plan::new(7, 75, 10, 300));
        assert_ne!(plan, Plan::new(8, 75, 10, 300));
        let count = |wanted: Blow| plan.0.iter().filter(|(_, blow)| *blow == wanted).count();
        assert!(TARGETS.iter().all(|&target| count(target) == 3));
        assert!(
            Window::ALL
                .iter()
                .all(|&window| count(Blow::Aimed(window)) >= 10)
        );
        assert_eq!(count(Blow::FreezeServer), 10);
        let needed: u64 = plan
            .0
            .iter()
            .map(|(when, _)| match when {
                When::InTheWork { messages, .. } => *messages,
                When::InTheRecovery { .. } => 0,
            })
            .sum();
        assert!((60..300).contains(&needed), "{needed}");
    }
}
