//! Make a draft.

use actix_web::{http::StatusCode, post, web};
use siar_db::{campaigns, shares};
use siar_domain::permission::Permission;

use super::{
    Campaign,
    draft::{CampaignDraft, country, written},
    refusal,
};
use crate::{
    ApiError, Caller, Envelope, IdempotencyHeader, LargeBody, Once, Repeatable, State,
    openapi::Refusals,
};

/// Make a campaign's draft
#[utoipa::path(
    tag = "campaigns",
    params(IdempotencyHeader),
    request_body = CampaignDraft,
    responses(
        (status = 201, body = Envelope<Campaign>),
        (status = 409, description = "`too_many_drafts`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("campaigns.write")))
)]
#[post("/campaigns")]
pub(crate) async fn create(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    body: LargeBody<CampaignDraft>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::CampaignsWrite)?;
    let (tenant, by) = (scope.tenant(), caller.user());
    let limit = state.config.shares.drafts.into();
    once.run(&state, scope, StatusCode::CREATED, async |tx| {
        let draft = body.0.checked_apart(country(tx, scope).await?).await?;
        shares::one_more_draft(tx, scope, limit).await?;
        let id = written(campaigns::create(tx, tenant, Some(by), &draft).await?)?;
        let made = campaigns::get(tx, tenant, id).await.map_err(refusal)?;
        Ok(Campaign::from(made))
    })
    .await
}
