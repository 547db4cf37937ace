//! The link in the letter about a forgotten password sets a new one and ends all logins.

use actix_web::{post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use siar_db::{
    DbError,
    accounts::{self, LinkUsed, Purpose},
};
use utoipa::ToSchema;

use super::{password, secret, verify_email::void_link};
use crate::{Answer, ApiResult, Body, Envelope, Invalid, State, envelope::Done, openapi::Refusals};

/// A link and the new password.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ResetPassword {
    /// From the letter.
    #[schema(value_type = String)]
    pub token: SecretString,
    /// 10 to 200 characters.
    #[schema(value_type = String, format = Password)]
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
    Body(asked): Body<ResetPassword>,
) -> ApiResult<Done> {
    let mut invalid = Invalid::new();
    password::check(&mut invalid, "password", &asked.password, "");
    invalid.done()?;
    let link = secret::hash(asked.token.expose_secret());
    let password_hash = state.auth.passwords.hash(asked.password).await?;
    let used = state
        .db
        .system(async |tx| {
            let used = accounts::use_link(tx, Purpose::ResetPassword, &link).await?;
            if let LinkUsed::Done { user: Some(user) } = used {
                accounts::set_password(tx, user, &password_hash, None).await?;
                // Whoever reads the letters of an address has it.
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
