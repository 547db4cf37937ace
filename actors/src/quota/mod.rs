//! Quota and pace of one tenant (SUB-3, CMP-3): all its campaigns lease and settle through here, one after the other, and ask here for
//! slots of the account's pace.
//!
//! *Owns* the order in which a tenant's units are reserved and released, and the account's pacer. *Supervised by* `quota` (dynamic), one
//! child per tenant, called by the tenant's id. *On crash loses* nothing: units stand in `quota_periods`, moved in the same transactions
//! as the ledger; the pacer is restored from `pace_minutes`. *Messages*: [`Take`], [`GiveBack`], [`Leave`], [`Lease`], [`Settle`],
//! [`Wake`].
//!
//! Receipts do not pass through here: the session's actor records them, and the row lock of the period keeps the order.

mod desk;

use std::{sync::Arc, time::Duration};

use actix::{Actor, Handler, Message, ResponseFuture};
use chrono::{DateTime, TimeDelta, Utc};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use siar_db::{
    Db, DbError, Scope,
    ledger::{self, Fence, Fenced, Leased, Moved, Settlement},
    pace, quota,
};
use siar_domain::{
    id::{CampaignId, TenantId},
    pacing::Pacer,
};
use tokio::sync::Mutex;

use crate::{
    kernel::{Backoff, ChildSpec, Context, Restart},
    supervised,
};
use desk::Desk;

pub use desk::Grant;

/// How often the settings are read again without being woken.
const LOOK: Duration = Duration::from_secs(10);
/// Tries to reserve when another process took the last units at the same moment.
const TRIES: usize = 3;

/// What all quota actors are built from.
#[derive(Clone)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Seed of the pacers' chance.
    pub seed: u64,
    /// Wakes a campaign's actor: a slot was put aside for it.
    pub wake: Arc<dyn Fn(CampaignId) + Send + Sync>,
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts").finish_non_exhaustive()
    }
}

/// The actor of one tenant; the id in the registry is the tenant's.
pub fn child(parts: &Parts, tenant: TenantId) -> ChildSpec<QuotaActor> {
    let parts = parts.clone();
    ChildSpec::new(tenant, move || QuotaActor {
        parts: parts.clone(),
        tenant,
        books: Arc::new(Mutex::new(())),
        desk: None,
        rng: ChaCha8Rng::seed_from_u64(parts.seed ^ tenant.0.as_u64_pair().1),
    })
    .restart(Restart::Permanent)
    .backoff(Backoff::default())
    .on_arbiter_of(tenant)
}

/// See the module.
pub struct QuotaActor {
    parts: Parts,
    tenant: TenantId,
    /// Held by whoever moves units of this tenant.
    books: Arc<Mutex<()>>,
    desk: Option<Desk>,
    rng: ChaCha8Rng,
}

supervised!(QuotaActor);

impl std::fmt::Debug for QuotaActor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QuotaActor")
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}

/// A slot of the account's pace, please. Until the pacer is restored, and while the database is away, nothing is granted.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "Option<Grant>")]
pub struct Take {
    /// For whom.
    pub campaign: CampaignId,
    /// How many messages it could send now.
    pub wants: u32,
}

/// Slots that were not used.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct GiveBack {
    /// From the [`Grant`].
    pub at: DateTime<Utc>,
    /// How many.
    pub count: u32,
}

/// A campaign does not wait for slots any more.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Leave(pub CampaignId);

/// The settings may have changed.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Wake;

/// [`ledger::lease`], in its turn.
#[derive(Debug, Clone, Message)]
#[rtype(result = "Result<Result<Leased, Fenced>, DbError>")]
pub struct Lease {
    /// For calls in the tenant's name.
    pub scope: Scope,
    /// The campaign's.
    pub fence: Fence,
    /// How many.
    pub count: usize,
    /// The walk's low-water mark.
    pub low: i32,
    /// For how long.
    pub hold: TimeDelta,
}

