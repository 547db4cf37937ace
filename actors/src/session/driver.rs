//! The loop of one session: holds the lease, records what the engine says, and steers towards what is wanted.
//!
//! One task does everything in turn, so no two decisions meet. What takes long (start, close, probe, replay) runs beside it and comes
//! back as [`Done`]; the lease is renewed meanwhile. Nothing is decided from memory that a row could contradict: every beat reads the row.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, atomic::AtomicU64},
};

use chrono::{DateTime, TimeDelta, Utc};
use futures::{
    StreamExt,
    future::{AbortHandle, abortable},
    stream::FuturesUnordered,
};
use rand_chacha::ChaCha8Rng;
use siar_db::{
    DbError,
    sessions::{self, Beat, Claim, Hold, Owner, Sign},
};
use siar_domain::{id::TenantId, session::SessionState};
use siar_engines::{EngineError, EngineEvent, LinkStats, MessageId, Probe};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Instant, sleep_until, timeout},
};

use super::{
    Shared,
    course::Signal,
    link::Held,
    messages::Codes,
    open::{OpenFailure, Opened},
    read_back::ReadBackError,
};

/// Events kept while the database does not take them; past it the engine's own queue holds them.
const QUEUE: usize = 2_000;
/// Events taken at a time.
pub(super) const BATCH: usize = 200;
/// Pause before something is tried again that the database did not take.
const RETRY: std::time::Duration = std::time::Duration::from_millis(200);

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

/// What the actor and its loop count.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) sends: AtomicU64,
    pub(super) submit_us: AtomicU64,
    pub(super) receipts: AtomicU64,
    pub(super) incoming: AtomicU64,
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
    pub(super) logging_out: bool,
    /// Messages taken by the engine of which nothing has been heard.
    pub(super) awaiting: VecDeque<(MessageId, Instant)>,
    pub(super) last_event: Instant,
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

/// What occupies the engine.
pub(super) enum Busy {
    Opening(AbortHandle),
    Closing,
}

type Work = Pin<Box<dyn Future<Output = Done>>>;

/// See the module.
pub(super) struct Driver {
    pub(super) shared: Shared,
    pub(super) tenant: TenantId,
    pub(super) orders: mpsc::UnboundedReceiver<Order>,
    pub(super) face: watch::Sender<Face>,
    pub(super) counters: Arc<Counters>,
    pub(super) rng: ChaCha8Rng,
    pub(super) owner: Option<Owner>,
    pub(super) row: Row,
    pub(super) up: Option<Up>,
    /// Outlives `up` until the link is closed: receipts still come while it closes.
    pub(super) events: Option<(u64, mpsc::Receiver<EngineEvent>)>,
    pub(super) busy: Option<Busy>,
    pub(super) work: FuturesUnordered<Work>,
    pub(super) queue: VecDeque<Item>,
    pub(super) ending: Option<oneshot::Sender<()>>,
    pub(super) runs: u64,
    /// The last start asked for a new link in spite of the saved login.
    pub(super) login_doubted: bool,
    /// Starts in a row that did not come to work.
    pub(super) failures: u32,
    /// Breaks in a row, for the backoff.
    pub(super) breaks: u32,
    pub(super) next_start: Instant,
    pub(super) recycled: Option<Instant>,
    pub(super) renewed: Instant,
    pub(super) next_beat: Instant,
    pub(super) retry_at: Option<Instant>,
    /// When to claim next; `None`: when woken.
    pub(super) claim_at: Option<Instant>,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A crash of the actor: whatever else still holds the link, the browser does not outlive its supervision.
        if let Some(up) = &self.up {
            up.held.kill();
        }
    }
}

impl Driver {
    pub(super) fn new(
        shared: Shared,
        tenant: TenantId,
        orders: mpsc::UnboundedReceiver<Order>,
        face: watch::Sender<Face>,
        counters: Arc<Counters>,
        rng: ChaCha8Rng,
    ) -> Self {
        let now = Instant::now();
        Self {
            shared,
            tenant,
            orders,
            face,
            counters,
            rng,
            owner: None,
            row: Row {
                state: SessionState::Stopped,
                wanted: false,
                run_wanted: 0,
                logout_wanted: false,
                hold: None,
                linked: false,
                heard_until: None,
            },
            up: None,
            events: None,
            busy: None,
            work: FuturesUnordered::new(),
            queue: VecDeque::new(),
            ending: None,
            runs: 0,
            login_doubted: false,
            failures: 0,
            breaks: 0,
            next_start: now,
            recycled: None,
            renewed: now,
            next_beat: now,
            retry_at: None,
            claim_at: Some(now),
        }
    }

