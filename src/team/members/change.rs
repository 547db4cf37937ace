//! Somebody's role, further permissions, and whether they may log in.

use actix_web::{patch, web};
use serde::Deserialize;
use siar_db::team::{self, Change, Team};
use siar_domain::{id::UserId, permission::Permission, team::TeamRole};
use utoipa::ToSchema;

use super::MemberView;
use crate::{
    Answer, ApiResult, Body, Caller, Envelope, Invalid, State,
    auth::confirm,
    openapi::Refusals,
    team::{own, refusal},
};

/// A change of an account; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "operator", "permissions": ["campaigns.send"], "disabled": false}))]
pub struct MemberChange {
    /// Another role.
    pub role: Option<TeamRole>,
    /// Permissions beyond the role's, instead of those until now.
    #[schema(max_items = 30)]
    pub permissions: Option<Vec<Permission>>,
    /// The user may not log in; log-ins that are open end.
    pub disabled: Option<bool>,
}

/// Change an account of the team
///
/// Takes effect at once, also where the user is logged in. Nobody changes their own account, and nobody gives permissions that they lack.
/// To deactivate wants the caller to have confirmed who they are (403 `confirmation_needed`).
#[utoipa::path(
    tag = "team",
    request_body = MemberChange,
    params(("id" = UserId, Path)),
    responses(
        (status = 200, body = Envelope<MemberView>),
        (status = 409, description = "`own_account`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("team.manage")))
)]
#[patch("/team/members/{id}")]
pub(crate) async fn change_member(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
    Body(asked): Body<MemberChange>,
) -> ApiResult<MemberView> {
    let team = own(&caller, Permission::TeamManage)?;
    Invalid::new()
        .check(
            !asked
                .permissions
                .iter()
                .flatten()
                .any(|permission| permission.is_of_platform()),
            "permissions",
            "of_the_platform",
            "This is a permission of the platform.",
        )
        .done()?;
    let change = Change {
        role: asked.role.map(Into::into),
        extra: asked.permissions.map(distinct),
        disabled: asked.disabled,
    };
    if change.disabled == Some(true) {
        confirm::require(&state, &caller).await?;
    }
    of_team(&state, team, *id, &change).await
}

/// Changes somebody of a team.
pub(in crate::team) async fn of_team(
    state: &State,
    team: Team,
    user: UserId,
    change: &Change,
) -> ApiResult<MemberView> {
    let member = state
        .db
        .system(async |tx| team::change(tx, team, user, change).await)
        .await?
        .map_err(refusal)?;
    state.auth.principals.forget_user(user);
    Ok(Answer::ok(MemberView::of(member, team.by())))
}

/// Each once, in the order of the list of all.
fn distinct(given: Vec<Permission>) -> Vec<Permission> {
    Permission::ALL
        .iter()
        .copied()
        .filter(|permission| given.contains(permission))
        .collect()
}
