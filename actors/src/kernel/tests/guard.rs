//! What an actor and its callers live through when it crashes.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use actix::{
    Actor, ActorContext, ActorFutureExt, AsyncContext, Handler, Message, ResponseActFuture,
    ResponseFuture, Running, SpawnHandle, WrapFuture,
};

use super::{
    super::{
        Backoff, CallError, ChildSpec, Context, Restart, Strategy, SupervisorSpec, supervised,
    },
    Do, Log, ON_PURPOSE, Probe, drain, elapse, is_up, paused, probe, settle, start, state, tell,
};
use crate::kernel::{Change, Panicked, State};

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
                reason: "panicked: on purpose".to_owned()
            }
        );
        assert_eq!(kernel.snapshot().find("root/a").unwrap().crashes, 3);
    });
}

/// Panics wherever it is asked to.
struct Minefield {
    log: Log,
    lives: Arc<AtomicU32>,
    mine: Arc<Mutex<Mine>>,
    timer: Option<SpawnHandle>,
}
supervised!(Minefield);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mine {
    None,
    Stopped,
    Drop,
    StoppedAndDrop,
}

impl Actor for Minefield {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Self::Context) {
        self.lives.fetch_add(1, Ordering::Relaxed);
        self.timer = Some(ctx.every(Duration::from_millis(100), |this, _| this.log.add("tick")));
    }
    fn stopped(&mut self, _: &mut Self::Context) {
        let mine = *self.mine.lock().unwrap();
        assert!(
            !matches!(mine, Mine::Stopped | Mine::StoppedAndDrop),
            "stopped {ON_PURPOSE}"
        );
    }
}

impl Drop for Minefield {
    fn drop(&mut self) {
        let mine = *self.mine.lock().unwrap();
        assert!(
            !matches!(mine, Mine::Drop | Mine::StoppedAndDrop),
            "drop {ON_PURPOSE}"
        );
    }
}

#[derive(Message)]
#[rtype(result = "()")]
enum Step {
    Handler,
    Spawn,
    Wait,
    Later,
    Run,
    Contain,
    CancelThenPanic,
    Stop,
}

impl Handler<Step> for Minefield {
    type Result = ();
    fn handle(&mut self, step: Step, ctx: &mut Self::Context) {
        let boom = async { panic!("{ON_PURPOSE}") };
        match step {
            Step::Handler => panic!("{ON_PURPOSE}"),
            Step::Spawn => {
                ctx.spawn(boom.into_actor(self));
            }
            Step::Wait => ctx.wait(boom.into_actor(self)),
            Step::Later => {
                ctx.run_later(Duration::from_millis(1), |_, _| panic!("{ON_PURPOSE}"));
            }
            Step::Run => {
                ctx.run("job", boom);
            }
            Step::Contain => {
                ctx.contain(boom, |this, outcome: Result<(), Panicked>, _| {
                    this.log.add(format!("contained: {}", outcome.unwrap_err()));
                });
            }
            Step::CancelThenPanic => {
                ctx.cancel_future(self.timer.unwrap());
                panic!("{ON_PURPOSE}");
            }
            Step::Stop => ctx.stop(),
        }
    }
}

#[derive(Message)]
#[rtype(result = "u8")]
struct Answer(bool);

impl Handler<Answer> for Minefield {
    type Result = ResponseFuture<u8>;
    fn handle(&mut self, Answer(bad): Answer, _: &mut Self::Context) -> Self::Result {
        Box::pin(async move {
            assert!(!bad, "{ON_PURPOSE}");
            1
        })
    }
}

#[derive(Message)]
#[rtype(result = "u8")]
struct ActAnswer;

impl Handler<ActAnswer> for Minefield {
    type Result = ResponseActFuture<Self, u8>;
    fn handle(&mut self, _: ActAnswer, _: &mut Self::Context) -> Self::Result {
        Box::pin(
            async { panic!("{ON_PURPOSE}") }
                .into_actor(self)
                .map(|(), _, _| 1),
        )
    }
}

fn minefield(log: &Log, lives: &Arc<AtomicU32>, mine: &Arc<Mutex<Mine>>) -> ChildSpec<Minefield> {
    let (log, lives, mine) = (log.clone(), Arc::clone(lives), Arc::clone(mine));
    ChildSpec::new("m", move || Minefield {
        log: log.clone(),
        lives: Arc::clone(&lives),
        mine: Arc::clone(&mine),
        timer: None,
    })
    .backoff(Backoff::NONE)
    .budget(100, Duration::from_secs(1))
}

