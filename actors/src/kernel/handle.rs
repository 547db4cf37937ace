//! The handles by which the rest of the program reaches the tree, from any thread.

use std::sync::{Arc, Mutex, atomic::AtomicU64};

use actix_rt::Arbiter;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use siar_domain::clock::Clock;
use tokio::sync::{broadcast, mpsc, oneshot, watch};

use super::{
    actor_ref::ActorRef,
    commands::{Command, Refusal},
    context::SupervisedActor,
    launch::{Ctl, Exit, Late, Port, Report, Shared, short_name},
    node::{Node, Reporter},
    registry::{Lookup, Registry},
    snapshot::{HealthEvent, Snapshot, State},
    spec::{ChildSpec, SupervisorSpec},
};

/// What the kernel needs from outside.
#[derive(Debug, Clone)]
pub struct KernelConfig {
    /// Gives the times in snapshots and events. Waiting is done with tokio's time.
    pub clock: Arc<dyn Clock>,
    /// Seed of the jitter.
    pub seed: u64,
    /// Threads of the kernel's own for actors with [`ChildSpec::on_arbiter_of`]. 0: none, everything
    /// runs where the kernel was started.
    pub arbiters: usize,
    /// Events kept for a receiver that is slow. One that falls further behind is told that it lagged.
    pub event_capacity: usize,
}

impl KernelConfig {
    /// No arbiters of its own, 4,096 events kept.
    pub fn new(clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self {
            clock,
            seed,
            arbiters: 0,
            event_capacity: 4096,
        }
    }
}

/// How the tree ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RootEnd {
    /// It was told to stop.
    Stopped {
        /// Children that did not stop within their deadlines.
        late: Vec<Late>,
    },
    /// The root spent its restart budget: nothing below can go on. Whoever started the kernel decides
    /// what that means; a program usually exits with an error and is started again from outside.
    Failed {
        /// The last crash.
        reason: String,
        /// Children that did not stop within their deadlines.
        late: Vec<Late>,
    },
}

#[derive(Debug, Clone)]
enum Standing {
    Starting,
    Ready,
    Ended(RootEnd),
}

struct Inner {
    root: Arc<Node>,
    shared: Arc<Shared>,
    ctl: mpsc::UnboundedSender<Ctl>,
    standing: watch::Receiver<Standing>,
}

/// The running tree. Cheap to clone, usable from any thread. When the last clone (and the last
/// [`SupervisorHandle`]) is dropped, the tree is killed.
#[derive(Clone)]
pub struct Kernel(Arc<Inner>);

impl std::fmt::Debug for Kernel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kernel({})", self.0.root.id)
    }
}

impl Kernel {
    /// Starts the tree on the current thread, which must run an actix System. Returns at once:
    /// [`Kernel::ready`] waits for the first starts.
    ///
    /// # Errors
    /// [`Refusal::Taken`] if two children have the same name, [`Refusal::BadId`] if one cannot be a name.
    pub fn start(root: SupervisorSpec, config: KernelConfig) -> Result<Self, Refusal> {
        let plan = root.into_plan();
        plan.check()?;
        let (events, _) = broadcast::channel(config.event_capacity.max(1));
        let reporter = Arc::new(Reporter {
            clock: config.clock,
            events,
            sequence: AtomicU64::new(0),
        });
        let arbiters: Vec<_> = (0..config.arbiters)
            .map(|_| Arbiter::new().handle())
            .collect();
        let shared = Arc::new(Shared {
            registry: Registry::default(),
            reporter: Arc::clone(&reporter),
            rng: Mutex::new(ChaCha8Rng::seed_from_u64(config.seed)),
            arbiters,
        });
        let node = Node::new(Arc::clone(&plan.id), None, plan.launch.kind(), "", reporter);
        plan.launch
            .claim(&shared, &plan.id, &node.path)
            .map_err(|path| Refusal::Taken(path.to_string()))?;

        let (ctl, line) = mpsc::unbounded_channel();
        let (notes_tx, mut notes) = mpsc::unbounded_channel();
        let (standing_tx, standing) = watch::channel(Standing::Starting);
        node.begin();
        plan.launch.launch(Port {
            seq: 0,
            ctl: line,
            notes: notes_tx,
            node: Arc::clone(&node),
            shared: Arc::clone(&shared),
        });
        // The root was just launched and holds the other end.
        let _ = ctl.send(Ctl::Start(1));
        let (watched, threads) = (Arc::clone(&node), shared.arbiters.clone());
        actix_rt::spawn(async move {
            while let Some(note) = notes.recv().await {
                match note.report {
                    Report::Started => {
                        watched.enter(State::Running);
                        standing_tx.send_replace(Standing::Ready);
                    }
                    Report::Exited(exit, late) => {
                        let end = match (exit.error(), &exit) {
                            (None, _) | (_, Exit::Killed) => RootEnd::Stopped { late },
                            (Some(reason), _) => RootEnd::Failed { reason, late },
                        };
                        watched.enter(State::Stopped);
                        for thread in &threads {
                            thread.stop();
                        }
                        standing_tx.send_replace(Standing::Ended(end));
                        return;
                    }
                }
            }
        });
        Ok(Self(Arc::new(Inner {
            root: node,
            shared,
            ctl,
            standing,
        })))
    }

