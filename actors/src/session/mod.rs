//! SessionActor: one tenant's link to its WhatsApp account.
//!
//! *Owns* the engine's link (one browser in its own process group), the lease of the session's row, the current QR and pairing codes.
//! *Supervised by* `root/sessions`, dynamic: a session that crashes is restarted with backoff, one that keeps crashing is parked, and no
//! other notices. *On crash loses* nothing that counts: the browser is killed with it, the row, the ledger and the profile on disk stay, and
//! the next life claims the row, resumes the profile and reads back what came meanwhile. *Messages*: [`Wake`], [`PrepareId`], [`Submit`],
//! [`LookUp`], [`AskReadiness`], [`AskCodes`], [`AskPairingCode`], [`AskScreenshot`], [`AskMetrics`].
//!
//! The actor itself only answers: every call on the engine runs beside its mailbox, and one task, the [`driver`], does everything that
//! changes the session, in turn.

mod config;
mod course;
mod driver;
mod engine;
mod gate;
mod lease;
mod link;
mod messages;
mod open;
mod parts;
mod pump;
mod read_back;
mod steer;
mod vitals;

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use actix::{Actor, Handler, ResponseFuture, Running};
use chrono::TimeDelta;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use siar_db::{Db, vault::VaultKeys};
use siar_domain::{
    clock::Clock,
    id::{NodeId, TenantId},
    session::{PROBE_FRESH_SECONDS, SessionState},
};
use siar_engines::{Engine, EngineError, Lookup, NewMessageId, SendReceipt, Trouble};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::Instant,
};

use crate::{
    kernel::{ChildSpec, Context},
    supervised,
};

pub use config::SessionConfig;
pub use gate::StartGate;
pub use messages::{
    AskCodes, AskMetrics, AskPairingCode, AskReadiness, AskScreenshot, Code, Codes, LinkTrouble,
    LookUp, Metrics, News, PrepareId, Readiness, Submit, Wake,
};

#[cfg(test)]
mod tests;

use driver::Driver;
use link::Held;
use parts::{Counters, Face, Order};

/// What all session actors of a node share. Cheap to clone.
#[derive(Clone)]
pub struct Shared {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What reaches WhatsApp.
    pub engine: Arc<dyn Engine>,
    /// Opens and seals logins.
    pub keys: Arc<VaultKeys>,
    /// This run of the process.
    pub node: NodeId,
    /// The machine's name; the same over restarts.
    pub node_name: Arc<str>,
    /// Lets starts in.
    pub gate: StartGate,
    /// Times and bounds.
    pub config: SessionConfig,
    /// Seed of the backoff's jitter.
    pub seed: u64,
    /// Hears what those who send through a session need to know.
    pub tell: Arc<dyn Fn(TenantId, News) + Send + Sync>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("node", &self.node)
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

/// The sessions' supervisor in the tree.
pub(crate) const SUPERVISOR: &str = "root/sessions";

/// How long after the deadline of a close the actor may take to stop: the login is saved in it.
const SAVING: Duration = Duration::from_secs(15);

/// See the module.
pub struct SessionActor {
    shared: Shared,
    tenant: TenantId,
    face: watch::Receiver<Face>,
    orders: Option<mpsc::UnboundedSender<Order>>,
    counters: Arc<Counters>,
}

supervised!(SessionActor);

/// A session's place in the tree; its id is the tenant's.
pub fn child(shared: &Shared, tenant: TenantId) -> ChildSpec<SessionActor> {
    let deadline = shared.config.close_deadline + SAVING;
    let shared = shared.clone();
    ChildSpec::new(tenant, move || {
        let (_, face) = watch::channel(Face::default());
        SessionActor {
            shared: shared.clone(),
            tenant,
            face,
            orders: None,
            counters: Arc::default(),
        }
    })
    .on_arbiter_of(tenant)
    .shutdown(deadline)
}

impl Actor for SessionActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let (orders, inbox) = mpsc::unbounded_channel();
        let (face, seen) = watch::channel(Face::default());
        self.face = seen;
        self.orders = Some(orders);
        let rng = ChaCha8Rng::seed_from_u64(self.shared.seed ^ self.tenant.0.as_u64_pair().1);
        let driver = Driver::new(
            self.shared.clone(),
            self.tenant,
            inbox,
            face,
            Arc::clone(&self.counters),
            rng,
        );
        ctx.run("the session's loop", driver.run());
    }

    fn stopping(&mut self, ctx: &mut Self::Context) -> Running {
        let (ended, end) = oneshot::channel();
        self.order(Order::End(ended));
        ctx.close_with(async move {
            // An error means that the loop is gone already.
            let _ = end.await;
        })
    }
}

