//! A person's steps on an alert.

use actix_web::{post, web};
use siar_db::alerts::{self, Stepped};
use siar_domain::{alert::AlertState, id::AlertId, permission::Permission};

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals,
};

/// Acknowledge an alert: somebody is looking at it
///
/// Nothing changes when somebody was already, or when it is over.
#[utoipa::path(
    tag = "admin",
    params(("id" = AlertId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/alerts/{id}/acknowledge")]
pub(crate) async fn acknowledge_alert(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<AlertId>,
) -> ApiResult<Done> {
    step(&state, &caller, *id, AlertState::Acknowledged).await
}

/// Resolve an alert: it is over
///
/// Nothing changes when it was already. What still holds is raised again.
#[utoipa::path(
    tag = "admin",
    params(("id" = AlertId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/alerts/{id}/resolve")]
pub(crate) async fn resolve_alert(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<AlertId>,
) -> ApiResult<Done> {
    step(&state, &caller, *id, AlertState::Resolved).await
}

async fn step(state: &State, caller: &Caller, id: AlertId, to: AlertState) -> ApiResult<Done> {
    let by = caller.platform(Permission::PlatformWrite)?;
    let stepped = state
        .db
        .system(async |tx| alerts::step(tx, id, to, by).await)
        .await?;
    match stepped {
        Stepped::Done | Stepped::Already => Ok(Answer::done()),
        Stepped::Missing => Err(ApiError::not_found("alert")),
    }
}
