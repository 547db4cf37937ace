//! Ending all of one's own log-ins but this one.

use actix_web::{delete, web};
use siar_db::logins::{self, Revoked};

use crate::{Answer, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals};

/// End all of one's own log-ins but the one asked with
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[delete("/auth/logins")]
pub(crate) async fn end_other_logins(state: web::Data<State>, caller: Caller) -> ApiResult<Done> {
    let user = caller.user();
    state
        .db
        .system(async |tx| {
            logins::revoke_all(tx, user, Some(caller.login()), Revoked::ByHand).await
        })
        .await?;
    state.auth.principals.forget_user(user);
    Ok(Answer::done())
}
