//! What a log-in and a refresh answer: tokens in the body for programs, HttpOnly cookies for browsers.
//!
//! A browser gets a third cookie, which its pages can read and which grants nothing: it changes with every pair of tokens. A tab whose
//! access token was refused compares it to learn whether another tab has got the next pair already. A browser stores all three before it
//! hands over the answer, so that this holds between tabs, which their own storage does not promise.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use siar_db::logins::REFRESH_LIFE;
use siar_domain::id::{LoginId, UserId};
use utoipa::ToSchema;

use super::ACCESS_LIFE;
use crate::{Answer, ApiError, State, extract::ACCESS_COOKIE};

/// Name of the cookie with the refresh token.
pub(crate) const REFRESH_COOKIE: &str = "siar_refresh";
/// Name of the cookie that tells one pair of tokens from the next.
const PAIR_COOKIE: &str = "siar_pair";
const REFRESH_PATH: &str = "/api/v1/auth";

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
    Ok(Answer::ok(tokens)
        .with_cookie(cookie(
            ACCESS_COOKIE,
            access,
            "/",
            ACCESS_LIFE.num_seconds(),
        ))
        .with_cookie(cookie(
            REFRESH_COOKIE,
            refresh,
            REFRESH_PATH,
            REFRESH_LIFE.num_seconds(),
        ))
        .with_cookie(readable(cookie(
            PAIR_COOKIE,
            now.timestamp_micros().to_string(),
            "/",
            REFRESH_LIFE.num_seconds(),
        ))))
}

/// Makes a browser forget them.
pub(crate) fn without_cookies<T>(answer: Answer<T>) -> Answer<T> {
    answer
        .with_cookie(cookie(ACCESS_COOKIE, String::new(), "/", 0))
        .with_cookie(cookie(REFRESH_COOKIE, String::new(), REFRESH_PATH, 0))
        .with_cookie(readable(cookie(PAIR_COOKIE, String::new(), "/", 0)))
}

fn cookie(name: &'static str, value: String, path: &'static str, seconds: i64) -> Cookie<'static> {
    Cookie::build(name, value)
        .path(path)
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Strict)
        .max_age(Duration::seconds(seconds))
        .finish()
}

fn readable(mut cookie: Cookie<'static>) -> Cookie<'static> {
    cookie.set_http_only(false);
    cookie
}
