//! Changing one's password ends one's other logins.

use actix_web::{HttpRequest, post, web};
use secrecy::SecretString;
use serde::Deserialize;
use siar_db::accounts;
use utoipa::ToSchema;

use super::{password, throttle};
use crate::{
    Answer, ApiResult, Body, Caller, Envelope, Invalid, State, envelope::Done, openapi::Refusals,
};

/// The old password and the new one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current": "gerobak bakso tujuh", "new": "payung merah hujan sore"}))]
pub struct ChangePassword {
    /// The password until now.
    #[schema(value_type = String, format = Password, min_length = 1, max_length = 1000)]
    pub current: SecretString,
    /// 10 to 128 characters.
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub new: SecretString,
}

/// Change the password
#[utoipa::path(
    tag = "auth",
    request_body = ChangePassword,
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/change-password")]
pub(crate) async fn change_password(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    Body(asked): Body<ChangePassword>,
) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let mut invalid = Invalid::new();
    password::check(&mut invalid, "new", &asked.new, &caller.principal().email);
    invalid.done()?;
    let user = caller.user();
    password::confirm(&state, &caller, &request, "current", asked.current).await?;
    let hash = state.auth.passwords.hash(asked.new).await?;
    state
        .db
        .system(async |tx| accounts::set_password(tx, user, &hash, Some(caller.login())).await)
        .await?;
    state.auth.principals.forget_user(user);
    Ok(Answer::done())
}
