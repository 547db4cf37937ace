//! How fast the account may send.

use actix_web::{get, web};
use serde::Serialize;
use siar_db::sessions;
use siar_domain::{
    pacing::{PaceLimits, PaceSettings},
    permission::Permission,
};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// The pace, and what the platform allows.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaceView {
    /// As the tenant set it. It belongs to the account: all campaigns share it.
    pub pace: PaceSettings,
    /// What the platform allows at most.
    pub limits: PaceLimits,
}

/// How fast the account may send
#[utoipa::path(
    tag = "session",
    responses((status = 200, body = Envelope<PaceView>), Refusals),
    extensions(("x-permission" = json!("session.read")))
)]
#[get("/session/pace")]
pub(crate) async fn get_pace(state: web::Data<State>, caller: Caller) -> ApiResult<PaceView> {
    let scope = caller.allowed(Permission::SessionRead)?;
    let session = state
        .db
        .tenant(scope, async |tx| sessions::load(tx, scope).await)
        .await?;
    Ok(Answer::ok(PaceView {
        pace: session.pace,
        limits: state.config.engine.pace_limits(),
    }))
}
