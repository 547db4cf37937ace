//! The three strategies and three policies, one example each that a reader can follow. The property
//! test covers the rest.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use super::{
    super::{Backoff, Lookup, Restart, State, Strategy, SupervisorSpec},
    Do, Log, Probe, elapse, fragile, is_up, paused, probe, settle, start, state, tell,
};

fn four(strategy: Strategy, log: &Log) -> SupervisorSpec {
    let mut root = SupervisorSpec::fixed("root", strategy).budget(10, Duration::from_secs(1));
    for name in ["a", "b", "c", "d"] {
        root = root.child(probe(name, log));
    }
    root
}

#[test]
fn one_for_one_touches_only_the_child() {
    paused(async {
        let log = Log::default();
        let kernel = start(four(Strategy::OneForOne, &log)).await;
        log.take();
        tell(&kernel, "b", Do::Panic);
        settle().await;
        assert_eq!(log.take(), ["start b"]);
    });
}

#[test]
fn rest_for_one_restarts_the_later_ones_too() {
    paused(async {
        let log = Log::default();
        let kernel = start(four(Strategy::RestForOne, &log)).await;
        log.take();
        tell(&kernel, "b", Do::Panic);
        settle().await;
        assert_eq!(
            log.take(),
            ["stop d", "stop c", "start b", "start c", "start d"]
        );
    });
}

#[test]
fn one_for_all_restarts_all() {
    paused(async {
        let log = Log::default();
        let kernel = start(four(Strategy::OneForAll, &log)).await;
        log.take();
        let other = kernel.registry().running::<Probe>("a").unwrap();
        other.ask(Do::Add(3)).await.unwrap();
        tell(&kernel, "b", Do::Panic);
        settle().await;
        assert_eq!(
            log.take(),
            [
                "stop d", "stop c", "stop a", "start a", "start b", "start c", "start d"
            ]
        );
        // The same handle, a fresh value.
        assert_eq!(other.ask(Do::Add(1)).await, Ok(1));
        let snapshot = kernel.snapshot();
        assert!(snapshot.children.iter().all(|child| child.restarts == 1));
        assert_eq!(snapshot.find("root/a").unwrap().crashes, 0);
    });
}

#[test]
fn the_linked_ones_wait_down_while_the_crashed_one_backs_off() {
    paused(async {
        let log = Log::default();
        let wait = Backoff::fixed(Duration::from_millis(700));
        let root = SupervisorSpec::fixed("root", Strategy::RestForOne)
            .child(probe("a", &log))
            .child(probe("b", &log).backoff(wait))
            .child(probe("c", &log));
        let kernel = start(root).await;
        log.take();
        tell(&kernel, "b", Do::Panic);
        settle().await;
        assert_eq!(log.take(), ["stop c"]);
        assert_eq!(state(&kernel, "root/c"), State::Starting);
        assert!(matches!(
            kernel.registry().lookup::<Probe>("c"),
            Lookup::Restarting
        ));
        assert!(is_up(&kernel, "a"));
        elapse(699).await;
        assert_eq!(log.take(), Vec::<String>::new());
        elapse(1).await;
        assert_eq!(log.take(), ["start b", "start c"]);
    });
}

#[test]
fn policies_decide_by_the_kind_of_end() {
    paused(async {
        for (policy, end, again) in [
            (Restart::Permanent, Do::Quit, true),
            (Restart::Permanent, Do::Fail, true),
            (Restart::Permanent, Do::Panic, true),
            (Restart::Transient, Do::Quit, false),
            (Restart::Transient, Do::Fail, true),
            (Restart::Transient, Do::Panic, true),
            (Restart::Temporary, Do::Quit, false),
            (Restart::Temporary, Do::Fail, false),
            (Restart::Temporary, Do::Panic, false),
        ] {
            let log = Log::default();
            let kernel =
                start(SupervisorSpec::dynamic("root").child(probe("a", &log).restart(policy)))
                    .await;
            tell(&kernel, "a", end);
            settle().await;
            assert_eq!(is_up(&kernel, "a"), again, "{policy:?} {end:?}");
            // A dynamic supervisor forgets a child whose work is done.
            let there = kernel.snapshot().find("root/a").is_some();
            assert_eq!(there, again, "{policy:?} {end:?}");
            let lookup = kernel.registry().lookup::<Probe>("a");
            assert_eq!(matches!(lookup, Lookup::Unknown), !again);
        }
    });
}

