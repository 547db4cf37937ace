//! Copy a campaign.

use actix_web::{http::StatusCode, post, web};
use serde::Deserialize;
use siar_db::{campaigns, shares};
use siar_domain::{id::CampaignId, permission::Permission};
use utoipa::ToSchema;

use super::{Campaign, refusal};
use crate::{
    ApiError, Body, Caller, Envelope, IdempotencyHeader, Invalid, Once, Repeatable, State,
    openapi::Refusals,
};

/// How the copy is called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Promo Lebaran 2"}))]
pub struct Copy {
    /// 1 to 200 characters; the campaign's name with "(copy)" where absent.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    pub name: Option<String>,
}

/// Copy a campaign of any state into a new draft
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), IdempotencyHeader),
    request_body = Copy,
    responses(
        (status = 201, body = Envelope<Campaign>),
        (status = 409, description = "`too_many_drafts`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("campaigns.write")))
)]
#[post("/campaigns/{id}/clone")]
pub(crate) async fn copy(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    id: web::Path<CampaignId>,
    body: Body<Copy>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::CampaignsWrite)?;
    let (tenant, by) = (scope.tenant(), caller.user());
    let limit = state.config.shares.drafts.into();
    let name = body.0.name.as_deref().map(str::trim);
    if let Some(name) = name {
        Invalid::new().length("name", name, 1, 200).done()?;
    }
    once.run(&state, scope, StatusCode::CREATED, async |tx| {
        shares::one_more_draft(tx, scope, limit).await?;
        let made = campaigns::clone(tx, tenant, *id, Some(by), name).await?;
        let made = made.ok_or_else(|| ApiError::not_found("campaign"))?;
        let campaign = campaigns::get(tx, tenant, made).await.map_err(refusal)?;
        Ok(Campaign::from(campaign))
    })
    .await
}
