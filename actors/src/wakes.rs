//! Wake-ups: somebody changed rows, and the actor whose rows they are should look now rather than at its next look.
//!
//! A wake-up carries no data, may be lost and may come twice: the rows are the truth, and every actor also looks by itself.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use siar_domain::id::{CampaignId, TenantId};

use crate::{
    blast::SendFailed,
    campaigns::Campaigns,
    import::{self, Imports},
    kernel::{CallError, Kernel, Lookup, State},
    session::{self, News, SessionActor},
};

/// Wakes actors, and starts those that are not there. Cheap to clone; usable from any thread with a tokio runtime.
#[derive(Clone)]
pub struct Wakes(Arc<Inner>);

struct Inner {
    /// Set once the tree is there; before that there is nobody to wake.
    kernel: OnceLock<Kernel>,
    sessions: OnceLock<session::Shared>,
    campaigns: OnceLock<Campaigns>,
}

impl std::fmt::Debug for Wakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wakes")
    }
}

impl Wakes {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Inner {
            kernel: OnceLock::new(),
            sessions: OnceLock::new(),
            campaigns: OnceLock::new(),
        }))
    }

    /// What the sessions' actors are made from.
    pub(crate) fn know_sessions(&self, shared: session::Shared) {
        let _ = self.0.sessions.set(shared);
    }

    /// What reaches the campaigns' actors.
    pub(crate) fn know_campaigns(&self, campaigns: Campaigns) {
        let _ = self.0.campaigns.set(campaigns);
    }

    /// Whom to wake.
    pub(crate) fn know_kernel(&self, kernel: Kernel) {
        let _ = self.0.kernel.set(kernel);
    }

    /// The tree, once it is there: for slices that wake actors of their own.
    #[must_use]
    pub fn kernel(&self) -> Option<&Kernel> {
        self.0.kernel.get()
    }

    /// The session's row was changed. Starts the actor if there is none.
    pub fn session(&self, tenant: TenantId) {
        let (Some(kernel), Some(shared)) = (self.0.kernel.get(), self.0.sessions.get()) else {
            return;
        };
        let told = kernel
            .registry()
            .tell::<SessionActor, _>(&tenant.to_string(), session::Wake);
        if told != Err(CallError::Unknown) {
            // One that restarts looks at its row anyway; one that is parked waits for an operator.
            ignore_lost(told);
            return;
        }
        let sessions = kernel.supervisor(session::SUPERVISOR);
        let child = session::child(shared, tenant);
        tokio::spawn(async move {
            if let Err(refusal) = sessions.start_child(child).await {
                // The fleet finds it again at its next look.
                tracing::debug!(%tenant, %refusal, "the session's actor was not started");
            }
        });
    }

    /// A person asked for the session: one that was parked because it crashed too often gets another try.
    pub fn revive_session(&self, tenant: TenantId) {
        let Some(kernel) = self.0.kernel.get() else {
            return;
        };
        let id = tenant.to_string();
        if !matches!(
            kernel.registry().lookup::<SessionActor>(&id),
            Lookup::Parked
        ) {
            self.session(tenant);
            return;
        }
        let sessions = kernel.supervisor(session::SUPERVISOR);
        tokio::spawn(async move {
            if let Err(refusal) = sessions.unpark(&id).await {
                tracing::warn!(%tenant, %refusal, "the session's actor was not released");
            }
        });
    }

    /// The campaign's row or its ledger was changed. Starts the actor if there is none.
    pub fn campaign(&self, tenant: TenantId, campaign: CampaignId) {
        if let Some(campaigns) = self.0.campaigns.get() {
            campaigns.wake(tenant, campaign);
        }
    }

    /// A person lets the campaign go on: one that was parked because it crashed too often gets another try.
    pub fn revive_campaign(&self, tenant: TenantId, campaign: CampaignId) {
        if let Some(campaigns) = self.0.campaigns.get() {
            campaigns.revive(tenant, campaign);
        }
    }

    /// Since when the campaign's worker stands still on this node, if it does.
    #[must_use]
    pub fn stuck_since(&self, campaign: CampaignId) -> Option<DateTime<Utc>> {
        let worker = self.0.campaigns.get()?.worker(campaign)?;
        matches!(worker.state, State::Parked { .. }).then_some(worker.since)
    }

    /// A schedule was set or taken back, or something that paused campaigns wait for came about.
    pub fn scheduler(&self) {
        if let Some(campaigns) = self.0.campaigns.get() {
            campaigns.wake_scheduler();
        }
    }

    /// The tenant's pace, package or subscription was changed.
    pub fn quota(&self, tenant: TenantId) {
        if let Some(campaigns) = self.0.campaigns.get() {
            campaigns.wake_quota(tenant);
        }
    }

    /// There may be an import to take.
    pub fn imports(&self) {
        if let Some(kernel) = self.0.kernel.get() {
            ignore_lost(
                kernel
                    .registry()
                    .tell::<Imports, _>("imports", import::Wake),
            );
        }
    }

    /// Told by a session to those who send through it.
    pub(crate) fn news(&self, tenant: TenantId, news: &News) {
        let Some(campaigns) = self.0.campaigns.get() else {
            return;
        };
        match news {
            News::Campaign(campaign) => campaigns.wake(tenant, *campaign),
            News::SendFailed {
                message_id,
                trouble,
            } => {
                let failed = SendFailed {
                    message_id: message_id.clone(),
                    trouble: trouble.clone(),
                };
                campaigns.send_failed(tenant, &failed);
            }
            News::Working => campaigns.wake_all(tenant),
        }
    }

    /// Stops the whole tree: this process was replaced.
    pub(crate) fn stop_tree(&self) {
        if let Some(kernel) = self.0.kernel.get().cloned() {
            tokio::spawn(async move { kernel.stop().await });
        }
    }
}

/// A wake-up that does not arrive is made good by the actor's own look at the rows.
fn ignore_lost(told: Result<(), CallError>) {
    if let Err(error) = told {
        tracing::debug!(%error, "wake-up lost");
    }
}
