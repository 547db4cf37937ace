//! The invitation once more, with another link.

use actix_web::{post, web};
use siar_db::{invitations, team::Team};
use siar_domain::{id::InvitationId, permission::Permission};

use super::{InvitationView, PER_INVITATION, send, throttle};
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State,
    auth::secret,
    openapi::Refusals,
    team::{may_write_to_others, own},
};

/// Send an invitation again
///
/// The link before is void, and the new one works for seven days. Three at once, then one every twenty minutes.
#[utoipa::path(
    tag = "team",
    params(("id" = InvitationId, Path)),
    responses((status = 200, body = Envelope<InvitationView>), Refusals),
    extensions(("x-permission" = json!("team.manage")))
)]
#[post("/team/invitations/{id}/resend")]
pub(crate) async fn resend_invitation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<InvitationId>,
) -> ApiResult<InvitationView> {
    let team = own(&caller, Permission::TeamManage)?;
    may_write_to_others(&state, &caller)?;
    of_team(&state, team, *id).await
}

/// Sends one of a team.
pub(crate) async fn of_team(
    state: &State,
    team: Team,
    id: InvitationId,
) -> ApiResult<InvitationView> {
    let (token, token_hash) = secret::fresh()?;
    let sent = state
        .db
        .system(async |tx| {
            let invitation = invitations::renew(tx, team, id, &token_hash).await?;
            throttle(state, &format!("invitation:{id}"), PER_INVITATION).await?;
            let link = send(tx, state, &invitation, &token).await?;
            Ok::<_, ApiError>(InvitationView::of(invitation, link))
        })
        .await;
    sent.map(Answer::ok)
}
