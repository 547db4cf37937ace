//! What people and the rest of the program do to the tree by hand.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use actix::{Actor, Running};

use super::{
    super::{
        Backoff, CallError, ChildSpec, Context, Lookup, Refusal, Restart, State, Strategy,
        SupervisorSpec, supervised,
    },
    Do, Kernel, Log, Probe, elapse, fragile, is_up, paused, probe, settle, start, state, tell,
};

async fn dynamic() -> (Kernel, Log) {
    let root = SupervisorSpec::fixed("root", Strategy::RestForOne)
        .child(probe("first", &Log::default()))
        .supervisor(SupervisorSpec::dynamic("dyn").backoff(Backoff::NONE));
    (start(root).await, Log::default())
}

#[test]
fn starting_and_stopping_twice_is_the_same_as_once() {
    paused(async {
        let (kernel, log) = dynamic().await;
        let handle = kernel.supervisor("root/dyn");
        let (one, two) = futures::join!(
            handle.start_child(probe("a", &log)),
            handle.start_child(probe("a", &log))
        );
        one.unwrap().ask(Do::Add(2)).await.unwrap();
        assert_eq!(two.unwrap().ask(Do::Add(1)).await, Ok(3));
        let again = handle.start_child(probe("a", &log)).await.unwrap();
        assert_eq!(again.ask(Do::Add(0)).await, Ok(3));
        assert_eq!(log.take(), ["start a"]);

        let (one, two) = futures::join!(handle.stop_child("a"), handle.stop_child("a"));
        assert_eq!((one, two), (Ok(Vec::new()), Ok(Vec::new())));
        assert_eq!(handle.stop_child("a").await, Ok(Vec::new()));
        assert_eq!(log.take(), ["stop a"]);
        assert_eq!(kernel.snapshot().find("root/dyn/a"), None);
        assert!(matches!(
            kernel.registry().lookup::<Probe>("a"),
            Lookup::Unknown
        ));
        assert_eq!(again.tell(Do::Add(1)), Err(CallError::Unknown));

        // And again, with a new value.
        let again = handle.start_child(probe("a", &log)).await.unwrap();
        assert_eq!(again.ask(Do::Add(1)).await, Ok(1));
    });
}

#[test]
fn starting_while_stopping_waits_and_uses_the_new_specification() {
    paused(async {
        let (kernel, log) = dynamic().await;
        let handle = kernel.supervisor("root/dyn");
        handle.start_child(probe("a", &log)).await.unwrap();
        let other = Log::default();
        let (stopped, started) = futures::join!(
            handle.stop_child("a"),
            handle.start_child(probe("a", &other))
        );
        stopped.unwrap();
        started.unwrap();
        assert_eq!(log.take(), ["start a", "stop a"]);
        assert_eq!(other.take(), ["start a"]);
    });
}

#[test]
fn refusals_say_what_is_wrong() {
    paused(async {
        let (kernel, log) = dynamic().await;
        let fixed = kernel.supervisor("root");
        let handle = kernel.supervisor("root/dyn");
        let refused = async |handle: &super::super::SupervisorHandle, id: &str| {
            handle.start_child(probe(id, &log)).await.unwrap_err()
        };
        assert_eq!(refused(&fixed, "x").await, Refusal::NotDynamic);
        assert_eq!(
            refused(&handle, "first").await,
            Refusal::Taken("root/first".to_owned())
        );
        assert_eq!(
            refused(&handle, "a/b").await,
            Refusal::BadId("a/b".to_owned())
        );
        assert_eq!(refused(&handle, "").await, Refusal::BadId(String::new()));
        assert_eq!(
            refused(&kernel.supervisor("root/nowhere"), "x").await,
            Refusal::Unknown
        );
        let two = SupervisorSpec::fixed("two", Strategy::OneForOne)
            .child(probe("fine", &log))
            .child(probe("first", &log));
        assert_eq!(
            handle.start_supervisor(two).await.unwrap_err(),
            Refusal::Taken("root/first".to_owned())
        );
        // The names it did get are free again.
        handle.start_child(probe("fine", &log)).await.unwrap();
        let other_type = handle.start_child(ChildSpec::new("fine", || Slow)).await;
        assert_eq!(
            other_type.unwrap_err(),
            Refusal::Taken("root/dyn/fine".to_owned())
        );
        assert_eq!(kernel.restart("root/dyn/x").await, Err(Refusal::Unknown));
        assert_eq!(kernel.restart("root").await, Err(Refusal::Unknown));
        assert_eq!(kernel.park("root/dyn/x", "").await, Err(Refusal::Unknown));
        assert_eq!(kernel.unpark("root/first").await, Err(Refusal::NotParked));
        let bad = Arc::new(Mutex::new(1));
        let slow = Backoff::fixed(Duration::from_secs(1));
        let crashed = handle
            .start_child(fragile("x", &log, &bad).backoff(slow))
            .await;
        assert_eq!(
            crashed.unwrap_err(),
            Refusal::Crashed("panicked: on purpose".to_owned())
        );
        // It is there all the same, and comes up when its time has come.
        elapse(1_000).await;
        assert!(is_up(&kernel, "x"));
    });
}