    /// Waits until every child had its first start (and, in supervisors whose children depend on each
    /// other, is up). A dynamic supervisor counts as up at once: its children start side by side, and
    /// one that is stuck holds nobody up.
    ///
    /// # Errors
    /// How the tree ended, if it ended before.
    pub async fn ready(&self) -> Result<(), RootEnd> {
        let mut standing = self.0.standing.clone();
        let seen = standing
            .wait_for(|standing| !matches!(standing, Standing::Starting))
            .await;
        match seen.as_deref() {
            Ok(Standing::Ended(end)) => Err(end.clone()),
            Ok(_) => Ok(()),
            Err(_) => Err(gone()),
        }
    }

    /// Waits for the end of the tree, however it comes.
    pub async fn ended(&self) -> RootEnd {
        let mut standing = self.0.standing.clone();
        let seen = standing
            .wait_for(|standing| matches!(standing, Standing::Ended(_)))
            .await;
        match seen.as_deref() {
            Ok(Standing::Ended(end)) => end.clone(),
            _ => gone(),
        }
    }

    /// Stops everything in reverse order, each child within its deadline, and says which were late.
    pub async fn stop(&self) -> RootEnd {
        // A root that is gone has ended already.
        let _ = self.0.ctl.send(Ctl::Stop);
        self.ended().await
    }

    /// Finds actors by type and id.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.0.shared.registry
    }

    /// The whole tree at this moment.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.0.root.snapshot()
    }

    /// All changes from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<HealthEvent> {
        self.0.shared.reporter.events.subscribe()
    }

    /// The supervisor at `path` (for example `root/sessions`). The handle stays valid when the
    /// supervisor is restarted; while there is none at that place, its calls answer so.
    #[must_use]
    pub fn supervisor(&self, path: impl Into<String>) -> SupervisorHandle {
        SupervisorHandle {
            kernel: self.clone(),
            path: path.into(),
        }
    }

    /// The supervisor of the child at `path`, and the child's id.
    fn parent_of(&self, path: &str) -> Result<(SupervisorHandle, String), Refusal> {
        let (parent, id) = path.rsplit_once('/').ok_or(Refusal::Unknown)?;
        Ok((self.supervisor(parent), id.to_owned()))
    }

    /// Restarts the actor or supervisor at `path`. See [`SupervisorHandle::restart_child`].
    ///
    /// # Errors
    /// See [`Refusal`]; the root itself is `Unknown`.
    pub async fn restart(&self, path: &str) -> Result<(), Refusal> {
        let (parent, id) = self.parent_of(path)?;
        parent.restart_child(&id).await
    }

    /// Stops the actor or supervisor at `path`. See [`SupervisorHandle::stop_child`].
    ///
    /// # Errors
    /// See [`Refusal`]; the root itself is `Unknown`.
    pub async fn stop_at(&self, path: &str) -> Result<Vec<Late>, Refusal> {
        let (parent, id) = self.parent_of(path)?;
        parent.stop_child(&id).await
    }

    /// Takes the actor or supervisor at `path` out of service. See [`SupervisorHandle::park_child`].
    ///
    /// # Errors
    /// See [`Refusal`]; the root itself is `Unknown`.
    pub async fn park(&self, path: &str, reason: &str) -> Result<Vec<Late>, Refusal> {
        let (parent, id) = self.parent_of(path)?;
        parent.park_child(&id, reason).await
    }

    /// Starts what is parked at `path`. See [`SupervisorHandle::unpark`].
    ///
    /// # Errors
    /// See [`Refusal`]; the root itself is `Unknown`.
    pub async fn unpark(&self, path: &str) -> Result<(), Refusal> {
        let (parent, id) = self.parent_of(path)?;
        parent.unpark(&id).await
    }
}

fn gone() -> RootEnd {
    RootEnd::Failed {
        reason: "the System ended before the tree did".to_owned(),
        late: Vec::new(),
    }
}

