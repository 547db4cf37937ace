//! What the loop of a session works with: what it is told, what it knows, and what it waits for.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicU64},
};

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::AbortHandle;
use siar_db::{DbError, sessions::Hold};
use siar_domain::session::SessionState;
use siar_engines::{EngineError, EngineEvent, LinkStats, MessageId, Probe};
use tokio::{sync::oneshot, time::Instant};

use super::{
    course::Signal,
    link::Held,
    messages::{Code, Codes},
    open::{OpenFailure, Opened},
};

/// What the actor tells its loop.
#[derive(Debug)]
pub(super) enum Order {
    /// Look at the row.
    Wake,
    /// The engine took a message.
    Submitted(MessageId),
    /// A call found the engine dead or hanging.
    Broken(String),
    /// A call found the account limited.
    Limited(String),
    /// Close down and tell when it is done.
    End(oneshot::Sender<()>),
}

/// What the actor answers questions from.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    pub(super) state: Option<SessionState>,
    pub(super) held: Option<Arc<Held>>,
    pub(super) lease_until: Option<Instant>,
    pub(super) probed: Option<Instant>,
    pub(super) caught_up: bool,
    pub(super) life: i64,
    pub(super) codes: Codes,
    pub(super) up_since: Option<Instant>,
    pub(super) stats: Option<LinkStats>,
}

/// What the actor and its loop count, and what both give out.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) pairing: PairingCodes,
    pub(super) sends: AtomicU64,
    pub(super) submit_us: AtomicU64,
    pub(super) receipts: AtomicU64,
    pub(super) incoming: AtomicU64,
}

/// Since when the present pairing code is there. Whoever asks again for the same number gets the same code from WhatsApp, and it lasts no longer
/// for that.
#[derive(Debug, Default)]
pub(super) struct PairingCodes(Mutex<Option<Code>>);

impl PairingCodes {
    /// The code with its end: of one that was given before, the end that it had then.
    pub(super) fn dated(&self, code: String, now: DateTime<Utc>, life: TimeDelta) -> Code {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(known) if known.code == code => known.clone(),
            _ => {
                let expires_at = now + life;
                last.insert(Code { code, expires_at }).clone()
            }
        }
    }
}

/// What is known of the row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) state: SessionState,
    /// It shall run: its tenant wants it, and no administrator keeps it down.
    pub(super) wanted: bool,
    pub(super) run_wanted: i64,
    pub(super) logout_wanted: bool,
    pub(super) hold: Option<Hold>,
    pub(super) linked: bool,
    pub(super) heard_until: Option<DateTime<Utc>>,
}

/// A running link.
pub(super) struct Up {
    pub(super) held: Arc<Held>,
    pub(super) run: u64,
    pub(super) run_wanted: i64,
    pub(super) since: Instant,
    /// Logged in at this start for the first time: the login is not saved yet.
    pub(super) unsaved_link: bool,
    pub(super) ready: bool,
    pub(super) working_since: Option<Instant>,
    pub(super) unready_since: Instant,
    pub(super) qr_since: Option<Instant>,
    pub(super) qr_seen: u32,
    pub(super) probed_at: Option<DateTime<Utc>>,
    pub(super) probe_due: Instant,
    pub(super) probing: bool,
    pub(super) misses: u32,
    pub(super) stats_due: Instant,
    pub(super) needs_replay: bool,
    pub(super) replaying: bool,
    /// Freshly linked: not `working` before what came meanwhile was read back, or this moment has come.
    pub(super) read_back_by: Option<Instant>,
    pub(super) logging_out: bool,
    /// The account is linked by another business of this server: the link is ended again.
    pub(super) taken: bool,
    /// Messages taken by the engine of which nothing has been heard.
    pub(super) awaiting: VecDeque<(MessageId, Instant)>,
    pub(super) last_event: Instant,
}

impl Up {
    /// A link that has just been opened.
    pub(super) fn new(held: Arc<Held>, run: u64, run_wanted: i64, now: Instant) -> Self {
        Self {
            held,
            run,
            run_wanted,
            since: now,
            unsaved_link: false,
            ready: false,
            working_since: None,
            unready_since: now,
            qr_since: None,
            qr_seen: 0,
            probed_at: None,
            probe_due: now,
            probing: false,
            misses: 0,
            stats_due: now,
            needs_replay: true,
            replaying: false,
            read_back_by: None,
            logging_out: false,
            taken: false,
            awaiting: VecDeque::new(),
            last_event: now,
        }
    }
}

/// Something to be worked off in order.
#[derive(Debug)]
pub(super) enum Item {
    /// Of the link of this run.
    Event(u64, EngineEvent),
    /// Of ourselves.
    Signal(Signal),
}

/// Something that took long has ended.
pub(super) enum Done {
    Opened(Result<Opened, OpenFailure>),
    OpenAborted,
    Closed,
    Probed(u64, DateTime<Utc>, Result<Probe, EngineError>),
    Replayed(u64, Result<Vec<EngineEvent>, ReadBackError>),
    Measured(u64, Result<LinkStats, EngineError>),
    LoggedOut(u64, Result<(), EngineError>),
}

/// Why what came while offline could not be read back yet.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadBackError {
    /// The engine.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The database did not answer.
    #[error("the database took too long")]
    Late,
}

/// What occupies the engine.
pub(super) enum Busy {
    Opening(AbortHandle),
    Closing,
}
