//! The contract between a session's actor and whatever reaches WhatsApp for it.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_domain::id::TenantId;
use std::time::Duration;
use tokio::sync::mpsc;

/// Starts links. One value serves all sessions of a node; it holds no session's state.
#[async_trait]
pub trait Engine: Send + Sync + std::fmt::Debug {
    /// The engine's word in the database and the API, e.g. `browser`.
    fn name(&self) -> &'static str;

    /// Starts a connection. Returns once the page is up and events flow, not once it is logged in.
    ///
    /// # Errors
    /// [`EngineError`]; whatever was started for it is gone by then.
    async fn start(&self, spec: StartSpec) -> Result<Box<dyn Link>, EngineError>;

    /// Removes what earlier runs left on this machine (orphaned browsers, half-written profiles). Called once at boot,
    /// before any start. Answers how many leftovers were removed.
    async fn sweep(&self) -> Result<usize, EngineError>;
}

/// What a start needs.
#[derive(Debug)]
pub struct StartSpec {
    /// Whose session.
    pub tenant: TenantId,
    /// Where the login comes from.
    pub profile: ProfileSource,
    /// Above this, [`LinkStats::memory_bytes`] asks for a graceful recycle and the page's heap is capped.
    pub memory_cap_bytes: u64,
}

/// Where a start takes the login from.
#[derive(Debug)]
pub enum ProfileSource {
    /// No login: a first link. Anything left on disk for this tenant is removed first.
    Fresh,
    /// The saved login, opened from the vault. Anything left on disk for this tenant is removed first.
    Snapshot(ProfileSnapshot),
    /// After a crash: the plain profile directory that this machine still holds for the tenant. It is newer than any snapshot,
    /// so that look-ups of message ids can be believed. When it is missing or the page does not come up with it, the fallback.
    Resume {
        /// The snapshot to restore when the directory is gone or broken.
        fallback: Option<ProfileSnapshot>,
    },
}

/// Where the login of a running link really came from: [`Link::origin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileOrigin {
    /// Nothing: it has to be linked.
    Fresh,
    /// A snapshot: what was sent after it was taken is not in it.
    Restored,
    /// The directory of the run before: nothing is missing.
    Resumed,
}

/// A closed profile, packed (tar + zstd), not yet encrypted. Holds credentials: it has no useful `Debug`.
#[derive(Clone)]
pub struct ProfileSnapshot(pub zeroize::Zeroizing<Vec<u8>>);

impl std::fmt::Debug for ProfileSnapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProfileSnapshot({} bytes)", self.0.len())
    }
}

/// WhatsApp's id of a message in its serialised form (`true_<chat>_<hex>`). Chosen before sending.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub String);

/// The answer to "an id for a message to this number".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewMessageId {
    /// The chat was found or made and this id is good for one message in it.
    Id(MessageId),
    /// WhatsApp says that the number has no account.
    NotOnWhatsapp,
}

/// One running connection to one account. All calls have deadlines of their own and answer `TimedOut` rather than wait.
#[async_trait]
pub trait Link: Send + Sync {
    /// The stream of events; can be taken once. Closing of the stream means that the link is dead.
    fn events(&mut self) -> Option<mpsc::Receiver<EngineEvent>>;

    /// Where the login came from.
    fn origin(&self) -> ProfileOrigin;

    /// Asks the page itself whether it is alive and what it believes. Does not queue behind sends.
    async fn probe(&self) -> Result<Probe, EngineError>;

    /// Asks for a pairing code for `phone` (E.164) instead of a QR code.
    async fn pairing_code(&self, phone: &str) -> Result<String, EngineError>;

    /// An id for one text message to `phone` (E.164). Nothing is sent.
    async fn new_message_id(&self, phone: &str) -> Result<NewMessageId, EngineError>;

    /// Tells the engine to send `body` under `id`. Looks first whether that id is already used and never sends a used id
    /// again. Returns when the engine has the message in hand or refused it; the outcome that counts comes back as
    /// [`EngineEvent::Ack`], which may arrive before this returns.
    async fn send_text(
        &self,
        id: &MessageId,
        phone: &str,
        body: &str,
    ) -> Result<SendReceipt, EngineError>;

    /// What the engine knows of an id after a crash (facts of the browser engine, §1.5).
    async fn look_up(&self, id: &MessageId) -> Result<Lookup, EngineError>;

    /// Messages that arrived since `since` and may have been missed, as [`EngineEvent::Incoming`] on the event stream.
    /// Answers how many were replayed.
    async fn replay_incoming(&self, since: DateTime<Utc>) -> Result<usize, EngineError>;

    /// Ends the link at WhatsApp: the login is gone afterwards.
    async fn logout(&self) -> Result<(), EngineError>;

    /// A PNG of the page.
    async fn screenshot(&self) -> Result<Vec<u8>, EngineError>;

    /// Memory, CPU and processes.
    async fn stats(&self) -> Result<LinkStats, EngineError>;

    /// Closes gracefully and packs the profile; kills when that does not work within `deadline`.
    async fn stop(self: Box<Self>, deadline: Duration) -> StopOutcome;

    /// Kills the whole process group at once. Never waits.
    fn kill(&self);
}

/// How a stop went.
#[derive(Debug)]
pub enum StopOutcome {
    /// Closed by itself; the profile is whole.
    Clean(ProfileSnapshot),
    /// Had to be killed; the last saved profile remains the truth.
    Killed,
}

