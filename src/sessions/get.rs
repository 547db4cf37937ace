//! The session as it is now.

use actix_web::{get, web};
use siar_db::sessions;
use siar_domain::permission::Permission;

use super::SessionView;
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// The session as it is now
#[utoipa::path(
    tag = "session",
    responses((status = 200, body = Envelope<SessionView>), Refusals),
    extensions(("x-permission" = json!("session.read")))
)]
#[get("/session")]
pub(crate) async fn get(state: web::Data<State>, caller: Caller) -> ApiResult<SessionView> {
    let scope = caller.allowed(Permission::SessionRead)?;
    let session = state
        .db
        .tenant(scope, async |tx| sessions::load(tx, scope).await)
        .await?;
    Ok(Answer::ok(SessionView::for_tenant(
        session,
        state.clock.now(),
    )))
}
