//! A forgotten password: a link is sent to the address, if somebody has it.

use actix_web::{HttpRequest, post, web};
use chrono::TimeDelta;
use serde::Deserialize;
use siar_db::{
    DbError,
    accounts::{self, Purpose},
};
use utoipa::ToSchema;

use super::{address, letters::Letter, secret, throttle};
use crate::{Answer, ApiResult, Body, Envelope, State, envelope::Done, openapi::Refusals};

/// How long the link works.
const RESET_LIFE: TimeDelta = TimeDelta::hours(1);

/// Whose password.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ForgotPassword {
    /// The address to log in with.
    pub email: String,
}

/// Forgot the password
///
/// Answers alike whether or not somebody has that address.
#[utoipa::path(
    tag = "auth",
    request_body = ForgotPassword,
    responses((status = 202, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/forgot-password")]
pub(crate) async fn forgot_password(
    state: web::Data<State>,
    request: HttpRequest,
    Body(asked): Body<ForgotPassword>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::Forgot).await?;
    let email = address::normal(&asked.email);
    let (token, hash) = secret::fresh()?;
    let expires_at = state.clock.now() + RESET_LIFE;
    let known = state
        .db
        .system(async |tx| {
            let known = accounts::credentials(tx, &email)
                .await?
                .filter(|known| !known.disabled);
            if let Some(known) = &known {
                accounts::issue_link(
                    tx,
                    Some(known.user),
                    Purpose::ResetPassword,
                    &hash,
                    expires_at,
                )
                .await?;
            }
            Ok::<_, DbError>(known)
        })
        .await?;
    if known.is_some() {
        state.auth.letters.post(Letter {
            to: email,
            kind: "reset-password",
            token,
        });
    }
    Ok(Answer::accepted(Done {}))
}
