//! Refreshing: the old refresh token is used up, a new pair is answered.
//!
//! An old token that is shown again means that two parties hold it, so the whole login ends. One exception, so that nobody is thrown out
//! by accident: within ten seconds of its use (two tabs of one browser, a repeated request) the second is told `refresh_raced` and nothing
//! ends. It gets no token by that; a browser has the winner's cookies by then and simply tries again.

use actix_web::{HttpRequest, post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use siar_db::logins::{self, Refreshed};
use utoipa::ToSchema;

use super::{cookies, secret, session_tokens, throttle};
use crate::{ApiError, ApiResult, Envelope, OpenBody, State, extract, openapi::Refusals};

/// The refresh token; browsers leave it out, it is in their cookie.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"refresh_token": "rt_5mWq2Yc0hX8n"}))]
pub struct Refresh {
    /// As the log-in or the refresh before answered it.
    #[schema(value_type = Option<String>, max_length = 200)]
    pub refresh_token: Option<SecretString>,
}

/// Refresh
#[utoipa::path(
    tag = "auth",
    request_body = Refresh,
    responses(
        (status = 200, body = Envelope<session_tokens::Tokens>),
        (status = 409, description = "`refresh_raced`: another request used this token a moment ago; use the tokens it got", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/refresh")]
pub(crate) async fn refresh(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<Refresh>,
) -> ApiResult<session_tokens::Tokens> {
    throttle::check(&state, &request, throttle::Kind::Refresh).await?;
    let (token, as_cookies) = match asked.refresh_token {
        Some(token) => (token, false),
        None => {
            let cookie = cookies::REFRESH
                .read(&state, &request)
                .ok_or_else(|| ApiError::unauthenticated("unauthenticated", "Log in first."))?;
            extract::same_site(&request)?;
            (SecretString::from(cookie.value().to_owned()), true)
        }
    };
    let old_hash = secret::hash(token.expose_secret());
    let (next, next_hash) = secret::fresh()?;
    let refreshed = state
        .db
        .system(async |tx| logins::refresh(tx, &old_hash, &next_hash).await)
        .await?;
    match refreshed {
        Refreshed::Rotated { user, login } => {
            session_tokens::answer(&state, user, login, &next, as_cookies)
        }
        Refreshed::CameSecond => Err(ApiError::conflict(
            "refresh_raced",
            "Another request has just used this token: use the tokens it got.",
        )),
        Refreshed::Reused { login } => {
            state.auth.principals.forget_login(login);
            tracing::warn!(%login, "an old refresh token was shown again: the login was ended");
            Err(ended())
        }
        Refreshed::Ended => Err(ended()),
    }
}

fn ended() -> ApiError {
    ApiError::unauthenticated("login_ended", "This login has ended: log in again.")
}
