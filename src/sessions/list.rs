//! All sessions, for whoever runs the servers.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use siar_db::sessions;
use siar_domain::{
    id::{NodeId, TenantId},
    permission::Permission,
    session::SessionState,
};
use utoipa::{IntoParams, ToSchema};

use super::SessionView;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// A session with its tenant.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedSession {
    /// Whose.
    pub tenant_id: TenantId,
    /// The tenant's name.
    pub tenant_name: String,
    /// The node that runs it.
    pub node_id: Option<NodeId>,
    /// How often a working connection broke, ever.
    pub reconnects: i64,
    /// The session.
    pub session: SessionView,
}

/// Which sessions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Only those recorded in this state.
    state: Option<SessionState>,
    /// Part of the customer's name or of the account's number.
    search: Option<String>,
}

/// All tenants' sessions
#[utoipa::path(
    tag = "admin",
    params(Filter, PageQuery),
    responses((status = 200, body = Envelope<Vec<ListedSession>>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/sessions")]
pub(crate) async fn list(
    state: web::Data<State>,
    caller: Caller,
    filter: web::Query<Filter>,
    page: Page,
) -> ApiResult<Vec<ListedSession>> {
    caller.platform(Permission::PlatformRead)?;
    let after = page.after()?;
    let search = filter.search.as_deref().filter(|text| !text.is_empty());
    let rows = state
        .db
        .system(async |tx| {
            sessions::list(tx, filter.state, search, after, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.session.tenant)?;
    let now = state.clock.now();
    let listed = rows
        .into_iter()
        .map(|row| ListedSession {
            tenant_id: row.session.tenant,
            tenant_name: row.tenant_name,
            node_id: row.session.node,
            reconnects: row.session.reconnects,
            session: SessionView::new(row.session, now),
        })
        .collect();
    Ok(Answer::page(listed, next))
}
