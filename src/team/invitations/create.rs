//! Invite somebody.

use actix_web::{post, web};
use serde::Deserialize;
use siar_db::{
    DbError,
    invitations::{self, NewInvitation, NotInvited},
};
use siar_domain::{
    permission::Permission,
    team::{LARGEST_TEAM, Rights, TeamRole},
};
use utoipa::ToSchema;

use super::{InvitationView, PER_TEAM, send, throttle};
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State,
    auth::{address, secret},
    openapi::Refusals,
    team::{beyond_own, own},
};

/// Whom to invite, and to what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "budi@warung.example", "role": "operator", "language": "id"}))]
pub struct Invite {
    /// The address to send the link to, and to log in with.
    #[schema(format = Email, min_length = 5, max_length = 254)]
    pub email: String,
    /// The role.
    #[schema(inline)]
    pub role: TeamRole,
    /// Language of the e-mail, `en` or `id`; absent: the tenant's.
    #[schema(pattern = "^(en|id)$", example = "id")]
    pub language: Option<String>,
}

/// Invite somebody to the team
///
/// A link goes to the address and works for seven days, once. Where this server sends no e-mail the answer holds the link.
#[utoipa::path(
    tag = "team",
    request_body = Invite,
    responses(
        (status = 201, body = Envelope<InvitationView>),
        (status = 409, description = "`email_taken`: somebody has an account with that address; `already_invited`; `team_full`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("team.manage")))
)]
#[post("/team/invitations")]
pub(crate) async fn invite(
    state: web::Data<State>,
    caller: Caller,
    Body(asked): Body<Invite>,
) -> ApiResult<InvitationView> {
    let team = own(&caller, Permission::TeamManage)?;
    let email = address::normal(&asked.email);
    let mut invalid = Invalid::new();
    address::check(&mut invalid, "email", &email);
    crate::tenants::check_place(&mut invalid, None, None, asked.language.as_deref());
    invalid.done()?;
    if let Some(tenant) = team.tenant() {
        throttle(&state, &format!("invitations-of:{tenant}"), PER_TEAM).await?;
    }
    let (token, token_hash) = secret::fresh()?;
    let rights = Rights::of(asked.role.into());
    let new = NewInvitation {
        email: &email,
        rights: &rights,
        language: asked.language.as_deref(),
        token_hash: &token_hash,
    };
    let made = state
        .db
        .system(
            async |tx| match invitations::create(tx, team, &new).await? {
                Ok(invitation) => {
                    let link = send(tx, &state, &invitation, &token).await?;
                    Ok::<_, DbError>(Ok(InvitationView::of(invitation, link)))
                }
                Err(refused) => Ok(Err(refused)),
            },
        )
        .await?;
    let invitation = made.map_err(refusal)?;
    let at = format!("/api/v1/team/invitations/{}", invitation.id);
    Ok(Answer::created(invitation, at))
}

fn refusal(refused: NotInvited) -> ApiError {
    match refused {
        NotInvited::EmailTaken => ApiError::conflict(
            "email_taken",
            "Somebody has an account with this address already.",
        ),
        NotInvited::Already => ApiError::conflict(
            "already_invited",
            "This address is invited already: send the invitation again.",
        ),
        NotInvited::Full => ApiError::conflict(
            "team_full",
            format!("A team has at most {LARGEST_TEAM} people, the invited ones included."),
        ),
        NotInvited::Beyond(beyond) => beyond_own(beyond),
        NotInvited::NoLonger => ApiError::forbidden("Your account was changed a moment ago."),
    }
}
