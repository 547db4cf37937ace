//! Somebody of the team has lost the phone and the recovery codes.

use actix_web::{delete, web};
use siar_db::team::{self, Team};
use siar_domain::{id::UserId, permission::Permission};

use crate::{
    Answer, ApiResult, Caller, Envelope, State,
    auth::confirm,
    envelope::Done,
    openapi::Refusals,
    team::{own, refusal},
};

/// Turn somebody's two-factor authentication off
///
/// For whoever has lost the app and the recovery codes. The user is logged out and told by e-mail. Nothing changes when it is off already.
/// Wants the caller to have confirmed who they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "team",
    params(("id" = UserId, Path)),
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`own_account`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("team.manage")))
)]
#[delete("/team/members/{id}/second-factor")]
pub(crate) async fn reset_second_factor(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
) -> ApiResult<Done> {
    let team = own(&caller, Permission::TeamManage)?;
    confirm::require(&state, &caller).await?;
    of_team(&state, team, *id).await
}

/// Turns it off for somebody of a team.
pub(in crate::team) async fn of_team(state: &State, team: Team, user: UserId) -> ApiResult<Done> {
    state
        .db
        .system(async |tx| team::reset_second_factor(tx, team, user).await)
        .await?
        .map_err(refusal)?;
    state.auth.principals.forget_user(user);
    Ok(Answer::done())
}
