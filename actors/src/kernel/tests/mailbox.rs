//! The mailbox bound is hard, and visible.

use std::time::Duration;

use actix::{Actor, Handler, Message};

use super::{
    super::{CallError, ChildSpec, Context, SupervisorSpec, supervised},
    Do, Log, Probe, paused, probe, real, settle, start, tell,
};

#[test]
fn a_full_mailbox_refuses_and_takes_again_when_emptied() {
    paused(async {
        let log = Log::default();
        let kernel =
            start(SupervisorSpec::dynamic("root").child(probe("a", &log).mailbox(16))).await;
        let actor = kernel.registry().running::<Probe>("a").unwrap();
        // Nothing runs before the next await. Every clone counts against the same bound.
        for _ in 0..16 {
            assert_eq!(actor.clone().tell(Do::Add(1)), Ok(()));
        }
        let full = CallError::Full { capacity: 16 };
        assert_eq!(actor.tell(Do::Add(1)), Err(full));
        assert_eq!(actor.ask(Do::Add(1)).await, Err(full));
        assert!(full.is_retryable());
        assert_eq!(actor.depth(), 16);
        let snapshot = kernel.snapshot();
        let node = snapshot.find("root/a").unwrap();
        assert_eq!(
            (node.mailbox_depth, node.mailbox_capacity),
            (Some(16), Some(16))
        );
        settle().await;
        assert_eq!(actor.depth(), 0);
        assert_eq!(actor.ask(Do::Add(0)).await, Ok(16));
    });
}

#[test]
fn a_crash_in_the_middle_of_the_queue_keeps_the_count_right() {
    paused(async {
        let log = Log::default();
        let kernel =
            start(SupervisorSpec::dynamic("root").child(probe("a", &log).mailbox(4))).await;
        let actor = kernel.registry().running::<Probe>("a").unwrap();
        for round in 0..3 {
            actor.tell(Do::Add(1)).unwrap();
            actor.tell(Do::Panic).unwrap();
            actor.tell(Do::Add(1)).unwrap();
            actor.tell(Do::Add(1)).unwrap();
            assert_eq!(actor.depth(), 4, "round {round}");
            settle().await;
            assert_eq!(actor.depth(), 0, "round {round}");
        }
        assert_eq!(actor.ask(Do::Add(0)).await, Ok(2));
    });
}

#[test]
fn a_message_whose_caller_gave_up_is_skipped_and_leaves_its_place() {
    paused(async {
        let log = Log::default();
        let kernel = start(SupervisorSpec::dynamic("root").child(probe("a", &log))).await;
        let actor = kernel.registry().running::<Probe>("a").unwrap();
        drop(actor.ask(Do::Add(1)));
        {
            let mut asked = Box::pin(actor.ask(Do::Add(2)));
            assert!(futures::poll!(&mut asked).is_pending());
        }
        assert_eq!(actor.depth(), 1);
        settle().await;
        assert_eq!((actor.depth(), actor.ask(Do::Add(0)).await), (0, Ok(0)));
    });
}

#[test]
fn callers_in_the_queue_of_a_child_that_is_parked_are_told_at_once() {
    paused(async {
        let log = Log::default();
        let spec = probe("a", &log).budget(0, Duration::from_secs(1));
        let kernel = start(SupervisorSpec::dynamic("root").child(spec)).await;
        let actor = kernel.registry().running::<Probe>("a").unwrap();
        tell(&kernel, "a", Do::Panic);
        let queued = actor.ask(Do::Add(1));
        assert_eq!(queued.await, Err(CallError::Lost));
        assert_eq!(actor.tell(Do::Add(1)), Err(CallError::Parked));
        assert_eq!(
            kernel.registry().running::<Probe>("a").unwrap_err(),
            CallError::Parked
        );
        assert!(!CallError::Parked.is_retryable());
    });
}

/// Never answers.
struct Deaf;
supervised!(Deaf);

impl Actor for Deaf {
    type Context = Context<Self>;
}

#[derive(Message)]
#[rtype(result = "()")]
struct Hello;

impl Handler<Hello> for Deaf {
    type Result = actix::ResponseFuture<()>;
    fn handle(&mut self, _: Hello, _: &mut Self::Context) -> Self::Result {
        Box::pin(std::future::pending())
    }
}

#[test]
fn an_unanswered_question_ends_at_its_deadline() {
    paused(async {
        let kernel =
            start(SupervisorSpec::dynamic("root").child(ChildSpec::new("d", || Deaf))).await;
        let actor = kernel.registry().running::<Deaf>("d").unwrap();
        let deadline = Duration::from_secs(2);
        assert_eq!(
            actor.ask_within(Hello, deadline).await,
            Err(CallError::Deadline(deadline))
        );
    });
}

/// Holds its thread until told otherwise.
struct Blocker(std::sync::Arc<std::sync::Mutex<Option<std::sync::mpsc::Receiver<()>>>>);
supervised!(Blocker);

impl Actor for Blocker {
    type Context = Context<Self>;
}

impl Handler<Hello> for Blocker {
    type Result = ();
    fn handle(&mut self, _: Hello, _: &mut Self::Context) {
        if let Some(gate) = self.0.lock().unwrap().take() {
            let _ = gate.recv();
        }
    }
}

async fn empty(actor: &super::super::ActorRef<Blocker>) {
    siar_testkit::wait_until(Duration::from_secs(10), || async { actor.depth() == 0 }).await;
}

#[test]
fn many_threads_never_get_more_in_than_the_bound() {
    real(async {
        let (open, gate) = std::sync::mpsc::channel();
        let gate = std::sync::Arc::new(std::sync::Mutex::new(Some(gate)));
        let spec = ChildSpec::new("b", move || Blocker(std::sync::Arc::clone(&gate)))
            .mailbox(100)
            .on_arbiter_of("elsewhere");
        let config = super::KernelConfig {
            arbiters: 1,
            ..super::config()
        };
        let kernel = super::Kernel::start(SupervisorSpec::dynamic("root"), config).unwrap();
        let actor = kernel.supervisor("root").start_child(spec).await.unwrap();
        actor.tell(Hello).unwrap();
        empty(&actor).await;

        let admitted: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| (0..10_000).filter(|_| actor.tell(Hello).is_ok()).count()))
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .sum()
        });
        assert_eq!((admitted, actor.depth()), (100, 100));
        open.send(()).unwrap();
        empty(&actor).await;
        kernel.stop().await;
    });
}
