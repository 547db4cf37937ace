//! Go on with a paused campaign.

use actix_web::{http::StatusCode, post, web};
use serde_json::json;
use siar_db::campaigns::{self, Shift};
use siar_domain::{campaign::CampaignState, id::CampaignId, permission::Permission};

use super::{Campaign, moved, note, refusal, start::started};
use crate::{
    ApiError, Caller, Envelope, IdempotencyHeader, Once, Repeatable, State, openapi::Refusals,
};

/// Resume a paused campaign
///
/// One whose time was missed, or whose template was changed, starts now.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), IdempotencyHeader),
    responses(
        (status = 200, body = Envelope<Campaign>),
        (status = 409, description = "`wrong_state`, or what a start may answer"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.send")))
)]
#[post("/campaigns/{id}/resume")]
pub(crate) async fn resume(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    id: web::Path<CampaignId>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::CampaignsSend)?;
    let tenant = scope.tenant();
    let answer = once
        .run(&state, scope, StatusCode::OK, async |tx| {
            match campaigns::resume(tx, tenant, *id).await? {
                Shift::WrongState(CampaignState::Paused) => {
                    started(campaigns::start(tx, tenant, *id).await?)?;
                }
                shift => moved(shift)?,
            }
            note(tx, scope, "campaign.resume", *id, json!({})).await?;
            let campaign = campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
            Ok(Campaign::from(campaign))
        })
        .await?;
    state.actors.revive_campaign(tenant, *id);
    Ok(answer)
}
