//! Delete a draft.

use actix_web::{delete, web};
use siar_db::campaigns;
use siar_domain::{id::CampaignId, permission::Permission};

use super::moved;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals,
};

/// Delete a draft
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path)),
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`wrong_state`: only drafts are deleted"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.write")))
)]
#[delete("/campaigns/{id}")]
pub(crate) async fn delete(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
) -> ApiResult<Done> {
    let scope = caller.allowed(Permission::CampaignsWrite)?;
    let tenant = scope.tenant();
    let shift = state
        .db
        .tenant(scope, async |tx| {
            campaigns::delete_draft(tx, tenant, *id)
                .await
                .map_err(ApiError::from)
        })
        .await?;
    moved(shift)?;
    Ok(Answer::done())
}
