//! What a log-in and a refresh answer: tokens in the body for programs, HttpOnly cookies for browsers.
//!
//! A browser gets a third cookie, which its pages can read and which grants nothing: it changes with every pair of tokens. A tab whose
//! access token was refused compares it to learn whether another tab has got the next pair already. A browser stores all three before it
//! hands over the answer, so that this holds between tabs, which their own storage does not promise.

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use siar_db::logins::REFRESH_LIFE;
use siar_domain::id::{LoginId, UserId};
use utoipa::ToSchema;

use super::{ACCESS_LIFE, cookies};
use crate::{Answer, ApiError, State};

/// The tokens of a login. In cookie mode both texts are null: they are in cookies that no script can read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tokens {
    /// Send it as `Authorization: Bearer`.
    pub access_token: Option<String>,
    /// When it stops working.
    pub access_expires_at: DateTime<Utc>,
    /// Gets the next pair, once.
    pub refresh_token: Option<String>,
    /// When it stops working.
    pub refresh_expires_at: DateTime<Utc>,
}

/// The answer with fresh tokens.
pub(crate) fn answer(
    state: &State,
    user: UserId,
    login: LoginId,
    refresh: &SecretString,
    as_cookies: bool,
) -> Result<Answer<Tokens>, ApiError> {
    let now = state.clock.now();
    let (access, access_expires_at) = state.auth.tokens.issue(user, login, now)?;
    let mut tokens = Tokens {
        access_token: None,
        access_expires_at,
        refresh_token: None,
        refresh_expires_at: now + REFRESH_LIFE,
    };
    if !as_cookies {
        tokens.access_token = Some(access);
        tokens.refresh_token = Some(refresh.expose_secret().to_owned());
        return Ok(Answer::ok(tokens));
    }
    let refresh = refresh.expose_secret().to_owned();
    let pair = now.timestamp_micros().to_string();
    let (access_life, refresh_life) = (ACCESS_LIFE.num_seconds(), REFRESH_LIFE.num_seconds());
    Ok(Answer::ok(tokens)
        .with_cookie(cookies::ACCESS.kept(state, access, access_life))
        .with_cookie(cookies::REFRESH.kept(state, refresh, refresh_life))
        .with_cookie(cookies::PAIR.kept(state, pair, refresh_life)))
}

/// Makes a browser forget them.
pub(crate) fn without_cookies<T>(state: &State, answer: Answer<T>) -> Answer<T> {
    [cookies::ACCESS, cookies::REFRESH, cookies::PAIR]
        .iter()
        .fold(answer, |answer, cookie| {
            answer.with_cookie(cookie.kept(state, String::new(), 0))
        })
}
