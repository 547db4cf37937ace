//! An invitation is taken back.

use actix_web::{delete, web};
use siar_db::{invitations, team::Team};
use siar_domain::{id::InvitationId, permission::Permission};

use crate::{
    Answer, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals, team::own,
};

/// Withdraw an invitation
///
/// Its link is void.
#[utoipa::path(
    tag = "team",
    params(("id" = InvitationId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("team.manage")))
)]
#[delete("/team/invitations/{id}")]
pub(crate) async fn withdraw_invitation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<InvitationId>,
) -> ApiResult<Done> {
    let team = own(&caller, Permission::TeamManage)?;
    of_team(&state, team, *id).await
}

/// Takes one of a team back.
pub(crate) async fn of_team(state: &State, team: Team, id: InvitationId) -> ApiResult<Done> {
    state
        .db
        .system(async |tx| invitations::withdraw(tx, team, id).await)
        .await?;
    Ok(Answer::done())
}
