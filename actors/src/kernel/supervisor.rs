//! A supervisor: one task that keeps its children as they should be.
//!
//! It is a reconciler. An event (a child's end, a timer, a command, an order from the parent) only
//! changes what is *wanted* of each child; [`Supervisor::settle`] then takes every step that the
//! order of the children allows: stops from the last to the first, starts from the first to the last,
//! no start before all stops are done (in supervisors whose children depend on each other). Nothing
//! here waits inside a step, so a child that takes long to stop keeps no sibling from its restart.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, sleep_until},
};

use super::{
    actor_ref::Gate,
    budget::{Budget, Ledger},
    child::{Child, Phase, Rest},
    launch::{Ctl, Exit, Late, Note, Plans, Port, Report},
    node::{LateOutcome, State},
    spec::{Plan, Restart, Strategy},
};

/// How long a killed child may take to let go of its thread before it is cut off.
pub(crate) const KILL_GRACE: Duration = Duration::from_secs(1);

/// What an operator (or a part of the program) asks of a supervisor.
pub(crate) enum Command {
    Start {
        plan: Plan,
        reply: oneshot::Sender<Result<(), Refusal>>,
    },
    Stop {
        id: Arc<str>,
        reply: oneshot::Sender<Result<Vec<Late>, Refusal>>,
    },
    Park {
        id: Arc<str>,
        reason: String,
        reply: oneshot::Sender<Result<Vec<Late>, Refusal>>,
    },
    Restart {
        id: Arc<str>,
        /// Only if it is parked.
        parked_only: bool,
        reply: oneshot::Sender<Result<(), Refusal>>,
    },
}

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No child or supervisor of that name is here.
    #[error("there is no such child")]
    Unknown,
    /// The supervisor is itself starting, restarting or stopping: retry.
    #[error("the supervisor is restarting")]
    Restarting,
    /// Children can only be added to a dynamic supervisor.
    #[error("the supervisor's children are fixed")]
    NotDynamic,
    /// Another actor of the same type has this id.
    #[error("the id is taken by {0}")]
    Taken(String),
    /// The child is parked: an operator has to unpark it.
    #[error("the child is parked: {0}")]
    Parked(String),
    /// The child is not parked.
    #[error("the child is not parked")]
    NotParked,
    /// The child ended during its start. If its policy says so it will be tried again.
    #[error("the child crashed at its start: {0}")]
    Crashed(String),
    /// The command was overtaken by a later one, or by the supervisor's own end.
    #[error("overtaken by a later order")]
    Overtaken,
    /// An id is part of a path: not empty, no `/`.
    #[error("{0:?} cannot be an id: it is empty or has a `/`")]
    BadId(String),
}

pub(crate) struct Supervisor {
    pub(crate) port: Port,
    notes_tx: mpsc::UnboundedSender<Note>,
    notes: mpsc::UnboundedReceiver<Note>,
    commands: mpsc::UnboundedReceiver<Command>,
    pub(crate) strategy: Option<Strategy>,
    budget: Budget,
    ledger: Ledger,
    pub(crate) plans: Plans,
    pub(crate) children: BTreeMap<u64, Child>,
    pub(crate) ids: HashMap<Arc<str>, u64>,
    timers: BTreeSet<(Instant, u64)>,
    pub(crate) ending: Option<Exit>,
    up: bool,
    late: Vec<Late>,
    run: u64,
    pub(crate) next_seq: u64,
}

impl Supervisor {
    pub(crate) fn new(
        port: Port,
        strategy: Option<Strategy>,
        budget: Budget,
        plans: Plans,
    ) -> Self {
        let (notes_tx, notes) = mpsc::unbounded_channel();
        let (commands_tx, commands) = mpsc::unbounded_channel();
        port.node.set_commands(Some(commands_tx));
        Self {
            port,
            notes_tx,
            notes,
            commands,
            strategy,
            budget,
            ledger: Ledger::default(),
            plans,
            children: BTreeMap::new(),
            ids: HashMap::new(),
            timers: BTreeSet::new(),
            ending: None,
            up: false,
            late: Vec::new(),
            run: 0,
            next_seq: 0,
        }
    }

    /// Whether a child's restart touches its siblings, so that order matters at all times.
    fn linked(&self) -> bool {
        matches!(
            self.strategy,
            Some(Strategy::RestForOne | Strategy::OneForAll)
        )
    }

