//! All alerts.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_db::alerts;
use siar_domain::{
    alert::AlertState,
    id::{AlertId, TenantId},
    permission::Permission,
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// Something that needs a person's eye.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Alert)]
pub struct AlertView {
    /// Its id.
    pub id: AlertId,
    /// Whose, where it is a customer's.
    pub tenant_id: Option<TenantId>,
    /// The customer's name.
    pub tenant_name: Option<String>,
    /// The code of its kind, such as `session_banned` or `actor_parked`.
    pub kind: String,
    /// `info`, `warning` or `critical`.
    pub severity: String,
    /// What it is about; of each kind and subject one alert at a time is open.
    pub subject: String,
    /// A sentence for people.
    pub text: String,
    /// What became of it.
    pub state: AlertState,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// When somebody began to look at it.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub resolved_at: Option<DateTime<Utc>>,
}

impl From<alerts::Listed> for AlertView {
    fn from(row: alerts::Listed) -> Self {
        Self {
            id: row.id,
            tenant_id: row.tenant.map(TenantId),
            tenant_name: row.tenant_name,
            kind: row.kind,
            severity: row.severity,
            subject: row.subject,
            text: row.text,
            state: match (row.resolved_at, row.acknowledged_at) {
                (Some(_), _) => AlertState::Resolved,
                (None, Some(_)) => AlertState::Acknowledged,
                (None, None) => AlertState::Open,
            },
            opened_at: row.opened_at,
            acknowledged_at: row.acknowledged_at,
            resolved_at: row.resolved_at,
        }
    }
}

/// Which alerts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Only those in this state.
    state: Option<AlertState>,
}

/// Alerts, newest first
#[utoipa::path(
    tag = "admin",
    params(Filter, PageQuery),
    responses((status = 200, body = Envelope<Vec<AlertView>>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/alerts")]
pub(crate) async fn list_alerts(
    state: web::Data<State>,
    caller: Caller,
    filter: web::Query<Filter>,
    page: Page,
) -> ApiResult<Vec<AlertView>> {
    caller.platform(Permission::PlatformRead)?;
    let before: Option<AlertId> = page.after()?;
    let rows = state
        .db
        .system(async |tx| {
            alerts::list(tx, filter.state, before, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    Ok(Answer::page(
        rows.into_iter().map(AlertView::from).collect(),
        next,
    ))
}
