//! Start the session.

use actix_web::{post, web};
use siar_db::sessions::Want;

use super::{SessionView, wish};
use crate::{ApiResult, Caller, Envelope, State, openapi::Refusals};

/// Start the session
///
/// It is kept running from now on, over crashes and restarts. Without a login it asks for one: watch the stream for `qr-code`. A session that WhatsApp blocked or limited is tried again, because a person asked. `503 node_full`: the server has no room for another one just now.
#[utoipa::path(
    tag = "session",
    responses((status = 202, body = Envelope<SessionView>), Refusals),
    extensions(("x-permission" = json!("session.manage")))
)]
#[post("/session/start")]
pub(crate) async fn start(state: web::Data<State>, caller: Caller) -> ApiResult<SessionView> {
    wish::record(&state, &caller, Want::Running, "session.start").await
}
