//! Who am I.

use actix_web::get;
use serde::Serialize;
use siar_domain::{
    id::{TenantId, UserId},
    permission::{Permission, Role},
};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, openapi::Refusals};

/// The user who asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The user.
    pub id: UserId,
    /// The tenant; null for users of the platform.
    pub tenant_id: Option<TenantId>,
    /// The address to log in with.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// All that the user may do: the role's permissions and the user's own.
    pub permissions: Vec<Permission>,
    /// The address was shown to be the user's.
    pub email_verified: bool,
    /// The tenant was suspended by the administrator.
    pub suspended: bool,
    /// Log-ins ask for a code.
    pub second_factor: bool,
    /// A second factor has to be set up before anything else can be done.
    pub second_factor_missing: bool,
}

/// Who am I
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = Envelope<Me>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[get("/auth/me")]
pub(crate) async fn me(caller: Caller) -> ApiResult<Me> {
    let principal = caller.principal();
    Ok(Answer::ok(Me {
        id: principal.user,
        tenant_id: principal.scope.as_ref().map(siar_db::Scope::tenant),
        email: principal.email.clone(),
        name: principal.name.clone(),
        role: principal.rights.role,
        permissions: Permission::ALL
            .iter()
            .copied()
            .filter(|permission| principal.may(*permission))
            .collect(),
        email_verified: principal.email_verified,
        suspended: principal.suspended,
        second_factor: principal.second_factor,
        second_factor_missing: caller.must_have_second_factor() && !principal.second_factor,
    }))
}
