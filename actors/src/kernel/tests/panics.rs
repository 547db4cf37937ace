//! Panics in every place an actor's code can stand.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use actix::{
    Actor, ActorContext, ActorFutureExt, AsyncContext, Handler, Message, ResponseActFuture,
    ResponseFuture, SpawnHandle, WrapFuture,
};

use super::{
    super::{
        Backoff, CallError, ChildSpec, Context, Panicked, RootEnd, Strategy, SupervisorSpec,
        supervised,
    },
    Log, ON_PURPOSE, elapse, paused, probe, settle, start,
};

fn dynamic() -> SupervisorSpec {
    SupervisorSpec::dynamic("root")
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
            // It counts as stopped in time, although it panicked on the way.
            let end = kernel.stop().await;
            assert_eq!(end, RootEnd::Stopped { late: Vec::new() }, "{kind:?}");
            settle().await;
            *mine.lock().unwrap() = Mine::None;
        }
    });
}

#[test]
fn a_system_that_ends_under_a_tree_drops_it_in_peace() {
    let (log, lives) = (Log::default(), Arc::default());
    let mine = Arc::new(Mutex::new(Mine::StoppedAndDrop));
    paused(async {
        let kernel = start(dynamic().child(minefield(&log, &lives, &mine))).await;
        kernel
            .registry()
            .tell::<Minefield, _>("m", Step::Contain)
            .unwrap();
        std::mem::forget(kernel);
    });
    assert_eq!(lives.load(Ordering::Relaxed), 1);
}

#[test]
#[should_panic(expected = "the test itself on purpose")]
fn unwinding_over_a_whole_tree_does_not_abort() {
    let (log, lives) = (Log::default(), Arc::default());
    let mine = Arc::new(Mutex::new(Mine::StoppedAndDrop));
    paused(async {
        let _kernel = start(dynamic().child(minefield(&log, &lives, &mine))).await;
        panic!("the test itself {ON_PURPOSE}");
    });
}
