//! How fast a campaign went, over its life.

use actix_web::{get, web};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use siar_db::campaigns;
use siar_domain::{id::CampaignId, permission::Permission, progress::point_length};
use utoipa::ToSchema;

use super::refusal;
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// A curve of messages over time.
#[derive(Debug, Serialize, ToSchema)]
pub struct RateCurve {
    /// When the first point begins: the start of the campaign. Null before.
    pub from: Option<DateTime<Utc>>,
    /// When the last point ends, which may be short: now, or the end of the campaign. Null before the start.
    pub to: Option<DateTime<Utc>>,
    /// How long each point stands for, seconds. It grows with the campaign, so that there are at most 120 points.
    pub point_seconds: i64,
    /// Messages that WhatsApp took in each point, one after the other, up to now or to the campaign's end.
    pub sent: Vec<i64>,
}

/// How many messages went out when
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path)),
    responses((status = 200, body = Envelope<RateCurve>), Refusals),
    extensions(("x-permission" = json!("campaigns.read")))
)]
#[get("/campaigns/{id}/rate")]
pub(crate) async fn rate(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
) -> ApiResult<RateCurve> {
    let scope = caller.allowed(Permission::CampaignsRead)?;
    let tenant = scope.tenant();
    let now = state.clock.now();
    let curve = state
        .db
        .tenant(scope, async |tx| {
            let campaign = campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
            let end = campaign.finished_at.unwrap_or(now);
            let length = point_length(
                campaign
                    .started_at
                    .map_or(TimeDelta::zero(), |start| end - start),
            );
            let sent = match campaign.started_at {
                // The message that ended it lies at the very end.
                Some(start) => {
                    let end = end + TimeDelta::milliseconds(1);
                    campaigns::sent_over_time(tx, tenant, *id, start, end, length).await?
                }
                None => Vec::new(),
            };
            Ok::<_, crate::ApiError>(RateCurve {
                from: campaign.started_at,
                to: campaign.started_at.map(|_| end),
                point_seconds: length.num_seconds(),
                sent,
            })
        })
        .await?;
    Ok(Answer::ok(curve))
}