    /// Runs until it is told to end.
    pub(super) async fn run(mut self) {
        loop {
            self.hold().await;
            if self.owner.is_some() {
                let settled = match self.settle().await {
                    Ok(()) => self.steer().await,
                    Err(error) => Err(error),
                };
                if let Err(error) = settled {
                    self.later(&error);
                }
            }
            if self.owner.is_none()
                && self.busy.is_none()
                && let Some(ended) = self.ending.take()
            {
                // Whoever asked may have given up waiting.
                let _ = ended.send(());
                return;
            }
            if !self.wait().await {
                return;
            }
        }
    }

    /// Claims the session, or renews the lease: before anything else, also after the process was stopped for a while.
    async fn hold(&mut self) {
        let now = Instant::now();
        if self.owner.is_none() {
            if self.claim_at.is_some_and(|at| at <= now) && self.busy.is_none() {
                self.claim().await;
            }
        } else if now >= self.next_beat {
            self.beat().await;
        }
    }

    async fn claim(&mut self) {
        self.claim_at = None;
        let now = Instant::now();
        let (tenant, node, lease) = (self.tenant, self.shared.node, self.lease());
        let claimed = self
            .shared
            .db
            .system(async |tx| sessions::claim(tx, tenant, node, lease).await)
            .await;
        match claimed {
            Ok(Claim::Ours(owner, row)) => {
                self.owner = Some(owner);
                self.row = Row {
                    state: row.state,
                    wanted: row.shall_run(),
                    run_wanted: row.run_wanted,
                    logout_wanted: row.logout_wanted && row.hold.is_none(),
                    hold: row.hold,
                    linked: row.linked_at.is_some(),
                    heard_until: row.events_until,
                };
                self.renewed = now;
                self.next_beat = now + self.shared.config.beat;
                if self.row.state == SessionState::Working {
                    // The run before this one broke off.
                    self.queue.push_back(Item::Signal(Signal::Broken(
                        "the server was restarted".to_owned(),
                    )));
                }
                self.show();
            }
            Ok(Claim::Held { .. }) => self.claim_at = Some(now + self.shared.config.lease),
            Ok(Claim::Gone) => {}
            Err(error) => {
                tracing::warn!(tenant = %self.tenant, %error, "the session could not be claimed");
                self.claim_at = Some(now + RETRY);
            }
        }
    }

    async fn beat(&mut self) {
        let Some(owner) = self.owner.clone() else {
            return;
        };
        let sign = self.sign();
        let now = Instant::now();
        let lease = self.lease();
        let on_its_way = matches!(
            self.row.state,
            SessionState::Starting | SessionState::Reconnecting
        );
        let beaten = timeout(
            self.shared.config.lease / 2,
            self.shared.db.tenant(owner.scope(), async |tx| {
                let beat = sessions::beat(tx, &owner, lease, sign).await?;
                let paused = if on_its_way {
                    sessions::lasting(tx, &owner).await?
                } else {
                    Vec::new()
                };
                Ok((beat, paused))
            }),
        )
        .await
        .unwrap_or(Err(DbError::TimedOut));
        match beaten {
            Ok((
                Beat::Held {
                    wanted,
                    run_wanted,
                    logout_wanted,
                    hold,
                    state,
                },
                paused,
            )) => {
                for campaign in paused {
                    (self.shared.tell)(self.tenant, super::News::Campaign(campaign));
                }
                if self.renewed.elapsed() >= self.shared.config.lease {
                    // This process stood still for longer than its lease; nobody took the session meanwhile.
                    tracing::warn!(tenant = %self.tenant, "the lease had run out and was taken again");
                    if self.row.state == SessionState::Working {
                        (self.shared.tell)(self.tenant, super::News::Working);
                    }
                    if let Some(up) = &mut self.up {
                        up.probe_due = now;
                    }
                }
                self.renewed = now;
                self.next_beat = now + self.shared.config.beat;
                self.row.wanted = wanted;
                self.row.run_wanted = run_wanted;
                self.row.logout_wanted = logout_wanted;
                self.row.hold = hold;
                self.row.state = state;
                self.row.heard_until = self.row.heard_until.max(sign.heard_until);
                self.show();
            }
            Ok((Beat::Lost, _)) => self.lost("another process owns the session"),
            Err(error) => {
                tracing::warn!(tenant = %self.tenant, %error, "the lease could not be renewed");
                self.next_beat = now + RETRY;
                if self.renewed.elapsed() >= self.shared.config.lease {
                    self.lost("the lease ran out and could not be renewed");
                }
            }
        }
    }

    /// What was found out since the last beat.
    fn sign(&self) -> Sign {
        let up = self.up.as_ref();
        let probed_at = up.and_then(|up| up.probed_at);
        let all_heard = up.is_some_and(|up| !up.needs_replay && !up.replaying)
            && self.queue.is_empty()
            && self.row.state == SessionState::Working;
        Sign {
            probed_at,
            heard_until: probed_at.filter(|_| all_heard),
        }
    }

