//! Whether log-ins ask for a code.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::{DbError, second_factors};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// The caller's second factor.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactor {
    /// Log-ins ask for a code.
    pub enabled: bool,
    /// Since when.
    pub enabled_at: Option<DateTime<Utc>>,
    /// Recovery codes that were not used yet.
    pub recovery_codes_left: i64,
    /// The operator of this server wants it: it cannot be turned off.
    pub required: bool,
}

/// One's own second factor
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = Envelope<SecondFactor>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[get("/auth/second-factor")]
pub(crate) async fn second_factor(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<SecondFactor> {
    let user = caller.user();
    let (factor, left) = state
        .db
        .system(async |tx| {
            let factor = second_factors::of(tx, user).await?;
            let left = second_factors::codes_left(tx, user).await?;
            Ok::<_, DbError>((factor, left))
        })
        .await?;
    let enabled_at = factor.and_then(|factor| factor.enabled_at);
    Ok(Answer::ok(SecondFactor {
        enabled: enabled_at.is_some(),
        enabled_at,
        recovery_codes_left: left,
        required: caller.must_have_second_factor(),
    }))
}
