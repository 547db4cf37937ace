//! Second factors of log-ins (ACC-2): a sealed secret for each user, and hashes of recovery codes.
//!
//! Called by the platform's own transactions ([`crate::Db::system`]), as all that has to do with logging in.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, query_dsl::methods,
    upsert::excluded,
};
use diesel_async::RunQueryDsl;
use serde_json::json;
use siar_domain::{
    id::{TenantId, UserId},
    mail::Mail,
};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    DbError, Tx, accounts, audit, mail,
    schema::{recovery_codes, second_factors},
    vault::{Column, VaultError, VaultKeys},
};

/// A secret, sealed for one user.
pub struct Sealed {
    key: i32,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed")
    }
}

impl Sealed {
    /// Seals the secret of a user.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`].
    pub fn seal(keys: &VaultKeys, user: UserId, secret: &[u8]) -> Result<Self, VaultError> {
        Ok(Self {
            key: key_number(keys)?,
            bytes: keys.seal(owner(user), Column::TotpSecret, secret)?,
        })
    }

    /// The secret.
    ///
    /// # Errors
    /// [`VaultError`] when it was sealed with a key that is gone, or for somebody else.
    pub fn open(&self, keys: &VaultKeys, user: UserId) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        keys.open(owner(user), Column::TotpSecret, &self.bytes)
    }
}

fn key_number(keys: &VaultKeys) -> Result<i32, VaultError> {
    i32::try_from(keys.current()).map_err(|_| VaultError::NotSealed)
}

/// The vault binds to an id: here the user's, so that a secret moved to another user's row does not open.
const fn owner(user: UserId) -> TenantId {
    TenantId(user.0)
}

/// A second factor.
#[derive(Debug)]
pub struct Factor {
    /// Its secret.
    pub sealed: Sealed,
    /// Since when log-ins ask for it; none: it is being set up.
    pub enabled_at: Option<DateTime<Utc>>,
}

/// The user's second factor, if any.
///
/// # Errors
/// [`DbError`].
pub async fn of(tx: &mut Tx, user: UserId) -> Result<Option<Factor>, DbError> {
    let row: Option<(i32, Vec<u8>, Option<DateTime<Utc>>)> = second_factors::table
        .find(user.0)
        .select((
            second_factors::key_id,
            second_factors::sealed,
            second_factors::enabled_at,
        ))
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    Ok(row.map(|(key, bytes, enabled_at)| Factor {
        sealed: Sealed { key, bytes },
        enabled_at,
    }))
}

/// How many recovery codes are left.
///
/// # Errors
/// [`DbError`].
pub async fn codes_left(tx: &mut Tx, user: UserId) -> Result<i64, DbError> {
    Ok(recovery_codes::table
        .filter(recovery_codes::user_id.eq(user.0))
        .count()
        .get_result(&mut *tx.conn)
        .await?)
}

/// Begins to set one up; what was begun before is void. `false`: one is in use already, and stays.
///
/// # Errors
/// [`DbError`].
pub async fn begin(tx: &mut Tx, user: UserId, sealed: &Sealed) -> Result<bool, DbError> {
    let tenant = accounts::tenant_of(tx, user).await?;
    let upsert = diesel::insert_into(second_factors::table)
        .values((
            second_factors::user_id.eq(user.0),
            second_factors::tenant_id.eq(tenant.map(|tenant| tenant.0)),
            second_factors::key_id.eq(sealed.key),
            second_factors::sealed.eq(&sealed.bytes),
            second_factors::created_at.eq(tx.now),
        ))
        .on_conflict(second_factors::user_id)
        .do_update()
        .set((
            second_factors::key_id.eq(excluded(second_factors::key_id)),
            second_factors::sealed.eq(excluded(second_factors::sealed)),
            second_factors::created_at.eq(excluded(second_factors::created_at)),
        ));
    let rows = methods::FilterDsl::filter(upsert, second_factors::enabled_at.is_null())
        .execute(&mut *tx.conn)
        .await?;
    Ok(rows == 1)
}

/// Uses up a time step: of two who show the same code one gets in, and no earlier code counts after it (RFC 6238, 5.2).
///
/// # Errors
/// [`DbError`].
pub async fn use_step(tx: &mut Tx, user: UserId, step: i64) -> Result<bool, DbError> {
    let rows = diesel::update(second_factors::table.find(user.0))
        .filter(
            second_factors::last_step
                .is_null()
                .or(second_factors::last_step.lt(step)),
        )
        .set(second_factors::last_step.eq(step))
        .execute(&mut *tx.conn)
        .await?;
    Ok(rows == 1)
}

