//! Confirming that it is oneself, before what a stolen log-in must not do.
//!
//! Password and code are asked for at one place and count for a while, as those of the log-in do; endpoints that do such things
//! [`require`] it, and a page asks its person and repeats the request.

use actix_web::{HttpRequest, http::StatusCode, post, web};
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use siar_db::confirmations;
use utoipa::ToSchema;

use super::{password, second_factor, throttle};
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// So long a confirmation counts.
const COUNTS_FOR: TimeDelta = TimeDelta::minutes(15);

/// The caller's password, and the code where there is a second factor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "payung merah hujan sore"}))]
pub struct Confirmation {
    /// The caller's password.
    #[schema(value_type = String, format = Password, min_length = 1, max_length = 200)]
    pub password: SecretString,
    /// A code of the caller's second factor, or a recovery code, where there is one.
    #[schema(value_type = Option<String>, max_length = 40)]
    pub code: Option<SecretString>,
}

/// How long it counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Confirmed {
    /// From then on it is asked for again.
    pub until: DateTime<Utc>,
}

/// Confirm that it is you
///
/// For what answers 403 `confirmation_needed`: suspending a customer, deactivating or removing somebody, turning somebody's two-factor
/// authentication off, giving somebody who runs the platform another role, and inviting a super administrator. It counts for a quarter of an hour in this login, as logging in does.
#[utoipa::path(
    tag = "auth",
    request_body = Confirmation,
    responses((status = 200, body = Envelope<Confirmed>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/confirm")]
pub(crate) async fn confirm(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    Body(asked): Body<Confirmation>,
) -> ApiResult<Confirmed> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    password::confirm(&state, &caller, &request, "password", asked.password).await?;
    let factor = caller.principal().second_factor;
    second_factor::confirm(&state, caller.user(), factor, asked.code.as_ref()).await?;
    state
        .db
        .system(async |tx| confirmations::set(tx, caller.login()).await)
        .await?;
    Ok(Answer::ok(Confirmed {
        until: state.clock.now() + COUNTS_FOR,
    }))
}

/// Refuses what a stolen log-in must not do, unless the person behind it typed password and code a short while ago.
///
/// # Errors
/// 403 `confirmation_needed`.
pub(crate) async fn require(state: &State, caller: &Caller) -> Result<(), ApiError> {
    let confirmed = state
        .db
        .system(async |tx| confirmations::at(tx, caller.login()).await)
        .await?;
    if confirmed.is_some_and(|at| state.clock.now() - at < COUNTS_FOR) {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::FORBIDDEN,
        "confirmation_needed",
        "Confirm that it is you first: POST /api/v1/auth/confirm with your password, and a code where you have a second factor.",
    ))
}
