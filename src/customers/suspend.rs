//! Suspending a customer, and ending the suspension. Its people are told so at every request until it ends.

use actix_web::{post, web};
use siar_db::tenants::{self, Changed};
use siar_domain::{id::TenantId, permission::Permission};

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals,
};

/// Suspend a customer
///
/// Its people can do nothing but log in, its running campaigns pause, and nothing is sent. Nothing changes when it is suspended already.
#[utoipa::path(
    tag = "admin",
    params(("id" = TenantId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/customers/{id}/suspend")]
pub(crate) async fn suspend_customer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TenantId>,
) -> ApiResult<Done> {
    set(&state, &caller, id.into_inner(), true).await
}

/// End a customer's suspension
///
/// Nothing changes when it is not suspended.
#[utoipa::path(
    tag = "admin",
    params(("id" = TenantId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/customers/{id}/activate")]
pub(crate) async fn activate_customer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TenantId>,
) -> ApiResult<Done> {
    set(&state, &caller, id.into_inner(), false).await
}

async fn set(state: &State, caller: &Caller, tenant: TenantId, suspended: bool) -> ApiResult<Done> {
    let by = caller.platform(Permission::PlatformWrite)?;
    let changed = state
        .db
        .system(async |tx| tenants::set_suspended(tx, tenant, suspended, by).await)
        .await?;
    state.auth.principals.forget_tenant(tenant);
    match changed {
        Changed::Done(paused) => {
            for campaign in paused {
                state.actors.wake_campaign(tenant, campaign);
            }
            state.actors.wake_quota(tenant);
            Ok(Answer::done())
        }
        Changed::Already => Ok(Answer::done()),
        Changed::Missing => Err(ApiError::not_found("customer")),
    }
}
