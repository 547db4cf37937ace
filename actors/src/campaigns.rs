//! Everything of campaigns in the tree, and how the rest of the program reaches it.
//!
//! ```text
//! ├─ quota      (dynamic)  QuotaActor per tenant
//! ├─ blasts     (dynamic)  BlastActor per running campaign
//! └─ scheduler             starts what is due, resumes what may go on, finds what has no actor
//! ```

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, OnceLock, PoisonError, Weak},
};

use async_trait::async_trait;
use siar_db::Db;
use siar_domain::id::{CampaignId, NodeId, TenantId};

use crate::{
    blast::{self, BlastActor, BlastConfig, Neighbours, SendFailed, Sender},
    kernel::{ActorRef, CallError, ChildSpec, Kernel, Snapshot, State, SupervisorSpec},
    quota::{self, QuotaActor},
    scheduler::{self, Scheduler},
};

/// Supervisor of the quota actors.
const QUOTA: &str = "quota";
/// Supervisor of the campaigns' actors.
const BLASTS: &str = "blasts";

/// What the campaigns' part of the tree is built from.
pub struct Start {
    /// The database.
    pub db: Db,
    /// This run of the process.
    pub node: NodeId,
    /// Times and bounds.
    pub config: BlastConfig,
    /// Seed of all chance.
    pub seed: u64,
    /// A tenant's session to send through.
    pub sender: Arc<dyn Fn(TenantId) -> Arc<dyn Sender> + Send + Sync>,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start")
            .field("node", &self.node)
            .finish_non_exhaustive()
    }
}

/// The handle. Cheap to clone, usable from any thread.
#[derive(Clone)]
pub struct Campaigns(Arc<Inner>);

struct Inner {
    kernel: OnceLock<Kernel>,
    blast: blast::Parts,
    quota: quota::Parts,
    /// Campaigns that an actor was started for. One that has ended since is told in vain.
    of_tenant: Mutex<BTreeMap<TenantId, BTreeSet<CampaignId>>>,
}

impl std::fmt::Debug for Campaigns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Campaigns").finish_non_exhaustive()
    }
}

struct Reach {
    inner: Weak<Inner>,
    sender: Arc<dyn Fn(TenantId) -> Arc<dyn Sender> + Send + Sync>,
}

#[async_trait]
impl Neighbours for Reach {
    async fn quota(&self, tenant: TenantId) -> Option<ActorRef<QuotaActor>> {
        let inner = self.inner.upgrade()?;
        let kernel = inner.kernel.get()?;
        match kernel.registry().running::<QuotaActor>(&tenant.to_string()) {
            Ok(quota) => Some(quota),
            Err(CallError::Unknown) => {
                let child = quota::child(&inner.quota, tenant);
                let started = kernel.supervisor(path(QUOTA)).start_child(child).await;
                started
                    .inspect_err(
                        |refusal| tracing::warn!(%tenant, %refusal, "the quota's actor was not started"),
                    )
                    .ok()
            }
            Err(_) => None,
        }
    }

    fn sender(&self, tenant: TenantId) -> Arc<dyn Sender> {
        (self.sender)(tenant)
    }
}

fn path(supervisor: &str) -> String {
    format!("root/{supervisor}")
}

impl Campaigns {
    /// The handle, not yet connected: see [`Campaigns::add_to`] and [`Campaigns::connect`].
    #[must_use]
    pub fn new(start: Start) -> Self {
        Self(Arc::new_cyclic(|inner: &Weak<Inner>| {
            let to_wake = inner.clone();
            Inner {
                kernel: OnceLock::new(),
                blast: blast::Parts {
                    db: start.db.clone(),
                    node: start.node,
                    config: start.config,
                    neighbours: Arc::new(Reach {
                        inner: inner.clone(),
                        sender: start.sender,
                    }),
                    seed: start.seed,
                },
                quota: quota::Parts {
                    db: start.db,
                    seed: start.seed,
                    wake: Arc::new(move |campaign| {
                        if let Some(inner) = to_wake.upgrade() {
                            // One that has no actor has nothing to fetch.
                            let _ = inner.ring(campaign);
                        }
                    }),
                },
                of_tenant: Mutex::new(BTreeMap::new()),
            }
        }))
    }

    /// The campaigns' supervisors of the tree: quota, blasts.
    pub fn add_to(&self, root: SupervisorSpec) -> SupervisorSpec {
        root.supervisor(SupervisorSpec::dynamic(QUOTA))
            .supervisor(SupervisorSpec::dynamic(BLASTS))
    }

