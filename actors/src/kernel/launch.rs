//! The line between a supervisor and a child: how a child is brought to life, what it is told, and
//! what it reports. The same for actors and for nested supervisors.

use std::{
    any::type_name,
    cell::Cell,
    collections::{BTreeMap, HashSet},
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
};

use actix::dev::Mailbox;
use actix_rt::ArbiterHandle;
use futures::FutureExt;
use rand_chacha::ChaCha8Rng;
use tokio::sync::mpsc;

use super::{
    actor_ref::ActorRef,
    budget::Budget,
    commands::Refusal,
    context::SupervisedActor,
    guard::Guard,
    meter::Gate,
    node::{Node, Reporter},
    panic::Panicked,
    registry::Registry,
    snapshot::{Kind, LateOutcome},
    spec::{Plan, Strategy},
    supervisor::Supervisor,
};

/// What a supervisor tells a child. Closing the channel means: let go of everything and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ctl {
    /// Begin life number `.0`.
    Start(u64),
    /// You are down and will wait: let go of what the last life held.
    Refresh,
    /// Stop in good order; another life may follow.
    Stop,
    /// Stop in good order, let go of everything, then report. No life follows.
    Finish,
    /// End at once, let go of everything, then report. No life follows.
    Kill,
}

/// How a life ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It stopped by itself, or because it was told to.
    Normal,
    Panicked(String),
    Failed(String),
    /// A supervisor gave up.
    Escalated(String),
    Killed,
}

impl Exit {
    /// The reason, if this end counts as a failure.
    pub(crate) fn error(&self) -> Option<String> {
        match self {
            Self::Normal => None,
            Self::Panicked(reason) => Some(format!("panicked: {reason}")),
            Self::Failed(reason) => Some(reason.clone()),
            Self::Escalated(reason) => Some(format!("restart budget spent: {reason}")),
            Self::Killed => Some("killed".to_owned()),
        }
    }
}

/// A child that did not stop within its deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Where it stands in the tree.
    pub path: String,
    /// What was done about it.
    pub outcome: LateOutcome,
}

#[derive(Debug)]
pub(crate) enum Report {
    Started,
    Exited(Exit, Vec<Late>),
}

/// A report with its sender and the life it belongs to.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) seq: u64,
    pub(crate) run: u64,
    pub(crate) report: Report,
}

/// A child's end of the line to its supervisor.
pub(crate) struct Port {
    pub(crate) seq: u64,
    pub(crate) ctl: mpsc::UnboundedReceiver<Ctl>,
    pub(crate) notes: mpsc::UnboundedSender<Note>,
    pub(crate) node: Arc<Node>,
    pub(crate) shared: Arc<Shared>,
}

impl Port {
    pub(crate) fn report(&self, run: u64, report: Report) {
        // A supervisor that is gone needs no report; the closed control channel ends the child.
        let _ = self.notes.send(Note {
            seq: self.seq,
            run,
            report,
        });
    }
}

/// What all parts of one kernel share.
pub(crate) struct Shared {
    pub(crate) registry: Registry,
    pub(crate) reporter: Arc<Reporter>,
    pub(crate) rng: Mutex<ChaCha8Rng>,
    pub(crate) arbiters: Vec<ArbiterHandle>,
}

impl Shared {
    fn arbiter(&self, key: Option<u64>) -> Option<ArbiterHandle> {
        let count = u64::try_from(self.arbiters.len()).ok()?;
        let at = key?.checked_rem(count)?;
        Some(self.arbiters.get(usize::try_from(at).ok()?)?.clone())
    }
}

/// How a child comes to be. One per child, used for each incarnation.
pub(crate) trait Launch: Send + Sync {
    fn kind(&self) -> Kind;
    fn actor(&self) -> &'static str;
    /// Whether all ids below can be part of a path; the first that cannot.
    fn check(&self) -> Result<(), Refusal> {
        Ok(())
    }
    /// Reserves the child's name; the path of whoever has it already.
    fn claim(&self, shared: &Shared, id: &Arc<str>, path: &Arc<str>) -> Result<(), Arc<str>>;
    /// Gives the name back.
    fn release(&self, shared: &Shared, id: &Arc<str>, path: &Arc<str>);
    /// Says what the registry answers while there is no incarnation.
    fn retire(&self, shared: &Shared, id: &Arc<str>, standing: Gate);
    /// Creates the child, which then waits for [`Ctl::Start`].
    fn launch(&self, port: Port);
}

/// The name of a type, without its module.
pub(crate) fn short_name<A>() -> &'static str {
    let name = type_name::<A>();
    name.rsplit("::").next().unwrap_or(name)
}

