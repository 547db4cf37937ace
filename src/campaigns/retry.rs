//! Try the given-up again.

use actix_web::{http::StatusCode, post, web};
use serde::{Deserialize, Serialize};
use serde_json::json;
use siar_db::{
    campaigns,
    ledger::{Again, Pick},
};
use siar_domain::{id::CampaignId, permission::Permission};
use utoipa::ToSchema;

use super::{moved, note};
use crate::{
    ApiError, Body, Caller, Envelope, IdempotencyHeader, Once, Repeatable, State, openapi::Refusals,
};

/// Most recipients named at once.
const MAX: usize = 10_000;

/// Which dead letters.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ordinals": [4, 17]}))]
pub struct Retry {
    /// Places in the campaign; all that failed where absent. Those that did not fail are passed over.
    #[schema(max_items = 10_000)]
    pub ordinals: Option<Vec<i32>>,
}

/// How many were moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changed {
    /// Recipients that were moved.
    pub changed: usize,
}

/// What was picked.
pub(super) fn pick(ordinals: Option<Vec<i32>>) -> Result<Pick, ApiError> {
    match ordinals {
        None => Ok(Pick::All),
        Some(ordinals) if ordinals.len() > MAX => Err(ApiError::invalid(
            "ordinals",
            "too_many",
            "At most 10,000 at once.",
        )),
        Some(ordinals) => Ok(Pick::Ordinals(ordinals)),
    }
}

/// Queue failed recipients again: one, some, or all
///
/// A completed campaign runs again for them; a paused one stays paused.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), IdempotencyHeader),
    request_body = Retry,
    responses(
        (status = 200, body = Envelope<Changed>),
        (status = 409, description = "`wrong_state`: a draft, or cancelled"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.send")))
)]
#[post("/campaigns/{id}/retry")]
pub(crate) async fn retry(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    id: web::Path<CampaignId>,
    body: Body<Retry>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::CampaignsSend)?;
    let tenant = scope.tenant();
    let pick = pick(body.0.ordinals)?;
    let answer = once
        .run(
            &state,
            scope,
            StatusCode::OK,
            async |tx| match campaigns::retry(tx, tenant, *id, Again::Failed, &pick).await? {
                Ok(queued) => {
                    let changed = queued.len();
                    if changed > 0 {
                        let detail = json!({ "recipients": changed });
                        note(tx, scope, "campaign.retry", *id, detail).await?;
                    }
                    Ok(Changed { changed })
                }
                Err(shift) => Err(moved(shift)
                    .err()
                    .unwrap_or_else(|| ApiError::not_found("campaign"))),
            },
        )
        .await?;
    state.actors.wake_campaign(tenant, *id);
    Ok(answer)
}