    /// One run, from the order to start to the end of the last child.
    pub(crate) async fn run(mut self, run: &Cell<u64>) {
        // Commands before the start are not served: the channel closes with the task.
        match self.port.ctl.recv().await {
            Some(Ctl::Start(number)) => self.run = number,
            _ => return,
        }
        run.set(self.run);
        let plans: Vec<_> = {
            let plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
            plans
                .iter()
                .map(|(seq, plan)| (*seq, Arc::clone(plan)))
                .collect()
        };
        for (seq, plan) in plans {
            self.next_seq = seq + 1;
            self.adopt(seq, plan);
        }
        self.settle();
        while !self.finished() {
            let next = self.timers.first().map(|(at, _)| *at);
            tokio::select! {
                biased;
                ctl = self.port.ctl.recv() => self.on_ctl(ctl),
                Some(note) = self.notes.recv() => self.on_note(note),
                Some(command) = self.commands.recv() => self.on_command(command),
                () = async {
                    match next {
                        Some(at) => sleep_until(at).await,
                        None => std::future::pending().await,
                    }
                } => self.on_timer(),
            }
        }
        self.finish();
    }

    /// Ended, and every child is down.
    fn finished(&self) -> bool {
        self.ending.is_some()
            && self
                .children
                .values()
                .all(|child| matches!(child.phase, Phase::Down))
    }

    fn finish(mut self) {
        self.port.node.set_commands(None);
        for child in self.children.values_mut() {
            child.let_go(Gate::Restarting);
            child.answer_up(&Err(Refusal::Overtaken));
            child.answer_down(&[]);
            child.node.enter(State::Stopped);
        }
        if let Some(exit) = self.ending.take() {
            let late = std::mem::take(&mut self.late);
            self.port.report(self.run, Report::Exited(exit, late));
        }
    }

    pub(crate) fn adopt(&mut self, seq: u64, plan: Arc<Plan>) {
        let node = self
            .port
            .node
            .adopt(seq, &plan.id, plan.launch.kind(), plan.launch.actor());
        self.ids.insert(Arc::clone(&plan.id), seq);
        self.children
            .insert(seq, Child::new(plan, node, Arc::clone(&self.port.shared)));
    }

    fn remove(&mut self, seq: u64) {
        let Some(mut child) = self.children.remove(&seq) else {
            return;
        };
        child.let_go(Gate::Gone);
        child.answer_up(&Err(Refusal::Overtaken));
        self.ids.remove(&child.plan.id);
        child.node.enter(State::Stopped);
        self.port.node.disown(seq);
        // A static supervisor that is restarted begins again with all it was given.
        if self.strategy.is_none() {
            self.plans
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(&seq);
            child.release();
            if let Some((plan, reply)) = child.successor.take() {
                self.add_child(plan, reply);
            }
        }
    }

    fn on_ctl(&mut self, ctl: Option<Ctl>) {
        match ctl {
            Some(Ctl::Start(_) | Ctl::Refresh) => {}
            Some(Ctl::Stop) => self.end(Exit::Normal),
            Some(Ctl::Kill) | None => {
                self.end(Exit::Killed);
                let all: Vec<_> = self.children.keys().copied().collect();
                for seq in all {
                    self.kill(seq);
                }
            }
        }
        self.settle();
    }

    fn end(&mut self, exit: Exit) {
        if self.ending.is_some() {
            return;
        }
        self.port.node.enter(State::Stopping);
        self.ending = Some(exit);
        for child in self.children.values_mut() {
            child.want = false;
            child.down_first = true;
            child.due = None;
        }
    }

    fn on_note(&mut self, note: Note) {
        let seq = note.seq;
        let now = Instant::now();
        match self.children.get_mut(&seq) {
            Some(child) if child.run == note.run => match note.report {
                Report::Started => {
                    if matches!(child.phase, Phase::Starting) {
                        child.phase = Phase::Up { since: now };
                        child.attempted = true;
                        child.node.enter(State::Running);
                        child.answer_up(&Ok(()));
                    }
                }
                Report::Exited(exit, late) => {
                    self.late.extend(late);
                    self.on_exit(seq, &exit, now);
                }
            },
            // From a life that was cut off, or a child that is no longer here.
            _ => return,
        }
        self.settle_after(seq);
    }