#[test]
fn a_parked_child_waits_for_the_operator_and_gets_a_fresh_budget() {
    paused(async {
        let (kernel, log) = dynamic().await;
        let handle = kernel.supervisor("root/dyn");
        let spec = || probe("a", &log).budget(2, Duration::from_secs(86_400));
        handle.start_child(spec()).await.unwrap();
        for round in 0..2 {
            for _ in 0..3 {
                assert!(is_up(&kernel, "a"));
                tell(&kernel, "a", Do::Panic);
                settle().await;
            }
            let parked = State::Parked {
                reason: "panicked: a on purpose".to_owned(),
                by_hand: false,
            };
            assert_eq!(state(&kernel, "root/dyn/a"), parked, "{round}");
            assert!(matches!(
                kernel.registry().lookup::<Probe>("a"),
                Lookup::Parked
            ));
            elapse(3_600_000).await;
            assert!(!is_up(&kernel, "a"));
            assert_eq!(
                handle.start_child(spec()).await.unwrap_err(),
                Refusal::Parked("panicked: a on purpose".to_owned())
            );
            kernel.unpark("root/dyn/a").await.unwrap();
            assert!(is_up(&kernel, "a"));
        }
        assert_eq!(kernel.snapshot().find("root/dyn/a").unwrap().restarts, 6);
        // A parked child can be removed.
        kernel.park("root/dyn/a", "quarantine").await.unwrap();
        assert_eq!(kernel.stop_at("root/dyn/a").await, Ok(Vec::new()));
        assert_eq!(kernel.snapshot().find("root/dyn/a"), None);
    });
}

#[test]
fn an_operators_restart_is_no_crash_and_touches_nobody_else() {
    paused(async {
        let log = Log::default();
        let root = SupervisorSpec::fixed("root", Strategy::OneForAll)
            .budget(0, Duration::from_secs(1))
            .child(probe("a", &log))
            .child(probe("b", &log).restart(Restart::Temporary))
            .child(probe("c", &log));
        let kernel = start(root).await;
        log.take();
        for name in ["a", "b"] {
            kernel.restart(&format!("root/{name}")).await.unwrap();
            assert_eq!(
                log.take(),
                [format!("stop {name}"), format!("start {name}")]
            );
        }
        let snapshot = kernel.snapshot();
        let node = snapshot.find("root/a").unwrap();
        assert_eq!((node.restarts, node.crashes), (1, 0));

        assert_eq!(kernel.stop_at("root/a").await, Ok(Vec::new()));
        assert_eq!(state(&kernel, "root/a"), State::Stopped);
        assert_eq!(kernel.stop_at("root/a").await, Ok(Vec::new()));
        kernel.restart("root/a").await.unwrap();
        assert_eq!(log.take(), ["stop a", "start a"]);
    });
}

#[test]
fn what_an_operator_stopped_or_parked_stays_down_when_a_sibling_crashes() {
    paused(async {
        let log = Log::default();
        let mut root = SupervisorSpec::fixed("root", Strategy::OneForAll);
        for name in ["a", "b", "c", "d"] {
            root = root.child(probe(name, &log));
        }
        let kernel = start(root).await;
        kernel.stop_at("root/b").await.unwrap();
        kernel.park("root/c", "looking into it").await.unwrap();
        log.take();
        tell(&kernel, "d", Do::Panic);
        settle().await;
        assert_eq!(log.take(), ["stop a", "start a", "start d"]);
        kernel.unpark("root/c").await.unwrap();
        kernel.restart("root/b").await.unwrap();
        assert_eq!(log.take(), ["start c", "start b"]);
    });
}

#[test]
fn restarting_during_a_backoff_starts_at_once() {
    paused(async {
        let (kernel, log) = dynamic().await;
        let wait = Backoff::fixed(Duration::from_secs(500));
        let handle = kernel.supervisor("root/dyn");
        handle
            .start_child(probe("a", &log).backoff(wait))
            .await
            .unwrap();
        tell(&kernel, "a", Do::Panic);
        settle().await;
        handle.restart_child("a").await.unwrap();
        assert!(is_up(&kernel, "a"));
        elapse(600_000).await;
        assert_eq!(log.take(), ["start a", "start a"]);
    });
}