/// Reaches one supervisor. Cheap to clone, usable from any thread.
#[derive(Clone, Debug)]
pub struct SupervisorHandle {
    kernel: Kernel,
    path: String,
}

impl SupervisorHandle {
    async fn call<T>(
        &self,
        command: impl FnOnce(oneshot::Sender<Result<T, Refusal>>) -> Command,
    ) -> Result<T, Refusal> {
        let node = self
            .kernel
            .0
            .root
            .find(&self.path)
            .ok_or(Refusal::Unknown)?;
        let commands = node.commands().ok_or(Refusal::Restarting)?;
        let (reply, answer) = oneshot::channel();
        commands
            .send(command(reply))
            .map_err(|_| Refusal::Restarting)?;
        answer.await.unwrap_or(Err(Refusal::Restarting))
    }

    /// Starts an actor under a dynamic supervisor and waits until it is up. If a child of that id is
    /// there already, it is left as it is and its handle returned.
    ///
    /// # Errors
    /// [`Refusal`]. After `Crashed` the child stays and is tried again, as its policy says.
    pub async fn start_child<A: SupervisedActor>(
        &self,
        spec: ChildSpec<A>,
    ) -> Result<ActorRef<A>, Refusal> {
        let id = Arc::clone(spec.id());
        let plan = spec.into_plan();
        self.call(|reply| Command::Start { plan, reply }).await?;
        let registry = self.kernel.registry();
        match (registry.latest(&id), registry.lookup::<A>(&id)) {
            (Some(actor), _) => Ok(actor),
            // It went down again before we looked.
            (None, Lookup::Running(_) | Lookup::Restarting) => Err(Refusal::Restarting),
            (None, Lookup::Parked) => Err(Refusal::Parked("crashed too often".to_owned())),
            (None, Lookup::Unknown) => {
                let path = format!("{}/{id}", self.path);
                match self.kernel.0.root.find(&path) {
                    Some(other) if other.actor != short_name::<A>() => Err(Refusal::Taken(path)),
                    // Someone stopped it before we looked.
                    _ => Err(Refusal::Overtaken),
                }
            }
        }
    }

    /// Starts a supervisor under a dynamic supervisor.
    ///
    /// # Errors
    /// See [`SupervisorHandle::start_child`].
    pub async fn start_supervisor(&self, spec: SupervisorSpec) -> Result<Self, Refusal> {
        let path = format!("{}/{}", self.path, spec.id());
        let plan = spec.into_plan();
        self.call(|reply| Command::Start { plan, reply }).await?;
        Ok(self.kernel.supervisor(path))
    }

    /// Stops a child within its deadline and waits for that. A dynamic supervisor forgets it; a static
    /// one keeps it stopped until [`SupervisorHandle::restart_child`] or its own restart. A child that
    /// is not there is no error. The answer names what did not stop in time.
    ///
    /// # Errors
    /// `Unknown` or `Restarting`, if the supervisor is not there.
    pub async fn stop_child(&self, id: &str) -> Result<Vec<Late>, Refusal> {
        let id = id.into();
        self.call(|reply| Command::Stop { id, reply }).await
    }

    /// Stops a child and takes it out of service until [`SupervisorHandle::unpark`].
    ///
    /// # Errors
    /// `Unknown` or `Restarting`.
    pub async fn park_child(&self, id: &str, reason: &str) -> Result<Vec<Late>, Refusal> {
        let (id, reason) = (id.into(), reason.to_owned());
        self.call(|reply| Command::Park { id, reason, reply }).await
    }

    /// Stops a child if it is up and starts it afresh, also when it is parked, stopped or backing off.
    /// Does not count as a crash and clears its budget and backoff. Siblings are not touched.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub async fn restart_child(&self, id: &str) -> Result<(), Refusal> {
        self.restart(id, false).await
    }

    /// Starts a parked child with a fresh budget.
    ///
    /// # Errors
    /// `NotParked` for any other; see [`Refusal`].
    pub async fn unpark(&self, id: &str) -> Result<(), Refusal> {
        self.restart(id, true).await
    }

    async fn restart(&self, id: &str, parked_only: bool) -> Result<(), Refusal> {
        let id = id.into();
        self.call(|reply| Command::Restart {
            id,
            parked_only,
            reply,
        })
        .await
    }

    /// Where the supervisor stands.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// This supervisor and what is below it, at this moment; `None` if there is none at that place.
    #[must_use]
    pub fn snapshot(&self) -> Option<Snapshot> {
        Some(self.kernel.0.root.find(&self.path)?.snapshot())
    }
}