/// [`ledger::settle`], in its turn.
#[derive(Debug, Clone, Message)]
#[rtype(result = "Result<Result<Vec<Moved>, Fenced>, DbError>")]
pub struct Settle {
    /// For calls in the tenant's name.
    pub scope: Scope,
    /// The campaign's.
    pub fence: Fence,
    /// What became of whom.
    pub settlements: Vec<Settlement>,
}

impl Actor for QuotaActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.look(ctx);
        ctx.every(LOOK, Self::look);
    }
}

impl QuotaActor {
    /// Restores the pacer, or brings its settings up to date.
    fn look(&mut self, ctx: &mut Context<Self>) {
        let (db, tenant) = (self.parts.db.clone(), self.tenant);
        let looked = async move { db.system(async |tx| pace::load(tx, tenant).await).await };
        ctx.contain(
            looked,
            |this, looked: Result<Result<_, DbError>, _>, ctx| match looked {
                Ok(Ok(pace)) => match &mut this.desk {
                    Some(desk) => desk.set(pace.settings),
                    None => {
                        let now = this.parts.db.clock().now();
                        let pacer = Pacer::restore(pace.settings, now, pace.minutes);
                        this.desk = Some(Desk::new(pacer));
                    }
                },
                Ok(Err(error)) => {
                    tracing::warn!(tenant = %this.tenant, %error, "reading the account's pace");
                }
                Err(panicked) => ctx.fail(panicked),
            },
        );
    }
}

impl Handler<Take> for QuotaActor {
    type Result = Option<Grant>;

    fn handle(&mut self, take: Take, ctx: &mut Context<Self>) -> Option<Grant> {
        let now = self.parts.db.clock().now();
        let Some(desk) = &mut self.desk else {
            self.look(ctx);
            return None;
        };
        let (grant, wake) = desk.take(take.campaign, take.wants, now, &mut self.rng);
        for campaign in wake {
            (self.parts.wake)(campaign);
        }
        Some(grant)
    }
}

impl Handler<GiveBack> for QuotaActor {
    type Result = ();

    fn handle(&mut self, back: GiveBack, _: &mut Context<Self>) {
        if let Some(desk) = &mut self.desk {
            desk.give_back(back.at, back.count);
        }
    }
}

impl Handler<Leave> for QuotaActor {
    type Result = ();

    fn handle(&mut self, leave: Leave, _: &mut Context<Self>) {
        if let Some(desk) = &mut self.desk {
            desk.leave(leave.0);
        }
    }
}

impl Handler<Wake> for QuotaActor {
    type Result = ();

    fn handle(&mut self, _: Wake, ctx: &mut Context<Self>) {
        self.look(ctx);
    }
}

impl Handler<Lease> for QuotaActor {
    type Result = ResponseFuture<Result<Result<Leased, Fenced>, DbError>>;

    fn handle(&mut self, ask: Lease, _: &mut Context<Self>) -> Self::Result {
        let (db, books) = (self.parts.db.clone(), Arc::clone(&self.books));
        Box::pin(async move {
            let _turn = books.lock().await;
            let mut tried = 0;
            loop {
                tried += 1;
                let leased = db
                    .tenant(&ask.scope, async |tx| {
                        ledger::lease(tx, &ask.fence, ask.count, ask.low, ask.hold).await
                    })
                    .await;
                match leased {
                    // Another process of this tenant took the last units meanwhile.
                    Err(DbError::Refused { constraint })
                        if constraint == quota::LIMIT && tried < TRIES => {}
                    other => return other,
                }
            }
        })
    }
}

impl Handler<Settle> for QuotaActor {
    type Result = ResponseFuture<Result<Result<Vec<Moved>, Fenced>, DbError>>;

    fn handle(&mut self, ask: Settle, _: &mut Context<Self>) -> Self::Result {
        let (db, books) = (self.parts.db.clone(), Arc::clone(&self.books));
        Box::pin(async move {
            let _turn = books.lock().await;
            db.tenant(&ask.scope, async |tx| {
                ledger::settle(tx, &ask.fence, &ask.settlements).await
            })
            .await
        })
    }
}
