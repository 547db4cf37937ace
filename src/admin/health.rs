//! How everything is that the server needs.

use actix_web::{get, web};
use serde::Serialize;
use siar_domain::permission::Permission;
use utoipa::ToSchema;

use crate::{
    Answer, ApiResult, Caller, Envelope, State,
    health::{DependencyHealth, dependencies},
    openapi::Refusals,
};

/// How everything is that this node needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlatformHealth {
    /// Each thing.
    pub dependencies: Vec<DependencyHealth>,
}

/// How everything is that this node needs
///
/// Database, Redis, browser, disk and the node itself, each looked at now and within a deadline. The stream tells it every ten seconds to
/// whoever asks for the topic `health`.
#[utoipa::path(
    tag = "admin",
    responses((status = 200, body = Envelope<PlatformHealth>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/health")]
pub(crate) async fn platform_health(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<PlatformHealth> {
    caller.platform(Permission::PlatformRead)?;
    Ok(Answer::ok(PlatformHealth {
        dependencies: dependencies(&state).await,
    }))
}
