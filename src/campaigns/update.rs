//! Change a draft.

use actix_web::{put, web};
use siar_db::campaigns;
use siar_domain::{id::CampaignId, permission::Permission};

use super::{
    Campaign,
    draft::{CampaignDraft, country, written},
    refusal,
};
use crate::{Answer, ApiError, ApiResult, Caller, Envelope, LargeBody, State, openapi::Refusals};

/// Change a draft
///
/// The whole draft is replaced.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path)),
    request_body = CampaignDraft,
    responses(
        (status = 200, body = Envelope<Campaign>),
        (status = 409, description = "`wrong_state`: it is no draft any more"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.write")))
)]
#[put("/campaigns/{id}")]
pub(crate) async fn update(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
    body: LargeBody<CampaignDraft>,
) -> ApiResult<Campaign> {
    let scope = caller.allowed(Permission::CampaignsWrite)?;
    let tenant = scope.tenant();
    let campaign = state
        .db
        .tenant(scope, async |tx| {
            let draft = body.0.checked_apart(country(tx, scope).await?).await?;
            written(campaigns::update_draft(tx, tenant, *id, &draft).await?)?;
            campaigns::get(tx, tenant, *id).await.map_err(refusal)
        })
        .await?;
    Ok::<_, ApiError>(Answer::ok(campaign.into()))
}
