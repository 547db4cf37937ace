//! Businesses that are invited to sign up: the way in where sign-up is by invitation only.

use actix_web::{delete, get, post, web};
use serde::Deserialize;
use siar_db::team::Team;
use siar_domain::{
    id::InvitationId,
    permission::{Permission, Role},
};
use utoipa::ToSchema;

use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, State,
    envelope::Done,
    openapi::Refusals,
    team::invitations::{self, InvitationView, create::Wish},
};

fn invited(caller: &Caller, permission: Permission) -> Result<Team, ApiError> {
    caller.platform(permission)?;
    Team::new_businesses(caller.principal())
        .ok_or_else(|| ApiError::internal("a user of the platform has a tenant"))
}

/// Invitations to sign up that nobody used yet, the newest first
#[utoipa::path(
    tag = "admin",
    responses((status = 200, body = Envelope<Vec<InvitationView>>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/customer-invitations")]
pub(crate) async fn list_customer_invitations(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<Vec<InvitationView>> {
    let team = invited(&caller, Permission::PlatformRead)?;
    invitations::list::of_team(&state, team).await
}

/// Whom to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "sari@warung.example", "language": "id"}))]
pub struct InviteCustomer {
    /// The address to send the link to.
    #[schema(format = Email, min_length = 5, max_length = 254)]
    pub email: String,
    /// Language of the e-mail, `en` or `id`; absent: English.
    #[schema(pattern = "^(en|id)$", example = "id")]
    pub language: Option<String>,
}

/// Invite a business to sign up
///
/// A link goes to the address and works for seven days, once, also where sign-up is by invitation only (`SIAR_SIGN_UP=invited`). Where this
/// server sends no e-mail the answer holds the link.
#[utoipa::path(
    tag = "admin",
    request_body = InviteCustomer,
    responses(
        (status = 201, body = Envelope<InvitationView>),
        (status = 409, description = "`email_taken`; `already_invited`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/customer-invitations")]
pub(crate) async fn invite_customer(
    state: web::Data<State>,
    caller: Caller,
    Body(asked): Body<InviteCustomer>,
) -> ApiResult<InvitationView> {
    let team = invited(&caller, Permission::PlatformWrite)?;
    let wish = Wish {
        email: &asked.email,
        role: Role::Owner,
        language: asked.language.as_deref(),
    };
    let made = invitations::create::of_team(&state, team, &wish).await?;
    let at = format!("/api/v1/admin/customer-invitations/{}", made.id);
    Ok(Answer::created(made, at))
}

/// Send an invitation to sign up again
#[utoipa::path(
    tag = "admin",
    params(("id" = InvitationId, Path)),
    responses((status = 200, body = Envelope<InvitationView>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/customer-invitations/{id}/resend")]
pub(crate) async fn resend_customer_invitation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<InvitationId>,
) -> ApiResult<InvitationView> {
    let team = invited(&caller, Permission::PlatformWrite)?;
    invitations::resend::of_team(&state, team, *id).await
}

/// Withdraw an invitation to sign up
#[utoipa::path(
    tag = "admin",
    params(("id" = InvitationId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("platform.write")))
)]
#[delete("/admin/customer-invitations/{id}")]
pub(crate) async fn withdraw_customer_invitation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<InvitationId>,
) -> ApiResult<Done> {
    let team = invited(&caller, Permission::PlatformWrite)?;
    invitations::withdraw::of_team(&state, team, *id).await
}
