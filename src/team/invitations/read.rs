//! What a link invites to, for the page that it opens.

use actix_web::{HttpRequest, post, web};
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use siar_db::{DbError, invitations};
use siar_domain::permission::Role;
use utoipa::ToSchema;

use crate::{
    Answer, ApiResult, Envelope, OpenBody, State,
    auth::{secret, throttle, verify_email::void_link},
    openapi::Refusals,
};

/// The secret part of a link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "in_5mWq2Yc0hX8n"}))]
pub struct InvitationLink {
    /// From the e-mail.
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub token: SecretString,
}

/// What somebody is invited to.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedTo {
    /// The business; null: the team that runs this server, or a business that is not there yet.
    pub business: Option<String>,
    /// Who invites, as long as that user is there.
    pub inviter: Option<String>,
    /// The address to log in with.
    pub email: String,
    /// The role.
    pub role: Role,
    /// It can be accepted until then.
    pub expires_at: DateTime<Utc>,
}

/// What a link invites to
///
/// The link is not used up.
#[utoipa::path(
    tag = "auth",
    request_body = InvitationLink,
    responses((status = 200, body = Envelope<InvitedTo>), Refusals),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/invitation")]
pub(crate) async fn read_invitation(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<InvitationLink>,
) -> ApiResult<InvitedTo> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let hash = secret::hash(asked.token.expose_secret());
    let found = state
        .db
        .system(async |tx| {
            let Some(invitation) = invitations::of_link(tx, &hash).await? else {
                return Ok(None);
            };
            let names = invitations::names(tx, &invitation).await?;
            Ok::<_, DbError>(Some((invitation, names)))
        })
        .await?;
    let (invitation, names) = found.ok_or_else(void_link)?;
    Ok(Answer::ok(InvitedTo {
        business: names.business,
        inviter: names.inviter,
        email: invitation.email,
        role: invitation.rights.role,
        expires_at: invitation.expires_at,
    }))
}
