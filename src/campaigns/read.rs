//! One campaign, with its rate and when it will be done.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::{DbError, campaigns, pace};
use siar_domain::{
    campaign::CampaignState,
    id::CampaignId,
    pacing::{Pacer, Slot, Wait, WaitReason, shared},
    permission::Permission,
};
use utoipa::ToSchema;

use super::{Campaign, refusal};
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// A campaign and its progress.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignDetail {
    /// The campaign.
    #[serde(flatten)]
    pub campaign: Campaign,
    /// The share of recipients that need no more work, 0 to 1.
    pub fraction: f64,
    /// Messages per minute since the start, while it runs.
    pub per_minute: Option<f64>,
    /// Seconds until it is done at the account's pace, while it runs.
    pub eta_seconds: Option<i64>,
    /// When that is.
    pub done_at: Option<DateTime<Utc>>,
    /// Until when the account's pace lets nothing be sent, and why, while it runs: what waits for an hour or a day is no fault.
    pub waiting: Option<Wait>,
    /// Its worker crashed too often and is tried again after a while: nothing is sent meanwhile, and an alert tells the administrator.
    pub stuck_since: Option<DateTime<Utc>>,
}

/// One campaign
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path)),
    responses((status = 200, body = Envelope<CampaignDetail>), Refusals),
    extensions(("x-permission" = json!("campaigns.read")))
)]
#[get("/campaigns/{id}")]
pub(crate) async fn read(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
) -> ApiResult<CampaignDetail> {
    let scope = caller.allowed(Permission::CampaignsRead)?;
    let tenant = scope.tenant();
    let (campaign, pace, others) = state
        .db
        .tenant(scope, async |tx| {
            let campaign = campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
            if campaign.state != CampaignState::Running {
                return Ok((campaign, None, Vec::new()));
            }
            let pace = match pace::load(tx, tenant).await {
                Ok(pace) => Some(pace),
                Err(DbError::NotFound) => None,
                Err(error) => return Err(error.into()),
            };
            let others = campaigns::others_left(tx, tenant, *id).await?;
            Ok::<_, crate::ApiError>((campaign, pace, others))
        })
        .await?;
    let now = state.clock.now();
    let pacer: Option<Pacer<CampaignId>> =
        pace.map(|pace| Pacer::restore(pace.settings, now, pace.minutes));
    let eta = pacer.as_ref().map(|pacer| {
        let own = u64::try_from(campaign.counts.open()).unwrap_or_default();
        pacer.eta(now, shared(own, &others))
    });
    let waiting = pacer.and_then(|pacer| match pacer.slot(now) {
        Slot::Later(wait) if wait.reason != WaitReason::Delay => Some(wait),
        _ => None,
    });
    let per_minute = campaign
        .started_at
        .filter(|_| campaign.state == CampaignState::Running)
        .map(|started| (now - started).num_milliseconds())
        .filter(|elapsed| *elapsed > 0)
        .map(|elapsed| per_minute(campaign.counts.out(), elapsed));
    Ok(Answer::ok(CampaignDetail {
        fraction: campaign.counts.fraction(),
        per_minute,
        eta_seconds: eta.map(|eta| eta.num_seconds().max(0)),
        done_at: eta.and_then(|eta| now.checked_add_signed(eta)),
        waiting,
        stuck_since: (campaign.state == CampaignState::Running)
            .then(|| state.actors.stuck_since(*id))
            .flatten(),
        campaign: campaign.into(),
    }))
}

/// Messages a minute, to a tenth.
#[expect(
    clippy::cast_precision_loss,
    reason = "a rate for people, far below the bound of exact numbers"
)]
fn per_minute(out: i64, elapsed_ms: i64) -> f64 {
    (out as f64 * 600_000.0 / elapsed_ms as f64).round() / 10.0
}