/// Uses up a recovery code.
///
/// # Errors
/// [`DbError`].
pub async fn use_code(tx: &mut Tx, user: UserId, code_hash: &[u8]) -> Result<bool, DbError> {
    let rows = diesel::delete(recovery_codes::table.find((user.0, code_hash)))
        .execute(&mut *tx.conn)
        .await?;
    if rows == 0 {
        return Ok(false);
    }
    note(tx, user, Some(user), "recovery_code.used").await?;
    Ok(true)
}

/// From now on log-ins ask for it; the recovery codes are these. `false`: none is being set up.
///
/// # Errors
/// [`DbError`].
pub async fn enable(tx: &mut Tx, user: UserId, codes: &[Vec<u8>]) -> Result<bool, DbError> {
    let rows = diesel::update(second_factors::table.find(user.0))
        .filter(second_factors::enabled_at.is_null())
        .set(second_factors::enabled_at.eq(tx.now))
        .execute(&mut *tx.conn)
        .await?;
    if rows == 0 {
        return Ok(false);
    }
    store(tx, user, codes).await?;
    note(tx, user, Some(user), "second_factor.enabled").await?;
    mail::enqueue_to_user(tx, user, &Mail::SecondFactorChanged { enabled: true }, None).await?;
    Ok(true)
}

/// Replaces all recovery codes. `false`: no second factor is in use.
///
/// # Errors
/// [`DbError`].
pub async fn replace_codes(tx: &mut Tx, user: UserId, codes: &[Vec<u8>]) -> Result<bool, DbError> {
    let in_use = of(tx, user)
        .await?
        .is_some_and(|factor| factor.enabled_at.is_some());
    if !in_use {
        return Ok(false);
    }
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user.0)))
        .execute(&mut *tx.conn)
        .await?;
    store(tx, user, codes).await?;
    note(tx, user, Some(user), "recovery_codes.replaced").await?;
    Ok(true)
}

async fn store(tx: &mut Tx, user: UserId, codes: &[Vec<u8>]) -> Result<(), DbError> {
    let tenant = accounts::tenant_of(tx, user).await?;
    let rows: Vec<_> = codes
        .iter()
        .map(|hash| {
            (
                recovery_codes::user_id.eq(user.0),
                recovery_codes::tenant_id.eq(tenant.map(|tenant| tenant.0)),
                recovery_codes::code_hash.eq(hash),
            )
        })
        .collect();
    diesel::insert_into(recovery_codes::table)
        .values(rows)
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

/// Log-ins ask for it no more. `by` is the user, or who helps one that has lost it; none: the server's operator. `false`: there is none.
///
/// # Errors
/// [`DbError`].
pub async fn remove(tx: &mut Tx, user: UserId, by: Option<UserId>) -> Result<bool, DbError> {
    let enabled: Option<Option<DateTime<Utc>>> = diesel::delete(second_factors::table.find(user.0))
        .returning(second_factors::enabled_at)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    if enabled.flatten().is_none() {
        return Ok(false);
    }
    let action = if by == Some(user) {
        "second_factor.disabled"
    } else {
        "second_factor.reset"
    };
    note(tx, user, by, action).await?;
    mail::enqueue_to_user(
        tx,
        user,
        &Mail::SecondFactorChanged { enabled: false },
        None,
    )
    .await?;
    Ok(true)
}

async fn note(tx: &mut Tx, user: UserId, by: Option<UserId>, action: &str) -> Result<(), DbError> {
    let tenant = accounts::tenant_of(tx, user).await?;
    let subject = user.to_string();
    audit::note(tx, tenant, by, action, &subject, json!({})).await
}

/// Seals with the current key what an older one sealed, at most `limit` secrets: what a rotation of the key leaves to do.
///
/// # Errors
/// [`DbError::Corrupt`] when one does not open.
pub async fn reseal(tx: &mut Tx, keys: &VaultKeys, limit: i64) -> Result<usize, DbError> {
    let current = key_number(keys)?;
    let rows: Vec<(Uuid, Vec<u8>)> = second_factors::table
        .filter(second_factors::key_id.ne(current))
        .select((second_factors::user_id, second_factors::sealed))
        .limit(limit)
        .for_update()
        .load(&mut *tx.conn)
        .await?;
    for (user, sealed) in &rows {
        let again = keys
            .rewrap(owner(UserId(*user)), Column::TotpSecret, sealed)
            .map_err(|error| DbError::Corrupt(format!("second factor of {user}: {error}")))?;
        diesel::update(second_factors::table.find(user))
            .set((
                second_factors::key_id.eq(current),
                second_factors::sealed.eq(again.as_ref().unwrap_or(sealed)),
            ))
            .execute(&mut *tx.conn)
            .await?;
    }
    Ok(rows.len())
}
