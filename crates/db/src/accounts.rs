//! Tenants' and the platform's users: registration, passwords, one-time links.
//!
//! Called by the platform's own transactions ([`crate::Db::system`]): whoever registers or logs in has no tenant to act for yet.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Bool, Bytea, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{LoginId, TenantId, UserId},
    mail::Mail,
    opt_out::OptOutWords,
    permission::Role,
};
use uuid::Uuid;

use crate::{
    DbError, Tx, audit,
    logins::{self, Revoked},
    mail, sessions,
};

/// A tenant that registers.
#[derive(Debug, Clone)]
pub struct NewTenant {
    /// The business's name.
    pub name: String,
    /// Default country of phone numbers, two letters.
    pub country: String,
    /// IANA name.
    pub time_zone: String,
    /// `en` or `id`.
    pub language: String,
}

/// A user to be.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The address to log in with, in lower case.
    pub email: String,
    /// The name.
    pub name: String,
    /// PHC string of the password.
    pub password_hash: String,
}

/// What became of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// Done.
    Done {
        /// The tenant.
        tenant: TenantId,
        /// Its owner.
        user: UserId,
    },
    /// Somebody has that address already: nothing was changed.
    EmailTaken,
}

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = Bool)]
    taken: bool,
}

/// Makes a tenant with its owner.
///
/// # Errors
/// [`DbError`].
pub async fn register(
    tx: &mut Tx,
    tenant: &NewTenant,
    owner: &NewUser,
) -> Result<Registered, DbError> {
    let tenant_id = TenantId(Uuid::now_v7());
    // The address first: nothing is left behind when it is taken, even when two register at once.
    let Taken { taken } = sql_query("SELECT EXISTS (SELECT FROM users WHERE email = $1) AS taken")
        .bind::<Text, _>(&owner.email)
        .get_result(&mut *tx.conn)
        .await?;
    if taken {
        return Ok(Registered::EmailTaken);
    }
    let words: Vec<String> = match tenant.country.parse() {
        Ok(country) => OptOutWords::of_country(country).into(),
        Err(_) => OptOutWords::default().into(),
    };
    sql_query(
        "INSERT INTO tenants (id, name, country, time_zone, language, created_at, opt_out_words)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind::<SqlUuid, _>(tenant_id.0)
    .bind::<Text, _>(&tenant.name)
    .bind::<Text, _>(&tenant.country)
    .bind::<Text, _>(&tenant.time_zone)
    .bind::<Text, _>(&tenant.language)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Array<Text>, _>(words)
    .execute(&mut *tx.conn)
    .await?;
    sessions::create(tx, tenant_id).await?;
    let user = add_user(tx, Some(tenant_id), Role::Owner, owner).await?;
    audit::note(
        tx,
        Some(tenant_id),
        Some(user),
        "tenant.registered",
        &tenant_id.to_string(),
        serde_json::json!({}),
    )
    .await?;
    Ok(Registered::Done {
        tenant: tenant_id,
        user,
    })
}

/// Adds a user of a tenant or, without one, of the platform.
///
/// # Errors
/// `Duplicate` when somebody has that address already.
pub async fn add_user(
    tx: &mut Tx,
    tenant: Option<TenantId>,
    role: Role,
    user: &NewUser,
) -> Result<UserId, DbError> {
    let id = UserId(Uuid::now_v7());
    sql_query(
        "INSERT INTO users (id, tenant_id, email, name, password_hash, role, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind::<SqlUuid, _>(id.0)
    .bind::<Nullable<SqlUuid>, _>(tenant.map(|tenant| tenant.0))
    .bind::<Text, _>(&user.email)
    .bind::<Text, _>(&user.name)
    .bind::<Text, _>(&user.password_hash)
    .bind::<Text, _>(role.as_str())
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(id)
}

/// What a log-in is checked against.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The user.
    pub user: UserId,
    /// The user's tenant.
    pub tenant: Option<TenantId>,
    /// PHC string of the password.
    pub password_hash: String,
    /// The user may no longer log in.
    pub disabled: bool,
    /// Log-ins ask for a code.
    pub second_factor: bool,
}

#[derive(QueryableByName)]
struct CredentialsRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    password_hash: String,
    #[diesel(sql_type = Bool)]
    disabled: bool,
    #[diesel(sql_type = Bool)]
    second_factor: bool,
}

/// The user with this address.
///
/// # Errors
/// [`DbError`].
pub async fn credentials(tx: &mut Tx, email: &str) -> Result<Option<Credentials>, DbError> {
    let row: Option<CredentialsRow> = sql_query(
        "SELECT id, tenant_id, password_hash, disabled_at IS NOT NULL AS disabled,
                EXISTS (SELECT FROM second_factors f WHERE f.user_id = users.id AND f.enabled_at IS NOT NULL) AS second_factor
         FROM users WHERE email = $1",
    )
    .bind::<Text, _>(email)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(row.map(|row| Credentials {
        user: UserId(row.id),
        tenant: row.tenant_id.map(TenantId),
        password_hash: row.password_hash,
        disabled: row.disabled,
        second_factor: row.second_factor,
    }))
}

/// The stored password of a user.
///
/// # Errors
/// `NotFound` when there is no such user.
pub async fn password_hash(tx: &mut Tx, user: UserId) -> Result<String, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        password_hash: String,
    }
    let row: Row = sql_query("SELECT password_hash FROM users WHERE id = $1")
        .bind::<SqlUuid, _>(user.0)
        .get_result(&mut *tx.conn)
        .await?;
    Ok(row.password_hash)
}

