//! A business registers, with the person who will own the account.

use actix_web::{HttpRequest, http::StatusCode, post, web};
use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use siar_db::{
    DbError, Tx,
    accounts::{self, NewTenant, NewUser, Purpose, Registered},
    billing,
    invitations::{self, Invitation},
    mail::{self, NewEmail},
};
use siar_domain::{
    id::{TenantId, UserId},
    mail::Mail,
};
use utoipa::ToSchema;

use super::{address, password, secret, throttle, verify_email::void_link};
use crate::{
    Answer, ApiError, ApiResult, Envelope, Invalid, OpenBody, State, config::SignUp,
    openapi::Refusals,
};

/// How long the link works that confirms an address.
pub(super) const VERIFY_LIFE: TimeDelta = TimeDelta::days(3);

/// Who registers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"company": "Warung Sari", "name": "Sari", "email": "sari@warung.example", "password": "gerobak bakso tujuh", "country": "ID", "time_zone": "Asia/Jakarta", "language": "id"}))]
pub struct Registration {
    /// The business's name, 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    pub company: String,
    /// The owner's name, 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    pub name: String,
    /// The address to log in with.
    #[schema(format = Email, min_length = 5, max_length = 254)]
    pub email: String,
    /// 10 to 128 characters.
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    pub password: SecretString,
    /// Default country of phone numbers, two letters.
    #[serde(default = "indonesia")]
    #[schema(pattern = "^[A-Z]{2}$", example = "ID")]
    pub country: String,
    /// IANA name of the time zone.
    #[serde(default = "jakarta")]
    #[schema(min_length = 1, max_length = 64, example = "Asia/Jakarta")]
    pub time_zone: String,
    /// `en` or `id`.
    #[serde(default = "english")]
    #[schema(pattern = "^(en|id)$", example = "id")]
    pub language: String,
    /// From the link of an invitation to sign up. Its address is then the one to log in with.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub invitation: Option<SecretString>,
}

fn indonesia() -> String {
    "ID".to_owned()
}
fn jakarta() -> String {
    "Asia/Jakarta".to_owned()
}
fn english() -> String {
    "en".to_owned()
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredAccount {
    /// The tenant.
    pub tenant_id: TenantId,
    /// Its owner.
    pub user_id: UserId,
}

/// Register
///
/// Makes a tenant with its owner. Log in afterwards.
#[utoipa::path(
    tag = "auth",
    request_body = Registration,
    responses(
        (status = 201, body = Envelope<RegisteredAccount>),
        (status = 409, description = "`email_taken`: somebody has that address already", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/register")]
pub(crate) async fn register(
    state: web::Data<State>,
    request: HttpRequest,
    OpenBody(registration): OpenBody<Registration>,
) -> ApiResult<RegisteredAccount> {
    may_sign_up(state.config.auth.sign_up, registration.invitation.is_some())?;
    throttle::check(&state, &request, throttle::Kind::Register).await?;
    let email = address::normal(&registration.email);
    let link = registration
        .invitation
        .as_ref()
        .map(|token| secret::hash(token.expose_secret()));
    if let Some(link) = &link {
        let invited = state
            .db
            .system(async |tx| invitations::of_link(tx, link).await)
            .await?;
        is_invited(invited.as_ref(), &email)?;
    }
    let mut invalid = Invalid::new();
    invalid.length("company", registration.company.trim(), 1, 200);
    invalid.length("name", registration.name.trim(), 1, 200);
    address::check(&mut invalid, "email", &email);
    password::check(&mut invalid, "password", &registration.password, &email);
    crate::tenants::check_place(
        &mut invalid,
        Some(&registration.country),
        Some(&registration.time_zone),
        Some(&registration.language),
    );
    invalid.done()?;

    let tenant = NewTenant {
        name: registration.company.trim().to_owned(),
        country: registration.country,
        time_zone: registration.time_zone,
        language: registration.language,
    };
    let owner = NewUser {
        email,
        name: registration.name.trim().to_owned(),
        password_hash: state.auth.passwords.hash(registration.password).await?,
    };
    let (token, token_hash) = secret::fresh()?;
    let expires_at = state.clock.now() + VERIFY_LIFE;
    let registered = state
        .db
        .system(async |tx| {
            if let Some(link) = &link {
                let invited = invitations::take(tx, link).await?;
                is_invited(invited.as_ref(), &owner.email)?;
            }
            // Two registered at once: the second finds the name taken by the database's own rule.
            let registered = match accounts::register(tx, &tenant, &owner).await {
                Err(DbError::Duplicate { .. }) => return Err(email_taken()),
                other => other?,
            };
            if let Registered::Done { user, tenant } = registered {
                welcome(tx, tenant, state.config.auth.signup_package.as_deref()).await?;
                if link.is_some() && state.mailer.reaches_people() {
                    // The link was read at that address.
                    accounts::mark_verified(tx, user).await?;
                    return Ok(registered);
                }
                accounts::issue_link(
                    tx,
                    Some(user),
                    Purpose::VerifyEmail,
                    &token_hash,
                    expires_at,
                )
                .await?;
                let link = state.mailer.link(Some(tenant), &token, expires_at)?;
                let email = NewEmail {
                    tenant: Some(tenant),
                    user: Some(user),
                    to: &owner.email,
                    name: &owner.name,
                    language: None,
                    mail: &Mail::VerifyEmail,
                    link: Some(link),
                };
                mail::enqueue(tx, email).await?;
            }
            Ok::<_, ApiError>(registered)
        })
        .await;
    match registered {
        Ok(Registered::Done { tenant, user }) => {
            let account = RegisteredAccount {
                tenant_id: tenant,
                user_id: user,
            };
            Ok(Answer::created(account, "/api/v1/auth/me"))
        }
        Ok(Registered::EmailTaken) => Err(email_taken()),
        Err(error) => Err(error),
    }
}

fn email_taken() -> ApiError {
    ApiError::conflict(
        "email_taken",
        "Somebody has registered with this address already.",
    )
}

/// 403 where nobody, or only an invited business, signs up.
fn may_sign_up(rule: SignUp, invited: bool) -> Result<(), ApiError> {
    let (code, message) = match rule {
        SignUp::Open => return Ok(()),
        SignUp::Invited if invited => return Ok(()),
        SignUp::Invited => (
            "invitation_required",
            "On this server a business signs up by invitation. Ask its operator for one.",
        ),
        SignUp::Closed => (
            "sign_up_closed",
            "Nobody can sign up on this server. Ask its operator.",
        ),
    };
    Err(ApiError::new(StatusCode::FORBIDDEN, code, message))
}

/// 422 unless the invitation is to sign up with this address.
fn is_invited(invitation: Option<&Invitation>, email: &str) -> Result<(), ApiError> {
    let invitation = invitation
        .filter(|invitation| invitation.is_for_new_business())
        .ok_or_else(void_link)?;
    if invitation.email == email {
        return Ok(());
    }
    Err(ApiError::invalid(
        "email",
        "not_invited",
        "The invitation is for another address.",
    ))
}

/// Gives the package that comes with signing up. A name that no sold package has keeps nobody out.
async fn welcome(tx: &mut Tx, tenant: TenantId, package: Option<&str>) -> Result<(), DbError> {
    let Some(name) = package else { return Ok(()) };
    match billing::sold_as(tx, name).await? {
        Some(package) => billing::assign(tx, tenant, package, 1, None)
            .await
            .map(drop),
        None => {
            tracing::error!(%tenant, package = name, "SIAR_SIGNUP_PACKAGE names no package that is sold: a business signed up without one");
            Ok(())
        }
    }
}