/// What the page says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Logged in.
    pub authenticated: bool,
    /// Connected and past the first synchronisation: sends work.
    pub ready: bool,
    /// The page believes that it has a connection to WhatsApp.
    pub online: bool,
    /// Messages of the time offline have been delivered to the page (`offline_delivery_end`): look-ups can be believed.
    pub caught_up: bool,
    /// The account's own number in E.164, once logged in.
    pub phone: Option<String>,
}

/// How far a message got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AckLevel {
    /// WhatsApp's server has it (ack 1).
    Server,
    /// The phone has it (ack 2).
    Device,
    /// Read or played (ack 3, 4).
    Read,
}

/// What `send_text` could say at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendReceipt {
    /// In the page's hands; wait for the ack.
    Accepted,
    /// The id was used before: nothing was done. Look it up.
    AlreadyUsed,
    /// Refused before anything left.
    Refused(Trouble),
}

/// What an engine knows of a message id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// Never handed over: it cannot have left. Proves nothing after a profile was restored from an older snapshot.
    NotFound,
    /// Handed over, not acknowledged: it may or may not have left.
    Pending,
    /// Failed after it was handed over (ack below 0): it may or may not have left.
    Failed,
    /// Acknowledged.
    Acked(AckLevel),
}

/// A reason for which a message or an account is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Trouble {
    /// No account behind the number.
    NotOnWhatsapp,
    /// The person blocked the account.
    BlockedByRecipient,
    /// Reach-out time lock (463) or new-chat capping: the account must rest.
    AccountLimited {
        /// WhatsApp's code, e.g. `463` or `UserReachedMaxMonthlyLimitForNewMessages`.
        code: String,
    },
    /// The network or WhatsApp's server failed.
    Network,
    /// Anything else, in the engine's words.
    Other {
        /// What it said.
        detail: String,
    },
}

/// What a link reports by itself, in order.
#[derive(Debug, Clone, PartialEq)]
pub enum EngineEvent {
    /// A new QR code to show.
    Qr {
        /// The text it draws.
        code: String,
    },
    /// A new pairing code to show.
    PairingCode {
        /// Eight characters.
        code: String,
    },
    /// QR codes are used up; ask the person to try again.
    QrIdle,
    /// Logged in; still synchronising.
    Authenticated,
    /// Logged in, connected and synchronised: sends work.
    Ready {
        /// The account's own number in E.164.
        phone: String,
    },
    /// Messages of the time offline have been delivered.
    CaughtUp,
    /// The page lost or regained its connection to WhatsApp.
    Online(bool),
    /// The link was ended.
    LoggedOut {
        /// WhatsApp's reason, e.g. `unknown_companion`.
        reason: String,
    },
    /// Temporarily banned.
    TemporarilyBanned {
        /// What WhatsApp said.
        detail: String,
    },
    /// Blocked under the terms of service: permanent.
    Banned {
        /// What WhatsApp said.
        detail: String,
    },
    /// Another client took over.
    Conflict,
    /// WhatsApp wants a newer page.
    NeedsUpdate,
    /// A message got further. WhatsApp may name its chat by the number or by a hidden id: where the engine cannot tell which of
    /// the two the message was sent under, it reports both, and an id that nobody knows means nothing.
    Ack {
        /// Which.
        id: MessageId,
        /// How far.
        level: AckLevel,
    },
    /// A message failed after it was handed over (ack below 0).
    SendFailed {
        /// Which.
        id: MessageId,
        /// Why.
        trouble: Trouble,
    },
    /// A message came in.
    Incoming {
        /// WhatsApp's id.
        id: MessageId,
        /// The sender in E.164; `<id>@lid` where WhatsApp keeps the number hidden and this device does not know it.
        from: String,
        /// The text; empty for other kinds.
        body: String,
        /// When it was sent.
        at: DateTime<Utc>,
    },
    /// The page crashed or the browser is gone. The last event of a link.
    Died {
        /// What is known of it.
        detail: String,
    },
}

/// What a link costs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkStats {
    /// Proportional set size of the whole process group, bytes.
    pub memory_bytes: u64,
    /// CPU time of the whole process group since its start, milliseconds.
    pub cpu_ms: u64,
    /// The process group's id.
    pub process_group: i32,
    /// Live process ids of the group.
    pub processes: Vec<i32>,
}

/// What can go wrong with an engine.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A program or built file that the engine needs is not there.
    #[error("{what} is missing: {mend}")]
    Missing {
        /// What.
        what: String,
        /// What a person does about it.
        mend: String,
    },
    /// The engine could not be started.
    #[error("the engine did not start: {0}")]
    Start(String),
    /// The saved profile could not be unpacked.
    #[error("the saved profile is not usable: {0}")]
    Profile(String),
    /// No answer in time; the link is to be killed.
    #[error("no answer from {what} within {after:?}")]
    TimedOut {
        /// Which call.
        what: &'static str,
        /// Its deadline.
        after: Duration,
    },
    /// The browser, its driver or its page is gone.
    #[error("the engine is gone: {0}")]
    Gone(String),
    /// The page answered with an error.
    #[error("the page refused {what}: {detail}")]
    Page {
        /// Which call.
        what: &'static str,
        /// What it said.
        detail: String,
    },
}
