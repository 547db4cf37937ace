//! SessionActor: one tenant's link to its WhatsApp account.
//!
//! *Owns* the engine's link (one browser in its own process group), the lease of the session's row, the current QR and pairing codes.
//! *Supervised by* `root/sessions`, dynamic: a session that crashes is restarted with backoff, one that keeps crashing is parked, and no
//! other notices. *On crash loses* nothing that counts: the browser is killed with it, the row, the ledger and the profile on disk stay, and
//! the next life claims the row, resumes the profile and reads back what came meanwhile. *Messages*: [`Wake`], [`PrepareId`], [`Submit`],
//! [`LookUp`], [`AskReadiness`], [`AskCodes`], [`AskPairingCode`], [`AskScreenshot`], [`AskMetrics`].
//!
//! The actor itself only answers: every call on the engine runs beside its mailbox, and one task, the [`driver`], does everything that
//! changes the session, in turn. Beside it [`answers`] sends what is answered to opt-outs.

mod answers;
mod config;
mod course;
mod driver;
mod engine;
mod gate;
mod lease;
mod line;
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
    session::SessionState,
};
use siar_engines::{Engine, Lookup, NewMessageId, SendReceipt};
use tokio::{
    sync::{Notify, mpsc, oneshot, watch},
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

use answers::Answers;
use driver::Driver;
use line::Line;
use parts::{Face, Order};

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
    line: Line,
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
            line: Line {
                face,
                orders: None,
                counters: Arc::default(),
                deadline: shared.config.call_deadline,
            },
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
        self.line.face = seen;
        self.line.orders = Some(orders);
        let written = Arc::new(Notify::new());
        let answers = Answers {
            shared: self.shared.clone(),
            tenant: self.tenant,
            line: self.line.clone(),
            written: Arc::clone(&written),
        };
        let rng = ChaCha8Rng::seed_from_u64(self.shared.seed ^ self.tenant.0.as_u64_pair().1);
        let driver = Driver::new(
            self.shared.clone(),
            self.tenant,
            inbox,
            face,
            Arc::clone(&self.line.counters),
            written,
            rng,
        );
        ctx.run("the session's loop", driver.run());
        ctx.run("the answers to opt-outs", answers.run());
    }

    fn stopping(&mut self, ctx: &mut Self::Context) -> Running {
        let (ended, end) = oneshot::channel();
        self.line.order(Order::End(ended));
        ctx.close_with(async move {
            // An error means that the loop is gone already.
            let _ = end.await;
        })
    }
}

impl Handler<Wake> for SessionActor {
    type Result = ();
    fn handle(&mut self, _: Wake, _: &mut Self::Context) {
        self.line.order(Order::Wake);
    }
}

impl Handler<PrepareId> for SessionActor {
    type Result = ResponseFuture<Result<NewMessageId, LinkTrouble>>;
    fn handle(&mut self, PrepareId { phone }: PrepareId, _: &mut Self::Context) -> Self::Result {
        let line = self.line.clone();
        Box::pin(async move { line.prepare_id(phone).await })
    }
}

impl Handler<Submit> for SessionActor {
    type Result = ResponseFuture<Result<SendReceipt, LinkTrouble>>;
    fn handle(&mut self, submit: Submit, _: &mut Self::Context) -> Self::Result {
        let line = self.line.clone();
        Box::pin(async move { line.submit(submit).await })
    }
}

impl Handler<LookUp> for SessionActor {
    type Result = ResponseFuture<Result<Lookup, LinkTrouble>>;
    fn handle(&mut self, LookUp { message_id }: LookUp, _: &mut Self::Context) -> Self::Result {
        let line = self.line.clone();
        Box::pin(async move { line.look_up(message_id).await })
    }
}

impl Handler<AskReadiness> for SessionActor {
    type Result = actix::MessageResult<AskReadiness>;
    fn handle(&mut self, _: AskReadiness, _: &mut Self::Context) -> Self::Result {
        actix::MessageResult(self.line.readiness())
    }
}

impl Handler<AskCodes> for SessionActor {
    type Result = actix::MessageResult<AskCodes>;
    fn handle(&mut self, _: AskCodes, _: &mut Self::Context) -> Self::Result {
        let now = self.shared.clock.now();
        let mut codes = self.line.face.borrow().codes.clone();
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
            self.line.face.borrow().state,
            Some(SessionState::ScanQr | SessionState::Pairing)
        );
        let life = TimeDelta::from_std(self.shared.config.pairing_life).unwrap_or_default();
        let clock = Arc::clone(&self.shared.clock);
        let counters = Arc::clone(&self.line.counters);
        let (line, held) = (self.line.clone(), self.line.held().filter(|_| waiting));
        Box::pin(async move {
            let asked = line.call(held, "pairing code", move |link| {
                Box::pin(async move { link.pairing_code(&phone).await })
            });
            let code = asked.await?;
            Ok(counters.pairing.dated(code, clock.now(), life))
        })
    }
}

impl Handler<AskScreenshot> for SessionActor {
    type Result = ResponseFuture<Result<Vec<u8>, LinkTrouble>>;
    fn handle(&mut self, _: AskScreenshot, _: &mut Self::Context) -> Self::Result {
        let (line, held) = (self.line.clone(), self.line.held());
        Box::pin(async move {
            line.call(held, "screenshot", |link| link.screenshot())
                .await
        })
    }
}

impl Handler<AskMetrics> for SessionActor {
    type Result = actix::MessageResult<AskMetrics>;
    fn handle(&mut self, _: AskMetrics, _: &mut Self::Context) -> Self::Result {
        let face = self.line.face.borrow();
        let count = |of: &std::sync::atomic::AtomicU64| of.load(Ordering::Relaxed);
        let counters = &self.line.counters;
        let sends = count(&counters.sends);
        let now = Instant::now();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a mean for people, far below 2^52"
        )]
        let submit_ms =
            (sends > 0).then(|| count(&counters.submit_us) as f64 / sends as f64 / 1000.0);
        actix::MessageResult(Metrics {
            state: face.state,
            uptime: face.up_since.map(|since| now - since),
            stats: face.stats.clone(),
            sends,
            receipts: count(&counters.receipts),
            incoming: count(&counters.incoming),
            submit_ms,
            probe_age: face.probed.map(|at| now - at),
        })
    }
}