#[test]
fn a_linked_restart_brings_back_finished_work_but_no_temporary_one() {
    paused(async {
        let log = Log::default();
        let root = SupervisorSpec::fixed("root", Strategy::OneForAll)
            .child(probe("a", &log))
            .child(probe("t", &log).restart(Restart::Temporary))
            .child(probe("f", &log).restart(Restart::Transient));
        let kernel = start(root).await;
        tell(&kernel, "f", Do::Quit);
        settle().await;
        assert_eq!(state(&kernel, "root/f"), State::Stopped);
        log.take();
        tell(&kernel, "a", Do::Panic);
        settle().await;
        assert_eq!(log.take(), ["stop t", "start a", "start f"]);
        assert_eq!(kernel.snapshot().find("root/t"), None);
    });
}

#[test]
fn backoff_doubles_to_its_bound_and_begins_again_after_a_good_life() {
    paused(async {
        let log = Log::default();
        let backoff = Backoff {
            base: Duration::from_millis(100),
            max: Duration::from_millis(350),
            jitter: 0.0,
            reset_after: Duration::from_secs(10),
        };
        let spec = probe("a", &log)
            .backoff(backoff)
            .budget(100, Duration::from_secs(1));
        let kernel = start(SupervisorSpec::dynamic("root").child(spec)).await;
        for wait in [100, 200, 350, 350] {
            tell(&kernel, "a", Do::Panic);
            elapse(wait - 1).await;
            assert!(!is_up(&kernel, "a"), "{wait}");
            elapse(1).await;
            assert!(is_up(&kernel, "a"), "{wait}");
        }
        elapse(10_000).await;
        tell(&kernel, "a", Do::Panic);
        elapse(100).await;
        assert!(is_up(&kernel, "a"));
    });
}

#[test]
fn jitter_stays_in_its_bounds_and_follows_the_seed() {
    use rand::SeedableRng;
    let backoff = Backoff {
        base: Duration::from_millis(1_000),
        max: Duration::from_secs(60),
        jitter: 0.2,
        reset_after: Duration::ZERO,
    };
    let waits = |seed| -> Vec<_> {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        (0..1_000).map(|_| backoff.wait(0, &mut rng)).collect()
    };
    let all = waits(1);
    assert!(
        all.iter()
            .all(|wait| (800..=1_200).contains(&wait.as_millis()))
    );
    assert!(all.iter().any(|wait| wait.as_millis() < 820));
    assert!(all.iter().any(|wait| wait.as_millis() > 1_180));
    assert_eq!(all, waits(1));
    assert_ne!(all, waits(2));
    // No overflow, however long a child has been crashing.
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    assert!(backoff.wait(u32::MAX, &mut rng) <= Duration::from_secs(72));
}

#[test]
fn a_child_that_cannot_start_at_first_is_tried_again_and_holds_up_only_dependants() {
    paused(async {
        for (strategy, order) in [
            (
                Strategy::OneForOne,
                vec!["start a", "start b", "start c", "start b", "start b"],
            ),
            (
                Strategy::RestForOne,
                vec!["start a", "start b", "start b", "start b", "start c"],
            ),
        ] {
            let log = Log::default();
            let bad = Arc::new(Mutex::new(2));
            let wait = Backoff::fixed(Duration::from_millis(10));
            let root = SupervisorSpec::fixed("root", strategy)
                .child(probe("a", &log))
                .child(fragile("b", &log, &bad).backoff(wait))
                .child(probe("c", &log));
            let _kernel = start(root).await;
            elapse(100).await;
            assert_eq!(log.take(), order, "{strategy:?}");
        }
    });
}