    fn on_exit(&mut self, seq: u64, exit: &Exit, now: Instant) {
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        let error = exit.error();
        let before = std::mem::replace(&mut child.phase, Phase::Down);
        child.attempted = true;
        let uptime = match before {
            Phase::Up { since } => Some(now.duration_since(since)),
            _ => None,
        };
        if let Phase::Stopping { .. } = before {
            // It was told to: even if it crashed on the way, that is what was wanted.
            if let (Some(error), false) = (&error, matches!(exit, Exit::Killed)) {
                child.node.crashed(error);
            }
            self.settled_down(seq);
            return;
        }
        if let Some(error) = &error {
            child.node.crashed(error);
        }
        if self.ending.is_some() || child.down_first {
            self.settled_down(seq);
            return;
        }
        child.answer_up(&Err(Refusal::Crashed(
            error
                .clone()
                .unwrap_or_else(|| "it stopped at once".to_owned()),
        )));
        match (child.plan.restart, &error) {
            (Restart::Temporary, _) => self.remove(seq),
            (Restart::Transient, None) => {
                if self.strategy.is_none() {
                    self.remove(seq);
                } else {
                    child.rest(Rest::Done);
                }
            }
            (Restart::Permanent, _) | (Restart::Transient, Some(_)) => {
                let reason = error.unwrap_or_else(|| "it stopped".to_owned());
                self.on_crash(seq, &reason, uptime, now);
            }
        }
    }

    /// A child went down that has to come up again.
    fn on_crash(&mut self, seq: u64, reason: &str, uptime: Option<Duration>, now: Instant) {
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        let allowed = match self.strategy {
            None => child.ledger.allows(child.plan.budget, now),
            Some(_) => self.ledger.allows(self.budget, now),
        };
        if !allowed {
            match self.strategy {
                None => child.rest(Rest::Parked(reason.to_owned())),
                Some(_) => {
                    let reason = format!("{}: {reason}", child.plan.id);
                    self.port.node.escalated(&reason);
                    self.end(Exit::Escalated(reason));
                }
            }
            return;
        }
        let wait = {
            let mut rng = self
                .port
                .shared
                .rng
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            child.next_wait(uptime, &mut *rng)
        };
        let due = now + wait;
        let affected: Vec<u64> = match self.strategy {
            None | Some(Strategy::OneForOne) => vec![seq],
            Some(Strategy::RestForOne) => self.children.range(seq..).map(|(seq, _)| *seq).collect(),
            Some(Strategy::OneForAll) => self.children.keys().copied().collect(),
        };
        for other in affected {
            if let Some(child) = self.children.get_mut(&other) {
                child.cycle(due);
                self.timers.insert((due, other));
                if other == seq && !wait.is_zero() {
                    child.node.back_off(wait);
                    child.tell(Ctl::Refresh);
                }
            }
        }
    }

    /// A child went down because it was told to.
    fn settled_down(&mut self, seq: u64) {
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        child.down_first = false;
        let late: Vec<_> = self
            .late
            .iter()
            .filter(|late| {
                *late.path == *child.node.path
                    || late
                        .path
                        .strip_prefix(&*child.node.path)
                        .is_some_and(|rest| rest.starts_with('/'))
            })
            .cloned()
            .collect();
        child.answer_down(&late);
        let leaves = child.leaves();
        child.by_hand = false;
        if self.ending.is_some() {
            child.node.enter(State::Stopped);
        } else if leaves {
            self.remove(seq);
        } else if child.rest.is_some() {
            child.show_rest();
        } else if child.want {
            child.node.enter(State::Starting);
            child.tell(Ctl::Refresh);
        }
    }

    fn on_timer(&mut self) {
        let now = Instant::now();
        while let Some((at, seq)) = self.timers.first().copied() {
            if at > now {
                break;
            }
            self.timers.remove(&(at, seq));
            let expired = self.children.get(&seq).and_then(|child| match child.phase {
                Phase::Stopping { until, killed } if until.is_some_and(|until| until <= now) => {
                    Some(killed)
                }
                _ => None,
            });
            match expired {
                Some(false) => self.kill(seq),
                Some(true) => self.abandon(seq),
                None => {}
            }
            self.settle_after(seq);
        }
    }

