//! A forgotten password: a link is sent to the address, if somebody has it.

use std::time::Duration;

use actix_web::{HttpRequest, post, web};
use chrono::TimeDelta;
use serde::Deserialize;
use siar_db::{
    DbError,
    accounts::{self, Purpose},
    mail,
};
use siar_domain::{id::UserId, mail::Mail};
use utoipa::ToSchema;

use super::{address, secret, throttle};
use crate::{
    Answer, ApiResult, Envelope, Invalid, OpenBody, State, envelope::Done, openapi::Refusals,
    windows::Rule,
};

/// How long the link works.
const RESET_LIFE: TimeDelta = TimeDelta::hours(1);

/// Whose password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "sari@warung.example"}))]
pub struct ForgotPassword {
    /// The address to log in with.
    #[schema(min_length = 1, max_length = 254)]
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
    OpenBody(asked): OpenBody<ForgotPassword>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::Forgot).await?;
    let mut invalid = Invalid::new();
    invalid.length("email", &asked.email, 1, 254);
    invalid.done()?;
    let email = address::normal(&asked.email);
    let (token, hash) = secret::fresh()?;
    let expires_at = state.clock.now() + RESET_LIFE;
    state
        .db
        .system(async |tx| {
            let known = accounts::credentials(tx, &email)
                .await?
                .filter(|known| !known.disabled);
            // One person's inbox is not filled by many askers; they are answered all the same.
            if let Some(known) = &known
                && !often(&state, known.user).await
            {
                accounts::issue_link(
                    tx,
                    Some(known.user),
                    Purpose::ResetPassword,
                    &hash,
                    expires_at,
                )
                .await?;
                let link = state.mailer.link(known.tenant, &token, expires_at)?;
                mail::enqueue_to_user(tx, known.user, &Mail::ResetPassword, Some(link)).await?;
            }
            Ok::<_, DbError>(())
        })
        .await?;
    Ok(Answer::accepted(Done {}))
}

/// Whether so many e-mails went to this account lately that it gets no further one.
async fn often(state: &State, user: UserId) -> bool {
    let rule = Rule {
        every: Duration::from_secs(600),
        burst: 5,
    };
    let key = format!("forgot-of:{user}");
    let taken = state.windows.take(&key, rule, state.clock.now()).await;
    taken.is_err()
}
