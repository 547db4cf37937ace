//! The whole supervision tree on one screen, and the handle that the server has on it.
//!
//! ```text
//! root (rest_for_one)
//! ├─ sessions   (dynamic) one actor per tenant: its browser, lease, login and liveness
//! ├─ quota      (dynamic) one actor per tenant: the order of its leases, the pace of its account
//! ├─ blasts     (dynamic) one actor per running campaign
//! └─ chores     (dynamic) a chore that keeps crashing is parked with an alert and takes nothing with it
//!    ├─ hub        tells open streams what was committed
//!    ├─ scheduler  starts campaigns that are due, resumes those that may go on
//!    ├─ imports    contacts from files
//!    ├─ fleet      this node's heartbeat; finds sessions without an owner
//!    ├─ mail       delivers e-mails
//!    ├─ audit      seals the audit log
//!    ├─ sweep      removes what is kept for a while only
//!    └─ alerts     tells administrators what is parked
//! ```
//! Started top to bottom, stopped in reverse.

use std::{path::PathBuf, sync::Arc, time::Duration};

use actix::Handler;
use chrono::{DateTime, Utc};
use siar_db::{Db, DbError, away::wait_while_away, nodes, retention::Kept, vault::VaultKeys};
use siar_domain::id::{CampaignId, NodeId, TenantId};
use siar_engines::{Engine, EngineError};
use uuid::Uuid;

use crate::{
    alert, audit,
    blast::{BlastConfig, SessionLine},
    campaigns::{self, Campaigns},
    fleet,
    hub::{self, Hub},
    import::{self, Spool},
    kernel::{
        CallError, ChildSpec, Context, Kernel, KernelConfig, Refusal, Registry, RootEnd, Strategy,
        SupervisedActor, SupervisorSpec,
    },
    mail::{self, MailOut},
    session::{self, SessionActor, SessionConfig, StartGate},
    sweep,
    wakes::Wakes,
};

/// What the tree is built from.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// What reaches WhatsApp.
    pub engine: Arc<dyn Engine>,
    /// Opens and seals logins.
    pub keys: Arc<VaultKeys>,
    /// Where uploads wait.
    pub spool: Spool,
    /// How e-mails leave.
    pub mail: MailOut,
    /// The machine's name; the same over restarts. Two processes of one name replace each other.
    pub node_name: String,
    /// Times and bounds of sessions.
    pub session: SessionConfig,
    /// Times and bounds of campaigns.
    pub blast: BlastConfig,
    /// File for the newest seal of the audit log, outside the database.
    pub audit_head: PathBuf,
    /// How long what happened is kept.
    pub kept: Kept,
    /// Engines started at a time; about the number of cores.
    pub starts_at_once: usize,
    /// Threads for actors besides the one the tree is started on.
    pub arbiters: usize,
    /// Seed of all chance in the tree (backoff jitter): the same seed, the same order of events.
    pub seed: u64,
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts")
            .field("node_name", &self.node_name)
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

/// The tree itself.
fn root(
    parts: &Parts,
    sessions: &session::Shared,
    campaigns: &Campaigns,
    wakes: &Wakes,
) -> SupervisorSpec {
    let root = SupervisorSpec::fixed("root", Strategy::RestForOne)
        .supervisor(SupervisorSpec::dynamic("sessions"));
    let chores = SupervisorSpec::dynamic("chores")
        .child(chore(hub::child(parts.db.clone())))
        .child(chore(campaigns.scheduler()))
        .child(chore(import::child(parts.db.clone(), parts.spool.clone())))
        .child(chore(fleet::child(sessions, wakes)))
        .child(chore(mail::child(
            parts.db.clone(),
            Arc::clone(&parts.keys),
            sessions.node,
            parts.mail.clone(),
        )))
        .child(chore(audit::child(
            parts.db.clone(),
            parts.audit_head.clone(),
        )))
        .child(chore(sweep::child(
            parts.db.clone(),
            Arc::clone(&parts.keys),
            parts.kept,
        )))
        .child(chore(alert::child(
            parts.db.clone(),
            wakes,
            &parts.node_name,
        )));
    campaigns.add_to(root).supervisor(chores)
}

/// What everybody waits for gets more tries than one tenant's actor before it is parked.
fn chore<A: SupervisedActor>(child: ChildSpec<A>) -> ChildSpec<A> {
    child.budget(60, Duration::from_secs(60))
}

/// The handle on the running tree. Cheap to clone; usable from any thread.
///
/// A wake-up carries no data and may be lost: the actor also looks by itself. So waking never fails.
#[derive(Debug, Clone)]
pub struct Actors {
    kernel: Kernel,
    wakes: Wakes,
    db: Db,
    node: NodeId,
}