    fn kill(&mut self, seq: u64) {
        let until = Instant::now() + KILL_GRACE;
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        if matches!(child.phase, Phase::Down) {
            return;
        }
        if child.plan.launch.kind() == super::node::Kind::Actor {
            self.late.push(child.late(LateOutcome::Killed));
        }
        child.down_first = false;
        child.phase = Phase::Stopping {
            // A killed supervisor sees to its own children, each with its own grace.
            until: (child.plan.launch.kind() == super::node::Kind::Actor).then_some(until),
            killed: true,
        };
        child.tell(Ctl::Kill);
        self.timers.insert((until, seq));
    }

    /// The child blocks its thread: cut it off. Its next life gets a new guard and a new mailbox.
    fn abandon(&mut self, seq: u64) {
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        let late = child.late(LateOutcome::Abandoned);
        self.late.retain(|other| other.path != late.path);
        self.late.push(late);
        child.let_go(Gate::Restarting);
        child.run += 1;
        child.phase = Phase::Down;
        self.settled_down(seq);
    }

    /// Takes the steps that follow from an event of one child.
    pub(crate) fn settle_after(&mut self, seq: u64) {
        if self.strategy.is_none() && self.ending.is_none() {
            self.settle_one(seq, Instant::now());
        } else {
            self.settle();
        }
    }

    /// Takes every step the order of the children allows.
    fn settle(&mut self) {
        let now = Instant::now();
        let all: Vec<u64> = self.children.keys().copied().collect();
        if self.strategy.is_none() {
            for seq in all {
                self.settle_one(seq, now);
            }
            self.announce();
            return;
        }
        // Down: from the last to the first, one at a time.
        let mut going_down = false;
        for seq in all.iter().rev() {
            self.settle_if_idle(*seq);
            if let Some(child) = self.children.get_mut(seq) {
                if child.down_first && child.alive() {
                    if !going_down || child.by_hand {
                        Self::stop(&mut self.timers, *seq, child, now);
                    }
                    going_down = true;
                } else if matches!(child.phase, Phase::Stopping { .. }) && !child.by_hand {
                    going_down = true;
                }
            }
        }
        if self.ending.is_some() || (going_down && self.linked()) {
            return;
        }
        // Up: from the first to the last.
        for seq in all {
            let linked = self.linked();
            let Some(child) = self.children.get_mut(&seq) else {
                continue;
            };
            if child.ready(now) {
                Self::start(&self.port, &self.notes_tx, seq, child);
            }
            let pending = match child.phase {
                Phase::Starting => linked || !child.attempted,
                Phase::Down => linked && child.want && child.rest.is_none(),
                Phase::Stopping { .. } => linked && child.want,
                Phase::Up { .. } => false,
            };
            if pending {
                return;
            }
        }
        self.announce();
    }

    /// The first starts are done: tell the parent.
    fn announce(&mut self) {
        if !self.up && self.ending.is_none() {
            self.up = true;
            self.port.report(self.run, Report::Started);
        }
    }

    fn settle_one(&mut self, seq: u64, now: Instant) {
        self.settle_if_idle(seq);
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        if child.down_first && child.alive() {
            Self::stop(&mut self.timers, seq, child, now);
        } else if self.ending.is_none() && child.ready(now) {
            Self::start(&self.port, &self.notes_tx, seq, child);
        }
    }

    /// A child that is to go down and is down already has arrived.
    fn settle_if_idle(&mut self, seq: u64) {
        if let Some(child) = self.children.get(&seq)
            && child.down_first
            && matches!(child.phase, Phase::Down)
        {
            self.settled_down(seq);
        }
    }

    fn stop(timers: &mut BTreeSet<(Instant, u64)>, seq: u64, child: &mut Child, now: Instant) {
        let until = child.plan.shutdown.map(|deadline| now + deadline);
        child.phase = Phase::Stopping {
            until,
            killed: false,
        };
        if let Some(until) = until {
            timers.insert((until, seq));
        }
        child.node.enter(State::Stopping);
        child.tell(Ctl::Stop);
    }

    fn start(port: &Port, notes: &mpsc::UnboundedSender<Note>, seq: u64, child: &mut Child) {
        child.run += 1;
        child.phase = Phase::Starting;
        child.due = None;
        child.node.begin();
        if !child.tell(Ctl::Start(child.run)) {
            let (ctl, line) = mpsc::unbounded_channel();
            child.plan.launch.launch(Port {
                seq,
                ctl: line,
                notes: notes.clone(),
                node: Arc::clone(&child.node),
                shared: Arc::clone(&port.shared),
            });
            child.ctl = Some(ctl);
            child.tell(Ctl::Start(child.run));
        }
    }
}
