//! The chain of the audit log: SHA-256 over the seal before and the entry. Whoever changes, adds or takes out an entry in between has to
//! make every later seal again, and the newest one stands in a file outside the database ([`Head`]).
//!
//! Old entries are taken off at the beginning ([`prune`]). The newest entry that says so names the last one that went: the chain begins there.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Bytea, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{DbError, Tx};

/// What stands before the first entry.
const ORIGIN: [u8; 32] = [0; 32];

/// The newest entry of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its place, from 1; 0 for an empty chain.
    pub place: i64,
    /// Its seal.
    pub seal: [u8; 32],
}

impl Head {
    /// Of an empty chain.
    pub const EMPTY: Self = Self {
        place: 0,
        seal: ORIGIN,
    };
}

#[derive(QueryableByName)]
struct Entry {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    user_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    action: String,
    #[diesel(sql_type = Text)]
    subject: String,
    #[diesel(sql_type = Text)]
    detail: String,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
}

impl Entry {
    /// The seal of this entry at this place.
    fn seal(&self, before: &Head) -> Head {
        let place = before.place + 1;
        let mut hash = Sha256::new();
        hash.update(place.to_be_bytes());
        hash.update(before.seal);
        hash.update(self.id.to_be_bytes());
        hash.update(self.at.timestamp_micros().to_be_bytes());
        for id in [self.tenant_id, self.user_id] {
            hash.update(id.unwrap_or_default().as_bytes());
        }
        // Each with its length: no text can pass for the end of one and the beginning of the next.
        for text in [&self.action, &self.subject, &self.detail] {
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
            hash.update(length.to_be_bytes());
            hash.update(text.as_bytes());
        }
        Head {
            place,
            seal: hash.finalize().into(),
        }
    }
}

#[derive(QueryableByName)]
struct SealRow {
    #[diesel(sql_type = BigInt)]
    place: i64,
    #[diesel(sql_type = Bytea)]
    seal: Vec<u8>,
}

impl SealRow {
    fn read(self) -> Result<Head, DbError> {
        let seal = self.seal.as_slice().try_into();
        Ok(Head {
            place: self.place,
            seal: seal.map_err(|_| DbError::Corrupt("a seal of the audit log".to_owned()))?,
        })
    }
}

/// The newest entry of the chain. Holds off other nodes that seal.
///
/// # Errors
/// [`DbError`].
pub async fn head(tx: &mut Tx) -> Result<Head, DbError> {
    sql_query("SELECT pg_advisory_xact_lock(hashtext('siar audit chain'))")
        .execute(&mut *tx.conn)
        .await?;
    let newest: Option<SealRow> =
        sql_query("SELECT place, seal FROM audit_seals ORDER BY place DESC LIMIT 1")
            .get_result(&mut *tx.conn)
            .await
            .optional()?;
    newest.map_or(Ok(Head::EMPTY), SealRow::read)
}

/// Whether the chain has this entry, unchanged: what a node remembers of it must stay true.
///
/// # Errors
/// [`DbError`].
pub async fn holds(tx: &mut Tx, head: &Head) -> Result<bool, DbError> {
    if head.place == 0 {
        return Ok(true);
    }
    let there: Option<SealRow> = sql_query("SELECT place, seal FROM audit_seals WHERE place = $1")
        .bind::<BigInt, _>(head.place)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    Ok(there.map(SealRow::read).transpose()? == Some(*head))
}

/// Seals up to `limit` entries that are not sealed yet; answers the new head and how many.
///
/// # Errors
/// [`DbError`].
pub async fn seal(tx: &mut Tx, limit: i64) -> Result<(Head, usize), DbError> {
    let mut head = head(tx).await?;
    // By what is missing and not by the highest number: of two transactions the one with the lower number may commit later.
    let entries: Vec<Entry> = sql_query(
        "SELECT id, tenant_id, user_id, action, subject, detail::text AS detail, at FROM audit_log l
         WHERE NOT EXISTS (SELECT FROM audit_seals s WHERE s.audit_id = l.id) ORDER BY id LIMIT $1",
    )
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    for entry in &entries {
        head = entry.seal(&head);
        sql_query("INSERT INTO audit_seals (place, audit_id, seal) VALUES ($1, $2, $3)")
            .bind::<BigInt, _>(head.place)
            .bind::<BigInt, _>(entry.id)
            .bind::<Bytea, _>(head.seal.as_slice())
            .execute(&mut *tx.conn)
            .await?;
    }
    Ok((head, entries.len()))
}

