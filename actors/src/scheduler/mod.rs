//! The scheduler (CMP-1, CMP-4): starts campaigns whose time has come, resumes those that may go on by themselves, and finds those that
//! run without an actor.
//!
//! *Owns* nothing: every look starts from the rows, so the look after a crash is the everyday one. *Supervised by* the root. *On crash
//! loses* nothing. *Messages*: [`Wake`].
//!
//! A schedule that is overdue (the process was down) starts once, if it is not later than the campaign's bound; else the campaign is held
//! with `schedule_missed` until a person decides. So is one whose template asks for more than when its time was set (`template_changed`).

use std::time::Duration;

use actix::{Actor, Handler, Message};
use chrono::TimeDelta;
use siar_db::{
    Db, DbError,
    campaigns::{self, Due, Start},
};
use siar_domain::{
    campaign::PauseReason,
    id::{CampaignId, NodeId, TenantId},
};

use crate::{
    campaigns::Campaigns,
    kernel::{ChildSpec, Context},
    supervised,
};

/// How often the rows are looked at without being woken.
const LOOK: Duration = Duration::from_secs(1);

/// There may be something to start.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Wake;

/// See the module.
#[derive(Debug)]
pub struct Scheduler {
    db: Db,
    node: NodeId,
    campaigns: Campaigns,
    looking: bool,
    look_again: bool,
}

supervised!(Scheduler);

/// The place of the scheduler in the tree; the id in the registry is `scheduler`.
pub fn child(db: Db, node: NodeId, campaigns: Campaigns) -> ChildSpec<Scheduler> {
    ChildSpec::new("scheduler", move || Scheduler {
        db: db.clone(),
        node,
        campaigns: campaigns.clone(),
        looking: false,
        look_again: false,
    })
}

impl Actor for Scheduler {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.look(ctx);
        ctx.every(LOOK, Self::look);
    }
}

impl Handler<Wake> for Scheduler {
    type Result = ();

    fn handle(&mut self, _: Wake, ctx: &mut Context<Self>) {
        self.look(ctx);
    }
}

impl Scheduler {
    fn look(&mut self, ctx: &mut Context<Self>) {
        if self.looking {
            self.look_again = true;
            return;
        }
        self.looking = true;
        let looked = look(self.db.clone(), self.node);
        ctx.contain(looked, |this, looked, ctx| {
            this.looking = false;
            match looked {
                Ok(Ok(wanted)) => {
                    for (tenant, campaign) in wanted {
                        this.campaigns.wake(tenant, campaign);
                    }
                }
                Ok(Err(error)) => tracing::warn!(%error, "looking for campaigns"),
                Err(panicked) => ctx.fail(panicked),
            }
            if std::mem::take(&mut this.look_again) {
                this.look(ctx);
            }
        });
    }
}

/// One look: starts, resumes, and answers the campaigns that want an actor here.
async fn look(db: Db, node: NodeId) -> Result<Vec<(TenantId, CampaignId)>, DbError> {
    for due in db.system(async |tx| campaigns::due(tx).await).await? {
        if let Err(error) = start(&db, &due).await {
            // One campaign's trouble is not the others'; it is due at the next look, too.
            tracing::warn!(campaign = %due.campaign, %error, "a scheduled campaign was not started");
        }
    }
    db.system(async |tx| {
        campaigns::resume_where_gone(tx).await?;
        campaigns::wanted(tx, node).await
    })
    .await
}

async fn start(db: &Db, due: &Due) -> Result<(), DbError> {
    let Due {
        tenant, campaign, ..
    } = *due;
    let late = db.clock().now() - due.scheduled_at;
    let held = campaigns::asks_for_more(db, tenant, campaign).await?;
    db.system(async |tx| {
        if late > TimeDelta::seconds(due.late_bound_seconds.into()) {
            campaigns::pause(tx, tenant, campaign, PauseReason::ScheduleMissed).await?;
            return Ok(());
        }
        if held {
            campaigns::pause(tx, tenant, campaign, PauseReason::TemplateChanged).await?;
            return Ok(());
        }
        match campaigns::start(tx, tenant, campaign).await? {
            Start::Started { queued, skipped } => {
                tracing::info!(%campaign, queued, skipped, "scheduled campaign started");
            }
            // Somebody was faster, or changed their mind.
            Start::WrongState(_) | Start::NotFound => {}
            Start::NoRecipients => campaigns::fail(tx, tenant, campaign, "no_recipients").await?,
            Start::NoSubscription => {
                campaigns::fail(tx, tenant, campaign, "no_subscription").await?;
            }
            Start::BadText => campaigns::fail(tx, tenant, campaign, "bad_text").await?,
        }
        Ok::<_, DbError>(())
    })
    .await
}
