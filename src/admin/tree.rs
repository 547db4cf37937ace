//! The actor tree as it is now.

use actix_web::{get, web};
use siar_actors::kernel::Snapshot;
use siar_domain::permission::Permission;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// The actor tree as it is now; the stream tells its changes as `actor-health`
#[utoipa::path(
    tag = "admin",
    responses((status = 200, body = Envelope<Snapshot>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/actors")]
pub(crate) async fn tree(state: web::Data<State>, caller: Caller) -> ApiResult<Snapshot> {
    caller.platform(Permission::PlatformRead)?;
    Ok(Answer::ok(state.actors.kernel().snapshot()))
}
