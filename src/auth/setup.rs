//! The first administrator, by the one-time link that the first start printed (ACC-7).

use actix_web::{HttpRequest, post, web};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use siar_db::{
    DbError,
    accounts::{self, LinkUsed, NewUser, Purpose},
};
use siar_domain::{id::UserId, permission::Role};
use utoipa::ToSchema;

use super::{address, password, secret, throttle, verify_email::void_link};
use crate::{Answer, ApiResult, Envelope, Invalid, OpenBody, State, openapi::Refusals};

/// A set-up link and who the administrator is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "su_5mWq2Yc0hX8n", "email": "admin@siar.example", "name": "Admin", "password": "kunci gudang nomor enam"}))]
pub struct SetUp {
    /// From the link that the first start printed.
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub token: SecretString,
    /// The address to log in with.
    #[schema(format = Email, min_length = 5, max_length = 254)]
    pub email: String,
    /// The name, 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    pub name: String,
    /// 10 to 128 characters.
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
}

/// Who was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Administrator {
    /// The user.
    pub user_id: UserId,
}

/// Set up the first administrator
#[utoipa::path(
    tag = "auth",
    request_body = SetUp,
    responses((status = 201, body = Envelope<Administrator>), Refusals),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/setup")]
pub(crate) async fn setup(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(asked): OpenBody<SetUp>,
) -> ApiResult<Administrator> {
    throttle::check(&state, &request, throttle::Kind::LogIn).await?;
    let email = address::normal(&asked.email);
    let mut invalid = Invalid::new();
    invalid.length("name", asked.name.trim(), 1, 200);
    address::check(&mut invalid, "email", &email);
    password::check(&mut invalid, "password", &asked.password, &email);
    invalid.done()?;
    let link = secret::hash(asked.token.expose_secret());
    // Before the expensive part: a made-up link costs a look into an index.
    let works = state
        .db
        .system(async |tx| accounts::link_works(tx, Purpose::Setup, &link).await)
        .await?;
    if !works {
        return Err(void_link());
    }
    let administrator = NewUser {
        email,
        name: asked.name.trim().to_owned(),
        password_hash: state.auth.passwords.hash(asked.password).await?,
    };
    let made = state
        .db
        .system(async |tx| {
            // A link that was printed before somebody else made the administrator is void.
            if accounts::has_administrator(tx).await?
                || accounts::use_link(tx, Purpose::Setup, &link).await? == LinkUsed::Void
            {
                return Ok::<_, DbError>(None);
            }
            accounts::add_user(tx, None, Role::SuperAdmin, &administrator)
                .await
                .map(Some)
        })
        .await?;
    let user_id = made.ok_or_else(void_link)?;
    Ok(Answer::created(
        Administrator { user_id },
        "/api/v1/auth/me",
    ))
}
