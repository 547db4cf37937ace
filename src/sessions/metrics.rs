//! What the session costs and does (SES-8).

use std::time::Duration;

use actix_web::{get, web};
use serde::Serialize;
use siar_actors::{kernel::CallError, session::AskMetrics};
use siar_db::sessions;
use siar_domain::permission::Permission;
use utoipa::ToSchema;

use super::not_asked;
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// SessionFigures of the session. What is not known at the moment is null.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionFigures {
    /// Seconds since the browser came up.
    pub uptime_seconds: Option<f64>,
    /// How often the engine was started, ever.
    pub starts: i64,
    /// How often a working connection broke, ever.
    pub reconnects: i64,
    /// Memory of the browser and its driver (proportional set size), bytes.
    pub memory_bytes: Option<u64>,
    /// CPU time of the browser and its driver since they started, milliseconds.
    pub cpu_ms: Option<u64>,
    /// Messages that the engine took, since the session's actor started.
    pub sends: u64,
    /// Receipts recorded, since the session's actor started.
    pub receipts: u64,
    /// Incoming messages recorded, since the session's actor started.
    pub incoming: u64,
    /// Mean time that the engine took to accept a message, milliseconds.
    pub submit_ms: Option<f64>,
    /// Age of the last successful liveness probe, seconds.
    pub probe_age_seconds: Option<f64>,
}

/// What the session costs and does
#[utoipa::path(
    tag = "session",
    responses((status = 200, body = Envelope<SessionFigures>), Refusals),
    extensions(("x-permission" = json!("session.read")))
)]
#[get("/session/metrics")]
pub(crate) async fn metrics(state: web::Data<State>, caller: Caller) -> ApiResult<SessionFigures> {
    let scope = caller.allowed(Permission::SessionRead)?;
    let session = state
        .db
        .tenant(scope, async |tx| sessions::load(tx, scope).await)
        .await?;
    let now = match state.actors.ask_session(scope.tenant(), AskMetrics).await {
        Ok(now) => now,
        // It never ran here.
        Err(CallError::Unknown) => Default::default(),
        Err(error) => return Err(not_asked(error)),
    };
    Ok(Answer::ok(SessionFigures {
        uptime_seconds: now.uptime.as_ref().map(Duration::as_secs_f64),
        starts: session.starts,
        reconnects: session.reconnects,
        memory_bytes: now.stats.as_ref().map(|stats| stats.memory_bytes),
        cpu_ms: now.stats.as_ref().map(|stats| stats.cpu_ms),
        sends: now.sends,
        receipts: now.receipts,
        incoming: now.incoming,
        submit_ms: now.submit_ms,
        probe_age_seconds: now.probe_age.as_ref().map(Duration::as_secs_f64),
    }))
}