    /// The scheduler that starts and resumes them.
    pub fn scheduler(&self) -> ChildSpec<Scheduler> {
        scheduler::child(self.0.blast.db.clone(), self.0.blast.node, self.clone())
    }

    /// Gives the handle the running tree.
    pub fn connect(&self, kernel: Kernel) {
        let _ = self.0.kernel.set(kernel);
    }

    /// Wakes the campaign's actor, and starts it if there is none. Needs a tokio runtime.
    pub fn wake(&self, tenant: TenantId, campaign: CampaignId) {
        let Some(kernel) = self.0.kernel.get() else {
            return;
        };
        let told = self.0.ring(campaign);
        if told != Err(CallError::Unknown) {
            // One that restarts looks at its row anyway; one that is parked waits for an operator.
            return;
        }
        self.0
            .of_tenant
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(tenant)
            .or_default()
            .insert(campaign);
        let blasts = kernel.supervisor(path(BLASTS));
        let child = blast::child(&self.0.blast, tenant, campaign);
        tokio::spawn(async move {
            if let Err(refusal) = blasts.start_child(child).await {
                // The scheduler finds it again at its next look.
                tracing::warn!(%campaign, %refusal, "the campaign's actor was not started");
            }
        });
    }

    /// The campaign's worker in the tree, if this node has it.
    #[must_use]
    pub fn worker(&self, campaign: CampaignId) -> Option<Snapshot> {
        let tree = self.0.kernel.get()?.supervisor(path(BLASTS)).snapshot()?;
        let id = campaign.to_string();
        tree.children.into_iter().find(|child| child.id == id)
    }

    /// A person lets the campaign go on: a worker that crashed too often is tried at once. What an operator parked stays parked.
    pub fn revive(&self, tenant: TenantId, campaign: CampaignId) {
        let parked = self
            .worker(campaign)
            .is_some_and(|worker| matches!(worker.state, State::Parked { by_hand: false, .. }));
        let Some(kernel) = self.0.kernel.get().filter(|_| parked) else {
            self.wake(tenant, campaign);
            return;
        };
        let blasts = kernel.supervisor(path(BLASTS));
        tokio::spawn(async move {
            if let Err(refusal) = blasts.unpark(&campaign.to_string()).await {
                tracing::warn!(%campaign, %refusal, "the campaign's actor was not released");
            }
        });
    }

    /// Wakes all running campaigns of a tenant: its session works again. What may resume by itself does.
    pub fn wake_all(&self, tenant: TenantId) {
        for campaign in self.running(tenant) {
            let _ = self.0.ring(campaign);
        }
        self.wake_scheduler();
    }

    /// Tells the tenant's campaigns that a message failed after it was handed over.
    pub fn send_failed(&self, tenant: TenantId, failed: &SendFailed) {
        let Some(kernel) = self.0.kernel.get() else {
            return;
        };
        for campaign in self.running(tenant) {
            // Lost with an actor that restarts: it will ask the engine.
            let _ = kernel
                .registry()
                .tell::<BlastActor, _>(&campaign.to_string(), failed.clone());
        }
    }

    /// The tenant's pace or package has changed.
    pub fn wake_quota(&self, tenant: TenantId) {
        if let Some(kernel) = self.0.kernel.get() {
            let _ = kernel
                .registry()
                .tell::<QuotaActor, _>(&tenant.to_string(), quota::Wake);
        }
    }

    /// A schedule was set, or something that campaigns wait for came about.
    pub fn wake_scheduler(&self) {
        if let Some(kernel) = self.0.kernel.get() {
            let _ = kernel
                .registry()
                .tell::<Scheduler, _>("scheduler", scheduler::Wake);
        }
    }

    fn running(&self, tenant: TenantId) -> Vec<CampaignId> {
        let Some(kernel) = self.0.kernel.get() else {
            return Vec::new();
        };
        let mut all = self
            .0
            .of_tenant
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let Some(campaigns) = all.get_mut(&tenant) else {
            return Vec::new();
        };
        campaigns.retain(|id| {
            !matches!(
                kernel.registry().running::<BlastActor>(&id.to_string()),
                Err(CallError::Unknown)
            )
        });
        campaigns.iter().copied().collect()
    }
}

impl Inner {
    fn ring(&self, campaign: CampaignId) -> Result<(), CallError> {
        match self.kernel.get() {
            Some(kernel) => kernel
                .registry()
                .tell::<BlastActor, _>(&campaign.to_string(), blast::Wake),
            None => Ok(()),
        }
    }
}
