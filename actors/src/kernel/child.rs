//! What a supervisor keeps in mind about one child.

use std::{sync::Arc, time::Duration};

use rand::Rng;
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use super::{
    budget::Ledger,
    commands::Refusal,
    launch::{Ctl, Late, Shared},
    meter::Gate,
    node::Node,
    snapshot::{LateOutcome, State},
    spec::{Plan, Restart},
};

/// Where the child really is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Down,
    Starting,
    Up {
        since: Instant,
    },
    Stopping {
        /// When patience ends; `None`: never.
        until: Option<Instant>,
        killed: bool,
    },
}

/// Why the supervisor leaves the child down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rest {
    /// Its work is done (a transient child that stopped normally).
    Done,
    /// An operator stopped it.
    Stopped,
    /// It spent its budget, or an operator took it out of service (`by_hand`).
    Parked { reason: String, by_hand: bool },
}

pub(crate) type UpReply = oneshot::Sender<Result<(), Refusal>>;
pub(crate) type DownReply = oneshot::Sender<Result<Vec<Late>, Refusal>>;

pub(crate) struct Child {
    pub(crate) plan: Arc<Plan>,
    pub(crate) node: Arc<Node>,
    shared: Arc<Shared>,
    pub(crate) ctl: Option<mpsc::UnboundedSender<Ctl>>,
    /// Number of the present life. Reports of others are ignored.
    pub(crate) run: u64,
    pub(crate) phase: Phase,
    /// It should be up.
    pub(crate) want: bool,
    /// It must go down before anything else.
    pub(crate) down_first: bool,
    /// That was an operator's wish, which concerns this child only.
    pub(crate) by_hand: bool,
    /// It leaves the tree when it is down.
    pub(crate) leaving: bool,
    /// Not to be started before.
    pub(crate) due: Option<Instant>,
    /// At least one start was tried in this run of the supervisor.
    pub(crate) attempted: bool,
    pub(crate) ledger: Ledger,
    attempt: u32,
    pub(crate) rest: Option<Rest>,
    pub(crate) on_up: Vec<UpReply>,
    pub(crate) on_down: Vec<DownReply>,
    /// Who is to take this id when the present holder is gone.
    pub(crate) successor: Option<(Plan, UpReply)>,
}

impl Child {
    pub(crate) fn new(plan: Arc<Plan>, node: Arc<Node>, shared: Arc<Shared>) -> Self {
        Self {
            plan,
            node,
            shared,
            ctl: None,
            run: 0,
            phase: Phase::Down,
            want: true,
            down_first: false,
            by_hand: false,
            leaving: false,
            due: None,
            attempted: false,
            ledger: Ledger::default(),
            attempt: 0,
            rest: None,
            on_up: Vec::new(),
            on_down: Vec::new(),
            successor: None,
        }
    }

    pub(crate) fn alive(&self) -> bool {
        matches!(self.phase, Phase::Starting | Phase::Up { .. })
    }

    /// Whether it may be started now, as far as the child itself is concerned.
    pub(crate) fn ready(&self, now: Instant) -> bool {
        matches!(self.phase, Phase::Down)
            && self.want
            && !self.down_first
            && self.rest.is_none()
            && self.due.is_none_or(|due| due <= now)
    }

    /// Sends an order; `false` when nobody is there to take it.
    pub(crate) fn tell(&self, ctl: Ctl) -> bool {
        self.ctl.as_ref().is_some_and(|line| line.send(ctl).is_ok())
    }

    /// Down (if it is up) and up again, not before `due`. OTP's rule for the siblings of a crash: all
    /// in range are started again, those that had finished too; what an operator stopped stays so.
    pub(crate) fn cycle(&mut self, due: Instant) {
        if matches!(self.rest, Some(Rest::Stopped | Rest::Parked { .. })) {
            return;
        }
        self.rest = None;
        if self.alive() {
            self.down_first = true;
            if self.plan.restart == Restart::Temporary {
                // Never started again, not even when it goes down because of a sibling.
                self.leaving = true;
                self.want = false;
                return;
            }
        }
        self.want = true;
        self.due = Some(self.due.map_or(due, |other| other.max(due)));
    }

    /// It is on its way down already, and will not come up again: it need keep nothing.
    pub(crate) fn no_return(&self) {
        if matches!(self.phase, Phase::Stopping { .. }) {
            self.tell(Ctl::Finish);
        }
    }

    /// The wait before the next start, after a crash at the end of a life of `uptime`.
    pub(crate) fn next_wait(&mut self, uptime: Option<Duration>, rng: &mut impl Rng) -> Duration {
        let backoff = self.plan.backoff;
        if uptime.is_some_and(|uptime| uptime >= backoff.reset_after) {
            self.attempt = 0;
        }
        let wait = backoff.wait(self.attempt, rng);
        self.attempt = self.attempt.saturating_add(1);
        wait
    }

    /// Leaves it down for `why`. It must be down.
    pub(crate) fn rest(&mut self, why: Rest) {
        self.want = false;
        self.due = None;
        self.rest = Some(why);
        self.show_rest();
    }

    pub(crate) fn show_rest(&mut self) {
        match self.rest.clone() {
            Some(Rest::Parked { reason, by_hand }) => {
                self.let_go(Gate::Parked);
                self.node.enter(State::Parked { reason, by_hand });
            }
            Some(Rest::Done | Rest::Stopped) => {
                self.let_go(Gate::Gone);
                self.node.enter(State::Stopped);
            }
            None => {}
        }
    }

    /// An operator (or the successor's wish) clears whatever held the child down.
    pub(crate) fn pardon(&mut self) {
        self.rest = None;
        self.due = None;
        self.want = true;
        self.attempt = 0;
        self.ledger.clear();
    }

    /// Ends the incarnation: handles to it are stale from now on, and the registry says `standing`.
    pub(crate) fn let_go(&mut self, standing: Gate) {
        let stale = match standing {
            Gate::Parked => Gate::Parked,
            _ => Gate::Gone,
        };
        self.node.retire(stale);
        self.plan
            .launch
            .retire(&self.shared, &self.plan.id, standing);
        self.ctl = None;
    }

    /// Gives the child's name, and those below it, back to the registry.
    pub(crate) fn release(&self) {
        self.plan
            .launch
            .release(&self.shared, &self.plan.id, &self.node.path);
    }

    pub(crate) fn late(&self, outcome: LateOutcome) -> Late {
        self.node.late(outcome);
        Late {
            path: self.node.path.to_string(),
            outcome,
        }
    }

    pub(crate) fn answer_up(&mut self, answer: &Result<(), Refusal>) {
        for reply in self.on_up.drain(..) {
            // Whoever asked may have gone.
            let _ = reply.send(answer.clone());
        }
    }
}

/// Tells those who waited for a child to be down that it is.
pub(crate) fn answer_down(waiting: Vec<DownReply>, late: &[Late]) {
    for reply in waiting {
        // Whoever asked may have gone.
        let _ = reply.send(Ok(late.to_vec()));
    }
}
