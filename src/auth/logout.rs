//! Logging out: this login ends everywhere, at once.

use actix_web::{post, web};
use siar_db::logins::{self, Revoked};

use super::session_tokens::without_cookies;
use crate::{Answer, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals};

/// Log out
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/logout")]
pub(crate) async fn logout(state: web::Data<State>, caller: Caller) -> ApiResult<Done> {
    state
        .db
        .system(async |tx| logins::revoke(tx, caller.login(), Revoked::Logout).await)
        .await?;
    state.auth.principals.forget_login(caller.login());
    Ok(without_cookies(Answer::done()))
}
