//! Fleet: this process as one of several nodes.
//!
//! *Owns* the node's heartbeat. *Supervised by* the root. *On crash loses* nothing: everything is in rows. *Messages*: [`Wake`].
//!
//! It records in the rows which sessions no longer run here because their actor is parked: a parked actor cannot, and a row that went on
//! saying `reconnecting` would be a lie.
//!
//! It looks for sessions that need an owner (at boot: all that were running; later: those whose owner died, and those whose wake-up was
//! lost) and wakes an actor for each. Which session actually becomes whose is decided by the claim, not here.

use std::time::Duration;

use actix::{Actor, Handler, Message};
use chrono::{DateTime, TimeDelta, Utc};
use siar_db::{DbError, nodes, sessions};
use siar_domain::id::{CampaignId, TenantId};

use crate::{
    kernel::{ChildSpec, Context, State},
    session::{self, Shared},
    supervised,
    wakes::Wakes,
};

/// How often the node says that it lives.
const BEAT: Duration = Duration::from_secs(5);
/// How often sessions without an owner are looked for.
const LOOK: Duration = Duration::from_secs(5);

/// Look for sessions without an owner now.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Wake;

/// See the module.
#[derive(Debug)]
pub struct Fleet {
    shared: Shared,
    wakes: Wakes,
    looking: bool,
}

supervised!(Fleet);

/// The fleet's place in the tree; its id is `fleet`.
pub fn child(shared: &Shared, wakes: &Wakes) -> ChildSpec<Fleet> {
    let (shared, wakes) = (shared.clone(), wakes.clone());
    ChildSpec::new("fleet", move || Fleet {
        shared: shared.clone(),
        wakes: wakes.clone(),
        looking: false,
    })
}

impl Actor for Fleet {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.look(ctx);
        ctx.every(BEAT, |fleet, ctx| fleet.beat(ctx));
        ctx.every(LOOK, |fleet, ctx| fleet.look(ctx));
    }
}

impl Handler<Wake> for Fleet {
    type Result = ();
    fn handle(&mut self, _: Wake, ctx: &mut Self::Context) {
        self.look(ctx);
    }
}

impl Fleet {
    fn beat(&self, ctx: &mut Context<Self>) {
        let (db, node) = (self.shared.db.clone(), self.shared.node);
        let beaten = async move { db.system(async |tx| nodes::beat(tx, node).await).await };
        ctx.contain(beaten, |fleet, beaten, _| match beaten {
            Ok(Ok(nodes::Beat::Recorded)) => {}
            Ok(Ok(nodes::Beat::Replaced)) => {
                tracing::error!(
                    "another process was started under this node's name: this one stops"
                );
                fleet.wakes.stop_tree();
            }
            Ok(Err(error)) => tracing::warn!(%error, "the node's heartbeat was not recorded"),
            Err(panicked) => tracing::error!(%panicked, "heartbeat"),
        });
    }

    fn look(&mut self, ctx: &mut Context<Self>) {
        if self.looking {
            return;
        }
        self.looking = true;
        let parked = self.parked();
        let (db, node) = (self.shared.db.clone(), self.shared.node);
        let found = async move {
            let mut paused = Vec::new();
            for Parked {
                tenant,
                why,
                lease_until,
            } in parked
            {
                let campaigns = db
                    .system(async |tx| {
                        sessions::out_of_service(tx, node, tenant, &why, lease_until).await
                    })
                    .await?;
                paused.extend(campaigns.into_iter().map(|campaign| (tenant, campaign)));
            }
            let wanted = db.system(async |tx| sessions::wanted(tx).await).await?;
            Ok((paused, wanted))
        };
        ctx.contain(
            found,
            |fleet, found: Result<Result<Found, DbError>, _>, _| {
                fleet.looking = false;
                match found {
                    Ok(Ok((paused, wanted))) => {
                        for (tenant, campaign) in paused {
                            fleet.wakes.campaign(tenant, campaign);
                        }
                        for tenant in wanted {
                            fleet.wakes.session(tenant);
                        }
                    }
                    Ok(Err(error)) => {
                        tracing::warn!(%error, "sessions without an owner could not be looked for");
                    }
                    Err(panicked) => tracing::error!(%panicked, "looking for sessions"),
                }
            },
        );
    }

    /// The sessions whose actor is parked in this process.
    fn parked(&self) -> Vec<Parked> {
        let sessions = self
            .wakes
            .kernel()
            .and_then(|kernel| kernel.supervisor(session::SUPERVISOR).snapshot());
        let lease = TimeDelta::from_std(self.shared.config.lease).unwrap_or_default();
        let children = sessions.map_or_else(Vec::new, |sessions| sessions.children);
        children
            .into_iter()
            .filter_map(|child| match child.state {
                State::Parked { reason, .. } => Some(Parked {
                    tenant: child.id.parse().ok()?,
                    why: reason,
                    lease_until: child.since + lease,
                }),
                _ => None,
            })
            .collect()
    }
}

/// A session whose actor is parked.
struct Parked {
    tenant: TenantId,
    why: String,
    /// The longest lease that it can have taken before.
    lease_until: DateTime<Utc>,
}

/// Campaigns that were paused, and sessions that need an owner.
type Found = (Vec<(TenantId, CampaignId)>, Vec<TenantId>);