/// Sets a password and ends the user's other logins.
///
/// # Errors
/// [`DbError`].
pub async fn set_password(
    tx: &mut Tx,
    user: UserId,
    password_hash: &str,
    keep: Option<LoginId>,
) -> Result<(), DbError> {
    sql_query("UPDATE users SET password_hash = $2 WHERE id = $1")
        .bind::<SqlUuid, _>(user.0)
        .bind::<Text, _>(password_hash)
        .execute(&mut *tx.conn)
        .await?;
    // Links that were sent for the old password are void.
    sql_query(
        "UPDATE one_time_tokens SET used_at = $2
         WHERE user_id = $1 AND purpose = 'reset_password' AND used_at IS NULL",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    logins::revoke_all(tx, user, keep, Revoked::PasswordChanged).await?;
    mail::enqueue_to_user(tx, user, &Mail::PasswordChanged, None).await?;
    let tenant = tenant_of(tx, user).await?;
    audit::note(
        tx,
        tenant,
        Some(user),
        "user.password_changed",
        &user.to_string(),
        serde_json::json!({}),
    )
    .await
}

/// The business of a user; none for users of the platform.
pub(crate) async fn tenant_of(tx: &mut Tx, user: UserId) -> Result<Option<TenantId>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Nullable<SqlUuid>)]
        tenant_id: Option<Uuid>,
    }
    let row: Row = sql_query("SELECT tenant_id FROM users WHERE id = $1")
        .bind::<SqlUuid, _>(user.0)
        .get_result(&mut *tx.conn)
        .await?;
    Ok(row.tenant_id.map(TenantId))
}

/// What a one-time link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Shows that an address is the user's.
    VerifyEmail,
    /// Sets a new password.
    ResetPassword,
    /// Makes the first administrator.
    Setup,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::Setup => "setup",
        }
    }
}

/// Stores the hash of a one-time link; earlier ones for the same purpose and user are void.
///
/// # Errors
/// [`DbError`].
pub async fn issue_link(
    tx: &mut Tx,
    user: Option<UserId>,
    purpose: Purpose,
    token_hash: &[u8],
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    sql_query(
        "UPDATE one_time_tokens SET used_at = $3
         WHERE purpose = $1 AND user_id IS NOT DISTINCT FROM $2 AND used_at IS NULL",
    )
    .bind::<Text, _>(purpose.as_str())
    .bind::<Nullable<SqlUuid>, _>(user.map(|user| user.0))
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    sql_query(
        "INSERT INTO one_time_tokens (token_hash, tenant_id, user_id, purpose, expires_at, created_at)
         VALUES ($1, (SELECT tenant_id FROM users WHERE id = $2), $2, $3, $4, $5)",
    )
    .bind::<Bytea, _>(token_hash)
    .bind::<Nullable<SqlUuid>, _>(user.map(|user| user.0))
    .bind::<Text, _>(purpose.as_str())
    .bind::<Timestamptz, _>(expires_at)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

/// What became of a one-time link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkUsed {
    /// It worked, and works no more.
    Done {
        /// Whose; none for the set-up link.
        user: Option<UserId>,
    },
    /// Unknown, used, void or expired: told apart to nobody.
    Void,
}

/// Uses up a one-time link.
///
/// # Errors
/// [`DbError`].
pub async fn use_link(
    tx: &mut Tx,
    purpose: Purpose,
    token_hash: &[u8],
) -> Result<LinkUsed, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Nullable<SqlUuid>)]
        user_id: Option<Uuid>,
    }
    let row: Option<Row> = sql_query(
        "UPDATE one_time_tokens SET used_at = $3
         WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
         RETURNING user_id",
    )
    .bind::<Bytea, _>(token_hash)
    .bind::<Text, _>(purpose.as_str())
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(row.map_or(LinkUsed::Void, |row| LinkUsed::Done {
        user: row.user_id.map(UserId),
    }))
}

/// Whether a link would work now. It is not used up.
///
/// # Errors
/// [`DbError`].
pub async fn link_works(tx: &mut Tx, purpose: Purpose, token_hash: &[u8]) -> Result<bool, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        works: bool,
    }
    let row: Row = sql_query(
        "SELECT EXISTS (SELECT FROM one_time_tokens WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3) AS works",
    )
    .bind::<Bytea, _>(token_hash)
    .bind::<Text, _>(purpose.as_str())
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await?;
    Ok(row.works)
}

/// Notes that a user's address is the user's.
///
/// # Errors
/// [`DbError`].
pub async fn mark_verified(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    sql_query("UPDATE users SET email_verified_at = coalesce(email_verified_at, $2) WHERE id = $1")
        .bind::<SqlUuid, _>(user.0)
        .bind::<Timestamptz, _>(tx.now)
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

/// Whether an owner of the tenant has confirmed the address.
///
/// # Errors
/// [`DbError`].
pub async fn is_confirmed(tx: &mut Tx, tenant: TenantId) -> Result<bool, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        confirmed: bool,
    }
    let row: Row = sql_query(
        "SELECT EXISTS (SELECT FROM users WHERE tenant_id = $1 AND role = 'owner' AND disabled_at IS NULL AND email_verified_at IS NOT NULL) AS confirmed",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .get_result(&mut *tx.conn)
    .await?;
    Ok(row.confirmed)
}

/// Whether the platform has an administrator who can log in. Holds off other nodes that ask in order to make one.
///
/// # Errors
/// [`DbError`].
pub async fn has_administrator(tx: &mut Tx) -> Result<bool, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    sql_query("SELECT pg_advisory_xact_lock(hashtext('siar first administrator'))")
        .execute(&mut *tx.conn)
        .await?;
    let row: Row = sql_query(
        "SELECT count(*) AS count FROM users WHERE role = 'super_admin' AND disabled_at IS NULL",
    )
    .get_result(&mut *tx.conn)
    .await?;
    Ok(row.count > 0)
}
