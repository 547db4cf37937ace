//! The ownership goes to somebody else of the team.

use actix_web::{HttpRequest, post, web};
use secrecy::SecretString;
use serde::Deserialize;
use siar_db::team;
use siar_domain::{
    id::UserId,
    permission::{Permission, Role},
};
use utoipa::ToSchema;

use super::{members::MemberView, own, refusal};
use crate::{
    Answer, ApiResult, Body, Caller, Envelope, State,
    auth::{password, second_factor, throttle},
    openapi::Refusals,
};

/// Who becomes the owner, and the caller's password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"user_id": "0190f5a0-0000-7000-8000-000000000005", "password": "payung merah hujan sore"}))]
pub struct NewOwner {
    /// Somebody of the team.
    pub user_id: UserId,
    /// The caller's password.
    #[schema(value_type = String, format = Password, min_length = 1, max_length = 200)]
    pub password: SecretString,
    /// A code of the caller's second factor, where there is one.
    #[schema(value_type = Option<String>, max_length = 40)]
    pub code: Option<SecretString>,
}

/// Transfer the ownership
///
/// The caller becomes a supervisor. Only an owner may do this.
#[utoipa::path(
    tag = "team",
    request_body = NewOwner,
    responses(
        (status = 200, body = Envelope<MemberView>),
        (status = 409, description = "`own_account`; `member_disabled`", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("team.manage")))
)]
#[post("/team/ownership")]
pub(crate) async fn hand_over(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
    Body(asked): Body<NewOwner>,
) -> ApiResult<MemberView> {
    let team = own(&caller, Permission::TeamManage)?;
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    password::confirm(&state, &caller, &request, "password", asked.password).await?;
    let factor = caller.principal().second_factor;
    second_factor::confirm(&state, caller.user(), factor, asked.code.as_ref()).await?;
    let owner = state
        .db
        .system(async |tx| team::hand_over(tx, team, asked.user_id, Role::Supervisor).await)
        .await?
        .map_err(refusal)?;
    state.auth.principals.forget_user(asked.user_id);
    state.auth.principals.forget_user(caller.user());
    Ok(Answer::ok(MemberView::of(owner, caller.user())))
}
