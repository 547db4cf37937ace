//! Random static trees and random events: the kernel does exactly what the model of OTP's rules says,
//! line by line.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use proptest::prelude::*;

use super::{
    super::{Backoff, Change, Restart, RootEnd, Strategy as Way, SupervisorSpec},
    Do, Kernel, Log, Probe, config, drain, elapse, fragile, is_up,
    model::{Body, Child, End, Is, Seen, Supervisor},
    paused, settle,
};

#[derive(Debug, Clone)]
struct Leaf {
    restart: Restart,
    wait: u64,
}

#[derive(Debug, Clone)]
struct Nest {
    strategy: Way,
    restart: Restart,
    wait: u64,
    max_restarts: usize,
    window: u64,
    leaves: Vec<Leaf>,
}

#[derive(Debug, Clone)]
enum Part {
    Leaf(Leaf),
    Nest(Nest),
}

#[derive(Debug, Clone)]
struct Tree {
    strategy: Way,
    max_restarts: usize,
    window: u64,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Event {
    End(usize, End),
    /// The next starts of a leaf crash.
    Poison(usize, u32),
    Elapse(u64),
}

fn strategy() -> impl Strategy<Value = Way> {
    prop_oneof![
        Just(Way::OneForOne),
        Just(Way::RestForOne),
        Just(Way::OneForAll)
    ]
}

fn restart() -> impl Strategy<Value = Restart> {
    prop_oneof![
        3 => Just(Restart::Permanent),
        2 => Just(Restart::Transient),
        1 => Just(Restart::Temporary)
    ]
}

fn wait() -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0), 1 => 1..40_u64]
}

fn leaf() -> impl Strategy<Value = Leaf> {
    (restart(), wait()).prop_map(|(restart, wait)| Leaf { restart, wait })
}

fn limits() -> impl Strategy<Value = (usize, u64)> {
    (0..5_usize, 5..200_u64)
}

fn nest() -> impl Strategy<Value = Nest> {
    (
        strategy(),
        restart(),
        wait(),
        limits(),
        prop::collection::vec(leaf(), 1..4),
    )
        .prop_map(
            |(strategy, restart, wait, (max_restarts, window), leaves)| Nest {
                strategy,
                restart,
                wait,
                max_restarts,
                window,
                leaves,
            },
        )
}

fn tree() -> impl Strategy<Value = Tree> {
    let part = prop_oneof![leaf().prop_map(Part::Leaf), nest().prop_map(Part::Nest)];
    (strategy(), limits(), prop::collection::vec(part, 1..5)).prop_map(
        |(strategy, (max_restarts, window), parts)| Tree {
            strategy,
            max_restarts,
            window,
            parts,
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..16_usize, prop_oneof![Just(End::Panic), Just(End::Fail), Just(End::Quit)])
            .prop_map(|(leaf, end)| Event::End(leaf, end)),
        1 => (0..16_usize, 1..4_u32).prop_map(|(leaf, times)| Event::Poison(leaf, times)),
        3 => (1..60_u64).prop_map(Event::Elapse),
    ]
}

type BadStarts = BTreeMap<String, Arc<Mutex<u32>>>;

/// The same tree for the kernel and for the model.
fn build(tree: &Tree, log: &Log) -> (SupervisorSpec, Supervisor, BadStarts) {
    let mut bad_starts = BadStarts::new();
    let mut leaf = |name: String, leaf: &Leaf| {
        let bad = Arc::default();
        let spec = fragile(&name, log, &bad)
            .restart(leaf.restart)
            .backoff(Backoff::fixed(Duration::from_millis(leaf.wait)));
        bad_starts.insert(name.clone(), bad);
        let child = Child {
            name,
            restart: leaf.restart,
            wait: leaf.wait,
            body: Body::Leaf { bad_starts: 0 },
            state: Is::Down(0),
        };
        (spec, child)
    };
    let mut root = SupervisorSpec::fixed("root", tree.strategy)
        .budget(tree.max_restarts, Duration::from_millis(tree.window));
    let mut model = Supervisor {
        name: "root".to_owned(),
        strategy: tree.strategy,
        max_restarts: tree.max_restarts,
        window: tree.window,
        restarts: Vec::new(),
        children: Vec::new(),
    };
    for (at, part) in tree.parts.iter().enumerate() {
        match part {
            Part::Leaf(part) => {
                let (spec, child) = leaf(format!("l{at}"), part);
                root = root.child(spec);
                model.children.push(child);
            }
            Part::Nest(nest) => {
                let name = format!("n{at}");
                let mut spec = SupervisorSpec::fixed(&name, nest.strategy)
                    .budget(nest.max_restarts, Duration::from_millis(nest.window))
                    .restart(nest.restart)
                    .backoff(Backoff::fixed(Duration::from_millis(nest.wait)));
                let mut below = Supervisor {
                    name: format!("root/{name}"),
                    strategy: nest.strategy,
                    max_restarts: nest.max_restarts,
                    window: nest.window,
                    restarts: Vec::new(),
                    children: Vec::new(),
                };
                for (under, part) in nest.leaves.iter().enumerate() {
                    let (child, twin) = leaf(format!("{name}.{under}"), part);
                    spec = spec.child(child);
                    below.children.push(twin);
                }
                root = root.supervisor(spec);
                model.children.push(Child {
                    name,
                    restart: nest.restart,
                    wait: nest.wait,
                    body: Body::Supervisor(below),
                    state: Is::Down(0),
                });
            }
        }
    }
    (root, model, bad_starts)
}