#[test]
fn panics_of_futures_are_crashes_and_contained_ones_are_messages() {
    paused(async {
        let (log, lives, mine) = (
            Log::default(),
            Arc::default(),
            Arc::new(Mutex::new(Mine::None)),
        );
        let kernel = start(dynamic().child(minefield(&log, &lives, &mine))).await;
        let actor = kernel.registry().running::<Minefield>("m").unwrap();
        let mut expected = 1;
        for step in [
            Step::Handler,
            Step::Spawn,
            Step::Wait,
            Step::Later,
            Step::Run,
        ] {
            actor.tell(step).unwrap();
            elapse(2).await;
            expected += 1;
            assert_eq!(lives.load(Ordering::Relaxed), expected);
        }
        assert_eq!(actor.ask(ActAnswer).await, Err(CallError::Lost));
        settle().await;
        assert_eq!(lives.load(Ordering::Relaxed), expected + 1);
        let reason = kernel.snapshot().find("root/m").unwrap().last_error.clone();
        assert_eq!(reason.as_deref(), Some("panicked: on purpose"));

        log.take();
        actor.tell(Step::Contain).unwrap();
        assert_eq!(actor.ask(Answer(true)).await, Err(CallError::Lost));
        assert_eq!(actor.ask(Answer(false)).await, Ok(1));
        assert_eq!(log.take(), ["contained: panicked: on purpose"]);
        assert_eq!(lives.load(Ordering::Relaxed), expected + 1);
    });
}

#[test]
fn a_job_that_panics_names_itself_in_the_reason() {
    paused(async {
        let (log, lives, mine) = (
            Log::default(),
            Arc::default(),
            Arc::new(Mutex::new(Mine::None)),
        );
        let kernel = start(dynamic().child(minefield(&log, &lives, &mine))).await;
        let actor = kernel.registry().running::<Minefield>("m").unwrap();
        actor.tell(Step::Run).unwrap();
        settle().await;
        let reason = kernel.snapshot().find("root/m").unwrap().last_error.clone();
        assert_eq!(reason.as_deref(), Some("job panicked: on purpose"));
    });
}

#[test]
fn timers_of_the_old_life_are_gone_and_those_of_the_new_are_armed() {
    paused(async {
        let (log, lives, mine) = (
            Log::default(),
            Arc::default(),
            Arc::new(Mutex::new(Mine::None)),
        );
        let kernel = start(dynamic().child(minefield(&log, &lives, &mine))).await;
        let actor = kernel.registry().running::<Minefield>("m").unwrap();
        elapse(350).await;
        assert_eq!(log.take().len(), 3);
        // The cancellation is still pending in actix when the panic comes; it must not hit the
        // timer of the next life, which has the same number.
        actor.tell(Step::CancelThenPanic).unwrap();
        settle().await;
        assert_eq!(log.take(), Vec::<String>::new());
        elapse(450).await;
        assert_eq!(log.take().len(), 4);
    });
}

#[test]
fn panics_while_stopping_and_dropping_are_contained() {
    paused(async {
        for kind in [Mine::Stopped, Mine::Drop, Mine::StoppedAndDrop] {
            let (log, lives, mine) = (Log::default(), Arc::default(), Arc::new(Mutex::new(kind)));
            let spec = minefield(&log, &lives, &mine);
            let kernel = start(
                SupervisorSpec::fixed("root", Strategy::OneForOne)
                    .budget(100, Duration::from_secs(1))
                    .child(spec)
                    .child(probe("sibling", &log)),
            )
            .await;
            let actor = kernel.registry().running::<Minefield>("m").unwrap();
            actor.tell(Step::Handler).unwrap();
            settle().await;
            actor.tell(Step::Stop).unwrap();
            settle().await;
            assert_eq!(lives.load(Ordering::Relaxed), 3, "{kind:?}");
            assert_eq!(actor.ask(Answer(false)).await, Ok(1));
            assert_eq!(
                kernel.snapshot().find("root/sibling").unwrap().restarts,
                0,
                "{kind:?}"
            );
            kernel.stop().await;
            settle().await;
            *mine.lock().unwrap() = Mine::None;
        }
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
        let State::Parked { reason } = state(&kernel, "root/s") else {
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
