//! Restart the session's browser.

use actix_web::{post, web};
use siar_db::sessions::Want;

use super::{SessionView, wish};
use crate::{ApiResult, Caller, Envelope, State, openapi::Refusals};

/// Restart the session's browser
///
/// It is closed in good order and opened again with the same login.
#[utoipa::path(
    tag = "session",
    responses((status = 202, body = Envelope<SessionView>), Refusals),
    extensions(("x-permission" = json!("session.manage")))
)]
#[post("/session/restart")]
pub(crate) async fn restart(state: web::Data<State>, caller: Caller) -> ApiResult<SessionView> {
    wish::record(&state, &caller, Want::Restarted, "session.restart").await
}
