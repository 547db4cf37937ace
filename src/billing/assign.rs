//! An administrator gives a tenant a package by hand.

use actix_web::{put, web};
use serde::Deserialize;
use siar_db::billing::{self, Assigned};
use siar_domain::{
    id::{PackageId, TenantId},
    permission::Permission,
};
use utoipa::ToSchema;

use super::quota::QuotaView;
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// Which package, and for how long.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"package_id": "0190f5a0-0000-7000-8000-000000000004", "months": 1}))]
pub struct Assignment {
    /// The package.
    pub package_id: PackageId,
    /// Months, 1 to 36.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 36)]
    pub months: u32,
}

const fn one() -> u32 {
    1
}

/// Assign a package
///
/// The same package again extends its end. Another one replaces it at once, with a quota period that begins now.
#[utoipa::path(
    tag = "admin",
    request_body = Assignment,
    params(("id" = TenantId, Path)),
    responses((status = 200, body = Envelope<QuotaView>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[put("/admin/customers/{id}/subscription")]
pub(crate) async fn assign_package(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TenantId>,
    Body(asked): Body<Assignment>,
) -> ApiResult<QuotaView> {
    let by = caller.platform(Permission::PlatformWrite)?;
    if !(1..=36).contains(&asked.months) {
        return Err(ApiError::invalid("months", "out_of_range", "1 to 36."));
    }
    let tenant = id.into_inner();
    let assigned = state
        .db
        .system(async |tx| {
            billing::assign(tx, tenant, asked.package_id, asked.months, Some(by)).await
        })
        .await?;
    match assigned {
        Assigned::Done(held, period) => {
            state.actors.wake_quota(tenant);
            // What waits for a package may go on.
            state.actors.wake_scheduler();
            Ok(Answer::ok(QuotaView::new(Some(held), period)))
        }
        Assigned::NoTenant => Err(ApiError::not_found("customer")),
        Assigned::NoPackage => Err(ApiError::invalid(
            "package_id",
            "unknown",
            "There is no such package, or it is not sold any more.",
        )),
    }
}
