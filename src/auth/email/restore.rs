//! The way back of an address that somebody else replaced.

use actix_web::{HttpRequest, post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use siar_db::{DbError, addresses};
use utoipa::ToSchema;

use super::change::email_taken;
use crate::{
    Answer, ApiResult, Envelope, Invalid, OpenBody, State,
    auth::{password, secret, throttle, verify_email::void_link},
    envelope::Done,
    openapi::Refusals,
};

/// The secret part of a link, and a new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "re_5mWq2Yc0hX8n", "password": "payung merah hujan sore"}))]
pub struct RestoreEmail {
    /// From the e-mail to the old address.
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub token: SecretString,
    /// A new password: whoever changed the address knows the old one.
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
}

/// Bring the old address back
///
/// Sets a new password and ends all log-ins.
#[utoipa::path(
    tag = "auth",
    request_body = RestoreEmail,
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`email_taken`: somebody has taken that address meanwhile", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/email/restore")]
pub(crate) async fn restore_email(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<RestoreEmail>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let mut invalid = Invalid::new();
    password::check(&mut invalid, "password", &asked.password, "");
    invalid.done()?;
    let hash = secret::hash(asked.token.expose_secret());
    // Before the expensive part: a made-up link costs a look into an index.
    let known = state
        .db
        .system(async |tx| addresses::can_restore(tx, &hash).await)
        .await?;
    if known.is_none() {
        return Err(void_link());
    }
    let password_hash = state.auth.passwords.hash(asked.password).await?;
    let restored = state
        .db
        .system(async |tx| addresses::restore(tx, &hash, &password_hash).await)
        .await;
    match restored {
        Ok(Some(restored)) => {
            state.auth.principals.forget_user(restored.user);
            Ok(Answer::done())
        }
        Ok(None) => Err(void_link()),
        Err(DbError::Duplicate { .. }) => Err(email_taken()),
        Err(error) => Err(error.into()),
    }
}
