//! The saved login: one encrypted browser profile per session, and the number of the profile's *life*.
//!
//! After a crash the browser is asked whether a message id exists. "Not found" is only believed by a browser that remembers everything
//! since the submit. A start that lost something begins a new life: no login, or a snapshot while the vault's copy was behind
//! (`profile_open`). A start from the directory the crash left, or from the snapshot of the latest clean close, continues the life.

use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Bytea, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::id::TenantId;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Owner;
use crate::{
    DbError, Tx,
    vault::{Column, VaultKeys},
};

/// Where the next start takes the login from, told by the rows.
pub struct Opening {
    /// Whether the account is linked: without it, a start is a first link.
    pub linked: bool,
    /// The newest profile lies in the directory that a run on this node left behind.
    pub on_this_disk: bool,
    /// The last saved profile, packed.
    pub snapshot: Option<Zeroizing<Vec<u8>>>,
    /// Whether the snapshot is of the latest close: nothing has run since.
    pub is_latest: bool,
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opening")
            .field("linked", &self.linked)
            .field("on_this_disk", &self.on_this_disk)
            .field("snapshot_bytes", &self.snapshot.as_ref().map(|s| s.len()))
            .field("is_latest", &self.is_latest)
            .finish()
    }
}

#[derive(QueryableByName)]
struct Before {
    #[diesel(sql_type = Bool)]
    linked: bool,
    #[diesel(sql_type = Bool)]
    was_open: bool,
    #[diesel(sql_type = Nullable<Text>)]
    was_on: Option<String>,
    #[diesel(sql_type = Nullable<Bytea>)]
    sealed: Option<Vec<u8>>,
}

/// Marks the profile as in use by a start on the node called `node_name` and answers where to take it from. To be committed before the
/// engine is started. `None` when the session is no longer ours.
///
/// # Errors
/// [`DbError`]; a saved profile that does not open is [`DbError::Corrupt`].
pub async fn opening(
    tx: &mut Tx,
    owner: &Owner,
    node_name: &str,
    keys: &VaultKeys,
) -> Result<Option<Opening>, DbError> {
    let before: Option<Before> = sql_query(
        "UPDATE sessions s SET profile_open = true, profile_node = $3
         FROM (SELECT s.tenant_id, s.profile_open, s.profile_node, p.sealed FROM sessions s
               LEFT JOIN session_profiles p ON p.tenant_id = s.tenant_id
               WHERE s.tenant_id = $1 AND s.epoch = $2 FOR UPDATE OF s) b
         WHERE s.tenant_id = b.tenant_id
         RETURNING s.linked_at IS NOT NULL AS linked, b.profile_open AS was_open, b.profile_node AS was_on, b.sealed",
    )
    .bind::<SqlUuid, _>(owner.tenant().0)
    .bind::<BigInt, _>(owner.epoch)
    .bind::<Text, _>(node_name)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(before) = before else {
        return Ok(None);
    };
    let snapshot = match before.sealed {
        Some(sealed) => Some(keys.open(owner.tenant(), Column::SessionProfile, &sealed)?),
        None => None,
    };
    Ok(Some(Opening {
        linked: before.linked,
        on_this_disk: before.was_open && before.was_on.as_deref() == Some(node_name),
        is_latest: !before.was_open && snapshot.is_some(),
        snapshot,
    }))
}

#[derive(QueryableByName)]
struct Life {
    #[diesel(sql_type = BigInt)]
    profile_life: i64,
}

/// Records whether a start knows everything that the run before it knew, and answers the number of the profile's life. `None` when the
/// session is no longer ours.
///
/// # Errors
/// [`DbError`].
pub async fn opened(
    tx: &mut Tx,
    owner: &Owner,
    nothing_lost: bool,
) -> Result<Option<i64>, DbError> {
    let life: Option<Life> = sql_query(
        "UPDATE sessions SET profile_life = profile_life + (NOT $3)::int WHERE tenant_id = $1 AND epoch = $2 RETURNING profile_life",
    )
    .bind::<SqlUuid, _>(owner.tenant().0)
    .bind::<BigInt, _>(owner.epoch)
    .bind::<Bool, _>(nothing_lost)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(life.map(|life| life.profile_life))
}

