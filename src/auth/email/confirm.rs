//! The link at the new address: it is the user's from now on, and the old address is told.

use actix_web::{HttpRequest, post, web};
use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use siar_db::{
    DbError, addresses,
    mail::{self, NewEmail},
};
use siar_domain::mail::Mail;
use utoipa::ToSchema;

use super::change::email_taken;
use crate::{
    Answer, ApiResult, Envelope, OpenBody, State,
    auth::{secret, throttle, verify_email::void_link},
    envelope::Done,
    openapi::Refusals,
};

/// How long the old address can bring itself back.
const RESTORE_LIFE: TimeDelta = TimeDelta::days(7);

/// The secret part of a link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "ce_5mWq2Yc0hX8n"}))]
pub struct ConfirmEmail {
    /// From the e-mail to the new address.
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub token: SecretString,
}

/// Confirm the new address
#[utoipa::path(
    tag = "auth",
    request_body = ConfirmEmail,
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`email_taken`: somebody has taken that address meanwhile", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/email/confirm")]
pub(crate) async fn confirm_email(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<ConfirmEmail>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let hash = secret::hash(asked.token.expose_secret());
    let (restore, restore_hash) = secret::fresh()?;
    let restore_until = state.clock.now() + RESTORE_LIFE;
    let changed = state
        .db
        .system(async |tx| {
            let changed = addresses::confirm(tx, &hash, &restore_hash, restore_until).await?;
            if let Some(changed) = &changed {
                let told = NewEmail {
                    tenant: changed.tenant,
                    user: Some(changed.user),
                    to: &changed.old,
                    name: &changed.name,
                    language: None,
                    mail: &Mail::AddressChanged {
                        new_address: changed.new.clone(),
                    },
                    link: Some(state.mailer.link(changed.tenant, &restore, restore_until)?),
                };
                mail::enqueue(tx, told).await?;
            }
            Ok::<_, DbError>(changed)
        })
        .await;
    match changed {
        Ok(Some(changed)) => {
            state.auth.principals.forget_user(changed.user);
            Ok(Answer::done())
        }
        Ok(None) => Err(void_link()),
        Err(DbError::Duplicate { .. }) => Err(email_taken()),
        Err(error) => Err(error.into()),
    }
}
