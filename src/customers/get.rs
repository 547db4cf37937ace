//! One customer, with what it holds.

use actix_web::{get, web};
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
    /// What it holds.
    pub quota: QuotaView,
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
    let (tenant, held, period) = state
        .db
        .system(async |tx| {
            let tenant = tenants::get(tx, id).await?;
            let period = quota::current_period(tx, id).await?;
            let held = billing::live(tx, id).await?;
            Ok::<_, DbError>((tenant, held, period))
        })
        .await
        .map_err(|error| match error {
            DbError::NotFound => ApiError::not_found("customer"),
            other => other.into(),
        })?;
    Ok(Answer::ok(CustomerDetail {
        customer: tenant.into(),
        quota: QuotaView::new(held, period),
    }))
}
