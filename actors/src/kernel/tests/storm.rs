//! 10,000 crashes in a tree of 500 children.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tokio::time::Instant;

use super::{
    super::{Backoff, Change, Lookup, State, Strategy, SupervisorSpec},
    Do, HealthEvent, Log, Probe, drain, elapse, fragile, is_up, paused, start, tell,
};

const CHILDREN: usize = 500;
const POISON: usize = 20;
const QUIET: usize = 30;
const CRASHES: u64 = 10_000;
const MAX_RESTARTS: usize = 5;
const WINDOW: Duration = Duration::from_secs(60);

fn name(child: usize) -> String {
    format!("c{child}")
}

/// Ten dynamic supervisors with 50 children each. The last of all are poison: at a moment drawn by
/// lot their starts begin to crash and never stop doing so. The ones before those never crash.
#[test]
fn after_ten_thousand_crashes_the_healthy_are_up_and_the_poison_is_parked() {
    paused(async {
        let mut rng = ChaCha8Rng::seed_from_u64(20_261_120);
        let log = Log::default();
        let bad_starts: Vec<Arc<Mutex<u32>>> = (0..CHILDREN).map(|_| Arc::default()).collect();
        let backoff = Backoff {
            base: Duration::from_millis(20),
            max: Duration::from_millis(500),
            jitter: 0.2,
            reset_after: Duration::from_secs(5),
        };
        let mut root = SupervisorSpec::fixed("root", Strategy::RestForOne);
        for group in 0..10 {
            let mut supervisor = SupervisorSpec::dynamic(format!("g{group}"));
            for (child, bad) in bad_starts.iter().enumerate().skip(group * 50).take(50) {
                let spec = fragile(&name(child), &log, bad)
                    .backoff(backoff)
                    .budget(MAX_RESTARTS, WINDOW);
                supervisor = supervisor.child(spec);
            }
            root = root.supervisor(supervisor);
        }
        let kernel = start(root).await;
        elapse(1).await;
        let mut health = kernel.events();
        let mut parked: Vec<HealthEvent> = Vec::new();

        let mut crashes = vec![0_u64; CHILDREN];
        let mut recent: Vec<VecDeque<Instant>> = vec![VecDeque::new(); CHILDREN];
        let poisoned_at: BTreeMap<u64, usize> = (CHILDREN - POISON..CHILDREN)
            .map(|child| (rng.random_range(0..CRASHES), child))
            .collect();
        assert_eq!(
            poisoned_at.len(),
            POISON,
            "this seed gives each its own moment"
        );
        let mut done = 0;
        while done < CRASHES {
            if let Some(child) = poisoned_at.get(&done) {
                *bad_starts[*child].lock().unwrap() = u32::MAX;
                tell(&kernel, &name(*child), Do::Panic);
            }
            let child = rng.random_range(0..CHILDREN - POISON - QUIET);
            let now = Instant::now();
            let last = &mut recent[child];
            while last.front().is_some_and(|then| now - *then > WINDOW) {
                last.pop_front();
            }
            // A healthy child crashes no more often than its budget allows, and only when it is up.
            if last.len() < MAX_RESTARTS && is_up(&kernel, &name(child)) {
                last.push_back(now);
                crashes[child] += 1;
                done += 1;
                let end = if rng.random() { Do::Panic } else { Do::Fail };
                tell(&kernel, &name(child), end);
            }
            if done % 8 == 0 {
                tokio::time::sleep(Duration::from_millis(rng.random_range(1..500))).await;
                let sibling = CHILDREN - POISON - 1 - rng.random_range(0..QUIET);
                let answer = kernel
                    .registry()
                    .ask::<Probe, _>(&name(sibling), Do::Add(1), Duration::from_secs(1))
                    .await;
                answer.expect("siblings answer all the time");
                parked.extend(drain(&mut health).into_iter().filter(HealthEvent::is_alert));
            }
        }
        elapse(60_000).await;
        parked.extend(drain(&mut health).into_iter().filter(HealthEvent::is_alert));

        let snapshot = kernel.snapshot();
        let nodes: BTreeMap<_, _> = snapshot
            .flatten()
            .into_iter()
            .map(|node| (node.id.as_str(), node))
            .collect();
        for child in 0..CHILDREN - POISON {
            let node = nodes[name(child).as_str()];
            assert_eq!(node.state, State::Running, "{child}");
            assert_eq!(
                (node.crashes, node.restarts),
                (crashes[child], crashes[child]),
                "{child}"
            );
            assert_eq!(node.mailbox_depth, Some(0));
        }
        assert_eq!(crashes.iter().sum::<u64>(), CRASHES);
        let quiet = CHILDREN - POISON - QUIET..CHILDREN - POISON;
        assert!(quiet.into_iter().all(|child| crashes[child] == 0));
        for child in CHILDREN - POISON..CHILDREN {
            let name = name(child);
            let node = nodes[name.as_str()];
            assert!(matches!(node.state, State::Parked { .. }), "{child}");
            // The crash at the beginning, and one for each restart its budget allowed.
            assert_eq!((node.crashes, node.restarts), (6, 5), "{child}");
            assert!(matches!(
                kernel.registry().lookup::<Probe>(&name),
                Lookup::Parked
            ));
        }
        let mut alerts: Vec<_> = parked
            .iter()
            .map(|event| {
                let expected = matches!(
                    event.change,
                    Change::Entered {
                        state: State::Parked { .. }
                    }
                );
                assert!(expected, "{event:?}");
                event.path.rsplit('/').next().unwrap().to_owned()
            })
            .collect();
        alerts.sort();
        let mut expected: Vec<_> = (CHILDREN - POISON..CHILDREN).map(name).collect();
        expected.sort();
        assert_eq!(alerts, expected);
        assert!(snapshot.children.iter().all(|group| group.restarts == 0));
    });
}
