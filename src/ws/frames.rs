//! What goes over the stream besides events.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_actors::kernel::{HealthEvent, Snapshot};
use siar_db::logins::Principal;
use siar_domain::{event::StoredEvent, id::TenantId, session::SessionState, topic::Topic};
use utoipa::ToSchema;

use crate::{
    ApiError,
    admin::{alerts::list::AlertView, health::PlatformHealth},
    logging::LogLine,
};

/// What the server sends: text frames of JSON. Events carry `sequence`; keep the last one to resume from it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[expect(
    dead_code,
    reason = "describes all kinds of frames in the OpenAPI document"
)]
pub(crate) enum ServerFrame {
    /// An event.
    Event(Box<StoredEvent>),
    /// About the stream itself.
    Control(Control),
    /// What a user of the platform gets, and nothing else.
    Platform(Box<PlatformFrame>),
}

/// What the server tells whoever runs the platform.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub(crate) enum PlatformFrame {
    /// First of all, and whenever changes were left out: the whole tree.
    ActorTree(Box<Snapshot>),
    /// Something in the tree changed.
    ActorHealth(HealthEvent),
    /// How many messages wait in the mailboxes that changed, by path; looked at every two seconds.
    ActorLoad {
        /// Messages by path.
        mailboxes: BTreeMap<String, u64>,
    },
    /// An alert was opened, acknowledged or resolved.
    Alert(AlertView),
    /// A customer's session moved to another state.
    Session {
        /// Whose.
        tenant_id: TenantId,
        /// The state it left.
        from: SessionState,
        /// The state it is in.
        to: SessionState,
        /// Why, in plain words.
        reason: Option<String>,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// For those who follow `logs`: the next lines, without gaps but for lines that were no longer kept; at most a few frames a second.
    Logs {
        /// Oldest first.
        lines: Vec<LogLine>,
    },
    /// For those who follow `health`: at once, then every ten seconds.
    Health(PlatformHealth),
    /// Something else than the tree's changes was left out: load what is shown again.
    Missed {},
}

/// What a user of the platform may send: text frames of JSON.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum PlatformClientFrame {
    /// From now on these too, besides what everybody gets; replaces what was asked for before.
    Follow {
        /// None: nothing more.
        topics: Vec<PlatformTopic>,
    },
}

/// What is only sent to those who ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PlatformTopic {
    /// The log's last 50 lines, then every new one.
    Logs,
    /// How everything is that the server needs.
    Health,
}

/// What the server says about the stream itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum Control {
    /// First of all: events follow after this sequence.
    Hello {
        /// The last sequence before the first event to come.
        sequence: i64,
    },
    /// Every 20 seconds: the stream is alive and stands here.
    Heartbeat {
        /// The last sequence sent.
        sequence: i64,
    },
    /// The thread cannot be taken up: load everything again, then go on from `sequence`.
    Resync {
        /// `expired` (the events asked for are no longer kept), `unknown_sequence` (never reached) or `too_slow` (the stream closes).
        reason: &'static str,
        /// The newest sequence.
        sequence: i64,
    },
    /// Something the client sent was not understood; the stream goes on, up to five times.
    Error {
        /// The error code.
        code: &'static str,
        /// A sentence for people.
        message: String,
    },
}

/// What a client may send: text frames of JSON.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum ClientFrame {
    /// From now on only these topics; when empty, all that the login may read. Sequences still count every event.
    Subscribe {
        /// Words as in `type` of an event.
        #[schema(value_type = Vec<Topic>, max_items = 32)]
        topics: Vec<String>,
    },
    /// Asks for a heartbeat now.
    Ping,
}

/// Why somebody cannot have a topic.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TopicError {
    /// There is none by this name.
    #[error("{0:?} is not a topic.")]
    Unknown(String),
    /// The login lacks the permission that it needs.
    #[error("The topic {0} needs the permission {permission}.", permission = .0.permission())]
    Forbidden(Topic),
}

impl TopicError {
    /// The error code.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown_topic",
            Self::Forbidden(_) => "forbidden",
        }
    }
}

impl From<TopicError> for ApiError {
    fn from(error: TopicError) -> Self {
        let message = error.to_string();
        match error {
            TopicError::Unknown(_) => Self::invalid("topics", "unknown_topic", message),
            TopicError::Forbidden(topic) => Self::forbidden(message)
                .with_details(serde_json::json!({ "permission": topic.permission() })),
        }
    }
}

/// The topics as a set to filter by; none for all that the listener may read.
///
/// # Errors
/// The first word that is not a topic, or not one for this listener.
pub(crate) fn topics(
    words: &[String],
    listener: &Principal,
) -> Result<Option<HashSet<Topic>>, TopicError> {
    if words.is_empty() {
        return Ok(None);
    }
    let topics = words.iter().map(|word| {
        let topic: Topic = word
            .parse()
            .map_err(|_| TopicError::Unknown(word.chars().take(40).collect()))?;
        if listener.may(topic.permission()) {
            Ok(topic)
        } else {
            Err(TopicError::Forbidden(topic))
        }
    });
    topics.collect::<Result<_, _>>().map(Some)
}
