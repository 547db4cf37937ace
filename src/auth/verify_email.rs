//! The link in the first e-mail: the address is the user's.

use actix_web::{HttpRequest, post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use siar_db::{
    DbError,
    accounts::{self, LinkUsed, Purpose},
};
use utoipa::ToSchema;

use super::{secret, throttle};
use crate::{
    Answer, ApiError, ApiResult, Envelope, OpenBody, State, envelope::Done, openapi::Refusals,
};

/// The secret part of a link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "ve_5mWq2Yc0hX8n"}))]
pub struct VerifyEmail {
    /// From the e-mail.
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub token: SecretString,
}

/// Verify an address
#[utoipa::path(
    tag = "auth",
    request_body = VerifyEmail,
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/verify-email")]
pub(crate) async fn verify_email(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<VerifyEmail>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let hash = secret::hash(asked.token.expose_secret());
    let used = state
        .db
        .system(async |tx| {
            let used = accounts::use_link(tx, Purpose::VerifyEmail, &hash).await?;
            if let LinkUsed::Done { user: Some(user) } = used {
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

/// 422 for a link that does not work; why is told to nobody.
pub(crate) fn void_link() -> ApiError {
    ApiError::new(
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY,
        "link_void",
        "This link does not work any more. Ask for a new one.",
    )
}
