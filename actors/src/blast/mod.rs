//! Running campaigns (CMP-4 to CMP-6): one actor for each sends to its recipients at the account's pace, exactly once each.
//!
//! *Owns* one campaign, by a claim with an epoch. *Supervised by* `blasts` (dynamic); called by the campaign's id. *On crash loses*
//! nothing: the next life claims the campaign again, which fences this one off, hands back what was leased and finds out about what was
//! being submitted. *Messages*: [`Wake`], [`SendFailed`].
//!
//! ```text
//! claim ─► take over ─► ┌─► in doubt? ask the engine ─► slot ─► lease ─► id ─► text ─► commit `submitting` ─► submit ─┐
//!                       └──────────────── receipts come by the session's actor, and wake ◄────────────────────────────┘
//! ```
//! It ends by itself when nothing is open, or when the campaign is paused or cancelled and nothing is in doubt any more.

mod claim;
mod config;
mod doubt;
mod line;
mod run;
mod send;
mod sender;
#[cfg(test)]
mod tests;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use actix::{Actor, ActorContext, Handler, Message, Running};
use async_trait::async_trait;
use siar_db::Db;
use siar_domain::id::{CampaignId, NodeId, TenantId};
use siar_engines::{MessageId, Trouble};
use tokio::sync::{Notify, watch};

use crate::{
    kernel::{ActorRef, ChildSpec, Context, Restart},
    quota::QuotaActor,
    supervised,
};

pub use config::BlastConfig;
pub(crate) use doubt::evidence_of;
pub(crate) use line::SessionLine;
pub use sender::{NoAnswer, Readiness, Sender};

/// Whom a campaign's actor talks to.
#[async_trait]
pub trait Neighbours: Send + Sync {
    /// The tenant's quota actor, started if need be; none while it cannot be had.
    async fn quota(&self, tenant: TenantId) -> Option<ActorRef<QuotaActor>>;

    /// The tenant's session.
    fn sender(&self, tenant: TenantId) -> Arc<dyn Sender>;
}

/// What campaigns' actors are built from.
#[derive(Clone)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// This run of the process.
    pub node: NodeId,
    /// Times and bounds.
    pub config: BlastConfig,
    /// Whom they talk to.
    pub neighbours: Arc<dyn Neighbours>,
    /// Seed of their chance.
    pub seed: u64,
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts")
            .field("node", &self.node)
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

/// The actor of one campaign; the id in the registry is the campaign's.
pub fn child(parts: &Parts, tenant: TenantId, campaign: CampaignId) -> ChildSpec<BlastActor> {
    let parts = parts.clone();
    ChildSpec::new(campaign, move || BlastActor {
        parts: parts.clone(),
        campaign,
        bell: Arc::new(Bell::default()),
        stop: watch::Sender::new(false),
        ended: watch::Sender::new(false),
    })
    .restart(Restart::Transient)
    .on_arbiter_of(tenant)
}

/// Rows have changed: look again.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Wake;

/// A message failed after it was handed over. Told to all campaigns of the tenant; the one that sent it knows the id.
#[derive(Debug, Clone, Message)]
#[rtype(result = "()")]
pub struct SendFailed {
    /// Which.
    pub message_id: MessageId,
    /// Why.
    pub trouble: Trouble,
}

/// See the module.
pub struct BlastActor {
    parts: Parts,
    campaign: CampaignId,
    bell: Arc<Bell>,
    stop: watch::Sender<bool>,
    ended: watch::Sender<bool>,
}

supervised!(BlastActor);

impl std::fmt::Debug for BlastActor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BlastActor")
            .field("campaign", &self.campaign)
            .finish_non_exhaustive()
    }
}

/// What wakes the loop, and what it is told.
#[derive(Debug, Default)]
struct Bell {
    notify: Notify,
    failed: Mutex<VecDeque<SendFailed>>,
}

/// Failures kept until the loop looks; more than can be in flight are not its own.
const FAILED_KEPT: usize = 4_096;

impl Bell {
    fn failed(&self, failed: SendFailed) {
        let mut kept = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back(failed);
        if kept.len() > FAILED_KEPT {
            kept.pop_front();
        }
    }

    fn take_failed(&self) -> VecDeque<SendFailed> {
        std::mem::take(&mut *self.failed.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Actor for BlastActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let run = run::run(
            self.parts.clone(),
            self.campaign,
            Arc::clone(&self.bell),
            self.stop.subscribe(),
        );
        ctx.contain(run, |this, outcome, ctx| {
            this.ended.send_replace(true);
            match outcome {
                // Paused, ended, or held by another node: whoever changes that wakes it again.
                Ok(Ok(())) => ctx.stop(),
                Ok(Err(error)) => ctx.fail(error),
                Err(panicked) => ctx.fail(panicked),
            }
        });
    }

    fn stopping(&mut self, ctx: &mut Self::Context) -> Running {
        self.stop.send_replace(true);
        let mut ended = self.ended.subscribe();
        ctx.close_with(async move {
            // What is in hand is finished, the claim is given up. The child's deadline bounds it.
            let _ = ended.wait_for(|ended| *ended).await;
        })
    }
}

impl Handler<Wake> for BlastActor {
    type Result = ();

    fn handle(&mut self, _: Wake, _: &mut Context<Self>) {
        self.bell.notify.notify_one();
    }
}

impl Handler<SendFailed> for BlastActor {
    type Result = ();

    fn handle(&mut self, failed: SendFailed, _: &mut Context<Self>) {
        self.bell.failed(failed);
        self.bell.notify.notify_one();
    }
}
