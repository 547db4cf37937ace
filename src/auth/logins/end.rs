//! Ending one of one's own log-ins.

use actix_web::{delete, web};
use siar_db::logins;
use siar_domain::id::LoginId;

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals,
};

/// End one of one's own log-ins, at once
///
/// Its access token stops working here at once, on other nodes within ten seconds.
#[utoipa::path(
    tag = "auth",
    params(("id" = LoginId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[delete("/auth/logins/{id}")]
pub(crate) async fn end_login(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<LoginId>,
) -> ApiResult<Done> {
    let ended = state
        .db
        .system(async |tx| logins::end_own(tx, caller.user(), *id).await)
        .await?;
    if !ended {
        return Err(ApiError::not_found("login"));
    }
    state.auth.principals.forget_login(*id);
    Ok(Answer::done())
}
