//! Who is invited.

use actix_web::{get, web};
use siar_db::{invitations, team::Team};
use siar_domain::permission::Permission;

use super::InvitationView;
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals, team::own};

/// Invitations that nobody accepted yet, the newest first
///
/// Expired ones too, for a month: they can be sent again. At most 200.
#[utoipa::path(
    tag = "team",
    responses((status = 200, body = Envelope<Vec<InvitationView>>), Refusals),
    extensions(("x-permission" = json!("team.read")))
)]
#[get("/team/invitations")]
pub(crate) async fn list_invitations(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<Vec<InvitationView>> {
    let team = own(&caller, Permission::TeamRead)?;
    of_team(&state, team).await
}

/// Those of a team.
pub(crate) async fn of_team(state: &State, team: Team) -> ApiResult<Vec<InvitationView>> {
    let open = state
        .db
        .system(async |tx| invitations::list(tx, team).await)
        .await?;
    let seen = |invitation| InvitationView::of(invitation, None);
    Ok(Answer::ok(open.into_iter().map(seen).collect()))
}
