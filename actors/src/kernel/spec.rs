//! What to supervise and how: written by whoever builds the tree, read by the supervisors.

use std::{
    any::type_name,
    collections::{BTreeMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
    marker::PhantomData,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{
    budget::{Backoff, Budget},
    commands::Refusal,
    context::SupervisedActor,
    launch::{ActorLaunch, Launch, SupervisorLaunch},
};

/// Which ends of a child make its supervisor start it again. OTP's three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restart {
    /// Always, whatever the reason of the end.
    Permanent,
    /// After a panic or an error; a normal stop is the end of its work.
    Transient,
    /// Never; it leaves the tree when it ends.
    Temporary,
}

/// Whom the end of one child of a static supervisor touches. OTP's three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Only the child itself.
    OneForOne,
    /// The child and those listed after it: they are stopped in reverse and started in order.
    RestForOne,
    /// All children.
    OneForAll,
}

/// A child as its supervisor sees it, whatever it is.
pub(crate) struct Plan {
    pub(crate) id: Arc<str>,
    pub(crate) restart: Restart,
    pub(crate) budget: Budget,
    pub(crate) backoff: Backoff,
    /// `None`: as long as it takes (its own children have deadlines).
    pub(crate) shutdown: Option<Duration>,
    pub(crate) launch: Arc<dyn Launch>,
}

impl Plan {
    /// Whether this id and all below can be part of a path.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.id.is_empty() || self.id.contains('/') {
            return Err(Refusal::BadId(self.id.to_string()));
        }
        self.launch.check()
    }
}

/// One actor: how to make it, when to restart it, how long it may take to stop.
#[must_use = "a specification does nothing until a supervisor has it"]
pub struct ChildSpec<A> {
    id: Arc<str>,
    restart: Restart,
    budget: Budget,
    backoff: Backoff,
    shutdown: Duration,
    capacity: usize,
    arbiter: Option<u64>,
    factory: Arc<dyn Fn() -> A + Send + Sync>,
    actor: PhantomData<fn() -> A>,
}

impl<A: SupervisedActor> ChildSpec<A> {
    /// A permanent child with the default budget, backoff, a mailbox of 1,024 and 10 s to stop.
    ///
    /// `factory` makes the value for each life. It should only put the parts together: the work of
    /// starting belongs in `started`. It is called soon after a crash, to replace the broken value,
    /// and the new life begins when the backoff is over.
    pub fn new(
        id: impl std::fmt::Display,
        factory: impl Fn() -> A + Send + Sync + 'static,
    ) -> Self {
        Self {
            id: id.to_string().into(),
            restart: Restart::Permanent,
            budget: Budget::default(),
            backoff: Backoff::default(),
            shutdown: Duration::from_secs(10),
            capacity: 1024,
            arbiter: None,
            factory: Arc::new(factory),
            actor: PhantomData,
        }
    }

    /// Sets the restart policy.
    pub fn restart(mut self, restart: Restart) -> Self {
        self.restart = restart;
        self
    }

    /// Sets the child's own restart budget. It counts under a dynamic supervisor; a static one has
    /// one budget for all its children.
    pub fn budget(mut self, max_restarts: usize, window: Duration) -> Self {
        self.budget = Budget::new(max_restarts, window);
        self
    }

    /// Sets the wait before restarts.
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// Sets how long the actor may take to stop before it is killed.
    pub fn shutdown(mut self, deadline: Duration) -> Self {
        self.shutdown = deadline;
        self
    }

    /// Sets the mailbox bound, in messages.
    pub fn mailbox(mut self, capacity: usize) -> Self {
        self.capacity = capacity;
        self
    }

    /// Runs the actor on the kernel's arbiter for `key`: equal keys, same thread. Give a tenant's
    /// actors the tenant's id, so that they talk without waking another thread. Without it (or when
    /// the kernel has no arbiters of its own) the actor runs on the supervisors' thread: one that
    /// blocks that thread stops supervision itself.
    pub fn on_arbiter_of(mut self, key: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        self.arbiter = Some(hasher.finish());
        self
    }

