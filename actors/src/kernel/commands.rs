//! What operators and the rest of the program may ask of a supervisor, and how it answers.

use std::sync::{Arc, PoisonError};

use tokio::sync::oneshot;

use super::{
    child::{DownReply, Phase, Rest, UpReply},
    launch::Late,
    spec::Plan,
    supervisor::Supervisor,
};

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

impl Supervisor {
    pub(crate) fn on_command(&mut self, command: Command) {
        if self.ending.is_some() {
            match command {
                Command::Start { reply, .. } | Command::Restart { reply, .. } => {
                    let _ = reply.send(Err(Refusal::Restarting));
                }
                Command::Stop { reply, .. } | Command::Park { reply, .. } => {
                    let _ = reply.send(Err(Refusal::Restarting));
                }
            }
            return;
        }
        match command {
            Command::Start { plan, reply } => self.start_child(plan, reply),
            Command::Stop { id, reply } => {
                let rest = self.strategy.is_some().then_some(Rest::Stopped);
                self.take_down(&id, rest, reply);
            }
            Command::Park { id, reason, reply } => {
                if self.ids.contains_key(&id) {
                    let by_hand = true;
                    self.take_down(&id, Some(Rest::Parked { reason, by_hand }), reply);
                } else {
                    let _ = reply.send(Err(Refusal::Unknown));
                }
            }
            Command::Restart {
                id,
                parked_only,
                reply,
            } => self.restart_child(&id, parked_only, reply),
        }
    }

    /// Idempotent: a child that is there already is left as it is.
    fn start_child(&mut self, plan: Plan, reply: UpReply) {
        if self.strategy.is_some() {
            let _ = reply.send(Err(Refusal::NotDynamic));
            return;
        }
        if let Some(child) = self
            .ids
            .get(&plan.id)
            .and_then(|seq| self.children.get_mut(seq))
        {
            if child.leaving {
                if let Some((_, earlier)) = child.successor.replace((plan, reply)) {
                    let _ = earlier.send(Err(Refusal::Overtaken));
                }
            } else if let Some(Rest::Parked { reason, .. }) = &child.rest {
                let _ = reply.send(Err(Refusal::Parked(reason.clone())));
            } else if matches!(child.phase, Phase::Starting | Phase::Stopping { .. }) {
                child.on_up.push(reply);
            } else {
                // Up, or backing off: it is there, and the supervisor sees to it.
                let _ = reply.send(Ok(()));
            }
            return;
        }
        self.add_child(plan, reply);
    }

    pub(crate) fn add_child(&mut self, plan: Plan, reply: UpReply) {
        let path: Arc<str> = format!("{}/{}", self.port.node.path, plan.id).into();
        if let Err(refusal) = plan.check() {
            let _ = reply.send(Err(refusal));
            return;
        }
        if let Err(holder) = plan.launch.claim(&self.port.shared, &plan.id, &path) {
            // What it did get it gives back.
            plan.launch.release(&self.port.shared, &plan.id, &path);
            let _ = reply.send(Err(Refusal::Taken(holder.to_string())));
            return;
        }
        let plan = Arc::new(plan);
        let seq = self.next_seq;
        self.next_seq += 1;
        self.plans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(seq, Arc::clone(&plan));
        self.adopt(seq, plan);
        if let Some(child) = self.children.get_mut(&seq) {
            child.on_up.push(reply);
        }
        self.settle_after(seq);
    }

    /// Idempotent: a child that is not there is as good as stopped.
    fn take_down(&mut self, id: &Arc<str>, rest: Option<Rest>, reply: DownReply) {
        let Some(seq) = self.ids.get(id).copied() else {
            let _ = reply.send(Ok(Vec::new()));
            return;
        };
        let Some(child) = self.children.get_mut(&seq) else {
            let _ = reply.send(Ok(Vec::new()));
            return;
        };
        child.answer_up(&Err(Refusal::Overtaken));
        if let Some((_, earlier)) = child.successor.take() {
            let _ = earlier.send(Err(Refusal::Overtaken));
        }
        child.on_down.push(reply);
        child.leaving = rest.is_none();
        child.rest = rest;
        child.want = false;
        child.due = None;
        child.by_hand = true;
        child.down_first = true;
        child.no_return();
        self.settle_after(seq);
    }

    fn restart_child(&mut self, id: &Arc<str>, parked_only: bool, reply: UpReply) {
        let child = self
            .ids
            .get(id)
            .and_then(|seq| Some((*seq, self.children.get_mut(seq)?)));
        let Some((seq, child)) = child else {
            let _ = reply.send(Err(Refusal::Unknown));
            return;
        };
        if child.leaving {
            let _ = reply.send(Err(Refusal::Unknown));
            return;
        }
        if parked_only && !matches!(child.rest, Some(Rest::Parked { .. })) {
            let _ = reply.send(Err(Refusal::NotParked));
            return;
        }
        child.pardon();
        child.on_up.push(reply);
        if !matches!(child.phase, Phase::Down) {
            child.by_hand = true;
            child.down_first = true;
        }
        self.settle_after(seq);
    }
}