pub(crate) struct ActorLaunch<A> {
    pub(crate) factory: Arc<dyn Fn() -> A + Send + Sync>,
    pub(crate) capacity: usize,
    pub(crate) arbiter: Option<u64>,
}

impl<A: SupervisedActor> Launch for ActorLaunch<A> {
    fn kind(&self) -> Kind {
        Kind::Actor
    }

    fn actor(&self) -> &'static str {
        short_name::<A>()
    }

    fn claim(&self, shared: &Shared, id: &Arc<str>, path: &Arc<str>) -> Result<(), Arc<str>> {
        shared.registry.claim::<A>(id, path)
    }

    fn release(&self, shared: &Shared, id: &Arc<str>, path: &Arc<str>) {
        shared.registry.forget::<A>(id, path);
    }

    fn retire(&self, shared: &Shared, id: &Arc<str>, standing: Gate) {
        shared.registry.retire::<A>(id, standing);
    }

    fn launch(&self, port: Port) {
        let mut mailbox = Mailbox::<A>::default();
        // 0 switches actix's own capacity off: the kernel counts by itself.
        mailbox.set_capacity(0);
        let id = Arc::clone(&port.node.id);
        let me = ActorRef::new(Arc::clone(&id), mailbox.address(), self.capacity);
        port.node.set_meter(Arc::clone(me.meter()));
        port.shared.registry.publish(&id, me.clone());
        let arbiter = port.shared.arbiter(self.arbiter);
        let factory = Arc::clone(&self.factory);
        let begin = move || {
            // The guard is made on the thread it will live on: actors need not be `Send`.
            actix_rt::spawn(Guard::new(port, me, mailbox, factory).run());
        };
        match arbiter {
            Some(arbiter) => {
                arbiter.spawn_fn(begin);
            }
            None => begin(),
        }
    }
}

/// The children of a supervisor, in starting order. They outlive its runs.
pub(crate) type Plans = Arc<Mutex<BTreeMap<u64, Arc<Plan>>>>;

pub(crate) struct SupervisorLaunch {
    pub(crate) strategy: Option<Strategy>,
    pub(crate) budget: Budget,
    pub(crate) children: Plans,
}

impl Launch for SupervisorLaunch {
    fn kind(&self) -> Kind {
        self.strategy.into()
    }

    fn actor(&self) -> &'static str {
        ""
    }

    fn check(&self) -> Result<(), Refusal> {
        let children = self.children.lock().unwrap_or_else(PoisonError::into_inner);
        children.values().try_for_each(|plan| plan.check())
    }

    fn claim(&self, shared: &Shared, _: &Arc<str>, path: &Arc<str>) -> Result<(), Arc<str>> {
        let children = self.children.lock().unwrap_or_else(PoisonError::into_inner);
        let mut ids = HashSet::new();
        for plan in children.values() {
            let child: Arc<str> = format!("{path}/{}", plan.id).into();
            if !ids.insert(&plan.id) {
                return Err(child);
            }
            plan.launch.claim(shared, &plan.id, &child)?;
        }
        Ok(())
    }

    fn release(&self, shared: &Shared, _: &Arc<str>, path: &Arc<str>) {
        let children = self.children.lock().unwrap_or_else(PoisonError::into_inner);
        for plan in children.values() {
            let child: Arc<str> = format!("{path}/{}", plan.id).into();
            plan.launch.release(shared, &plan.id, &child);
        }
    }

    fn retire(&self, shared: &Shared, _: &Arc<str>, standing: Gate) {
        let children = self.children.lock().unwrap_or_else(PoisonError::into_inner);
        for plan in children.values() {
            plan.launch.retire(shared, &plan.id, standing);
        }
    }

    fn launch(&self, port: Port) {
        let (strategy, budget) = (self.strategy, self.budget);
        let children = Arc::clone(&self.children);
        let (seq, notes) = (port.seq, port.notes.clone());
        // Made here, so that commands are accepted from now on and answered when it is up.
        let supervisor = Supervisor::new(port, strategy, budget, children);
        actix_rt::spawn(async move {
            let run = Cell::new(0);
            let life = supervisor.run(&run);
            if let Err(payload) = AssertUnwindSafe(life).catch_unwind().await {
                let exit = Exit::Panicked(Panicked::from_payload(payload).0);
                let _ = notes.send(Note {
                    seq,
                    run: run.get(),
                    report: Report::Exited(exit, Vec::new()),
                });
            }
        });
    }
}