impl SessionActor {
    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // A loop that is gone took the actor with it.
            let _ = orders.send(order);
        }
    }

    /// The link, if it may be used to send now: nothing is sent on an old belief.
    fn working(&self) -> Option<Arc<Held>> {
        let face = self.face.borrow();
        (face.works()).then(|| face.held.clone()).flatten()
    }

    /// The link, in whatever state.
    fn held(&self) -> Option<Arc<Held>> {
        self.face.borrow().held.clone()
    }

    /// Makes a call beside the mailbox; an engine that turns out dead or hanging is reported to the loop.
    fn call<T: 'static>(
        &self,
        held: Option<Arc<Held>>,
        what: &'static str,
        call: impl for<'a> FnOnce(&'a dyn siar_engines::Link) -> link::Call<'a, T> + Send + 'static,
    ) -> ResponseFuture<Result<T, LinkTrouble>> {
        let orders = self.orders.clone();
        let deadline = self.shared.config.call_deadline;
        Box::pin(async move {
            let held = held.ok_or(LinkTrouble::NotReady)?;
            let answer = held.call(what, deadline, call).await;
            if let Err(error @ (EngineError::TimedOut { .. } | EngineError::Gone(_))) = &answer
                && let Some(orders) = orders
            {
                let _ = orders.send(Order::Broken(error.to_string()));
            }
            answer.map_err(LinkTrouble::Engine)
        })
    }
}

impl Face {
    fn works(&self) -> bool {
        let fresh = Duration::from_secs(PROBE_FRESH_SECONDS.unsigned_abs());
        let now = Instant::now();
        self.state == Some(SessionState::Working)
            && self.probed.is_some_and(|at| now - at <= fresh)
            && self.lease_until.is_some_and(|until| now < until)
    }
}

impl Handler<Wake> for SessionActor {
    type Result = ();
    fn handle(&mut self, _: Wake, _: &mut Self::Context) {
        self.order(Order::Wake);
    }
}

impl Handler<PrepareId> for SessionActor {
    type Result = ResponseFuture<Result<NewMessageId, LinkTrouble>>;
    fn handle(&mut self, PrepareId { phone }: PrepareId, _: &mut Self::Context) -> Self::Result {
        self.call(self.working(), "prepare", move |link| {
            Box::pin(async move { link.new_message_id(&phone).await })
        })
    }
}

impl Handler<Submit> for SessionActor {
    type Result = ResponseFuture<Result<SendReceipt, LinkTrouble>>;
    fn handle(&mut self, submit: Submit, _: &mut Self::Context) -> Self::Result {
        let orders = self.orders.clone();
        let counters = Arc::clone(&self.counters);
        let id = submit.message_id.clone();
        let begun = Instant::now();
        let sent = self.call(self.working(), "send", move |link| {
            Box::pin(async move {
                link.send_text(&submit.message_id, &submit.phone, &submit.body)
                    .await
            })
        });
        Box::pin(async move {
            let receipt = sent.await?;
            let order = match &receipt {
                SendReceipt::Accepted => {
                    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
                    counters.sends.fetch_add(1, Ordering::Relaxed);
                    counters.submit_us.fetch_add(micros, Ordering::Relaxed);
                    Some(Order::Submitted(id))
                }
                SendReceipt::Refused(Trouble::AccountLimited { code }) => {
                    Some(Order::Limited(code.clone()))
                }
                _ => None,
            };
            if let (Some(order), Some(orders)) = (order, orders) {
                let _ = orders.send(order);
            }
            Ok(receipt)
        })
    }
}

