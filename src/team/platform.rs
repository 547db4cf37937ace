//! The team that runs the platform: the same endpoints as for a business, for super administrators.

use actix_web::{delete, get, patch, post, web};
use serde::Deserialize;
use siar_db::team::{Change, Team};
use siar_domain::{
    id::{InvitationId, UserId},
    permission::{Permission, Role},
    team::PlatformRole,
};
use utoipa::ToSchema;

use super::{
    invitations::{self, InvitationView, create::Wish},
    members::{self, MemberView},
};
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, State, auth::confirm, envelope::Done,
    openapi::Refusals, routes::Routes,
};

/// The endpoints of this area.
pub(super) fn configure(routes: &mut Routes<'_>) {
    routes
        .service(list_users)
        .service(change_user)
        .service(remove_user)
        .service(reset_user_second_factor)
        .service(list_user_invitations)
        .service(invite_user)
        .service(resend_user_invitation)
        .service(withdraw_user_invitation);
}

fn own(caller: &Caller) -> Result<Team, ApiError> {
    caller.platform(Permission::PlatformUsers)?;
    Ok(Team::of(caller.principal()))
}

/// Those who run the platform, the first who came first
///
/// At most 200 people.
#[utoipa::path(
    tag = "admin",
    responses((status = 200, body = Envelope<Vec<MemberView>>), Refusals),
    extensions(("x-permission" = json!("platform.users")))
)]
#[get("/admin/users")]
pub(crate) async fn list_users(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<Vec<MemberView>> {
    members::list::of_team(&state, own(&caller)?).await
}

/// A change of an account of the platform; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "auditor", "disabled": false}))]
pub struct UserChange {
    /// Another role.
    pub role: Option<PlatformRole>,
    /// The user may not log in; log-ins that are open end.
    pub disabled: Option<bool>,
}

/// Change an account of the platform
///
/// Takes effect at once. Nobody changes their own account. To deactivate and to give another role wants the caller to have confirmed who
/// they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "admin",
    request_body = UserChange,
    params(("id" = UserId, Path)),
    responses(
        (status = 200, body = Envelope<MemberView>),
        (status = 409, description = "`own_account`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("platform.users")))
)]
#[patch("/admin/users/{id}")]
pub(crate) async fn change_user(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
    Body(asked): Body<UserChange>,
) -> ApiResult<MemberView> {
    let change = Change {
        role: asked.role.map(Into::into),
        extra: None,
        disabled: asked.disabled,
    };
    let team = own(&caller)?;
    if change.role.is_some() || change.disabled == Some(true) {
        confirm::require(&state, &caller).await?;
    }
    members::change::of_team(&state, team, *id, &change).await
}

/// Remove an account of the platform, for good
///
/// Wants the caller to have confirmed who they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "admin",
    params(("id" = UserId, Path)),
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`own_account`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("platform.users")))
)]
#[delete("/admin/users/{id}")]
pub(crate) async fn remove_user(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
) -> ApiResult<Done> {
    let team = own(&caller)?;
    confirm::require(&state, &caller).await?;
    members::remove::of_team(&state, team, *id).await
}

/// Turn the two-factor authentication of somebody who runs the platform off
///
/// For whoever has lost the app and the recovery codes. The user is logged out and told by e-mail.
/// Wants the caller to have confirmed who they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "admin",
    params(("id" = UserId, Path)),
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`own_account`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("platform.users")))
)]
#[delete("/admin/users/{id}/second-factor")]
pub(crate) async fn reset_user_second_factor(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
) -> ApiResult<Done> {
    let team = own(&caller)?;
    confirm::require(&state, &caller).await?;
    members::reset_second_factor::of_team(&state, team, *id).await
}

/// Invitations to run the platform that nobody accepted yet, the newest first
#[utoipa::path(
    tag = "admin",
    responses((status = 200, body = Envelope<Vec<InvitationView>>), Refusals),
    extensions(("x-permission" = json!("platform.users")))
)]
#[get("/admin/invitations")]
pub(crate) async fn list_user_invitations(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<Vec<InvitationView>> {
    invitations::list::of_team(&state, own(&caller)?).await
}

/// Whom to invite, and to what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "budi@siar.example", "role": "admin", "language": "id"}))]
pub struct InviteUser {
    /// The address to send the link to, and to log in with.
    #[schema(format = Email, min_length = 5, max_length = 254)]
    pub email: String,
    /// The role.
    pub role: PlatformRole,
    /// Language of the e-mail, `en` or `id`; absent: English.
    #[schema(pattern = "^(en|id)$", example = "id")]
    pub language: Option<String>,
}

/// Invite somebody to run the platform
///
/// A link goes to the address and works for seven days, once. Where this server sends no e-mail the answer holds the link.
/// To invite a super administrator wants the caller to have confirmed who they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "admin",
    request_body = InviteUser,
    responses(
        (status = 201, body = Envelope<InvitationView>),
        (status = 409, description = "`email_taken`; `already_invited`; `team_full`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("platform.users")))
)]
#[post("/admin/invitations")]
pub(crate) async fn invite_user(
    state: web::Data<State>,
    caller: Caller,
    Body(asked): Body<InviteUser>,
) -> ApiResult<InvitationView> {
    let wish = Wish {
        email: &asked.email,
        role: asked.role.into(),
        language: asked.language.as_deref(),
    };
    let team = own(&caller)?;
    if wish.role == Role::SuperAdmin {
        confirm::require(&state, &caller).await?;
    }
    let made = invitations::create::of_team(&state, team, &wish).await?;
    let at = format!("/api/v1/admin/invitations/{}", made.id);
    Ok(Answer::created(made, at))
}

/// Send an invitation to run the platform again
///
/// Wants the caller to have confirmed who they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "admin",
    params(("id" = InvitationId, Path)),
    responses((status = 200, body = Envelope<InvitationView>), Refusals),
    extensions(("x-permission" = json!("platform.users")))
)]
#[post("/admin/invitations/{id}/resend")]
pub(crate) async fn resend_user_invitation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<InvitationId>,
) -> ApiResult<InvitationView> {
    let team = own(&caller)?;
    // The answer may hold the link, and it may be a super administrator's.
    confirm::require(&state, &caller).await?;
    invitations::resend::of_team(&state, team, *id).await
}

/// Withdraw an invitation to run the platform
#[utoipa::path(
    tag = "admin",
    params(("id" = InvitationId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("platform.users")))
)]
#[delete("/admin/invitations/{id}")]
pub(crate) async fn withdraw_user_invitation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<InvitationId>,
) -> ApiResult<Done> {
    invitations::withdraw::of_team(&state, own(&caller)?, *id).await
}
