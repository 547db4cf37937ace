//! A claimed campaign and what its actor knows of it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use siar_db::{
    DbError,
    campaigns::{self, Claim, Claimed},
    ledger::{self, InFlight},
};
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    id::{CampaignId, TenantId},
    retry::FailureWatch,
    template::{Template, TemplateError},
};

use super::{Bell, Parts, Sender};
use crate::{
    kernel::{ActorRef, CallError},
    quota::QuotaActor,
};

/// Why a life of the actor cannot go on. The next one claims the campaign again.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The tenant's quota actor.
    #[error("the tenant's quota: {0:?}")]
    Quota(CallError),
    /// The text cannot be compiled any more.
    #[error("the campaign's text: {0}")]
    Text(#[from] TemplateError),
    /// The database or a neighbour did not answer.
    #[error("{0} took too long")]
    Late(&'static str),
}

impl Broken {
    /// Whether claiming again in a moment is all that it takes: the database restarts, a neighbour restarts, an answer was lost.
    pub(super) const fn is_passing(&self) -> bool {
        match self {
            Self::Db(error) => error.is_passing(),
            Self::Quota(error) => !matches!(error, CallError::Parked),
            Self::Late(_) => true,
            Self::Text(_) => false,
        }
    }
}

/// A message that was handed over, or was about to be, and has no outcome.
#[derive(Debug, Clone)]
pub(super) struct Flight {
    pub(super) attempt: i16,
    pub(super) message_id: String,
    pub(super) profile_life: Option<i64>,
    pub(super) submitted_at: DateTime<Utc>,
    /// When the engine is asked about it.
    pub(super) check_at: DateTime<Utc>,
}

/// One run of a claimed campaign.
pub(super) struct Run {
    pub(super) parts: Parts,
    pub(super) campaign: CampaignId,
    pub(super) bell: Arc<Bell>,
    pub(super) tenant: TenantId,
    pub(super) claimed: Claimed,
    pub(super) template: Template,
    pub(super) sender: Arc<dyn Sender>,
    pub(super) state: CampaignState,
    pub(super) lease_until: DateTime<Utc>,
    /// The walk's low-water mark.
    pub(super) low: i32,
    pub(super) flights: BTreeMap<i32, Flight>,
    pub(super) watch: FailureWatch,
    pub(super) rng: ChaCha8Rng,
    /// Since when the session is away.
    pub(super) away_since: Option<DateTime<Utc>>,
    /// Since when look-ups can be believed.
    pub(super) caught_up_since: Option<DateTime<Utc>>,
    /// When the campaign's state was last read.
    renewed_at: DateTime<Utc>,
    /// When flights were last compared with the ledger, and whether something came in since.
    pub(super) compared_at: DateTime<Utc>,
    pub(super) receipts_wait: bool,
    quota: Option<ActorRef<QuotaActor>>,
}

/// A state that was read within this time need not be read again for a wake-up.
const FRESH: TimeDelta = TimeDelta::milliseconds(500);

/// What claiming led to.
pub(super) enum Taken {
    /// Ours, and what earlier runs left is taken over.
    Ours(Box<Run>),
    /// Another node holds it until then.
    Held(DateTime<Utc>),
    /// There is nothing to do.
    Idle,
}

pub(super) fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}

impl Run {
    /// Claims the campaign and takes over what earlier runs left.
    pub(super) async fn claim(
        parts: &Parts,
        campaign: CampaignId,
        bell: &Arc<Bell>,
    ) -> Result<Taken, Broken> {
        let (node, hold) = (parts.node, delta(parts.config.lease));
        let claim = parts
            .db
            .system(async |tx| campaigns::claim(tx, node, campaign, hold).await)
            .await?;
        let claimed = match claim {
            Claim::Yours(claimed) => *claimed,
            Claim::Held(until) => return Ok(Taken::Held(until)),
            Claim::Idle => return Ok(Taken::Idle),
        };
        let left = parts
            .db
            .tenant(&claimed.scope, async |tx| {
                ledger::hand_back(tx, &claimed.fence).await
            })
            .await?;
        let Ok(left) = left else {
            return Ok(Taken::Held(parts.db.clock().now()));
        };
        let now = parts.db.clock().now();
        let tenant = claimed.scope.tenant();
        if !left.is_empty() {
            tracing::info!(%campaign, in_doubt = left.len(), epoch = claimed.fence.epoch(), "took over messages in doubt");
        }
        Ok(Taken::Ours(Box::new(Self {
            template: Template::compile(&claimed.body)?,
            sender: parts.neighbours.sender(tenant),
            state: claimed.state,
            lease_until: claimed.lease_until,
            low: 0,
            flights: left.into_iter().map(|one| flight(one, now)).collect(),
            watch: FailureWatch::new(parts.config.failures),
            rng: ChaCha8Rng::seed_from_u64(
                parts.seed ^ campaign.0.as_u64_pair().1 ^ claimed.fence.epoch().unsigned_abs(),
            ),
            away_since: None,
            caught_up_since: None,
            renewed_at: now,
            compared_at: now,
            receipts_wait: false,
            quota: None,
            parts: parts.clone(),
            campaign,
            bell: Arc::clone(bell),
            tenant,
            claimed,
        })))
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.parts.db.clock().now()
    }

    /// Renews the claim and reads the campaign's state. False: another run has it.
    pub(super) async fn renew(&mut self) -> Result<bool, Broken> {
        let hold = delta(self.parts.config.lease);
        let fence = self.claimed.fence;
        let renewed = self
            .parts
            .db
            .tenant(&self.claimed.scope, async |tx| {
                campaigns::renew(tx, &fence, hold).await
            })
            .await?;
        let Some((state, until)) = renewed else {
            return Ok(false);
        };
        if state == CampaignState::Running && self.state != CampaignState::Running {
            // A person resumed it: what went wrong before is mended, they say.
            self.watch.reset();
            self.away_since = None;
        }
        self.state = state;
        self.lease_until = until;
        self.renewed_at = self.now();
        Ok(true)
    }

    /// Whether the claim is to be renewed: a third of it is over, or somebody woke us, who may have changed the state. Receipts wake
    /// often; leasing and submitting look at the state by themselves.
    pub(super) fn renew_due(&self, woken: bool) -> bool {
        let now = self.now();
        let asleep = self.state != CampaignState::Running || now - self.renewed_at >= FRESH;
        woken && asleep || self.lease_until - now < delta(self.parts.config.lease) * 2 / 3
    }

    /// The tenant's quota actor.
    pub(super) async fn quota(&mut self) -> Option<ActorRef<QuotaActor>> {
        if !self.quota.as_ref().is_some_and(ActorRef::is_running) {
            self.quota = self.parts.neighbours.quota(self.tenant).await;
        }
        self.quota.clone()
    }

    /// Pauses the campaign (CMP-4).
    pub(super) async fn pause(&mut self, reason: PauseReason) -> Result<(), Broken> {
        tracing::info!(campaign = %self.campaign, reason = reason.as_str(), "campaign paused by itself");
        let fence = self.claimed.fence;
        self.parts
            .db
            .tenant(&self.claimed.scope, async |tx| {
                campaigns::pause_fenced(tx, &fence, reason).await
            })
            .await?;
        self.renew().await?;
        Ok(())
    }
}

fn flight(one: InFlight, now: DateTime<Utc>) -> (i32, Flight) {
    let flight = Flight {
        attempt: one.attempt,
        message_id: one.message_id,
        profile_life: one.profile_epoch,
        submitted_at: one.submitted_at,
        check_at: now,
    };
    (one.ordinal, flight)
}
