//! The invited person sets name and password, and is on the team.

use actix_web::{HttpRequest, post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use siar_db::{DbError, invitations};
use siar_domain::id::UserId;
use utoipa::ToSchema;

use crate::{
    Answer, ApiError, ApiResult, Envelope, Invalid, OpenBody, State,
    auth::{password, secret, throttle, verify_email::void_link},
    openapi::Refusals,
};

/// A link, and who comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "in_5mWq2Yc0hX8n", "name": "Budi", "password": "payung merah hujan sore"}))]
pub struct AcceptInvitation {
    /// From the e-mail.
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub token: SecretString,
    /// The name, 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    pub name: String,
    /// 10 to 128 characters.
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
}

/// Who came.
#[derive(Debug, Serialize, ToSchema)]
pub struct Joined {
    /// The user.
    pub user_id: UserId,
}

/// Accept an invitation
///
/// Makes the account. Log in afterwards with the address that was invited.
#[utoipa::path(
    tag = "auth",
    request_body = AcceptInvitation,
    responses(
        (status = 201, body = Envelope<Joined>),
        (status = 409, description = "`email_taken`: somebody has taken that address meanwhile", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/invitation/accept")]
pub(crate) async fn accept_invitation(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<AcceptInvitation>,
) -> ApiResult<Joined> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let name = asked.name.trim();
    let link = secret::hash(asked.token.expose_secret());
    // Before the expensive part: a made-up link costs a look into an index.
    let invited = state
        .db
        .system(async |tx| invitations::of_link(tx, &link).await)
        .await?;
    let email = invited.as_ref().map_or("", |invitation| &invitation.email);
    let mut invalid = Invalid::new();
    invalid.length("name", name, 1, 200);
    password::check(&mut invalid, "password", &asked.password, email);
    invalid.done()?;
    // The link to sign up a new business makes no account without one.
    if invited.is_none_or(|invitation| invitation.is_for_new_business()) {
        return Err(void_link());
    }
    let password_hash = state.auth.passwords.hash(asked.password).await?;
    let by_email = state.mailer.reaches_people();
    let joined = state
        .db
        .system(async |tx| {
            let Some(invitation) = invitations::take(tx, &link).await? else {
                return Ok(None);
            };
            let user = invitations::join(tx, &invitation, name, &password_hash, by_email).await?;
            Ok(Some(user))
        })
        .await;
    match joined {
        Ok(Some(user_id)) => Ok(Answer::created(Joined { user_id }, "/api/v1/auth/me")),
        Ok(None) => Err(void_link()),
        Err(DbError::Duplicate { .. }) => Err(ApiError::conflict(
            "email_taken",
            "Somebody has registered with this address already.",
        )),
        Err(error) => Err(error.into()),
    }
}
