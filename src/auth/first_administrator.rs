//! ACC-7: a server without an administrator gets one from its settings, or prints a one-time link. There is no default password.

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use siar_db::{
    Db, DbError,
    accounts::{self, NewUser, Purpose},
};
use siar_domain::permission::Role;

use super::{Passwords, address, password, secret};
use crate::{ApiError, Invalid, State};

const LINK_LIFE: TimeDelta = TimeDelta::hours(24);

/// What the first start found and did.
#[derive(Debug)]
pub enum FirstStart {
    /// There is an administrator already.
    Nothing,
    /// The administrator of the settings was made.
    Made {
        /// The address to log in with.
        email: String,
    },
    /// The secret of a link with which somebody can make one within a day. Earlier links are void.
    Link(SecretString),
}

/// Sees to it that there is, or can be, an administrator.
///
/// # Errors
/// Settings that cannot be an administrator's, or the database.
pub async fn ensure(state: &State) -> Result<FirstStart, ApiError> {
    let configured = match (
        &state.config.auth.admin_email,
        &state.config.auth.admin_password,
    ) {
        (Some(email), Some(password)) => {
            Some(new_user(&state.auth.passwords, email, password.clone()).await?)
        }
        _ => None,
    };
    let (token, hash) = secret::fresh()?;
    let expires_at = state.clock.now() + LINK_LIFE;
    let first = state
        .db
        .system(async |tx| {
            if accounts::has_administrator(tx).await? {
                return Ok(FirstStart::Nothing);
            }
            if let Some(user) = &configured {
                accounts::add_user(tx, None, Role::SuperAdmin, user).await?;
                return Ok(FirstStart::Made {
                    email: user.email.clone(),
                });
            }
            accounts::issue_link(tx, None, Purpose::Setup, &hash, expires_at).await?;
            Ok::<_, DbError>(FirstStart::Link(token))
        })
        .await?;
    Ok(first)
}

async fn new_user(
    passwords: &Passwords,
    email: &str,
    password: SecretString,
) -> Result<NewUser, ApiError> {
    let email = address::normal(email);
    let mut invalid = Invalid::new();
    address::check(&mut invalid, "SIAR_ADMIN_EMAIL", &email);
    password::check(&mut invalid, "SIAR_ADMIN_PASSWORD", &password, &email);
    invalid.done()?;
    Ok(NewUser {
        name: "Administrator".to_owned(),
        password_hash: passwords.hash(password).await?,
        email,
    })
}

/// Makes an administrator by hand, whether or not there is one.
///
/// # Errors
/// 422 for a bad address or password, 409 when the address is taken.
pub async fn create(
    db: &Db,
    passwords: &Passwords,
    email: &str,
    name: &str,
    role: Role,
    password: SecretString,
) -> Result<(), ApiError> {
    if !role.is_platform() {
        return Err(ApiError::invalid(
            "role",
            "not_of_platform",
            "super_admin, admin or auditor.",
        ));
    }
    let mut invalid = Invalid::new();
    invalid.length(
        "password",
        password.expose_secret(),
        password::SHORTEST,
        password::LONGEST,
    );
    invalid.done()?;
    let mut user = new_user(passwords, email, password).await?;
    name.trim().clone_into(&mut user.name);
    db.system(async |tx| accounts::add_user(tx, None, role, &user).await)
        .await?;
    Ok(())
}