    /// The session is somebody else's now: nothing of ours may go on.
    pub(super) fn lost(&mut self, why: &str) {
        tracing::warn!(tenant = %self.tenant, why, "the session was lost");
        self.kill();
        if let Some(Busy::Opening(opening)) = &self.busy {
            opening.abort();
        }
        self.events = None;
        self.queue.clear();
        self.owner = None;
        self.claim_at = Some(Instant::now() + self.shared.config.lease);
        self.show();
    }

    /// Waits for whatever comes next. False when nobody can tell us anything any more.
    async fn wait(&mut self) -> bool {
        let until = self.next_moment();
        let full = self.queue.len() >= QUEUE;
        let mut heard = Vec::new();
        let events = async {
            match &mut self.events {
                Some((run, events)) if !full => (*run, events.recv_many(&mut heard, BATCH).await),
                _ => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            order = self.orders.recv() => match order {
                Some(order) => self.obey(order),
                None => return false,
            },
            Some(done) = self.work.next(), if !self.work.is_empty() => self.done(done),
            (run, count) = events => {
                if count == 0 {
                    self.events = None;
                    if self.up.as_ref().is_some_and(|up| up.run == run) {
                        self.queue.push_back(Item::Event(run, EngineEvent::Died {
                            detail: "the engine's events ended".to_owned(),
                        }));
                    }
                }
                self.queue.extend(heard.into_iter().map(|event| Item::Event(run, event)));
            }
            () = sleep_until(until) => {}
        }
        true
    }

    fn next_moment(&self) -> Instant {
        let far = Instant::now() + std::time::Duration::from_secs(3600);
        let mut moments = vec![self.claim_at.filter(|_| self.busy.is_none()), self.retry_at];
        if self.owner.is_some() {
            moments.push(Some(self.next_beat));
            if self.busy.is_none() && self.up.is_none() && self.wants_to_run() {
                moments.push(Some(self.next_start));
            }
            if let Some(up) = self.up.as_ref().filter(|_| self.busy.is_none()) {
                moments.push((!up.probing).then_some(up.probe_due));
                moments.push(Some(up.stats_due));
            }
        }
        moments.into_iter().flatten().min().unwrap_or(far)
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Wake => match self.owner {
                // Reads the row.
                Some(_) => self.next_beat = Instant::now(),
                None => self.claim_at = Some(Instant::now()),
            },
            Order::Submitted(id) => {
                if let Some(up) = &mut self.up {
                    up.awaiting.push_back((id, Instant::now()));
                    up.awaiting.drain(..up.awaiting.len().saturating_sub(QUEUE));
                }
            }
            Order::Broken(detail) if self.up.is_some() => self.broke(&detail),
            Order::Broken(_) => {}
            Order::Limited(code) => self.queue.push_back(Item::Signal(Signal::Limited(code))),
            Order::End(ended) => {
                self.ending = Some(ended);
                // Reads the row: whether it ends by a wish, or goes on afterwards.
                self.next_beat = Instant::now();
            }
        }
    }

    /// The database did not take something: it is tried again in a moment, in the same order.
    fn later(&mut self, error: &DbError) {
        if error.is_passing() {
            self.retry_at = Some(Instant::now() + RETRY);
            tracing::warn!(tenant = %self.tenant, %error, "will be tried again");
        } else {
            // Trying again would not help, and must not block what comes after it.
            tracing::error!(tenant = %self.tenant, %error, item = ?self.queue.front(), "not recorded");
            self.queue.pop_front();
            self.retry_at = Some(Instant::now());
        }
    }

    /// Starts something that takes long; it comes back to [`Driver::done`].
    pub(super) fn begin(&self, work: impl Future<Output = Done> + 'static) {
        self.work.push(Box::pin(work));
    }

    /// As [`Driver::begin`], with a handle to give it up.
    pub(super) fn begin_opening(&self, work: impl Future<Output = Done> + 'static) -> AbortHandle {
        let (work, handle) = abortable(work);
        self.begin(async move { work.await.unwrap_or(Done::OpenAborted) });
        handle
    }

    fn lease(&self) -> TimeDelta {
        TimeDelta::from_std(self.shared.config.lease).unwrap_or(TimeDelta::seconds(15))
    }

    /// Brings what the actor answers from up to date.
    pub(super) fn show(&self) {
        let owned = self.owner.is_some();
        self.face.send_modify(|face| {
            face.state = owned.then_some(self.row.state);
            face.lease_until = owned.then(|| self.renewed + self.shared.config.lease);
            face.held = self.up.as_ref().map(|up| Arc::clone(&up.held));
            face.up_since = self.up.as_ref().map(|up| up.since);
            if self.up.is_none() {
                face.probed = None;
                face.caught_up = false;
                face.codes = Codes::default();
                face.stats = None;
            }
        });
    }
}
