//! Suspending a customer, and ending the suspension. Its people are told so at every request until it ends.

use actix_web::{post, web};
use serde::Deserialize;
use siar_db::tenants::{self, Changed};
use siar_domain::{id::TenantId, permission::Permission};
use utoipa::ToSchema;

use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State, auth::confirm,
    envelope::Done, openapi::Refusals,
};

/// Why a customer is suspended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "unpaid since March"}))]
pub struct Grounds {
    /// Shown to administrators and kept in the audit log; 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Suspend a customer
///
/// Its people can do nothing but log in, its running campaigns pause, and nothing is sent. Nothing changes when it is suspended already.
/// Wants the caller to have confirmed who they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "admin",
    request_body = Grounds,
    params(("id" = TenantId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/customers/{id}/suspend")]
pub(crate) async fn suspend_customer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TenantId>,
    Body(grounds): Body<Grounds>,
) -> ApiResult<Done> {
    let reason = grounds.reason.trim();
    caller.platform(Permission::PlatformWrite)?;
    Invalid::new().length("reason", reason, 1, 200).done()?;
    confirm::require(&state, &caller).await?;
    set(&state, &caller, id.into_inner(), Some(reason)).await
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
    set(&state, &caller, id.into_inner(), None).await
}

async fn set(
    state: &State,
    caller: &Caller,
    tenant: TenantId,
    suspended: Option<&str>,
) -> ApiResult<Done> {
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
