//! What others ask of a session's actor. Everything else they write into rows, and wake it.

use std::time::Duration;

use actix::Message;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_domain::{id::CampaignId, session::SessionState};
use siar_engines::{EngineError, LinkStats, Lookup, MessageId, NewMessageId, SendReceipt, Trouble};

/// Look at the row again: what is wanted may have changed.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Wake;

/// Why a question could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum LinkTrouble {
    /// The session does not work at the moment: nothing was done. Wait for the wake-up.
    #[error("the session is not working")]
    NotReady,
    /// The engine failed. After `TimedOut` and `Gone` it is not known whether the engine acted.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl LinkTrouble {
    /// Whether it is certain that the engine did not act.
    #[must_use]
    pub const fn nothing_was_done(&self) -> bool {
        matches!(self, Self::NotReady)
    }
}

/// An id for one text message to `phone`. Nothing is sent.
#[derive(Debug, Clone, Message)]
#[rtype(result = "Result<NewMessageId, LinkTrouble>")]
pub struct PrepareId {
    /// The number in E.164.
    pub phone: String,
}

/// Send `body` under an id that is committed already.
#[derive(Debug, Clone, Message)]
#[rtype(result = "Result<SendReceipt, LinkTrouble>")]
pub struct Submit {
    /// From [`PrepareId`].
    pub message_id: MessageId,
    /// The number in E.164.
    pub phone: String,
    /// The text.
    pub body: String,
}

/// What the engine knows of an id.
#[derive(Debug, Clone, Message)]
#[rtype(result = "Result<Lookup, LinkTrouble>")]
pub struct LookUp {
    /// Which.
    pub message_id: MessageId,
}

/// Whether the session can send, and what its answers are worth.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "Readiness")]
pub struct AskReadiness;

/// The answer to [`AskReadiness`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// It works: a probe within the freshness bound said so, and this node holds the lease.
    pub working: bool,
    /// Messages and receipts of the time offline have been delivered: look-ups can be believed.
    pub caught_up: bool,
    /// Number of the browser profile's life: what was submitted in another one and is not found may have been sent all the same.
    pub profile_life: i64,
}

/// The code that waits for the person with the phone.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "Codes")]
pub struct AskCodes;

/// A code and how long it works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// What the QR code draws, or the eight characters to type.
    pub code: String,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// The answer to [`AskCodes`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    /// The QR code to scan.
    pub qr: Option<Code>,
    /// The pairing code to type.
    pub pairing: Option<Code>,
}

/// A pairing code for `phone`, instead of the QR code. Only while the session waits to be linked.
#[derive(Debug, Clone, Message)]
#[rtype(result = "Result<Code, LinkTrouble>")]
pub struct AskPairingCode {
    /// The number in E.164.
    pub phone: String,
}

/// A PNG of the page.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "Result<Vec<u8>, LinkTrouble>")]
pub struct AskScreenshot;

/// What the session costs and does.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "Metrics")]
pub struct AskMetrics;

/// The answer to [`AskMetrics`]. Counts are of this life of the actor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metrics {
    /// The state as its actor sees it; `None` while this node does not own the session.
    pub state: Option<SessionState>,
    /// How long the engine has been up.
    pub uptime: Option<Duration>,
    /// Memory, CPU and processes, as of the last look.
    pub stats: Option<LinkStats>,
    /// Messages the engine took.
    pub sends: u64,
    /// Receipts recorded.
    pub receipts: u64,
    /// Incoming messages recorded.
    pub incoming: u64,
    /// Mean time the engine took to accept a message, milliseconds.
    pub submit_ms: Option<f64>,
    /// Age of the last successful probe.
    pub probe_age: Option<Duration>,
}

/// What a session tells those who send through it.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// Receipts or replies moved this campaign's recipients, or the session paused it.
    Campaign(CampaignId),
    /// A message failed after it was handed over.
    SendFailed {
        /// Which.
        message_id: MessageId,
        /// Why.
        trouble: Trouble,
    },
    /// The session works (again): ask [`AskReadiness`], then look at everything that is open.
    Working,
}
