//! One customer, with what it holds.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::{DbError, billing, quota, tenants};
use siar_domain::{id::TenantId, permission::Permission};
use utoipa::ToSchema;

use super::list::Customer;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, billing::quota::QuotaView,
    openapi::Refusals,
};

/// One customer, with what it holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerDetail {
    /// Who it is.
    #[serde(flatten)]
    pub customer: Customer,
    /// Why it is suspended; null: it is not.
    pub suspension: Option<SuspensionView>,
    /// What it holds.
    pub quota: QuotaView,
}

/// Why a customer is suspended.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Suspension)]
pub struct SuspensionView {
    /// Since when.
    pub at: DateTime<Utc>,
    /// What the administrator gave as the reason.
    pub reason: Option<String>,
}

/// Read a customer
#[utoipa::path(
    tag = "admin",
    params(("id" = TenantId, Path)),
    responses((status = 200, body = Envelope<CustomerDetail>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/customers/{id}")]
pub(crate) async fn get_customer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TenantId>,
) -> ApiResult<CustomerDetail> {
    caller.platform(Permission::PlatformRead)?;
    let id = id.into_inner();
    let (tenant, held, period, suspension) = state
        .db
        .system(async |tx| {
            let tenant = tenants::get(tx, id).await?;
            let period = quota::current_period(tx, id).await?;
            let held = billing::live(tx, id).await?;
            let suspension = if tenant.state == "suspended" {
                tenants::last_suspension(tx, id).await?
            } else {
                None
            };
            Ok::<_, DbError>((tenant, held, period, suspension))
        })
        .await
        .map_err(|error| match error {
            DbError::NotFound => ApiError::not_found("customer"),
            other => other.into(),
        })?;
    Ok(Answer::ok(CustomerDetail {
        customer: tenant.into(),
        suspension: suspension.map(|one| SuspensionView {
            at: one.at,
            reason: one.reason,
        }),
        quota: QuotaView::new(held, period),
    }))
}