impl Handler<LookUp> for SessionActor {
    type Result = ResponseFuture<Result<Lookup, LinkTrouble>>;
    fn handle(&mut self, LookUp { message_id }: LookUp, _: &mut Self::Context) -> Self::Result {
        self.call(self.working(), "look-up", move |link| {
            Box::pin(async move { link.look_up(&message_id).await })
        })
    }
}

impl Handler<AskReadiness> for SessionActor {
    type Result = actix::MessageResult<AskReadiness>;
    fn handle(&mut self, _: AskReadiness, _: &mut Self::Context) -> Self::Result {
        let face = self.face.borrow();
        actix::MessageResult(Readiness {
            working: face.works(),
            caught_up: face.caught_up,
            profile_life: face.life,
        })
    }
}

impl Handler<AskCodes> for SessionActor {
    type Result = actix::MessageResult<AskCodes>;
    fn handle(&mut self, _: AskCodes, _: &mut Self::Context) -> Self::Result {
        let now = self.shared.clock.now();
        let mut codes = self.face.borrow().codes.clone();
        codes.qr = codes.qr.filter(|code| code.expires_at > now);
        codes.pairing = codes.pairing.filter(|code| code.expires_at > now);
        actix::MessageResult(codes)
    }
}

impl Handler<AskPairingCode> for SessionActor {
    type Result = ResponseFuture<Result<Code, LinkTrouble>>;
    fn handle(
        &mut self,
        AskPairingCode { phone }: AskPairingCode,
        _: &mut Self::Context,
    ) -> Self::Result {
        let waiting = matches!(
            self.face.borrow().state,
            Some(SessionState::ScanQr | SessionState::Pairing)
        );
        let life = TimeDelta::from_std(self.shared.config.pairing_life).unwrap_or_default();
        let clock = Arc::clone(&self.shared.clock);
        let asked = self.call(
            self.held().filter(|_| waiting),
            "pairing code",
            move |link| Box::pin(async move { link.pairing_code(&phone).await }),
        );
        Box::pin(async move {
            Ok(Code {
                code: asked.await?,
                expires_at: clock.now() + life,
            })
        })
    }
}

impl Handler<AskScreenshot> for SessionActor {
    type Result = ResponseFuture<Result<Vec<u8>, LinkTrouble>>;
    fn handle(&mut self, _: AskScreenshot, _: &mut Self::Context) -> Self::Result {
        self.call(self.held(), "screenshot", |link| link.screenshot())
    }
}

impl Handler<AskMetrics> for SessionActor {
    type Result = actix::MessageResult<AskMetrics>;
    fn handle(&mut self, _: AskMetrics, _: &mut Self::Context) -> Self::Result {
        let face = self.face.borrow();
        let count = |of: &std::sync::atomic::AtomicU64| of.load(Ordering::Relaxed);
        let sends = count(&self.counters.sends);
        let now = Instant::now();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a mean for people, far below 2^52"
        )]
        let submit_ms =
            (sends > 0).then(|| count(&self.counters.submit_us) as f64 / sends as f64 / 1000.0);
        actix::MessageResult(Metrics {
            state: face.state,
            uptime: face.up_since.map(|since| now - since),
            stats: face.stats.clone(),
            sends,
            receipts: count(&self.counters.receipts),
            incoming: count(&self.counters.incoming),
            submit_ms,
            probe_age: face.probed.map(|at| now - at),
        })
    }
}
