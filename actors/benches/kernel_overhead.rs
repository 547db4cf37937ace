//! What supervision costs: messages a second to a supervised actor, divided by the same to a bare
//! actix actor in the same run. Prints one JSON line.
//!
//! The figure is `tell`: one sender on the actor's own thread, in bursts of 1,000 (bare:
//! `Addr::do_send`, the fastest that actix has, which respects no bound). Runs are short and
//! interleaved, and the figure is the median of their ratios, so that other load hurts little.
//!
//! Beside it, in the conditions, for orientation:
//!
//! * `tell_across`: one sender on another thread, kept below 10,000 messages in flight;
//! * `ask`: 64 askers on the actor's thread, each with a deadline (bare: `Addr::send` with the same).
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measuring program: it fails by panicking and prints its result"
)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use actix::{Actor, Addr, Handler, Message, dev::ToEnvelope};
use siar_actors::kernel::{self, ActorRef, ChildSpec, Kernel, KernelConfig, SupervisorSpec};
use siar_domain::clock::SystemClock;
use tokio::time::Instant;

/// Pairs of runs: of `tell`, and of each other way.
const RUNS: [usize; 3] = [301, 31, 31];
const DEADLINE: Duration = Duration::from_secs(10);

#[derive(Message)]
#[rtype(result = "u64")]
struct Add(u64);

/// The same actor twice: only the context differs.
macro_rules! counter {
    ($name:ident, $context:ty) => {
        struct $name {
            sum: u64,
            seen: Arc<AtomicU64>,
        }
        impl Actor for $name {
            type Context = $context;
        }
        impl Handler<Add> for $name {
            type Result = u64;
            fn handle(&mut self, Add(n): Add, _: &mut Self::Context) -> u64 {
                self.sum += n;
                self.seen.store(self.sum, Ordering::Release);
                self.sum
            }
        }
    };
}
counter!(Bare, actix::Context<Self>);
counter!(Supervised, kernel::Context<Self>);
kernel::supervised!(Supervised);

/// Something that takes [`Add`]s.
trait Target: Clone + Send + 'static {
    fn tell(&self);
    async fn ask(&self);
}

impl<A> Target for Addr<A>
where
    A: Actor + Handler<Add>,
    A::Context: ToEnvelope<A, Add>,
{
    fn tell(&self) {
        self.do_send(Add(1));
    }
    async fn ask(&self) {
        self.send(Add(1)).timeout(DEADLINE).await.unwrap();
    }
}

impl Target for ActorRef<Supervised> {
    fn tell(&self) {
        ActorRef::tell(self, Add(1)).unwrap();
    }
    async fn ask(&self) {
        self.ask_within(Add(1), DEADLINE).await.unwrap();
    }
}

async fn handled(seen: &AtomicU64, goal: u64) {
    while seen.load(Ordering::Acquire) < goal {
        tokio::task::yield_now().await;
    }
}

async fn tell(target: &impl Target, seen: &AtomicU64) -> f64 {
    const MESSAGES: u64 = 50_000;
    let goal = seen.load(Ordering::Acquire);
    let began = Instant::now();
    for burst in 1..=MESSAGES / 1_000 {
        for _ in 0..1_000 {
            target.tell();
        }
        handled(seen, goal + burst * 1_000).await;
    }
    MESSAGES as f64 / began.elapsed().as_secs_f64()
}

async fn tell_across(target: &impl Target, seen: &Arc<AtomicU64>) -> f64 {
    const MESSAGES: u64 = 200_000;
    let before = seen.load(Ordering::Acquire);
    let (target, counter) = (target.clone(), Arc::clone(seen));
    let began = Instant::now();
    let sender = std::thread::spawn(move || {
        for sent in 0..MESSAGES {
            while before + sent >= counter.load(Ordering::Acquire) + 10_000 {
                std::thread::yield_now();
            }
            target.tell();
        }
    });
    while seen.load(Ordering::Acquire) < before + MESSAGES {
        tokio::time::sleep(Duration::from_micros(1)).await;
    }
    let rate = MESSAGES as f64 / began.elapsed().as_secs_f64();
    sender.join().unwrap();
    rate
}

async fn ask(target: &impl Target) -> f64 {
    const EACH: u64 = 1_000;
    const ASKERS: u64 = 64;
    let began = Instant::now();
    let askers: Vec<_> = (0..ASKERS)
        .map(|_| {
            let target = target.clone();
            actix_rt::spawn(async move {
                for _ in 0..EACH {
                    target.ask().await;
                }
            })
        })
        .collect();
    for asker in askers {
        asker.await.unwrap();
    }
    (EACH * ASKERS) as f64 / began.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() {
    // `cargo test --all-targets` and nextest start this too: only `cargo bench` says `--bench`.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    actix::System::new().block_on(async {
        let seen = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let bare = Bare {
            sum: 0,
            seen: Arc::clone(&seen.0),
        }
        .start();
        let counter = Arc::clone(&seen.1);
        let spec = ChildSpec::new("counter", move || Supervised {
            sum: 0,
            seen: Arc::clone(&counter),
        })
        .mailbox(20_000);
        let config = KernelConfig::new(Arc::new(SystemClock), 1);
        let kernel = Kernel::start(SupervisorSpec::dynamic("root"), config).unwrap();
        let ours = kernel.supervisor("root").start_child(spec).await.unwrap();

        let mut ratios = Vec::new();
        let mut parts = Vec::new();
        for (way, runs) in ["tell", "tell_across", "ask"].into_iter().zip(RUNS) {
            let mut ratio = Vec::new();
            let mut rates = Vec::new();
            // The first run warms up; then who goes first alternates.
            for run in 0..=runs {
                let (mut bare_rate, mut our_rate) = (0.0, 0.0);
                for turn in [run % 2, (run + 1) % 2] {
                    match (way, turn) {
                        ("tell", 0) => bare_rate = tell(&bare, &seen.0).await,
                        ("tell", _) => our_rate = tell(&ours, &seen.1).await,
                        ("tell_across", 0) => bare_rate = tell_across(&bare, &seen.0).await,
                        ("tell_across", _) => our_rate = tell_across(&ours, &seen.1).await,
                        (_, 0) => bare_rate = ask(&bare).await,
                        (_, _) => our_rate = ask(&ours).await,
                    }
                }
                if run > 0 {
                    ratio.push(our_rate / bare_rate);
                    rates.push(our_rate / 1e6);
                }
            }
            let (ratio, rate) = (median(ratio), median(rates));
            ratios.push(ratio);
            parts.push(format!("{way} {ratio:.2} ({rate:.2} M/s, {runs} pairs)"));
        }
        let value = ratios.first().copied().unwrap_or(f64::NAN);
        let line = serde_json::json!({
            "name": "kernel_overhead",
            "value": (value * 1e3).round() / 1e3,
            "unit": "ratio",
            "goal": ">= 0.9",
            "holds": value >= 0.9,
            "conditions": format!(
                "tell on the actor's own thread against actix's do_send, median of interleaved \
                 pairs of runs: {}; {}",
                parts.join(", "),
                std::env::var("SIAR_BENCH_MACHINE").unwrap_or_default()
            ),
        });
        println!("{line}");
        kernel.stop().await;
    });
}
