//! Hold a running campaign.

use actix_web::{post, web};
use serde_json::json;
use siar_db::campaigns;
use siar_domain::{campaign::PauseReason, id::CampaignId, permission::Permission};

use super::{Campaign, moved, note, refusal};
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// Pause a campaign; what is being submitted finishes
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path)),
    responses(
        (status = 200, body = Envelope<Campaign>),
        (status = 409, description = "`wrong_state`"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.send")))
)]
#[post("/campaigns/{id}/pause")]
pub(crate) async fn pause(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
) -> ApiResult<Campaign> {
    let scope = caller.allowed(Permission::CampaignsSend)?;
    let tenant = scope.tenant();
    let campaign = state
        .db
        .tenant(scope, async |tx| {
            moved(campaigns::pause(tx, tenant, *id, PauseReason::ByHand).await?)?;
            note(tx, scope, "campaign.pause", *id, json!({})).await?;
            campaigns::get(tx, tenant, *id).await.map_err(refusal)
        })
        .await?;
    state.actors.wake_campaign(tenant, *id);
    Ok(Answer::ok(campaign.into()))
}
