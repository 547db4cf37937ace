//! Decide about recipients of whom nobody can say what happened.

use actix_web::{http::StatusCode, post, web};
use serde::{Deserialize, Serialize};
use serde_json::json;
use siar_db::{
    campaigns,
    ledger::{self, Again},
};
use siar_domain::{id::CampaignId, permission::Permission};
use utoipa::ToSchema;

use super::{
    moved, note, refusal,
    retry::{Changed, pick},
};
use crate::{
    ApiError, Body, Caller, Envelope, IdempotencyHeader, Once, Repeatable, State, openapi::Refusals,
};

/// What a person decides. Siar never decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Send it again: somebody may get it twice.
    SendAgain,
    /// Give it up: somebody may not have got it.
    GiveUp,
}

/// Which, and what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"decision": "send_again", "ordinals": [4, 17]}))]
pub struct Resolve {
    /// What to do.
    pub decision: Decision,
    /// Places in the campaign; all that are unknown where absent. Others are passed over.
    #[schema(max_items = 10_000)]
    pub ordinals: Option<Vec<i32>>,
}

/// Decide about `unknown` recipients
///
/// A receipt that comes later still settles them.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), IdempotencyHeader),
    request_body = Resolve,
    responses(
        (status = 200, body = Envelope<Changed>),
        (status = 409, description = "`wrong_state`: a draft, or cancelled"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.send")))
)]
#[post("/campaigns/{id}/resolve")]
pub(crate) async fn resolve(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    id: web::Path<CampaignId>,
    body: Body<Resolve>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::CampaignsSend)?;
    let tenant = scope.tenant();
    let Resolve { decision, ordinals } = body.0;
    let pick = pick(ordinals)?;
    let answer = once
        .run(&state, scope, StatusCode::OK, async |tx| {
            let changed = match decision {
                Decision::SendAgain => {
                    match campaigns::retry(tx, tenant, *id, Again::Unknown, &pick).await? {
                        Ok(queued) => queued.len(),
                        Err(shift) => {
                            moved(shift)?;
                            0
                        }
                    }
                }
                Decision::GiveUp => {
                    campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
                    ledger::fail_unknown(tx, tenant, *id, &pick).await?.len()
                }
            };
            if changed > 0 {
                let detail = json!({ "decision": decision, "recipients": changed });
                note(tx, scope, "campaign.resolve", *id, detail).await?;
            }
            Ok(Changed { changed })
        })
        .await?;
    state.actors.wake_campaign(tenant, *id);
    Ok(answer)
}
