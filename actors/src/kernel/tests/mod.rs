//! The kernel's tests. Time is tokio's paused time: it moves only when nothing is left to do, so
//! waiting costs nothing and every run is the same.

mod guard;
mod lifecycle;
mod mailbox;
mod model;
mod operators;
mod panics;
mod property;
mod storm;
mod strategies;
mod stress;
mod threads;

use std::{
    future::Future,
    sync::{Arc, Mutex, Once},
    time::Duration,
};

use actix::{Actor, ActorContext, Handler, Message, System};
use chrono::{DateTime, TimeDelta, Utc};
use siar_domain::clock::Clock;
use tokio::time::Instant;

use super::{
    Backoff, ChildSpec, Context, HealthEvent, Kernel, KernelConfig, Lookup, Restart, State,
    SupervisorSpec, supervised,
};

/// Panics of tests that are on purpose end with this, and are not printed.
pub(super) const ON_PURPOSE: &str = "on purpose";

fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let text = info.payload_as_str().unwrap_or("");
            if !text.ends_with(ON_PURPOSE) {
                print(info);
            }
        }));
    });
}

/// Runs a test in an actix System with paused time.
pub(super) fn paused<F: Future>(test: F) -> F::Output {
    quiet();
    System::with_tokio_rt(|| {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap()
    })
    .block_on(test)
}

/// Runs a test in an actix System with real time and threads.
pub(super) fn real<F: Future>(test: F) -> F::Output {
    quiet();
    System::new().block_on(test)
}

/// A clock that follows tokio's time.
#[derive(Debug)]
pub(super) struct TokioClock(Instant);

impl Clock for TokioClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::from_std(self.0.elapsed()).unwrap()
    }
}

pub(super) fn config() -> KernelConfig {
    KernelConfig::new(Arc::new(TokioClock(Instant::now())), 7)
}

pub(super) async fn start(root: SupervisorSpec) -> Kernel {
    let kernel = Kernel::start(root, config()).unwrap();
    kernel.ready().await.unwrap();
    kernel
}

/// Lets everything that can happen at this moment happen. Time stands still meanwhile.
pub(super) async fn settle() {
    for _ in 0..500 {
        tokio::task::yield_now().await;
    }
}

/// Lets `ms` milliseconds pass.
pub(super) async fn elapse(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
    settle().await;
}

/// What happened, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(super) fn add(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    /// Everything since the last look.
    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// An actor that says when it starts and stops, and does as it is told.
pub(super) struct Probe {
    name: String,
    log: Log,
    value: u64,
    /// `started` panics this often, once a start.
    bad_starts: Arc<Mutex<u32>>,
}
supervised!(Probe);

impl Actor for Probe {
    type Context = Context<Self>;

    fn started(&mut self, _: &mut Self::Context) {
        self.log.add(format!("start {}", self.name));
        let bad = {
            let mut left = self.bad_starts.lock().unwrap();
            let bad = *left > 0;
            *left = left.saturating_sub(1);
            bad
        };
        assert!(!bad, "{ON_PURPOSE}");
    }

    fn stopped(&mut self, _: &mut Self::Context) {
        self.log.add(format!("stop {}", self.name));
    }
}

/// What a [`Probe`] can be told.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "u64")]
pub(super) enum Do {
    Panic,
    Fail,
    Quit,
    Add(u64),
}

impl Handler<Do> for Probe {
    type Result = u64;
    fn handle(&mut self, msg: Do, ctx: &mut Self::Context) -> u64 {
        match msg {
            Do::Panic => panic!("{} {ON_PURPOSE}", self.name),
            Do::Fail => ctx.fail("failed on purpose"),
            Do::Quit => ctx.stop(),
            Do::Add(n) => self.value += n,
        }
        self.value
    }
}

pub(super) fn probe(name: &str, log: &Log) -> ChildSpec<Probe> {
    fragile(name, log, &Arc::default())
}

/// A probe whose next `bad_starts` starts panic.
pub(super) fn fragile(name: &str, log: &Log, bad_starts: &Arc<Mutex<u32>>) -> ChildSpec<Probe> {
    let (id, log, bad_starts) = (name.to_owned(), log.clone(), Arc::clone(bad_starts));
    ChildSpec::new(name, move || Probe {
        name: id.clone(),
        log: log.clone(),
        value: 0,
        bad_starts: Arc::clone(&bad_starts),
    })
    .backoff(Backoff::NONE)
    .restart(Restart::Permanent)
}

pub(super) fn tell(kernel: &Kernel, name: &str, msg: Do) {
    kernel.registry().tell::<Probe, _>(name, msg).unwrap();
}

pub(super) fn is_up(kernel: &Kernel, name: &str) -> bool {
    matches!(kernel.registry().lookup::<Probe>(name), Lookup::Running(_))
}

pub(super) fn state(kernel: &Kernel, path: &str) -> State {
    kernel.snapshot().find(path).unwrap().state.clone()
}

/// All events received so far.
pub(super) fn drain(
    events: &mut tokio::sync::broadcast::Receiver<HealthEvent>,
) -> Vec<HealthEvent> {
    let mut all = Vec::new();
    while let Ok(event) = events.try_recv() {
        all.push(event);
    }
    all
}
