//! The audit log (ADM-3): who did what.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use siar_db::audit::list::{self, Entry};
use siar_domain::{
    id::{TenantId, UserId},
    permission::Permission,
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Invalid, Page, PageQuery, State,
    openapi::Refusals,
};

/// Something that was done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub struct AuditEntryView {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The code of the action, such as `login.failed` or `member.removed`.
    pub action: String,
    /// What it was done to.
    pub subject: String,
    /// Facts of this kind of deed.
    #[schema(value_type = Object)]
    pub detail: Value,
    /// The business it is about.
    pub tenant_id: Option<TenantId>,
    /// The business's name, as long as it is there.
    pub tenant_name: Option<String>,
    /// Who did it; null: Siar itself, or the operator by a command.
    pub user_id: Option<UserId>,
    /// That user's address, as long as the user is there.
    pub user_email: Option<String>,
    /// It is part of the chain, which shows later changes.
    pub sealed: bool,
}

impl From<Entry> for AuditEntryView {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            action: entry.action,
            subject: entry.subject,
            detail: match entry.detail {
                Value::Null => Value::Object(serde_json::Map::new()),
                detail => detail,
            },
            tenant_id: entry.tenant_id.map(TenantId),
            tenant_name: entry.tenant_name,
            user_id: entry.user_id.map(UserId),
            user_email: entry.user_email,
            sealed: entry.sealed,
        }
    }
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// About this business.
    tenant_id: Option<TenantId>,
    /// By this user.
    user_id: Option<UserId>,
    /// Of actions that begin so: `login.` or `member.removed`.
    #[param(max_length = 60)]
    action: Option<String>,
    /// From then on.
    from: Option<DateTime<Utc>>,
    /// Before.
    to: Option<DateTime<Utc>>,
}

/// The audit log, newest first
#[utoipa::path(
    tag = "admin",
    params(AuditQuery, PageQuery),
    responses((status = 200, body = Envelope<Vec<AuditEntryView>>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/audit")]
pub(crate) async fn audit_log(
    state: web::Data<State>,
    caller: Caller,
    query: web::Query<AuditQuery>,
    page: Page,
) -> ApiResult<Vec<AuditEntryView>> {
    caller.platform(Permission::PlatformRead)?;
    let query = query.into_inner();
    Invalid::new()
        .length("action", query.action.as_deref().unwrap_or_default(), 0, 60)
        .done()?;
    let filter = list::Filter {
        tenant: query.tenant_id,
        user: query.user_id,
        action: query.action.filter(|action| !action.is_empty()),
        from: query.from,
        to: query.to,
    };
    let before: Option<i64> = page.after()?;
    let rows = state
        .db
        .system(async |tx| {
            list::list(tx, &filter, before, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    Ok(Answer::page(
        rows.into_iter().map(AuditEntryView::from).collect(),
        next,
    ))
}