/// Leaves whose starts may crash: those of dependants that restart at once. (Elsewhere a crash at the
/// start and the siblings' own starts overlap in time, and the model knows no simultaneity. The
/// examples in `strategies` cover those.)
fn may_be_poisoned(model: &mut Supervisor) -> Vec<String> {
    let mut all = Vec::new();
    let linked = |supervisor: &Supervisor| supervisor.strategy != Way::OneForOne;
    let (root_linked, mut pick) = (linked(model), |child: &Child| {
        if child.wait == 0 && matches!(child.body, Body::Leaf { .. }) {
            all.push(child.name.clone());
        }
    });
    for child in &model.children {
        match &child.body {
            Body::Supervisor(below) if linked(below) => below.children.iter().for_each(&mut pick),
            Body::Leaf { .. } if root_linked => pick(child),
            _ => {}
        }
    }
    all
}

fn run(tree: &Tree, events: &[Event]) -> Result<(), TestCaseError> {
    paused(async {
        let log = Log::default();
        let (spec, mut model, bad_starts) = build(tree, &log);
        let poisonable = may_be_poisoned(&mut model);
        let names: Vec<_> = bad_starts.keys().cloned().collect();
        let kernel = Kernel::start(spec, config()).unwrap();
        let mut health = kernel.events();
        let mut seen = Seen::default();
        let mut now = 0;
        let mut alive = model.begin(now, &mut seen).is_ok();
        settle().await;
        for event in events {
            agree(&kernel, &log, &mut health, &model, &mut seen, alive, event)?;
            if !alive {
                break;
            }
            match event {
                Event::End(leaf, end) => {
                    let name = &names[leaf % names.len()];
                    let up = model.up().contains(name);
                    prop_assert_eq!(is_up(&kernel, name), up, "{} before {:?}", name, event);
                    if !up {
                        continue;
                    }
                    let order = match end {
                        End::Panic => Do::Panic,
                        End::Fail => Do::Fail,
                        End::Quit => Do::Quit,
                    };
                    kernel.registry().tell::<Probe, _>(name, order).unwrap();
                    settle().await;
                    alive = model.end_leaf(name, *end, now, &mut seen).is_ok();
                }
                Event::Poison(leaf, times) => {
                    if poisonable.is_empty() {
                        continue;
                    }
                    let name = &poisonable[leaf % poisonable.len()];
                    *bad_starts[name].lock().unwrap() = *times;
                    for child in model.leaves() {
                        if let (true, Body::Leaf { bad_starts }) =
                            (child.name == *name, &mut child.body)
                        {
                            *bad_starts = *times;
                        }
                    }
                }
                Event::Elapse(ms) => {
                    let end = now + ms;
                    let due = model.next_due(now);
                    // Two supervisors that wake in the same millisecond do so in no order.
                    let tie = due.iter().any(|(at, who)| {
                        due.iter().any(|(other, whose)| at == other && who != whose)
                    });
                    if tie {
                        return Ok(());
                    }
                    elapse(*ms).await;
                    while let Some((at, _)) = model.next_due(now).into_iter().min()
                        && at <= end
                        && alive
                    {
                        now = at;
                        alive = model.wake(now, &mut seen).is_ok();
                    }
                    now = end;
                }
            }
        }
        agree(
            &kernel,
            &log,
            &mut health,
            &model,
            &mut seen,
            alive,
            &Event::Elapse(0),
        )?;
        if !alive {
            let failed = matches!(kernel.ended().await, RootEnd::Failed { .. });
            prop_assert!(failed);
        }
        Ok(())
    })
}

fn agree(
    kernel: &Kernel,
    log: &Log,
    health: &mut tokio::sync::broadcast::Receiver<super::HealthEvent>,
    model: &Supervisor,
    seen: &mut Seen,
    alive: bool,
    next: &Event,
) -> Result<(), TestCaseError> {
    let expected = std::mem::take(seen);
    prop_assert_eq!(log.take(), expected.lines, "before {:?}", next);
    let gave_up: Vec<_> = drain(health)
        .into_iter()
        .filter(|event| matches!(event.change, Change::Escalated { .. }))
        .map(|event| event.path)
        .collect();
    prop_assert_eq!(gave_up, expected.gave_up, "before {:?}", next);
    let mut model = model.clone();
    let up = if alive { model.up() } else { Vec::new() };
    for leaf in model.leaves() {
        prop_assert_eq!(
            is_up(kernel, &leaf.name),
            up.contains(&leaf.name),
            "{} before {:?}",
            &leaf.name,
            next
        );
    }
    Ok(())
}

// 256 cases; `PROPTEST_CASES=20000` for a long look.
proptest! {
    #![proptest_config(ProptestConfig {
        max_shrink_iters: 4_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_kernel_follows_otp(tree in tree(), events in prop::collection::vec(event(), 1..40)) {
        run(&tree, &events)?;
    }
}