impl Actors {
    /// Removes what earlier runs of this node left, ends their leases, starts the tree on the calling thread's actix system and waits until it
    /// is up.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(parts: Parts) -> Result<Self, StartError> {
        let removed = parts.engine.sweep().await?;
        let node = NodeId(Uuid::now_v7());
        let (name, version) = (parts.node_name.as_str(), env!("CARGO_PKG_VERSION"));
        let begin = async || {
            let db = &parts.db;
            db.system(async |tx| nodes::begin(tx, node, name, version).await)
                .await
        };
        let ended = wait_while_away(begin).await?;
        tracing::info!(%node, name, removed, runs = ended.runs, sessions = ended.sessions, campaigns = ended.campaigns,
            "the node starts; what earlier runs of it held was taken over");
        let wakes = Wakes::new();
        let shared = shared(&parts, node, &wakes);
        wakes.know_sessions(shared.clone());
        let campaigns = campaigns(&parts, node, &wakes);
        wakes.know_campaigns(campaigns.clone());
        let config = KernelConfig {
            arbiters: parts.arbiters,
            ..KernelConfig::new(parts.db.clock().clone(), parts.seed)
        };
        let kernel = Kernel::start(root(&parts, &shared, &campaigns, &wakes), config)?;
        // Before the first actor runs: they start once this function waits.
        campaigns.connect(kernel.clone());
        wakes.know_kernel(kernel.clone());
        kernel.ready().await.map_err(StartError::Ended)?;
        Ok(Self {
            kernel,
            wakes,
            db: parts.db,
            node,
        })
    }

    /// This run of the process.
    #[must_use]
    pub const fn node(&self) -> NodeId {
        self.node
    }

    /// The kernel: snapshots, health events, restart and park by hand.
    #[must_use]
    pub const fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// From ids to actors.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        self.kernel.registry()
    }

    /// The session's row was changed.
    pub fn wake_session(&self, tenant: TenantId) {
        self.wakes.session(tenant);
    }

    /// A person asked for the session: one that was parked because it crashed too often gets another try.
    pub fn revive_session(&self, tenant: TenantId) {
        self.wakes.revive_session(tenant);
    }

    /// The campaign's row or its ledger was changed.
    pub fn wake_campaign(&self, tenant: TenantId, campaign: CampaignId) {
        self.wakes.campaign(tenant, campaign);
    }

    /// A person lets the campaign go on: one that was parked because it crashed too often gets another try.
    pub fn revive_campaign(&self, tenant: TenantId, campaign: CampaignId) {
        self.wakes.revive_campaign(tenant, campaign);
    }

    /// Since when the campaign's worker stands still on this node, if it does.
    #[must_use]
    pub fn stuck_since(&self, campaign: CampaignId) -> Option<DateTime<Utc>> {
        self.wakes.stuck_since(campaign)
    }

    /// A schedule was set or taken back, or something that paused campaigns wait for came about.
    pub fn wake_scheduler(&self) {
        self.wakes.scheduler();
    }

    /// The tenant's pace, package or subscription was changed.
    pub fn wake_quota(&self, tenant: TenantId) {
        self.wakes.quota(tenant);
    }

    /// There may be an import to take.
    pub fn wake_imports(&self) {
        self.wakes.imports();
    }

    /// Asks the session's actor.
    ///
    /// # Errors
    /// [`CallError`]; `Unknown` where this node runs no actor for the tenant.
    pub async fn ask_session<M>(
        &self,
        tenant: TenantId,
        question: M,
    ) -> Result<M::Result, CallError>
    where
        SessionActor: Handler<M>,
        M: actix::Message + Send + 'static,
        M::Result: Send,
        Context<SessionActor>: actix::dev::ToEnvelope<SessionActor, M>,
    {
        self.registry()
            .running::<SessionActor>(&tenant.to_string())?
            .ask_within(question, ASK_SESSION)
            .await
    }

    /// Asks the hub to tell a stream what is committed.
    ///
    /// # Errors
    /// [`CallError`] while the hub restarts: ask again.
    pub fn listen(&self, listen: hub::Listen) -> Result<(), CallError> {
        self.registry().tell::<Hub, _>("hub", listen)
    }

    /// Stops the tree in reverse, each part within its deadline: sessions save their logins.
    pub async fn stop(&self) -> RootEnd {
        let end = self.kernel.stop().await;
        let node = self.node;
        let noted = self.db.system(async |tx| nodes::end(tx, node).await).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "the end of this run was not recorded; the next one does it");
        }
        end
    }
}

fn shared(parts: &Parts, node: NodeId, wakes: &Wakes) -> session::Shared {
    let teller = wakes.clone();
    session::Shared {
        db: parts.db.clone(),
        clock: Arc::clone(parts.db.clock()),
        engine: Arc::clone(&parts.engine),
        keys: Arc::clone(&parts.keys),
        node,
        node_name: parts.node_name.as_str().into(),
        gate: StartGate::new(parts.starts_at_once, START_HOLD),
        config: parts.session,
        seed: parts.seed,
        tell: Arc::new(move |tenant, news| teller.news(tenant, &news)),
    }
}

fn campaigns(parts: &Parts, node: NodeId, wakes: &Wakes) -> Campaigns {
    let (wakes, deadline) = (wakes.clone(), parts.blast.call_deadline);
    Campaigns::new(campaigns::Start {
        db: parts.db.clone(),
        node,
        config: parts.blast,
        seed: parts.seed,
        sender: Arc::new(move |tenant| {
            Arc::new(SessionLine {
                wakes: wakes.clone(),
                tenant,
                deadline,
            })
        }),
    })
}

/// A start gives its place at the gate back after this time: it waits for something else than this machine's cores.
const START_HOLD: Duration = Duration::from_secs(15);
/// How long an answer of a session's actor may take; most of them wait for the page.
const ASK_SESSION: Duration = Duration::from_secs(30);

/// Why the tree did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The rows of this node could not be written.
    #[error("the node could not be registered: {0}")]
    Db(#[from] DbError),
    /// What an earlier run left on this machine could not be removed.
    #[error("leftovers of an earlier run could not be removed: {0}")]
    Engine(#[from] EngineError),
    /// It is not well formed: a bug.
    #[error("the actor tree was refused: {0}")]
    Refused(#[from] Refusal),
    /// It gave up while starting.
    #[error("the actor tree ended while starting: {0:?}")]
    Ended(RootEnd),
}
