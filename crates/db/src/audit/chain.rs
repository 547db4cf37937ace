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
mod tests {
    use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
    use serde_json::json;
    use siar_domain::clock::Clock;

    use super::*;
    use crate::{Db, audit, testing};

    async fn note(db: &Db, subject: &str) {
        let noted: Result<(), DbError> = db
            .system(async |tx| {
                let detail = json!({"b": 1, "a": [subject]});
                audit::note(tx, None, None, "test.done", subject, detail).await
            })
            .await;
        noted.unwrap();
    }

    async fn sealed(db: &Db) -> (Head, usize) {
        let sealed: Result<_, DbError> = db.system(async |tx| seal(tx, 100).await).await;
        sealed.unwrap()
    }

    async fn verified(db: &Db) -> Verified {
        let found: Result<_, DbError> = db
            .system(async |tx| {
                // In pieces, as a long chain is looked at.
                let mut head = Head::EMPTY;
                loop {
                    match verify(tx, &head, 2).await? {
                        Verified::UpTo(next) if next == head => return Ok(Verified::UpTo(head)),
                        Verified::UpTo(next) => head = next,
                        broken @ Verified::Broken { .. } => return Ok(broken),
                    }
                }
            })
            .await;
        found.unwrap()
    }

    #[tokio::test]
    async fn every_entry_is_sealed_once_and_the_chain_goes_on() {
        let test = testing::base().await;
        assert_eq!(sealed(&test.db).await, (Head::EMPTY, 0));
        for subject in ["one", "two", "three"] {
            note(&test.db, subject).await;
        }
        let (head, count) = sealed(&test.db).await;
        assert_eq!((head.place, count), (3, 3));
        assert_eq!(sealed(&test.db).await, (head, 0));
        note(&test.db, "four").await;
        let (longer, count) = sealed(&test.db).await;
        assert_eq!((longer.place, count), (4, 1));
        assert_eq!(verified(&test.db).await, Verified::UpTo(longer));
        let held: Result<_, DbError> = test
            .db
            .system(async |tx| {
                let other = Head {
                    place: 3,
                    seal: longer.seal,
                };
                Ok([
                    holds(tx, &head).await?,
                    holds(tx, &longer).await?,
                    holds(tx, &other).await?,
                ])
            })
            .await;
        assert_eq!(held.unwrap(), [true, true, false]);
    }

