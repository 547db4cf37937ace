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
    sync::mpsc,
    time::{Instant, sleep_until},
};

use super::{
    budget::{Budget, Ledger},
    child::{Child, Phase, Rest, answer_down},
    commands::{Command, Refusal},
    launch::{Ctl, Exit, Late, Note, Plans, Port, Report},
    meter::Gate,
    snapshot::State,
    spec::{Plan, Restart, Strategy},
};

pub(crate) struct Supervisor {
    pub(crate) port: Port,
    pub(crate) notes_tx: mpsc::UnboundedSender<Note>,
    notes: mpsc::UnboundedReceiver<Note>,
    commands: mpsc::UnboundedReceiver<Command>,
    pub(crate) strategy: Option<Strategy>,
    budget: Budget,
    ledger: Ledger,
    pub(crate) plans: Plans,
    pub(crate) children: BTreeMap<u64, Child>,
    pub(crate) ids: HashMap<Arc<str>, u64>,
    pub(crate) timers: BTreeSet<(Instant, u64)>,
    pub(crate) ending: Option<Exit>,
    pub(crate) up: bool,
    pub(crate) late: Vec<Late>,
    pub(crate) run: u64,
    pub(crate) next_seq: u64,
    /// The parent is gone: its end of the line is closed.
    orphaned: bool,
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
            orphaned: false,
        }
    }

    /// Whether a child's restart touches its siblings, so that order matters at all times.
    pub(crate) fn linked(&self) -> bool {
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
                ctl = self.port.ctl.recv(), if !self.orphaned => self.on_ctl(ctl),
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
        self.port.ctl.close();
        self.port.node.set_commands(None);
        for child in self.children.values_mut() {
            child.let_go(Gate::Restarting);
            child.node.enter(State::Stopped);
            child.answer_up(&Err(Refusal::Overtaken));
            answer_down(std::mem::take(&mut child.on_down), &[]);
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

    pub(crate) fn remove(&mut self, seq: u64) {
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
            Some(Ctl::Stop | Ctl::Finish) => self.end(Exit::Normal),
            Some(Ctl::Kill) | None => {
                self.orphaned = ctl.is_none();
                self.end(Exit::Killed);
                let all: Vec<_> = self.children.keys().copied().collect();
                for seq in all {
                    self.kill(seq);
                }
            }
        }
        self.settle();
    }

    pub(crate) fn end(&mut self, exit: Exit) {
        if self.ending.is_some() {
            return;
        }
        self.port.node.enter(State::Stopping);
        self.ending = Some(exit);
        for child in self.children.values_mut() {
            child.want = false;
            child.down_first = true;
            child.due = None;
            child.no_return();
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
                None => child.rest(Rest::Parked {
                    reason: reason.to_owned(),
                    by_hand: false,
                }),
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
                if other == seq {
                    if wait.is_zero() {
                        child.node.enter(State::Starting);
                    } else {
                        child.node.back_off(wait);
                    }
                    // What the broken value holds is let go of now, not when the wait is over.
                    child.tell(Ctl::Refresh);
                }
            }
        }
    }

    /// A child went down because it was told to.
    pub(crate) fn settled_down(&mut self, seq: u64) {
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        child.down_first = false;
        let below = |late: &Late| {
            late.path
                .strip_prefix(&*child.node.path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let late: Vec<_> = if self.ending.is_some() {
            // They are named in this supervisor's own report too.
            self.late
                .iter()
                .filter(|late| below(late))
                .cloned()
                .collect()
        } else {
            self.late.extract_if(.., |late| below(late)).collect()
        };
        // Who waits is answered last: whoever looks at the tree after the answer sees what it says.
        let waiting = std::mem::take(&mut child.on_down);
        child.by_hand = false;
        if self.ending.is_some() {
            child.let_go(Gate::Restarting);
            child.node.enter(State::Stopped);
        } else if child.leaving {
            self.remove(seq);
        } else if child.rest.is_some() {
            child.show_rest();
        } else if child.want {
            child.node.enter(State::Starting);
            if !child.tell(Ctl::Refresh) {
                // It was killed, or was not meant to come back when it was told to stop.
                child.let_go(Gate::Restarting);
            }
        }
        answer_down(waiting, &late);
    }
}
