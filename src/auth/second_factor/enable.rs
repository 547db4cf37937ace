//! The first code of the app: from now on log-ins ask for one.

use actix_web::{post, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use siar_db::second_factors;
use utoipa::ToSchema;

use super::code;
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// A code that the app shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "492039"}))]
pub struct EnableSecondFactor {
    /// Six digits.
    #[schema(value_type = String, min_length = 1, max_length = 40)]
    pub code: SecretString,
}

/// For whoever has lost the app: each works once in place of its code. Shown once.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// Ten codes.
    pub codes: Vec<String>,
}

/// Turn two-factor authentication on
///
/// Log-ins that are open stay. The answer holds recovery codes: keep them where the phone is not.
#[utoipa::path(
    tag = "auth",
    request_body = EnableSecondFactor,
    responses(
        (status = 200, body = Envelope<RecoveryCodes>),
        (status = 409, description = "`second_factor_not_begun`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/second-factor/enable")]
pub(crate) async fn enable_second_factor(
    state: web::Data<State>,
    caller: Caller,
    Body(asked): Body<EnableSecondFactor>,
) -> ApiResult<RecoveryCodes> {
    let user = caller.user();
    code::throttle(&state, user).await?;
    let factor = state
        .db
        .system(async |tx| second_factors::of(tx, user).await)
        .await?
        .filter(|factor| factor.enabled_at.is_none())
        .ok_or_else(not_begun)?;
    if !code::is_right(&state, user, &factor, &asked.code).await? {
        return Err(code::wrong());
    }
    let (codes, hashes) = code::recovery_codes()?;
    let enabled = state
        .db
        .system(async |tx| second_factors::enable(tx, user, &hashes).await)
        .await?;
    if !enabled {
        return Err(not_begun());
    }
    state.auth.principals.forget_user(user);
    Ok(Answer::ok(RecoveryCodes { codes }))
}

fn not_begun() -> ApiError {
    ApiError::conflict(
        "second_factor_not_begun",
        "Begin to turn it on first, with your password.",
    )
}