    #[tokio::test]
    async fn what_is_changed_put_in_or_taken_out_is_found() {
        for (deed, place) in [
            ("UPDATE audit_log SET subject = 'other' WHERE subject = 'two'", 2),
            ("UPDATE audit_log SET detail = '{}' WHERE subject = 'one'", 1),
            ("UPDATE audit_log SET at = at + interval '1 second' WHERE subject = 'three'", 3),
            ("UPDATE audit_log SET user_id = gen_random_uuid() WHERE subject = 'two'", 2),
            ("DELETE FROM audit_log WHERE subject = 'two'", 2),
            (
                "WITH gone AS (DELETE FROM audit_log WHERE subject = 'two' RETURNING id)
                 DELETE FROM audit_seals USING gone WHERE audit_id = gone.id",
                2,
            ),
            (
                "UPDATE audit_seals SET audit_id = -audit_id; UPDATE audit_seals SET audit_id = -(SELECT audit_id FROM audit_seals s
                     WHERE s.place = 4 - audit_seals.place)",
                1,
            ),
        ] {
            let test = testing::base().await;
            for subject in ["one", "two", "three"] {
                note(&test.db, subject).await;
            }
            sealed(&test.db).await;
            let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
                .await
                .unwrap();
            conn.batch_execute(deed).await.unwrap();
            assert_eq!(verified(&test.db).await, Verified::Broken { place }, "{deed}");
        }
    }

    /// Takes off what is older than `days` days.
    async fn pruned(db: &Db, days: i64, limit: i64) -> Result<usize, DbError> {
        db.system(async |tx| prune(tx, TimeDelta::days(days), limit).await)
            .await
    }

    /// Five entries, 500 days older than the clock but for the last two.
    async fn aged(test: &testing::TestBase) -> Head {
        let now = test.clock.now();
        test.clock.set(now - TimeDelta::days(500));
        for subject in ["one", "two", "three"] {
            note(&test.db, subject).await;
        }
        test.clock.set(now);
        for subject in ["four", "five"] {
            note(&test.db, subject).await;
        }
        sealed(&test.db).await.0
    }

    #[tokio::test]
    async fn what_is_left_after_old_entries_went_still_proves_itself() {
        let test = testing::base().await;
        aged(&test).await;
        assert_eq!(
            pruned(&test.db, 499, 100).await.unwrap(),
            0,
            "not a day too old"
        );
        assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 2);
        assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 1);
        assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 0);
        let (head, told) = sealed(&test.db).await;
        // Two entries say what went.
        assert_eq!((head.place, told), (7, 2));
        assert_eq!(verified(&test.db).await, Verified::UpTo(head));
        let left: Result<Vec<SealRow>, DbError> = test
            .db
            .system(async |tx| {
                Ok(
                    sql_query("SELECT place, seal FROM audit_seals ORDER BY place")
                        .load(&mut *tx.conn)
                        .await?,
                )
            })
            .await;
        let places: Vec<i64> = left.unwrap().iter().map(|row| row.place).collect();
        assert_eq!(places, [4, 5, 6, 7]);
    }

    #[tokio::test]
    async fn the_newest_entry_stays_however_old_it_is() {
        let test = testing::base().await;
        let now = test.clock.now();
        test.clock.set(now - TimeDelta::days(500));
        for subject in ["one", "two"] {
            note(&test.db, subject).await;
        }
        let (head, _) = sealed(&test.db).await;
        test.clock.set(now);
        assert_eq!(pruned(&test.db, 400, 100).await.unwrap(), 1);
        assert_eq!(pruned(&test.db, 400, 100).await.unwrap(), 0);
        let held: Result<bool, DbError> = test.db.system(async |tx| holds(tx, &head).await).await;
        assert!(held.unwrap());
    }

    #[tokio::test]
    async fn nothing_young_is_pruned_and_what_only_says_so_is_found() {
        let test = testing::base().await;
        let head = aged(&test).await;
        for deed in [
            "SELECT siar_prune_audit(now(), 100)",
            "SELECT siar_prune_audit(now() - interval '89 days', 100)",
        ] {
            let done: Result<usize, DbError> = test
                .db
                .system(async |tx| Ok(sql_query(deed).execute(&mut *tx.conn).await?))
                .await;
            assert!(done.is_err(), "{deed}");
        }
        // An entry that says that something went, while it is still there.
        let detail = json!({"place": head.place - 1, "seal": hex(&head.seal)});
        let noted: Result<(), DbError> = test
            .db
            .system(async |tx| {
                audit::note(tx, None, None, "audit.pruned", "audit_log", detail).await
            })
            .await;
        noted.unwrap();
        assert_eq!(verified(&test.db).await, Verified::Broken { place: 1 });
        // Without what it says went, the seal is another.
        let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
            .await
            .unwrap();
        conn.batch_execute("DELETE FROM audit_seals WHERE place < 5")
            .await
            .unwrap();
        assert_eq!(verified(&test.db).await, Verified::Broken { place: 5 });
    }

    #[tokio::test]
    async fn a_beginning_that_was_cut_off_is_found() {
        let test = testing::base().await;
        aged(&test).await;
        assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 2);
        sealed(&test.db).await;
        let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
            .await
            .unwrap();
        conn.batch_execute("DELETE FROM audit_seals WHERE place = 3")
            .await
            .unwrap();
        assert_eq!(verified(&test.db).await, Verified::Broken { place: 3 });
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[tokio::test]
    async fn the_servers_own_roles_cannot_change_what_is_sealed() {
        let test = testing::base().await;
        note(&test.db, "one").await;
        sealed(&test.db).await;
        for deed in [
            "UPDATE audit_seals SET place = 2",
            "DELETE FROM audit_seals",
            "UPDATE audit_log SET subject = 'other'",
            "DELETE FROM audit_log",
        ] {
            let done: Result<usize, DbError> = test
                .db
                .system(async |tx| Ok(sql_query(deed).execute(&mut *tx.conn).await?))
                .await;
            assert!(done.is_err(), "{deed}");
        }
    }
}
