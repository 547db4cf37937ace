//! End the link at WhatsApp and forget the login.

use actix_web::{post, web};
use siar_db::sessions::Want;

use super::{SessionView, wish};
use crate::{ApiResult, Caller, Envelope, State, openapi::Refusals};

/// Log out of WhatsApp
///
/// The device disappears from the phone's list. A session that does not run is started for it.
#[utoipa::path(
    tag = "session",
    responses((status = 202, body = Envelope<SessionView>), (status = 409, description = "`not_linked`: there is no login"), Refusals),
    extensions(("x-permission" = json!("session.manage")))
)]
#[post("/session/logout")]
pub(crate) async fn logout(state: web::Data<State>, caller: Caller) -> ApiResult<SessionView> {
    wish::record(&state, &caller, Want::LoggedOut, "session.logout").await
}