    pub(crate) fn into_plan(self) -> Plan {
        Plan {
            id: self.id,
            restart: self.restart,
            budget: self.budget,
            backoff: self.backoff,
            shutdown: Some(self.shutdown),
            launch: Arc::new(ActorLaunch {
                factory: self.factory,
                capacity: self.capacity,
                arbiter: self.arbiter,
            }),
        }
    }

    pub(crate) fn id(&self) -> &Arc<str> {
        &self.id
    }
}

impl<A> std::fmt::Debug for ChildSpec<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ChildSpec<{}>({})", type_name::<A>(), self.id)
    }
}

/// One supervisor and what it starts.
#[must_use = "a specification does nothing until the kernel has it"]
pub struct SupervisorSpec {
    id: Arc<str>,
    strategy: Option<Strategy>,
    restart: Restart,
    budget: Budget,
    own_budget: Budget,
    backoff: Backoff,
    shutdown: Option<Duration>,
    children: Vec<Plan>,
}

impl SupervisorSpec {
    fn with(id: impl std::fmt::Display, strategy: Option<Strategy>) -> Self {
        Self {
            id: id.to_string().into(),
            strategy,
            restart: Restart::Permanent,
            budget: Budget::default(),
            own_budget: Budget::default(),
            backoff: Backoff::default(),
            shutdown: None,
            children: Vec::new(),
        }
    }

    /// A supervisor whose children are known when the tree is built. When their common budget is
    /// spent it stops them in reverse and fails to its own parent.
    pub fn fixed(id: impl std::fmt::Display, strategy: Strategy) -> Self {
        Self::with(id, Some(strategy))
    }

    /// A supervisor whose children come and go at run time. Each child has its own budget; one that
    /// spends it is parked with an alert, and its siblings do not notice. When the supervisor itself
    /// is restarted, it starts the children again that it had.
    pub fn dynamic(id: impl std::fmt::Display) -> Self {
        Self::with(id, None)
    }

    /// Adds an actor after those already listed.
    pub fn child<A: SupervisedActor>(mut self, child: ChildSpec<A>) -> Self {
        self.children.push(child.into_plan());
        self
    }

    /// Adds a supervisor after those already listed.
    pub fn supervisor(mut self, child: Self) -> Self {
        self.children.push(child.into_plan());
        self
    }

    /// Sets the restart budget for all children together (a static supervisor's).
    pub fn budget(mut self, max_restarts: usize, window: Duration) -> Self {
        self.budget = Budget::new(max_restarts, window);
        self
    }

    /// Sets when this supervisor's own parent restarts it.
    pub fn restart(mut self, restart: Restart) -> Self {
        self.restart = restart;
        self
    }

    /// Sets the wait before this supervisor is restarted by its parent.
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// Sets how often this supervisor may be restarted where its parent is a dynamic one.
    pub fn own_budget(mut self, max_restarts: usize, window: Duration) -> Self {
        self.own_budget = Budget::new(max_restarts, window);
        self
    }

    /// Sets how long the whole of it may take to stop. Without it, the sum of its children's deadlines.
    pub fn shutdown(mut self, deadline: Duration) -> Self {
        self.shutdown = Some(deadline);
        self
    }

    pub(crate) fn id(&self) -> &Arc<str> {
        &self.id
    }

    pub(crate) fn into_plan(self) -> Plan {
        let children: BTreeMap<u64, Arc<Plan>> =
            (0..).zip(self.children.into_iter().map(Arc::new)).collect();
        Plan {
            id: self.id,
            restart: self.restart,
            budget: self.own_budget,
            backoff: self.backoff,
            shutdown: self.shutdown,
            launch: Arc::new(SupervisorLaunch {
                strategy: self.strategy,
                budget: self.budget,
                children: Arc::new(Mutex::new(children)),
            }),
        }
    }
}

impl std::fmt::Debug for SupervisorSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "SupervisorSpec({}, {} children)",
            self.id,
            self.children.len()
        )
    }
}
