//! Change of the address that a user logs in with (ACC-1): confirmed at the new address, told to the old one, which can bring itself back.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Bytea, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::id::{TenantId, UserId};
use uuid::Uuid;

use crate::{DbError, Tx, accounts, audit};

const CONFIRM: &str = "confirm_new_address";
const RESTORE: &str = "restore_address";

/// What became of the wish for another address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It waits to be confirmed.
    Waits,
    /// Somebody has that address already.
    Taken,
}

/// Notes the wish of a user for another address; an earlier wish is void.
///
/// # Errors
/// [`DbError`].
pub async fn ask(
    tx: &mut Tx,
    user: UserId,
    address: &str,
    token_hash: &[u8],
    expires_at: DateTime<Utc>,
) -> Result<Asked, DbError> {
    if accounts::credentials(tx, address).await?.is_some() {
        return Ok(Asked::Taken);
    }
    void(tx, user, CONFIRM).await?;
    insert(tx, user, CONFIRM, address, token_hash, expires_at).await?;
    Ok(Asked::Waits)
}

/// The address that waits to be confirmed, if any.
///
/// # Errors
/// [`DbError`].
pub async fn pending(tx: &mut Tx, user: UserId) -> Result<Option<String>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        email: String,
    }
    let row: Option<Row> = sql_query(
        "SELECT email FROM one_time_tokens
         WHERE user_id = $1 AND purpose = 'confirm_new_address' AND used_at IS NULL AND expires_at > $2 AND email IS NOT NULL",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(row.map(|row| row.email))
}

/// An address was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Whose.
    pub user: UserId,
    /// The user's tenant.
    pub tenant: Option<TenantId>,
    /// The user's name.
    pub name: String,
    /// The address until now.
    pub old: String,
    /// The address from now on.
    pub new: String,
}

/// Replaces the address by the one that the link confirms; the old one can come back by the link of `restore_hash`. `None`: the link is
/// unknown, used, void or expired.
///
/// # Errors
/// [`DbError::Duplicate`] when somebody has taken the address meanwhile.
pub async fn confirm(
    tx: &mut Tx,
    token_hash: &[u8],
    restore_hash: &[u8],
    restore_until: DateTime<Utc>,
) -> Result<Option<Changed>, DbError> {
    let Some(used) = take(tx, CONFIRM, token_hash).await? else {
        return Ok(None);
    };
    let user = UserId(used.user_id);
    let changed = replace(tx, user, used.email, "user.email_changed").await?;
    // What was sent to the old address opens nothing any more, but for the way back.
    void(tx, user, "reset_password").await?;
    void(tx, user, "verify_email").await?;
    insert(tx, user, RESTORE, &changed.old, restore_hash, restore_until).await?;
    Ok(Some(changed))
}

/// Whether a link that restores an address works: to be asked before a password is hashed for it. Whose it is.
///
/// # Errors
/// [`DbError`].
pub async fn can_restore(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<UserId>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        user_id: Uuid,
    }
    let row: Option<Row> = sql_query(
        "SELECT user_id FROM one_time_tokens
         WHERE token_hash = $1 AND purpose = 'restore_address' AND used_at IS NULL AND expires_at > $2",
    )
    .bind::<Bytea, _>(token_hash)
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(row.map(|row| UserId(row.user_id)))
}

/// Brings an address back, with a new password: whoever changed it knows the old one. All log-ins end. `None`: the link is unknown, used,
/// void or expired.
///
/// # Errors
/// [`DbError::Duplicate`] when somebody has taken the address meanwhile.
pub async fn restore(
    tx: &mut Tx,
    token_hash: &[u8],
    password_hash: &str,
) -> Result<Option<Changed>, DbError> {
    let Some(used) = take(tx, RESTORE, token_hash).await? else {
        return Ok(None);
    };
    let user = UserId(used.user_id);
    let changed = replace(tx, user, used.email, "user.email_restored").await?;
    // Whoever changed the address may have changed it twice: the ways back to what came later are void, those to what came earlier are not.
    sql_query(
        "UPDATE one_time_tokens SET used_at = $2
         WHERE user_id = $1 AND used_at IS NULL AND (purpose <> 'restore_address' OR created_at >= $3)",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Timestamptz, _>(used.created_at)
    .execute(&mut *tx.conn)
    .await?;
    accounts::set_password(tx, user, password_hash, None).await?;
    Ok(Some(changed))
}

#[derive(QueryableByName)]
struct UsedRow {
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = Text)]
    email: String,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
}

async fn take(tx: &mut Tx, purpose: &str, hash: &[u8]) -> Result<Option<UsedRow>, DbError> {
    Ok(sql_query(
        "UPDATE one_time_tokens SET used_at = $3
         WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
             AND user_id IN (SELECT id FROM users WHERE disabled_at IS NULL) AND email IS NOT NULL
         RETURNING user_id, email, created_at",
    )
    .bind::<Bytea, _>(hash)
    .bind::<Text, _>(purpose)
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await
    .optional()?)
}

async fn replace(tx: &mut Tx, user: UserId, new: String, action: &str) -> Result<Changed, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Nullable<SqlUuid>)]
        tenant_id: Option<Uuid>,
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        email: String,
    }
    let before: Row =
        sql_query("SELECT tenant_id, name, email FROM users WHERE id = $1 FOR UPDATE")
            .bind::<SqlUuid, _>(user.0)
            .get_result(&mut *tx.conn)
            .await?;
    sql_query("UPDATE users SET email = $2, email_verified_at = $3 WHERE id = $1")
        .bind::<SqlUuid, _>(user.0)
        .bind::<Text, _>(&new)
        .bind::<Timestamptz, _>(tx.now)
        .execute(&mut *tx.conn)
        .await?;
    let tenant = before.tenant_id.map(TenantId);
    audit::note(
        tx,
        tenant,
        Some(user),
        action,
        &user.to_string(),
        serde_json::json!({ "from": before.email, "to": new }),
    )
    .await?;
    Ok(Changed {
        user,
        tenant,
        name: before.name,
        old: before.email,
        new,
    })
}

async fn insert(
    tx: &mut Tx,
    user: UserId,
    purpose: &str,
    email: &str,
    token_hash: &[u8],
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    sql_query(
        "INSERT INTO one_time_tokens (token_hash, tenant_id, user_id, purpose, email, expires_at, created_at)
         VALUES ($1, (SELECT tenant_id FROM users WHERE id = $2), $2, $3, $4, $5, $6)",
    )
    .bind::<Bytea, _>(token_hash)
    .bind::<SqlUuid, _>(user.0)
    .bind::<Text, _>(purpose)
    .bind::<Text, _>(email)
    .bind::<Timestamptz, _>(expires_at)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

async fn void(tx: &mut Tx, user: UserId, purpose: &str) -> Result<(), DbError> {
    sql_query(
        "UPDATE one_time_tokens SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Text, _>(purpose)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}