/// Saves a profile that closed gracefully; `sealed` comes from [`VaultKeys::seal`], which takes milliseconds and is best not done while a
/// transaction is open. Answers whether the session was still ours; a late owner overwrites nothing.
///
/// # Errors
/// [`DbError`].
pub async fn save_profile(
    tx: &mut Tx,
    owner: &Owner,
    key_id: u32,
    sealed: &[u8],
    plain_bytes: usize,
) -> Result<bool, DbError> {
    let saved = sql_query(
        "WITH mine AS (UPDATE sessions SET profile_open = false WHERE tenant_id = $1 AND epoch = $2 RETURNING tenant_id)
         INSERT INTO session_profiles (tenant_id, key_id, sealed, plain_bytes, epoch, saved_at)
         SELECT tenant_id, $3, $4, $5, $2, $6 FROM mine
         ON CONFLICT (tenant_id) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed,
             plain_bytes = excluded.plain_bytes, epoch = excluded.epoch, saved_at = excluded.saved_at",
    )
    .bind::<SqlUuid, _>(owner.tenant().0)
    .bind::<BigInt, _>(owner.epoch)
    .bind::<Integer, _>(key_number(key_id)?)
    .bind::<Bytea, _>(sealed)
    .bind::<BigInt, _>(i64::try_from(plain_bytes).unwrap_or(i64::MAX))
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(saved == 1)
}

/// Removes the login: the saved profile and that there is a link.
///
/// # Errors
/// [`DbError`].
pub async fn forget_profile(tx: &mut Tx, owner: &Owner) -> Result<(), DbError> {
    let mine = sql_query(
        "UPDATE sessions SET last_phone = coalesce(phone, last_phone), heard_before = coalesce(events_until, heard_before),
             linked_at = NULL, phone = NULL, events_until = NULL, profile_open = false, profile_node = NULL
         WHERE tenant_id = $1 AND epoch = $2",
    )
    .bind::<SqlUuid, _>(owner.tenant().0)
    .bind::<BigInt, _>(owner.epoch)
    .execute(&mut *tx.conn)
    .await?;
    if mine == 1 {
        sql_query("DELETE FROM session_profiles WHERE tenant_id = $1")
            .bind::<SqlUuid, _>(owner.tenant().0)
            .execute(&mut *tx.conn)
            .await?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Sealed {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
    #[diesel(sql_type = Bytea)]
    sealed: Vec<u8>,
}

/// Seals up to `limit` profiles again that are not sealed with the current key. Answers how many; 0 when the rotation is done. A call of the
/// platform ([`crate::Db::system`]).
///
/// # Errors
/// [`DbError`]; a profile that does not open is [`DbError::Corrupt`] and names its tenant.
pub async fn rewrap(tx: &mut Tx, keys: &VaultKeys, limit: i64) -> Result<usize, DbError> {
    let current = key_number(keys.current())?;
    let old: Vec<Sealed> = sql_query(
        "SELECT tenant_id, sealed FROM session_profiles WHERE key_id <> $1 ORDER BY tenant_id LIMIT $2 FOR UPDATE",
    )
    .bind::<Integer, _>(current)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    let count = old.len();
    for Sealed { tenant_id, sealed } in old {
        let new = keys
            .rewrap(TenantId(tenant_id), Column::SessionProfile, &sealed)
            .map_err(|error| DbError::Corrupt(format!("profile of {tenant_id}: {error}")))?;
        sql_query("UPDATE session_profiles SET key_id = $2, sealed = coalesce($3, sealed) WHERE tenant_id = $1")
            .bind::<SqlUuid, _>(tenant_id)
            .bind::<Integer, _>(current)
            .bind::<Nullable<Bytea>, _>(new)
            .execute(&mut *tx.conn)
            .await?;
    }
    Ok(count)
}

fn key_number(id: u32) -> Result<i32, DbError> {
    i32::try_from(id).map_err(|_| DbError::Corrupt(format!("key number {id} is too large")))
}
