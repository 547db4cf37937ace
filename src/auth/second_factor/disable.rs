//! Log-ins ask for no code any more.

use actix_web::{HttpRequest, post, web};
use siar_db::second_factors;

use super::{confirm, not_enabled, recovery_codes::PasswordAndCode};
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, State,
    auth::{password, throttle},
    envelope::Done,
    openapi::Refusals,
};

/// Turn two-factor authentication off
#[utoipa::path(
    tag = "auth",
    request_body = PasswordAndCode,
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`second_factor_off`; `second_factor_compulsory`: this server's operator wants it", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/second-factor/disable")]
pub(crate) async fn disable_second_factor(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    Body(asked): Body<PasswordAndCode>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let user = caller.user();
    if !caller.principal().second_factor {
        return Err(not_enabled());
    }
    if caller.must_have_second_factor() {
        return Err(ApiError::conflict(
            "second_factor_compulsory",
            "On this server everybody who runs the platform has two-factor authentication.",
        ));
    }
    password::confirm(&state, &caller, &request, "password", asked.password).await?;
    confirm(&state, user, true, Some(&asked.code)).await?;
    let removed = state
        .db
        .system(async |tx| second_factors::remove(tx, user, Some(user)).await)
        .await?;
    if !removed {
        return Err(not_enabled());
    }
    state.auth.principals.forget_user(user);
    Ok(Answer::done())
}
