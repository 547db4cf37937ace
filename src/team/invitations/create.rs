//! Invite somebody.

use actix_web::{post, web};
use serde::Deserialize;
use siar_db::{
    invitations::{self, NewInvitation, NotInvited},
    team::Team,
};
use siar_domain::{
    permission::{Permission, Role},
    team::{LARGEST_TEAM, Rights, TeamRole},
};
use utoipa::ToSchema;

use super::{InvitationView, PER_TEAM, send, throttle};
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State,
    auth::{address, secret},
    openapi::Refusals,
    team::{beyond_own, may_write_to_others, own},
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
    pub role: TeamRole,
    /// Language of the e-mail, `en` or `id`; absent: the tenant's.
    #[schema(pattern = "^(en|id)$", example = "id")]
    pub language: Option<String>,
}

/// Invite somebody to the team
///
/// A link goes to the address and works for seven days, once. Where this server sends no e-mail the answer holds the link; where it does,
/// the caller's own address has to be confirmed (403 `email_not_confirmed`).
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
    may_write_to_others(&state, &caller)?;
    let wish = Wish {
        email: &asked.email,
        role: asked.role.into(),
        language: asked.language.as_deref(),
    };
    let made = of_team(&state, team, &wish).await?;
    let at = format!("/api/v1/team/invitations/{}", made.id);
    Ok(Answer::created(made, at))
}

/// Whom to invite to what.
pub(crate) struct Wish<'a> {
    pub(crate) email: &'a str,
    pub(crate) role: Role,
    pub(crate) language: Option<&'a str>,
}

/// Invites somebody to a team.
pub(crate) async fn of_team(
    state: &State,
    team: Team,
    wish: &Wish<'_>,
) -> Result<InvitationView, ApiError> {
    let email = address::normal(wish.email);
    let mut invalid = Invalid::new();
    address::check(&mut invalid, "email", &email);
    crate::tenants::check_place(&mut invalid, None, None, wish.language);
    invalid.done()?;
    // The platform's own people are few and trusted; a business is anybody who signed up.
    if let Some(tenant) = team.tenant() {
        throttle(state, &format!("invitations-of:{tenant}"), PER_TEAM).await?;
    }
    let (token, token_hash) = secret::fresh()?;
    let rights = Rights::of(wish.role);
    let new = NewInvitation {
        email: &email,
        rights: &rights,
        language: wish.language,
        token_hash: &token_hash,
    };
    state
        .db
        .system(async |tx| {
            let invitation = invitations::create(tx, team, &new)
                .await?
                .map_err(refusal)?;
            let link = send(tx, state, &invitation, &token).await?;
            Ok(InvitationView::of(invitation, link))
        })
        .await
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
