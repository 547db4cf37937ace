//! Many hands on one tree at once, over real threads: no command is lost and nothing hangs.

use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tokio::time::timeout;

use super::{
    super::{Refusal, Restart, RootEnd, State, SupervisorHandle, SupervisorSpec},
    Do, Kernel, KernelConfig, Log, Probe, config, probe, real,
};

const HANDS: u64 = 4;
const COMMANDS: u32 = 4_000;
const ACTORS: u32 = 8;

fn spec(id: u32, log: &Log) -> super::ChildSpec<Probe> {
    probe(&format!("p{id}"), log)
        .on_arbiter_of(id)
        .budget(1, Duration::from_millis(20))
        .restart(Restart::Transient)
}

/// One hand: random commands and blows, each of which must be answered.
async fn hand(root: SupervisorHandle, kernel: Kernel, log: Log, seed: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    for step in 0..COMMANDS {
        let id = rng.random_range(0..ACTORS);
        let name = format!("p{id}");
        let what = rng.random_range(0..8);
        let command = async {
            match what {
                0 | 1 => root.start_child(spec(id, &log)).await.err(),
                2 => root.stop_child(&name).await.err(),
                3 => root.restart_child(&name).await.err(),
                4 => root.park_child(&name, "by hand").await.err(),
                5 => root.unpark(&name).await.err(),
                _ => {
                    let blow = [Do::Panic, Do::Fail, Do::Quit, Do::Add(1)][what as usize % 4];
                    // It may be in any state.
                    let _ = kernel.registry().tell::<Probe, _>(&name, blow);
                    None
                }
            }
        };
        let refused = timeout(Duration::from_secs(20), command)
            .await
            .unwrap_or_else(|_| panic!("command {what} on {name} was lost (hand {seed}, {step})"));
        assert!(
            !matches!(
                refused,
                Some(Refusal::NotDynamic | Refusal::Taken(_) | Refusal::BadId(_))
            ),
            "{refused:?}"
        );
    }
}

#[test]
fn many_hands_at_once_lose_no_command() {
    real(async {
        let log = Log::default();
        let config = KernelConfig {
            arbiters: 3,
            ..config()
        };
        let kernel = Kernel::start(SupervisorSpec::dynamic("root"), config).unwrap();
        let root = kernel.supervisor("root");
        let hands: Vec<_> = (0..HANDS)
            .map(|seed| {
                let hand = hand(root.clone(), kernel.clone(), log.clone(), seed);
                let (done, ended) = tokio::sync::oneshot::channel();
                let thread = std::thread::spawn(move || {
                    tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()
                        .unwrap()
                        .block_on(hand);
                    let _ = done.send(());
                });
                (ended, thread)
            })
            .collect();
        for (ended, thread) in hands {
            // An error means that it panicked: joining says so.
            let _ = ended.await;
            thread.join().unwrap();
        }

        for id in 0..ACTORS {
            root.stop_child(&format!("p{id}")).await.unwrap();
            let actor = root.start_child(spec(id, &log)).await.unwrap();
            assert_eq!(actor.ask(Do::Add(1)).await, Ok(1));
        }
        let snapshot = kernel.snapshot();
        assert_eq!(snapshot.children.len(), ACTORS as usize);
        assert!(
            snapshot
                .children
                .iter()
                .all(|child| { child.state == State::Running && child.mailbox_depth == Some(0) })
        );
        assert_eq!(kernel.stop().await, RootEnd::Stopped { late: Vec::new() });
    });
}
