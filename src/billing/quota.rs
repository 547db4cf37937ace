//! What a tenant may still send.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::{
    DbError,
    billing::{self, Subscription},
    quota::{self, Period},
};
use siar_domain::{id::PackageId, permission::Permission};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// What a tenant holds, and what it may still send.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuotaView {
    /// Null: no package, nothing can be sent.
    pub subscription: Option<SubscriptionView>,
    /// Null: no period is running.
    pub period: Option<PeriodView>,
}

/// What a tenant holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubscriptionView {
    /// The package.
    pub package_id: PackageId,
    /// Its name.
    pub package: String,
    /// `active`, or `grace` after its end.
    pub state: String,
    /// Its first moment.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

/// One month of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodView {
    /// Its first moment.
    pub starts_at: DateTime<Utc>,
    /// The first moment that is no longer in it.
    pub ends_at: DateTime<Utc>,
    /// Messages that may be sent in it; null means unlimited.
    pub limit: Option<i64>,
    /// Messages sent.
    pub used: i64,
    /// Held for messages being sent.
    pub reserved: i64,
    /// Left; null means unlimited.
    pub left: Option<i64>,
    /// Messages of one day; null means unlimited.
    pub per_day: Option<i64>,
}

impl QuotaView {
    pub(crate) fn new(held: Option<Subscription>, period: Option<Period>) -> Self {
        Self {
            subscription: held.map(|held| SubscriptionView {
                package_id: held.package,
                package: held.package_name,
                state: held.state,
                starts_at: held.starts_at,
                ends_at: held.ends_at,
            }),
            period: period.map(|period| PeriodView {
                starts_at: period.starts_at,
                ends_at: period.ends_at,
                limit: period.limit,
                used: period.used,
                reserved: period.reserved,
                left: period.free(),
                per_day: period.per_day,
            }),
        }
    }
}

/// Read the quota
#[utoipa::path(
    tag = "tenant",
    responses((status = 200, body = Envelope<QuotaView>), Refusals),
    extensions(("x-permission" = json!("quota.read")))
)]
#[get("/quota")]
pub(crate) async fn get_quota(state: web::Data<State>, caller: Caller) -> ApiResult<QuotaView> {
    let scope = caller.allowed(Permission::QuotaRead)?;
    let (held, period) = state
        .db
        .tenant(scope, async |tx| {
            let period = quota::current_period(tx, scope.tenant()).await?;
            let held = billing::live(tx, scope.tenant()).await?;
            Ok::<_, DbError>((held, period))
        })
        .await?;
    Ok(Answer::ok(QuotaView::new(held, period)))
}
