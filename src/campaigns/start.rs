//! Start now.

use actix_web::{http::StatusCode, post, web};
use serde_json::json;
use siar_db::campaigns::{self, Start as Outcome};
use siar_domain::{id::CampaignId, permission::Permission};

use super::{Campaign, note, refusal, wrong_state};
use crate::{
    ApiError, Caller, Envelope, IdempotencyHeader, Once, Repeatable, State, openapi::Refusals,
};

/// Start a campaign now
///
/// Its recipients are written down once and for all. A scheduled one starts before its time.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), IdempotencyHeader),
    responses(
        (status = 200, body = Envelope<Campaign>),
        (status = 409, description = "`wrong_state`, `no_recipients`, `no_subscription`, `bad_text`"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.send")))
)]
#[post("/campaigns/{id}/start")]
pub(crate) async fn start(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    id: web::Path<CampaignId>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::CampaignsSend)?;
    let tenant = scope.tenant();
    let answer = once
        .run(&state, scope, StatusCode::OK, async |tx| {
            started(campaigns::start(tx, tenant, *id).await?)?;
            note(tx, scope, "campaign.start", *id, json!({})).await?;
            let campaign = campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
            Ok(Campaign::from(campaign))
        })
        .await?;
    state.actors.wake_campaign(tenant, *id);
    Ok(answer)
}

/// What a start answers.
pub(super) fn started(outcome: Outcome) -> Result<(), ApiError> {
    let conflict = |code, message: &str| Err(ApiError::conflict(code, message));
    match outcome {
        Outcome::Started { .. } => Ok(()),
        Outcome::WrongState(state) => Err(wrong_state(state)),
        Outcome::NotFound => Err(ApiError::not_found("campaign")),
        Outcome::NoRecipients => conflict(
            "no_recipients",
            "Nobody would get it: the lists are empty, or everybody in them is suppressed, blocked or without consent.",
        ),
        Outcome::NoSubscription => conflict("no_subscription", "There is no active subscription."),
        Outcome::BadText => conflict(
            "bad_text",
            "The text is no message template any more: open and save it.",
        ),
    }
}
