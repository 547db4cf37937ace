//! Another address to log in with: asked for with the password, in force once it is confirmed.

use actix_web::{HttpRequest, post, web};
use chrono::TimeDelta;
use secrecy::SecretString;
use serde::Deserialize;
use siar_db::{
    DbError,
    addresses::{self, Asked},
    mail::{self, NewEmail},
};
use siar_domain::mail::Mail;
use utoipa::ToSchema;

use super::{no_mail_server, throttle_account};
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State,
    auth::{address, password, second_factor, secret, throttle},
    envelope::Done,
    openapi::Refusals,
};

/// How long the link works that confirms the new address.
const CONFIRM_LIFE: TimeDelta = TimeDelta::days(1);

/// The new address, and the password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "sari@warung.example", "password": "payung merah hujan sore"}))]
pub struct ChangeEmail {
    /// The address to log in with from then on.
    #[schema(min_length = 3, max_length = 254)]
    pub email: String,
    /// The caller's password.
    #[schema(value_type = String, format = Password, min_length = 1, max_length = 200)]
    pub password: SecretString,
    /// A code of the caller's second factor, where there is one.
    #[schema(value_type = Option<String>, max_length = 40)]
    pub code: Option<SecretString>,
}

/// Change the address to log in with
///
/// A link goes to the new address and works for a day; until it is opened the old address stays. Then the old one is told, with a link that
/// brings it back within seven days.
#[utoipa::path(
    tag = "auth",
    request_body = ChangeEmail,
    responses(
        (status = 202, description = "A link is on its way to the new address", body = Envelope<Done>),
        (status = 409, description = "`email_taken`; `no_mail_server`: this server sends no e-mail", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/email/change")]
pub(crate) async fn change_email(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    Body(asked): Body<ChangeEmail>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let email = address::normal(&asked.email);
    let mut invalid = Invalid::new();
    address::check(&mut invalid, "email", &email);
    invalid.check(
        email != caller.principal().email,
        "email",
        "same_address",
        "This is your address already.",
    );
    invalid.done()?;
    if !state.mailer.reaches_people() {
        return Err(no_mail_server());
    }
    let user = caller.user();
    password::confirm(&state, &caller, &request, "password", asked.password).await?;
    throttle_account(&state, user).await?;
    let factor = caller.principal().second_factor;
    second_factor::confirm(&state, user, factor, asked.code.as_ref()).await?;
    let tenant = caller
        .principal()
        .scope
        .as_ref()
        .map(siar_db::Scope::tenant);
    let (token, token_hash) = secret::fresh()?;
    let expires_at = state.clock.now() + CONFIRM_LIFE;
    let outcome = state
        .db
        .system(async |tx| {
            let outcome = addresses::ask(tx, user, &email, &token_hash, expires_at).await?;
            if outcome == Asked::Waits {
                let new = NewEmail {
                    tenant,
                    user: Some(user),
                    to: &email,
                    name: &caller.principal().name,
                    language: None,
                    mail: &Mail::ConfirmNewAddress,
                    link: Some(state.mailer.link(tenant, &token, expires_at)?),
                };
                mail::enqueue(tx, new).await?;
            }
            Ok::<_, DbError>(outcome)
        })
        .await?;
    match outcome {
        Asked::Waits => Ok(Answer::accepted(Done {})),
        Asked::Taken => Err(email_taken()),
    }
}

/// 409: somebody has that address.
pub(super) fn email_taken() -> ApiError {
    ApiError::conflict(
        "email_taken",
        "Somebody has registered with this address already.",
    )
}
