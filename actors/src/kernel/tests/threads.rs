//! Arbiters, other threads, and an actor that blocks its own.

use std::{
    sync::{Arc, Mutex, mpsc},
    thread::ThreadId,
    time::Duration,
};

use actix::{Actor, Handler, Message};
use siar_testkit::wait_until;

use super::{
    super::{
        ChildSpec, Context, Late, LateOutcome, Lookup, SupervisorHandle, SupervisorSpec, supervised,
    },
    Kernel, KernelConfig, config, real,
};

struct Where;
supervised!(Where);

impl Actor for Where {
    type Context = Context<Self>;
}

#[derive(Message)]
#[rtype(result = "Option<ThreadId>")]
struct Thread;

impl Handler<Thread> for Where {
    type Result = Option<ThreadId>;
    fn handle(&mut self, _: Thread, _: &mut Self::Context) -> Self::Result {
        Some(std::thread::current().id())
    }
}

async fn start(arbiters: usize) -> Kernel {
    let config = KernelConfig {
        arbiters,
        ..config()
    };
    let kernel = Kernel::start(SupervisorSpec::dynamic("root"), config).unwrap();
    kernel.ready().await.unwrap();
    kernel
}

async fn thread_of(root: &SupervisorHandle, id: String, key: Option<u32>) -> ThreadId {
    let mut spec = ChildSpec::new(id, || Where);
    if let Some(key) = key {
        spec = spec.on_arbiter_of(key);
    }
    let actor = root.start_child(spec).await.unwrap();
    actor.ask(Thread).await.unwrap().unwrap()
}

#[test]
fn one_tenants_actors_share_a_thread_and_tenants_spread() {
    real(async {
        let kernel = start(3).await;
        let root = kernel.supervisor("root");
        let here = std::thread::current().id();
        let mut seen = std::collections::HashSet::new();
        for key in 0..30 {
            let one = thread_of(&root, format!("{key}-one"), Some(key)).await;
            let two = thread_of(&root, format!("{key}-two"), Some(key)).await;
            assert_eq!(one, two);
            assert_ne!(one, here);
            seen.insert(one);
        }
        assert_eq!(seen.len(), 3);
        assert_eq!(thread_of(&root, "none".to_owned(), None).await, here);
        kernel.stop().await;
    });
}

#[test]
fn without_arbiters_of_its_own_everything_runs_here() {
    real(async {
        let kernel = start(0).await;
        let thread = thread_of(&kernel.supervisor("root"), "a".to_owned(), Some(1)).await;
        assert_eq!(thread, std::thread::current().id());
        kernel.stop().await;
    });
}

#[test]
fn handles_work_from_other_runtimes() {
    real(async {
        let kernel = start(1).await;
        let root = kernel.supervisor("root");
        let (done, answer) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            let found = runtime.block_on(async {
                let thread = thread_of(&root, "a".to_owned(), Some(1)).await;
                root.stop_child("a").await.unwrap();
                thread
            });
            done.send(found).unwrap();
        });
        let found = answer.await.unwrap();
        assert_ne!(found, thread.thread().id());
        thread.join().unwrap();
        kernel.stop().await;
    });
}

/// Blocks its thread when told, until the test lets go.
struct Blocking(Arc<Mutex<Option<mpsc::Receiver<()>>>>);
supervised!(Blocking);

impl Actor for Blocking {
    type Context = Context<Self>;
}

#[derive(Message)]
#[rtype(result = "()")]
struct Block;

impl Handler<Block> for Blocking {
    type Result = ();
    fn handle(&mut self, _: Block, _: &mut Self::Context) {
        if let Some(gate) = self.0.lock().unwrap().take() {
            let _ = gate.recv();
        }
    }
}

#[test]
fn who_blocks_its_thread_is_cut_off_and_named() {
    real(async {
        let kernel = start(1).await;
        let root = kernel.supervisor("root");
        let (open, gate) = mpsc::channel();
        let gate = Arc::new(Mutex::new(Some(gate)));
        let held = Arc::clone(&gate);
        let spec = ChildSpec::new("b", move || Blocking(Arc::clone(&held)))
            .on_arbiter_of(1)
            .shutdown(Duration::from_millis(50));
        let actor = root.start_child(spec).await.unwrap();
        actor.tell(Block).unwrap();
        wait_until(Duration::from_secs(10), || async { actor.depth() == 0 }).await;

        let late = root.stop_child("b").await.unwrap();
        assert_eq!(
            late,
            [Late {
                path: "root/b".to_owned(),
                outcome: LateOutcome::Abandoned
            }]
        );
        assert!(matches!(
            kernel.registry().lookup::<Blocking>("b"),
            Lookup::Unknown
        ));
        assert!(actor.tell(Block).is_err());

        // When it lets go of the thread, it ends, and the thread is good for others.
        let weak = Arc::downgrade(&gate);
        drop(gate);
        open.send(()).unwrap();
        wait_until(Duration::from_secs(10), || async {
            weak.strong_count() == 0
        })
        .await;
        thread_of(&root, "w".to_owned(), Some(1)).await;
        kernel.stop().await;
    });
}
