//! The order of starts and stops: the steps that follow from what is wanted of each child.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use tokio::{sync::mpsc, time::Instant};

use super::{
    child::{Child, Phase},
    launch::{Ctl, Note, Port, Report},
    meter::Gate,
    snapshot::{Kind, LateOutcome, State},
    supervisor::Supervisor,
};

/// How long a killed child may take to let go of its thread before it is cut off.
pub(crate) const KILL_GRACE: Duration = Duration::from_secs(1);

impl Supervisor {
    pub(crate) fn on_timer(&mut self) {
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

    pub(crate) fn kill(&mut self, seq: u64) {
        let until = Instant::now() + KILL_GRACE;
        let Some(child) = self.children.get_mut(&seq) else {
            return;
        };
        if matches!(
            child.phase,
            Phase::Down | Phase::Stopping { killed: true, .. }
        ) {
            return;
        }
        let is_actor = child.plan.launch.kind() == Kind::Actor;
        if is_actor {
            self.late.push(child.late(LateOutcome::Killed));
        }
        child.down_first = false;
        child.phase = Phase::Stopping {
            // A killed supervisor sees to its own children, each with its own grace.
            until: is_actor.then_some(until),
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
    pub(crate) fn settle(&mut self) {
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
        let ending = self.ending.is_some();
        for seq in all.iter().rev() {
            self.settle_if_idle(*seq);
            if let Some(child) = self.children.get_mut(seq) {
                if child.down_first && child.alive() {
                    if !going_down || (child.by_hand && !ending) {
                        Self::stop(&mut self.timers, *seq, child, now);
                    }
                    going_down = true;
                } else if matches!(child.phase, Phase::Stopping { .. })
                    && (!child.by_hand || ending)
                {
                    going_down = true;
                }
            }
        }
        if ending || (going_down && self.linked()) {
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
        child.tell(if child.want { Ctl::Stop } else { Ctl::Finish });
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
