//! Begin: a secret for the authenticator app.

use actix_web::{HttpRequest, post, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use siar_db::{DbError, second_factors};
use totp_rs::Secret;
use utoipa::ToSchema;

use super::code;
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, State,
    auth::{password, secret, throttle},
    openapi::Refusals,
};

/// The caller's password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "payung merah hujan sore"}))]
pub struct SetUpSecondFactor {
    /// The caller's password.
    #[schema(value_type = String, format = Password, min_length = 1, max_length = 200)]
    pub password: SecretString,
}

/// What the authenticator app needs. Shown once.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppSecret {
    /// To type into the app, in base32.
    pub secret: String,
    /// To show the app as a QR code.
    pub url: String,
}

/// Begin to turn two-factor authentication on
///
/// Scan the address with an authenticator app, then send a code that it shows. Until then log-ins ask for none.
#[utoipa::path(
    tag = "auth",
    request_body = SetUpSecondFactor,
    responses(
        (status = 200, body = Envelope<AppSecret>),
        (status = 409, description = "`second_factor_on`: turn it off first", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/second-factor/set-up")]
pub(crate) async fn set_up_second_factor(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    Body(asked): Body<SetUpSecondFactor>,
) -> ApiResult<AppSecret> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let user = caller.user();
    password::confirm(&state, &caller, &request, "password", asked.password).await?;
    let secret = secret::bytes::<20>()?;
    let sealed = second_factors::Sealed::seal(state.mailer.keys(), user, secret.as_slice())
        .map_err(DbError::from)?;
    let begun = state
        .db
        .system(async |tx| second_factors::begin(tx, user, &sealed).await)
        .await?;
    if !begun {
        return Err(ApiError::conflict(
            "second_factor_on",
            "Two-factor authentication is turned on already.",
        ));
    }
    let url = code::totp(secret.as_slice(), &caller.principal().email)
        .to_url()
        .map_err(ApiError::internal)?;
    Ok(Answer::ok(AppSecret {
        secret: Secret::from(secret.as_slice()).to_base32(),
        url,
    }))
}
