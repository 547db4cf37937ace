//! What an actor and its callers live through when it crashes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use actix::{Actor, ActorContext, Handler, Running};

use super::{
    super::{
        Backoff, CallError, ChildSpec, Context, Restart, Strategy, SupervisorSpec, supervised,
    },
    Do, Log, ON_PURPOSE, Probe, drain, elapse, is_up, paused, probe, settle, start, state, tell,
};
use crate::kernel::{Change, State};

fn dynamic() -> SupervisorSpec {
    SupervisorSpec::dynamic("root")
}

#[test]
fn a_panic_gives_fresh_state_at_the_same_address_with_the_queue_kept() {
    paused(async {
        let log = Log::default();
        let kernel = start(dynamic().child(probe("a", &log))).await;
        let actor = kernel.registry().running::<Probe>("a").unwrap();
        assert_eq!(actor.ask(Do::Add(5)).await, Ok(5));

        // All three are in the queue before the actor runs.
        let crash = actor.ask(Do::Panic);
        let after = actor.ask(Do::Add(1));
        let last = actor.ask(Do::Add(1));
        let answers = futures::join!(crash, after, last);
        assert_eq!(answers, (Err(CallError::Lost), Ok(1), Ok(2)));
        assert_eq!(log.take(), ["start a", "start a"]);

        let snapshot = kernel.snapshot();
        let node = snapshot.find("root/a").unwrap();
        assert_eq!((node.restarts, node.crashes), (1, 1));
        assert_eq!(node.last_error.as_deref(), Some("panicked: a on purpose"));
        assert_eq!(node.state, State::Running);
    });
}

#[test]
fn while_backing_off_callers_are_told_to_retry() {
    paused(async {
        let log = Log::default();
        let wait = Backoff::fixed(Duration::from_secs(3));
        let kernel = start(dynamic().child(probe("a", &log).backoff(wait))).await;
        let actor = kernel.registry().running::<Probe>("a").unwrap();
        tell(&kernel, "a", Do::Panic);
        settle().await;
        assert_eq!(actor.tell(Do::Add(1)), Err(CallError::Restarting));
        assert!(CallError::Restarting.is_retryable());
        assert_eq!(
            kernel.registry().running::<Probe>("a").unwrap_err(),
            CallError::Restarting
        );
        assert!(matches!(
            state(&kernel, "root/a"),
            State::BackingOff { until } if until.timestamp() == 3
        ));
        elapse(2_999).await;
        assert!(!is_up(&kernel, "a"));
        elapse(1).await;
        assert_eq!(actor.ask(Do::Add(1)).await, Ok(1));
    });
}

#[test]
fn a_failure_and_a_bad_factory_are_crashes_too() {
    paused(async {
        let log = Log::default();
        let calls = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&calls);
        let inner = log.clone();
        let spec = ChildSpec::new("a", move || {
            assert!(counted.fetch_add(1, Ordering::Relaxed) != 1, "{ON_PURPOSE}");
            Probe {
                name: "a".to_owned(),
                log: inner.clone(),
                value: 0,
                bad_starts: Arc::default(),
            }
        })
        .backoff(Backoff::NONE);
        let kernel = start(dynamic().child(spec)).await;
        tell(&kernel, "a", Do::Fail);
        settle().await;
        assert!(is_up(&kernel, "a"));
        assert_eq!(log.take(), ["start a", "stop a", "start a"]);
        let snapshot = kernel.snapshot();
        let node = snapshot.find("root/a").unwrap();
        // The value for the second life was asked for twice, because the factory panicked once; it
        // was no crash of its own, as the actor was down anyway.
        assert_eq!(calls.load(Ordering::Relaxed), 3);
        assert_eq!((node.restarts, node.crashes), (1, 1));
        assert_eq!(node.last_error.as_deref(), Some("failed on purpose"));
    });
}

#[test]
fn a_factory_that_always_panics_is_parked() {
    paused(async {
        let spec = ChildSpec::<Probe>::new("a", || panic!("{ON_PURPOSE}"))
            .backoff(Backoff::NONE)
            .budget(2, Duration::from_secs(1));
        let kernel = start(dynamic().child(spec)).await;
        settle().await;
        assert_eq!(
            state(&kernel, "root/a"),
            State::Parked {
                reason: "panicked: on purpose".to_owned(),
                by_hand: false
            }
        );
        assert_eq!(kernel.snapshot().find("root/a").unwrap().crashes, 3);
    });
}

/// Writes `Supervised` by hand, and wrongly.
struct Stubborn(Log);

impl Actor for Stubborn {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Self::Context) {
        self.0.add("start");
        ctx.fail("at once");
    }
}
impl actix::Supervised for Stubborn {}

#[test]
fn an_actor_that_keeps_its_broken_value_is_found_out() {
    paused(async {
        let log = Log::default();
        let inner = log.clone();
        let spec = ChildSpec::new("s", move || Stubborn(inner.clone()))
            .backoff(Backoff::NONE)
            .budget(1, Duration::from_secs(1));
        let kernel = start(dynamic().child(spec)).await;
        settle().await;
        assert_eq!(log.take(), ["start"]);
        let State::Parked { reason, .. } = state(&kernel, "root/s") else {
            panic!("not parked");
        };
        assert!(reason.contains("supervised!"), "{reason}");
    });
}

