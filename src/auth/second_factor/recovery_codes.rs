//! Other recovery codes, when the old ones are used up or lost.

use actix_web::{HttpRequest, post, web};
use secrecy::SecretString;
use serde::Deserialize;
use siar_db::second_factors;
use utoipa::ToSchema;

use super::{code, confirm, enable::RecoveryCodes, not_enabled};
use crate::{
    Answer, ApiResult, Body, Caller, Envelope, State,
    auth::{password, throttle},
    openapi::Refusals,
};

/// The caller's password and a code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "payung merah hujan sore", "code": "492039"}))]
pub struct PasswordAndCode {
    /// The caller's password.
    #[schema(value_type = String, format = Password, min_length = 1, max_length = 200)]
    pub password: SecretString,
    /// A code that the app shows, or a recovery code.
    #[schema(value_type = String, min_length = 1, max_length = 40)]
    pub code: SecretString,
}

/// Replace the recovery codes
///
/// The old ones are void.
#[utoipa::path(
    tag = "auth",
    request_body = PasswordAndCode,
    responses(
        (status = 200, body = Envelope<RecoveryCodes>),
        (status = 409, description = "`second_factor_off`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/second-factor/recovery-codes")]
pub(crate) async fn replace_recovery_codes(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    Body(asked): Body<PasswordAndCode>,
) -> ApiResult<RecoveryCodes> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let user = caller.user();
    if !caller.principal().second_factor {
        return Err(not_enabled());
    }
    password::confirm(&state, &caller, &request, "password", asked.password).await?;
    confirm(&state, user, true, Some(&asked.code)).await?;
    let (codes, hashes) = code::recovery_codes()?;
    let replaced = state
        .db
        .system(async |tx| second_factors::replace_codes(tx, user, &hashes).await)
        .await?;
    if !replaced {
        return Err(not_enabled());
    }
    Ok(Answer::ok(RecoveryCodes { codes }))
}
