//! The tree as others see it: one moment of it, and its changes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::spec::Strategy;

/// What stands at a place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An actor.
    Actor,
    /// A static supervisor, one for one.
    OneForOne,
    /// A static supervisor, rest for one.
    RestForOne,
    /// A static supervisor, one for all.
    OneForAll,
    /// A supervisor whose children come and go at run time.
    Dynamic,
}

impl From<Option<Strategy>> for Kind {
    fn from(strategy: Option<Strategy>) -> Self {
        match strategy {
            None => Self::Dynamic,
            Some(Strategy::OneForOne) => Self::OneForOne,
            Some(Strategy::RestForOne) => Self::RestForOne,
            Some(Strategy::OneForAll) => Self::OneForAll,
        }
    }
}

/// The state of an actor or supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum State {
    /// On its way up, or waiting for its turn after an earlier sibling.
    Starting,
    /// Up.
    Running,
    /// Crashed; will be started again.
    BackingOff {
        /// Not before this moment.
        until: DateTime<Utc>,
    },
    /// Not started again by its supervisor.
    Parked {
        /// Why.
        reason: String,
        /// An operator did it, and only an operator ends it. Otherwise it crashed too often; what is no session is tried again after a while.
        by_hand: bool,
    },
    /// On its way down.
    Stopping,
    /// Down, and not to be started again by its supervisor.
    Stopped,
}

/// One change in the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HealthEvent {
    /// Counts the kernel's events: a gap means that this receiver was too slow and should take a
    /// fresh snapshot.
    pub sequence: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Where in the tree.
    pub path: String,
    /// What stands there.
    pub kind: Kind,
    /// What happened.
    pub change: Change,
}

impl HealthEvent {
    /// Whether a person should look: something was parked, gave up, or did not stop in time.
    #[must_use]
    pub const fn is_alert(&self) -> bool {
        matches!(
            self.change,
            Change::Entered {
                state: State::Parked { .. }
            } | Change::Escalated { .. }
                | Change::Late { .. }
        )
    }
}

/// What happened to an actor or supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Change {
    /// It entered a state.
    Entered {
        /// The new state.
        state: State,
    },
    /// It ended by a panic or an error.
    Crashed {
        /// The reason.
        error: String,
    },
    /// Its restart budget is spent: the supervisor stops its children and fails to its parent.
    Escalated {
        /// The last crash.
        reason: String,
    },
    /// It did not stop in time.
    Late {
        /// What was done about it.
        outcome: LateOutcome,
    },
    /// It left the tree.
    Removed,
}

/// What became of a child that did not stop within its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LateOutcome {
    /// It was dropped with its futures; `stopped` was not called.
    Killed,
    /// It blocks its thread and could not even be killed. It was cut off: nobody can reach it, and
    /// it ends when it lets go of the thread.
    Abandoned,
}

/// The tree, or a part of it, at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Snapshot {
    /// Its id within its supervisor.
    pub id: String,
    /// Where it stands: ids from the root, joined by `/`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// The Rust type of an actor, without its module; empty for supervisors.
    pub actor: String,
    /// Its state.
    pub state: State,
    /// Since when it is in that state.
    pub since: DateTime<Utc>,
    /// Messages admitted and not yet handled; `None` for supervisors and stopped actors.
    pub mailbox_depth: Option<u64>,
    /// The mailbox bound.
    pub mailbox_capacity: Option<u64>,
    /// How often it was started again, for whatever reason.
    pub restarts: u64,
    /// How often it ended by a panic or an error.
    pub crashes: u64,
    /// The last such reason.
    pub last_error: Option<String>,
    /// When that was.
    pub last_error_at: Option<DateTime<Utc>>,
    /// When the present life began; `None` while it is not running.
    pub started_at: Option<DateTime<Utc>>,
    /// Length of the present life in milliseconds; `None` while it is not running.
    pub uptime_ms: Option<u64>,
    /// A supervisor's children, in their starting order.
    #[schema(no_recursion)]
    pub children: Vec<Self>,
}

impl Snapshot {
    /// This node and all below it, top to bottom.
    pub fn flatten(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for child in &self.children {
            all.extend(child.flatten());
        }
        all
    }

    /// The node at `path`, if it is here.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Self> {
        self.flatten().into_iter().find(|node| node.path == path)
    }
}