#[test]
fn a_crash_is_told_in_order() {
    paused(async {
        let log = Log::default();
        let spec = probe("a", &log)
            .backoff(Backoff::fixed(Duration::from_millis(5)))
            .budget(1, Duration::from_secs(9))
            .restart(Restart::Transient);
        let kernel = start(dynamic().child(spec)).await;
        let mut events = kernel.events();
        tell(&kernel, "a", Do::Panic);
        elapse(5).await;
        tell(&kernel, "a", Do::Panic);
        settle().await;
        let events = drain(&mut events);
        assert!(events.iter().all(|event| event.path == "root/a"));
        assert!(
            events
                .windows(2)
                .all(|two| two[0].sequence + 1 == two[1].sequence)
        );
        let crashed = || Change::Crashed {
            error: "panicked: a on purpose".to_owned(),
        };
        let entered = |state| Change::Entered { state };
        let parked = entered(State::Parked {
            reason: "panicked: a on purpose".to_owned(),
            by_hand: false,
        });
        let changes: Vec<_> = events.iter().map(|event| event.change.clone()).collect();
        let until = match &changes[1] {
            Change::Entered {
                state: State::BackingOff { until },
            } => *until,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            changes,
            [
                crashed(),
                entered(State::BackingOff { until }),
                entered(State::Starting),
                entered(State::Running),
                crashed(),
                parked,
            ]
        );
        let alerts: Vec<_> = events.iter().map(super::HealthEvent::is_alert).collect();
        assert_eq!(alerts, [false, false, false, false, false, true]);
    });
}

/// Closes down with a future.
struct Careful(Log, Duration);
supervised!(Careful);

impl Actor for Careful {
    type Context = Context<Self>;
    fn stopping(&mut self, ctx: &mut Self::Context) -> Running {
        let (log, long) = (self.0.clone(), self.1);
        ctx.close_with(async move {
            log.add("closing");
            tokio::time::sleep(long).await;
            log.add("closed");
        })
    }
    fn stopped(&mut self, _: &mut Self::Context) {
        self.0.add("stopped");
    }
}

impl Handler<Do> for Careful {
    type Result = u64;
    fn handle(&mut self, _: Do, ctx: &mut Self::Context) -> u64 {
        ctx.stop();
        1
    }
}

#[test]
fn an_actor_closes_down_with_a_future_within_its_deadline() {
    paused(async {
        let log = Log::default();
        let inner = log.clone();
        let spec = ChildSpec::new("c", move || Careful(inner.clone(), Duration::from_secs(2)))
            .shutdown(Duration::from_secs(5))
            .backoff(Backoff::NONE);
        let kernel = start(dynamic().child(spec)).await;
        let actor = kernel.registry().running::<Careful>("c").unwrap();
        // By itself …
        actor.tell(Do::Quit).unwrap();
        settle().await;
        assert_eq!(actor.tell(Do::Quit), Err(CallError::Restarting));
        elapse(2_000).await;
        assert_eq!(log.take(), ["closing", "closed", "stopped"]);
        assert!(actor.is_running());
        // … and by order.
        let late = kernel.stop_at("root/c").await.unwrap();
        assert_eq!(late, []);
        assert_eq!(log.take(), ["closing", "closed", "stopped"]);
    });
}

/// Says when it is dropped.
struct Holder(String, Log);
supervised!(Holder);

impl Actor for Holder {
    type Context = Context<Self>;
    fn stopped(&mut self, _: &mut Self::Context) {
        self.1.add(format!("stop {}", self.0));
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        self.1.add(format!("drop {}", self.0));
    }
}

impl Handler<Do> for Holder {
    type Result = u64;
    fn handle(&mut self, _: Do, _: &mut Self::Context) -> u64 {
        panic!("{ON_PURPOSE}");
    }
}

fn holder(id: &str, log: &Log) -> ChildSpec<Holder> {
    let (name, log) = (id.to_owned(), log.clone());
    ChildSpec::new(id, move || Holder(name.clone(), log.clone()))
        .backoff(Backoff::fixed(Duration::from_secs(30)))
}

#[test]
fn what_the_broken_value_held_is_let_go_of_at_once() {
    paused(async {
        let log = Log::default();
        let kernel = start(dynamic().child(holder("a", &log))).await;
        kernel.registry().tell::<Holder, _>("a", Do::Panic).unwrap();
        settle().await;
        assert_eq!(log.take(), ["drop a"]);
        assert!(matches!(state(&kernel, "root/a"), State::BackingOff { .. }));
    });
}

#[test]
fn a_stopped_actor_lets_go_before_an_earlier_one_is_told_to_stop() {
    paused(async {
        let log = Log::default();
        let root = SupervisorSpec::fixed("root", Strategy::OneForOne)
            .child(holder("a", &log))
            .child(holder("b", &log));
        let kernel = start(root).await;
        kernel.stop().await;
        assert_eq!(log.take(), ["stop b", "drop b", "stop a", "drop a"]);
    });
}

#[test]
fn who_waits_for_a_restarting_actor_gets_it_when_it_is_up() {
    paused(async {
        let log = Log::default();
        let spec = probe("a", &log)
            .backoff(Backoff::fixed(Duration::from_secs(3)))
            .budget(1, Duration::from_secs(60));
        let kernel = start(dynamic().child(spec)).await;
        let wait = async |seconds| {
            let began = tokio::time::Instant::now();
            let patience = Duration::from_secs(seconds);
            let found = kernel.registry().wait_for::<Probe>("a", patience).await;
            (
                found.map(|actor| actor.id().to_owned()),
                began.elapsed().as_secs(),
            )
        };
        assert_eq!(wait(5).await, (Ok("a".to_owned()), 0));
        tell(&kernel, "a", Do::Panic);
        settle().await;
        assert_eq!(wait(1).await, (Err(CallError::Restarting), 1));
        assert_eq!(wait(5).await, (Ok("a".to_owned()), 2));
        tell(&kernel, "a", Do::Panic);
        settle().await;
        assert_eq!(wait(5).await, (Err(CallError::Parked), 0));
        kernel.stop_at("root/a").await.unwrap();
        assert_eq!(wait(5).await, (Err(CallError::Unknown), 0));
    });
}