/// What a look along the chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// All entries up to this one are as they were written.
    UpTo(Head),
    /// At this place an entry was changed, put in or taken out.
    Broken {
        /// The place.
        place: i64,
    },
}

#[derive(QueryableByName)]
struct Link {
    #[diesel(sql_type = BigInt)]
    place: i64,
    #[diesel(sql_type = Bytea)]
    seal: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    audit_id: i64,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    user_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    action: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    subject: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    detail: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    at: Option<DateTime<Utc>>,
}

impl Link {
    /// The entry it seals, if that is still there.
    fn entry(self) -> Option<Entry> {
        Some(Entry {
            id: self.audit_id,
            tenant_id: self.tenant_id,
            user_id: self.user_id,
            action: self.action?,
            subject: self.subject?,
            detail: self.detail?,
            at: self.at?,
        })
    }
}

/// What stands before the oldest entry that was not taken off.
async fn origin(tx: &mut Tx) -> Result<Head, DbError> {
    let pruned: Option<SealRow> = sql_query(
        "SELECT (detail ->> 'place')::bigint AS place, decode(detail ->> 'seal', 'hex') AS seal
         FROM audit_log WHERE action = 'audit.pruned' ORDER BY id DESC LIMIT 1",
    )
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    pruned.map_or(Ok(Head::EMPTY), SealRow::read)
}

#[derive(QueryableByName)]
struct Oldest {
    #[diesel(sql_type = Nullable<Timestamptz>)]
    at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct Pruned {
    #[diesel(sql_type = BigInt)]
    entries: i64,
}

/// Takes entries older than `kept` off the chain, `limit` at the most; answers how many. Each time an entry says what went, so this waits
/// until the oldest is a day too old: there is one such entry a day and not one an hour.
///
/// # Errors
/// [`DbError`]: among others, the database keeps entries for 90 days whatever is asked.
pub async fn prune(tx: &mut Tx, kept: TimeDelta, limit: i64) -> Result<usize, DbError> {
    let until = tx.now - kept;
    let oldest: Option<Oldest> = sql_query(
        "SELECT l.at FROM audit_seals s LEFT JOIN audit_log l ON l.id = s.audit_id ORDER BY s.place LIMIT 1",
    )
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let due = oldest
        .and_then(|oldest| oldest.at)
        .is_some_and(|at| at < until - TimeDelta::days(1));
    if !due {
        return Ok(0);
    }
    let Pruned { entries } = sql_query("SELECT siar_prune_audit($1, $2) AS entries")
        .bind::<Timestamptz, _>(until)
        .bind::<BigInt, _>(limit)
        .get_result(&mut *tx.conn)
        .await?;
    Ok(usize::try_from(entries).unwrap_or_default())
}

/// Looks at up to `limit` entries after `from`, or after where the chain begins. Nothing left to look at: `UpTo(from)`.
///
/// # Errors
/// [`DbError`].
pub async fn verify(tx: &mut Tx, from: &Head, limit: i64) -> Result<Verified, DbError> {
    let origin = origin(tx).await?;
    if from.place < origin.place {
        // Nothing is left of what went: an entry that only says so hides nothing.
        let left: Option<SealRow> = sql_query(
            "SELECT place, seal FROM audit_seals WHERE place <= $1 ORDER BY place LIMIT 1",
        )
        .bind::<BigInt, _>(origin.place)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
        if let Some(SealRow { place, .. }) = left {
            return Ok(Verified::Broken { place });
        }
    }
    let from = if from.place < origin.place {
        &origin
    } else {
        from
    };
    let links: Vec<Link> = sql_query(
        "SELECT s.place, s.seal, s.audit_id, l.tenant_id, l.user_id, l.action, l.subject, l.detail::text AS detail, l.at
         FROM audit_seals s LEFT JOIN audit_log l ON l.id = s.audit_id WHERE s.place > $1 ORDER BY s.place LIMIT $2",
    )
    .bind::<BigInt, _>(from.place)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    let mut head = *from;
    for link in links {
        let broken = Verified::Broken {
            place: head.place + 1,
        };
        let (place, seal) = (link.place, link.seal.clone());
        let Some(entry) = link.entry() else {
            return Ok(broken);
        };
        let next = entry.seal(&head);
        if place != next.place || seal != next.seal {
            return Ok(broken);
        }
        head = next;
    }
    Ok(Verified::UpTo(head))
}

#[cfg(test)]
mod tests;
