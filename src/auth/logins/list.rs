//! Where one is logged in.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::logins;
use siar_domain::{id::LoginId, place::program};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// One log-in on one device.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Login)]
pub struct LoginView {
    /// Its id.
    pub id: LoginId,
    /// It is the one asked with.
    pub current: bool,
    /// When somebody logged in.
    pub created_at: DateTime<Utc>,
    /// When it was last kept alive, at most a quarter of an hour before its last use.
    pub last_used_at: DateTime<Utc>,
    /// From which address.
    pub ip: Option<String>,
    /// The browser or program as people call it, as "Chrome, Android".
    pub program: Option<String>,
    /// What it calls itself.
    pub user_agent: Option<String>,
}

/// One's own log-ins in force, the latest used first
///
/// At most the 100 latest.
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = Envelope<Vec<LoginView>>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[get("/auth/logins")]
pub(crate) async fn list_logins(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<Vec<LoginView>> {
    let rows = state
        .db
        .system(async |tx| logins::list(tx, caller.user()).await)
        .await?;
    Ok(Answer::ok(
        rows.into_iter()
            .map(|row| LoginView {
                id: row.id,
                current: row.id == caller.login(),
                created_at: row.created_at,
                last_used_at: row.last_used_at,
                ip: row.from.ip,
                program: row.from.user_agent.as_deref().and_then(program),
                user_agent: row.from.user_agent,
            })
            .collect(),
    ))
}
