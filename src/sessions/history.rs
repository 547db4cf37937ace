//! What the session went through.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::sessions;
use siar_domain::{permission::Permission, session::SessionState};
use utoipa::ToSchema;

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// One move from state to state.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionStep {
    /// The state it left.
    pub from: SessionState,
    /// The state it went to.
    pub to: SessionState,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What the session went through, newest first
#[utoipa::path(
    tag = "session",
    params(PageQuery),
    responses((status = 200, body = Envelope<Vec<SessionStep>>), Refusals),
    extensions(("x-permission" = json!("session.read")))
)]
#[get("/session/history")]
pub(crate) async fn history(
    state: web::Data<State>,
    caller: Caller,
    page: Page,
) -> ApiResult<Vec<SessionStep>> {
    let scope = caller.allowed(Permission::SessionRead)?;
    let before = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| {
            sessions::history(tx, scope, before, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    let steps = rows
        .into_iter()
        .map(|row| SessionStep {
            from: row.from,
            to: row.to,
            reason: row.reason,
            at: row.at,
        })
        .collect();
    Ok(Answer::page(steps, next))
}
