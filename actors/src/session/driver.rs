//! The loop of one session: holds the lease, records what the engine says, and steers towards what is wanted.
//!
//! One task does everything in turn, so no two decisions meet. What takes long (start, close, probe, replay) runs beside it and comes
//! back as [`Done`]; the lease is renewed meanwhile. Nothing is decided from memory that a row could contradict: every beat reads the row.

use std::{collections::VecDeque, pin::Pin, sync::Arc};

use futures::{
    StreamExt,
    future::{AbortHandle, abortable},
    stream::FuturesUnordered,
};
use rand_chacha::ChaCha8Rng;
use siar_db::{DbError, sessions::Owner};
use siar_domain::{id::TenantId, session::SessionState};
use siar_engines::EngineEvent;
use tokio::{
    sync::{Notify, mpsc, oneshot, watch},
    time::{Instant, sleep_until},
};

use super::{
    Shared,
    course::Signal,
    messages::Codes,
    parts::{Busy, Counters, Done, Face, Item, Order, Row, Up},
};

/// Events kept while the database does not take them; past it the engine's own queue holds them.
const QUEUE: usize = 2_000;
/// Events taken at a time.
pub(super) const BATCH: usize = 200;
/// Pause before something is tried again that the database did not take.
pub(super) const RETRY: std::time::Duration = std::time::Duration::from_millis(200);

type Work = Pin<Box<dyn Future<Output = Done>>>;

/// See the module.
pub(super) struct Driver {
    pub(super) shared: Shared,
    pub(super) tenant: TenantId,
    pub(super) orders: mpsc::UnboundedReceiver<Order>,
    pub(super) face: watch::Sender<Face>,
    pub(super) counters: Arc<Counters>,
    /// Told when an answer to an opt-out was written.
    pub(super) answer_written: Arc<Notify>,
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
    /// Starts in a row that asked for a new link in spite of the saved login.
    pub(super) login_doubts: u32,
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
        answer_written: Arc<Notify>,
        rng: ChaCha8Rng,
    ) -> Self {
        let now = Instant::now();
        Self {
            shared,
            tenant,
            orders,
            face,
            counters,
            answer_written,
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
            login_doubts: 0,
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

    /// Takes in what has ended.
    pub(super) fn done(&mut self, done: Done) {
        let now = Instant::now();
        match done {
            Done::Opened(Ok(opened)) => {
                self.busy = None;
                self.opened(opened, now);
            }
            Done::Opened(Err(failure)) => {
                self.busy = None;
                self.not_opened(&failure);
            }
            Done::OpenAborted => self.busy = None,
            Done::Closed => {
                self.busy = None;
                self.next_start = now;
                self.take_last_events();
            }
            Done::Probed(run, asked_at, answer) if self.is_up(run) => {
                if let Some(up) = &mut self.up {
                    up.probing = false;
                    up.probe_due = now + self.shared.config.probe;
                }
                match answer {
                    Ok(probe) => self.probed(&probe, asked_at, now),
                    Err(error) => self.missed(&error, now),
                }
            }
            Done::Replayed(run, outcome) if self.is_up(run) => {
                if let Some(up) = &mut self.up {
                    up.replaying = false;
                    up.needs_replay |= outcome.is_err();
                    if up.read_back_by.is_some() {
                        up.probe_due = now;
                    }
                }
                match outcome {
                    Ok(found) => {
                        let receipts = found.into_iter().map(|event| Item::Event(run, event));
                        self.queue.extend(receipts);
                    }
                    Err(error) => {
                        tracing::warn!(tenant = %self.tenant, %error, "what came while offline could not be read back yet");
                    }
                }
            }
            Done::Measured(run, Ok(stats)) if self.is_up(run) => self.measured(stats, now),
            Done::LoggedOut(run, outcome) if self.is_up(run) => match outcome {
                Ok(()) => {
                    let taken = self.up.as_ref().is_some_and(|up| up.taken);
                    let signal = if taken {
                        Signal::AccountTaken
                    } else {
                        Signal::LoggedOut
                    };
                    self.queue.push_back(Item::Signal(signal));
                }
                Err(error) => {
                    if let Some(up) = &mut self.up {
                        up.logging_out = false;
                    }
                    self.broke(&error.to_string());
                }
            },
            Done::Probed(..) | Done::Replayed(..) | Done::Measured(..) | Done::LoggedOut(..) => {}
        }
    }

    fn is_up(&self, run: u64) -> bool {
        self.up.as_ref().is_some_and(|up| up.run == run)
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
