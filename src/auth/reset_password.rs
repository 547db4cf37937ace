//! The link in the e-mail about a forgotten password sets a new one and ends all logins.

use actix_web::{HttpRequest, post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use siar_db::{
    DbError,
    accounts::{self, LinkUsed, Purpose},
};
use utoipa::ToSchema;

use super::{password, secret, throttle, verify_email::void_link};
use crate::{
    Answer, ApiResult, Envelope, Invalid, OpenBody, State, envelope::Done, openapi::Refusals,
};

/// A link and the new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "pw_5mWq2Yc0hX8n", "password": "payung merah hujan sore"}))]
pub struct ResetPassword {
    /// From the e-mail.
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub token: SecretString,
    /// 10 to 128 characters.
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
}

/// Reset the password
#[utoipa::path(
    tag = "auth",
    request_body = ResetPassword,
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/reset-password")]
pub(crate) async fn reset_password(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<ResetPassword>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let mut invalid = Invalid::new();
    password::check(&mut invalid, "password", &asked.password, "");
    invalid.done()?;
    let link = secret::hash(asked.token.expose_secret());
    // Before the expensive part: a made-up link costs a look into an index.
    let works = state
        .db
        .system(async |tx| accounts::link_works(tx, Purpose::ResetPassword, &link).await)
        .await?;
    if !works {
        return Err(void_link());
    }
    let password_hash = state.auth.passwords.hash(asked.password).await?;
    let used = state
        .db
        .system(async |tx| {
            let used = accounts::use_link(tx, Purpose::ResetPassword, &link).await?;
            if let LinkUsed::Done { user: Some(user) } = used {
                accounts::set_password(tx, user, &password_hash, None).await?;
                // Whoever reads the e-mails of an address has it.
                accounts::mark_verified(tx, user).await?;
            }
            Ok::<_, DbError>(used)
        })
        .await?;
    match used {
        LinkUsed::Done { user: Some(user) } => {
            state.auth.principals.forget_user(user);
            Ok(Answer::done())
        }
        LinkUsed::Done { user: None } | LinkUsed::Void => Err(void_link()),
    }
}