#[test]
fn a_restarted_dynamic_supervisor_has_its_children_again() {
    paused(async {
        let (kernel, log) = dynamic().await;
        let handle = kernel.supervisor("root/dyn");
        for name in ["a", "b", "c"] {
            handle.start_child(probe(name, &log)).await.unwrap();
        }
        handle.stop_child("b").await.unwrap();
        let stale = kernel.registry().running::<Probe>("a").unwrap();
        log.take();
        // `first` stands before it in a rest_for_one.
        tell(&kernel, "first", Do::Panic);
        settle().await;
        assert_eq!(log.take(), ["stop a", "stop c", "start a", "start c"]);
        assert_eq!(stale.tell(Do::Add(1)), Err(CallError::Unknown));
        let answer = kernel
            .registry()
            .ask::<Probe, _>("a", Do::Add(1), Duration::from_secs(1))
            .await;
        assert_eq!(answer, Ok(1));
        assert_eq!(kernel.snapshot().find("root/dyn/a").unwrap().restarts, 1);
        // The handle to the supervisor is still good.
        handle.start_child(probe("z", &log)).await.unwrap();
        handle.stop_child("a").await.unwrap();
    });
}

#[test]
fn supervisors_too_can_be_started_parked_and_stopped_at_run_time() {
    paused(async {
        let (kernel, log) = dynamic().await;
        let spec = SupervisorSpec::fixed("tenant", Strategy::OneForAll)
            .budget(0, Duration::from_secs(1))
            .own_budget(0, Duration::from_secs(1))
            .child(probe("a", &log))
            .child(probe("b", &log));
        let handle = kernel
            .supervisor("root/dyn")
            .start_supervisor(spec)
            .await
            .unwrap();
        assert_eq!(handle.path(), "root/dyn/tenant");
        assert!(is_up(&kernel, "b"));
        tell(&kernel, "b", Do::Panic);
        settle().await;
        assert_eq!(log.take(), ["start a", "start b", "stop a"]);
        assert!(matches!(
            state(&kernel, "root/dyn/tenant"),
            State::Parked { .. }
        ));
        assert!(matches!(
            kernel.registry().lookup::<Probe>("a"),
            Lookup::Parked
        ));
        kernel.unpark("root/dyn/tenant").await.unwrap();
        assert!(is_up(&kernel, "b"));
        kernel.stop_at("root/dyn/tenant").await.unwrap();
        assert!(matches!(
            kernel.registry().lookup::<Probe>("a"),
            Lookup::Unknown
        ));
        // The names are free again.
        kernel
            .supervisor("root/dyn")
            .start_child(probe("a", &log))
            .await
            .unwrap();
    });
}

/// Takes its time to stop.
struct Slow;
supervised!(Slow);

impl Actor for Slow {
    type Context = Context<Self>;
    fn stopping(&mut self, ctx: &mut Self::Context) -> Running {
        ctx.close_with(tokio::time::sleep(Duration::from_secs(5)))
    }
}

#[test]
fn a_slow_stop_by_hand_holds_up_nobody_and_a_slow_restart_only_those_after_it() {
    paused(async {
        let log = Log::default();
        let root = SupervisorSpec::fixed("root", Strategy::RestForOne)
            .child(probe("a", &log))
            .child(ChildSpec::new("slow", || Slow))
            .child(probe("z", &log));
        let kernel = start(root).await;
        log.take();
        let crash = async {
            elapse(1_000).await;
            tell(&kernel, "z", Do::Panic);
            settle().await;
            log.take()
        };
        let (stopped, seen) = futures::join!(kernel.stop_at("root/slow"), crash);
        assert_eq!(
            (stopped, seen),
            (Ok(Vec::new()), vec!["start z".to_owned()])
        );
        assert_eq!(state(&kernel, "root/slow"), State::Stopped);

        kernel.restart("root/slow").await.unwrap();
        let crash = async {
            elapse(1_000).await;
            tell(&kernel, "z", Do::Panic);
            elapse(3_999).await;
            assert_eq!(log.take(), Vec::<String>::new());
            elapse(1).await;
            log.take()
        };
        let (restarted, seen) = futures::join!(kernel.restart("root/slow"), crash);
        assert_eq!((restarted, seen), (Ok(()), vec!["start z".to_owned()]));
    });
}
