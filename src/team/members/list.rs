//! Who is on the team.

use actix_web::{get, web};
use siar_db::team::{self, Team};
use siar_domain::permission::Permission;

use super::MemberView;
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals, team::own};

/// The team, the first who came first
///
/// At most 200 people.
#[utoipa::path(
    tag = "team",
    responses((status = 200, body = Envelope<Vec<MemberView>>), Refusals),
    extensions(("x-permission" = json!("team.read")))
)]
#[get("/team/members")]
pub(crate) async fn list_members(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<Vec<MemberView>> {
    let team = own(&caller, Permission::TeamRead)?;
    of_team(&state, team).await
}

/// Everybody of a team, as the one who asks sees them.
pub(in crate::team) async fn of_team(state: &State, team: Team) -> ApiResult<Vec<MemberView>> {
    let members = state
        .db
        .system(async |tx| team::members(tx, team).await)
        .await?;
    let seen = |member| MemberView::of(member, team.by());
    Ok(Answer::ok(members.into_iter().map(seen).collect()))
}
