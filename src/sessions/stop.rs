//! Stop the session.

use actix_web::{post, web};
use siar_db::sessions::Want;

use super::{SessionView, wish};
use crate::{ApiResult, Caller, Envelope, State, openapi::Refusals};

/// Stop the session
///
/// The login stays. Running campaigns pause.
#[utoipa::path(
    tag = "session",
    responses((status = 202, body = Envelope<SessionView>), Refusals),
    extensions(("x-permission" = json!("session.manage")))
)]
#[post("/session/stop")]
pub(crate) async fn stop(state: web::Data<State>, caller: Caller) -> ApiResult<SessionView> {
    wish::record(&state, &caller, Want::Stopped, "session.stop").await
}
