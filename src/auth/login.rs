//! Logging in.

use actix_web::{HttpRequest, http::header, post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use siar_db::{
    accounts::{self, Credentials},
    audit,
    logins::{self, Origin},
};
use siar_domain::id::UserId;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{address, guesses, password, second_factor, secret, session_tokens, throttle};
use crate::{ApiError, ApiResult, Envelope, OpenBody, State, extract, openapi::Refusals};

/// An address and its password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "sari@warung.example", "password": "gerobak bakso tujuh"}))]
pub struct LogIn {
    /// The address.
    #[schema(min_length = 1, max_length = 254)]
    pub email: String,
    /// The password.
    #[schema(value_type = String, format = Password, min_length = 1, max_length = 128)]
    pub password: SecretString,
    /// The code of the second factor, or a recovery code: asked for with `second_factor_required` once the password was right.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub code: Option<SecretString>,
    /// For browsers: put the tokens into HttpOnly cookies instead of the answer.
    #[serde(default)]
    pub cookies: bool,
}

/// Log in
///
/// An unknown address and a wrong password are answered alike, and take alike. Where the account has a second factor, the right password
/// alone is answered with 401 `second_factor_required`: send the same once more with `code`. A wrong one is 401 `wrong_code`.
#[utoipa::path(
    tag = "auth",
    request_body = LogIn,
    responses((status = 200, body = Envelope<session_tokens::Tokens>), Refusals),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/login")]
pub(crate) async fn login(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<LogIn>,
) -> ApiResult<session_tokens::Tokens> {
    if asked.cookies {
        // Another site must not log a browser in as somebody else.
        extract::same_site(&request)?;
    }
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let code = second_factor::typed(asked.code.as_ref())?;
    let email = address::normal(&asked.email);
    let known: Option<Credentials> = state
        .db
        .system(async |tx| accounts::credentials(tx, &email).await)
        .await?;
    // For an address that nobody has the same is looked up: it takes as long.
    let user = known
        .as_ref()
        .map_or(UserId(Uuid::nil()), |known| known.user);
    guesses::before_login(&state, &request, &email, user).await?;
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let too_long = asked.password.expose_secret().chars().count() > password::LONGEST;
    let right = !too_long && state.auth.passwords.matches(asked.password, hash).await?;
    let ip = throttle::client_ip(&state, &request).map(|ip| ip.to_string());
    let refused = match &known {
        None => None,
        Some(_) if !right => Some("password"),
        Some(known) => known.disabled.then_some("disabled"),
    };
    if let (Some(known), Some(why)) = (&known, refused) {
        // Beside the answer: one that took longer would tell that the address is known.
        let (state, known, ip) = (state.clone(), known.clone(), ip.clone());
        actix_web::rt::spawn(async move {
            if let Err(error) = note_failure(&state, &known, why, ip.as_deref()).await {
                tracing::warn!(%error, "a failed log-in is not in the audit log");
            }
        });
    }
    let known = known
        .filter(|_| right && refused.is_none())
        .ok_or_else(|| {
            ApiError::unauthenticated("wrong_credentials", "The address or the password is wrong.")
        })?;
    if known.second_factor {
        let code = code.ok_or_else(|| {
            ApiError::unauthenticated(
                "second_factor_required",
                "Enter the code that your app shows.",
            )
        })?;
        if !second_factor::check(&state, known.user, code).await? {
            note_failure(&state, &known, "code", ip.as_deref()).await?;
            return Err(ApiError::unauthenticated(
                "wrong_code",
                "This code is wrong or was used already.",
            ));
        }
    }
    let (refresh, refresh_hash) = secret::fresh()?;
    let origin = Origin {
        ip,
        user_agent: request
            .headers()
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .map(|text| text.chars().take(300).collect()),
    };
    let login = state
        .db
        .system(async |tx| logins::open(tx, known.user, known.tenant, &refresh_hash, &origin).await)
        .await?;
    session_tokens::answer(&state, known.user, login, &refresh, asked.cookies)
}

/// A log-in that failed is in the audit log, when it was to an account that there is.
async fn note_failure(
    state: &State,
    known: &Credentials,
    why: &str,
    ip: Option<&str>,
) -> Result<(), ApiError> {
    let subject = known.user.to_string();
    let detail = json!({ "why": why, "ip": ip });
    state
        .db
        .system(async |tx| {
            audit::note(tx, known.tenant, None, "login.failed", &subject, detail).await
        })
        .await?;
    Ok(())
}
