//! What is kept for a while only: removed in small transactions, oldest first, so that nobody waits for it. Calls of the platform
//! ([`crate::Db::system`]); each removes at most `limit` rows and answers how many, so whoever gets less than the limit is done.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    sql_query,
    sql_types::{BigInt, Timestamptz},
};
use diesel_async::RunQueryDsl;

use crate::{DbError, Tx, new_places};

/// A spent token stays this long after its end: whoever shows it meanwhile is told that it has ended and not that it never was.
const SPENT: TimeDelta = TimeDelta::days(1);
/// An invitation is shown this long after its end.
const INVITATION_SHOWN: TimeDelta = TimeDelta::days(30);
/// The pacer looks back 25 hours.
const PACE: TimeDelta = TimeDelta::days(2);

/// Events older than `kept`. A stream that asks for them is told `expired` and loads everything again.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn events(tx: &mut Tx, kept: TimeDelta, limit: i64) -> Result<usize, DbError> {
    let until = tx.now - kept;
    let statement = "DELETE FROM events WHERE (tenant_id, sequence) IN
         (SELECT tenant_id, sequence FROM events WHERE at < $1 ORDER BY at LIMIT $2)";
    remove(tx, statement, until, limit).await
}

/// One-time links that ended.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn one_time_tokens(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    let until = tx.now - SPENT;
    let statement = "DELETE FROM one_time_tokens WHERE token_hash IN
         (SELECT token_hash FROM one_time_tokens WHERE expires_at < $1 LIMIT $2)";
    remove(tx, statement, until, limit).await
}

/// Invitations that could not be accepted any more for a month: until then they can be sent again.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn invitations(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    let until = tx.now - INVITATION_SHOWN;
    let statement = "DELETE FROM invitations WHERE id IN
         (SELECT id FROM invitations WHERE expires_at < $1 LIMIT $2)";
    remove(tx, statement, until, limit).await
}

/// Refresh tokens that ended.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn refresh_tokens(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    let until = tx.now - SPENT;
    let statement = "DELETE FROM refresh_tokens WHERE token_hash IN
         (SELECT token_hash FROM refresh_tokens WHERE expires_at < $1 LIMIT $2)";
    remove(tx, statement, until, limit).await
}

/// Log-ins that nobody can use any more, once their place is forgotten.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn logins(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    let until = tx.now - new_places::REMEMBERED;
    let statement = "DELETE FROM logins WHERE id IN
         (SELECT l.id FROM logins l WHERE l.last_used_at < $1
             AND NOT EXISTS (SELECT FROM refresh_tokens r WHERE r.login_id = l.id) LIMIT $2)";
    remove(tx, statement, until, limit).await
}

/// What accounts sent in minutes that no pacer looks at any more.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn pace_minutes(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    let until = tx.now - PACE;
    let statement = "DELETE FROM pace_minutes WHERE (tenant_id, minute) IN
         (SELECT tenant_id, minute FROM pace_minutes WHERE minute < $1 LIMIT $2)";
    remove(tx, statement, until, limit).await
}

async fn remove(
    tx: &mut Tx,
    statement: &'static str,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<usize, DbError> {
    Ok(sql_query(statement)
        .bind::<Timestamptz, _>(until)
        .bind::<BigInt, _>(limit)
        .execute(&mut *tx.conn)
        .await?)
}

#[cfg(test)]
mod tests {
    use diesel::QueryableByName;
    use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};

    use super::*;
    use crate::{idempotency, mail, testing};

    /// Rows of different ages: the older must go, the younger must stay.
    const ROWS: &str = "
INSERT INTO tenants (id, name, country, time_zone, language, created_at)
    VALUES ('00000000-0000-7000-8000-000000000001', 'Toko', 'ID', 'Asia/Jakarta', 'id', now());
INSERT INTO users (id, tenant_id, email, name, password_hash, role, created_at)
    VALUES ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'a@b.test', 'A', 'x', 'owner', now());
INSERT INTO events (tenant_id, sequence, id, kind, data, at)
    SELECT '00000000-0000-7000-8000-000000000001', n, gen_random_uuid(), 'quota', '{}',
        timestamptz '2026-01-05T08:00:00Z' - make_interval(hours => 24 * 9 - n) FROM generate_series(1, 100) n;
INSERT INTO idempotency_keys (tenant_id, key, request_hash, created_at)
    SELECT '00000000-0000-7000-8000-000000000001', 'key-' || days, '', timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days)
    FROM unnest(ARRAY[0, 2]) days;
INSERT INTO one_time_tokens (token_hash, tenant_id, purpose, expires_at, created_at)
    SELECT days::text::bytea, '00000000-0000-7000-8000-000000000001', 'verify_email',
        timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days), now() FROM unnest(ARRAY[0, 2]) days;
INSERT INTO logins (id, tenant_id, user_id, created_at, last_used_at)
    SELECT ('00000000-0000-7000-8000-00000000010' || n)::uuid, '00000000-0000-7000-8000-000000000001',
        '00000000-0000-7000-8000-000000000002', now(), timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days)
    FROM (VALUES (1, 100), (2, 80), (3, 100)) row (n, days);
INSERT INTO refresh_tokens (token_hash, tenant_id, login_id, issued_at, expires_at)
    SELECT n::text::bytea, '00000000-0000-7000-8000-000000000001', ('00000000-0000-7000-8000-00000000010' || n)::uuid, now(),
        timestamptz '2026-01-05T08:00:00Z' + make_interval(days => days)
    FROM (VALUES (1, -33), (2, 4), (3, 0)) row (n, days);
INSERT INTO invitations (id, tenant_id, email, role, token_hash, created_at, sent_at, expires_at)
    SELECT gen_random_uuid(), '00000000-0000-7000-8000-000000000001', days || '@b.test', 'viewer', days::text::bytea, now(), now(),
        timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days) FROM unnest(ARRAY[29, 31]) days;
INSERT INTO sessions (tenant_id, since) VALUES ('00000000-0000-7000-8000-000000000001', now());
INSERT INTO pace_minutes (tenant_id, minute, sent)
    SELECT '00000000-0000-7000-8000-000000000001', timestamptz '2026-01-05T08:00:00Z' - make_interval(hours => hours), 1
    FROM unnest(ARRAY[1, 25, 49]) hours;
INSERT INTO emails (id, recipient, language, purpose, mail, state, due_at, until, created_at, finished_at)
    SELECT gen_random_uuid(), 'a@b.test', 'en', 'verify_email', '{}', CASE WHEN days IS NULL THEN 'queued' ELSE 'sent' END,
        now(), now(), now(), timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days) FROM unnest(ARRAY[1, 31, NULL]) days;
";

    async fn count(conn: &mut AsyncPgConnection, table: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = BigInt)]
            n: i64,
        }
        let row: Row = sql_query(format!("SELECT count(*) AS n FROM {table}"))
            .get_result(conn)
            .await
            .unwrap();
        row.n
    }

    #[tokio::test]
    async fn what_is_past_its_time_goes_and_the_rest_stays() {
        let test = testing::base().await;
        let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
            .await
            .unwrap();
        conn.batch_execute(ROWS).await.unwrap();
        let kept = TimeDelta::days(7);
        let swept: Result<_, DbError> = test
            .db
            .system(async |tx| {
                Ok([
                    events(tx, kept, 40).await?,
                    events(tx, kept, 40).await?,
                    idempotency::sweep(tx, 40).await?,
                    one_time_tokens(tx, 40).await?,
                    invitations(tx, 40).await?,
                    refresh_tokens(tx, 40).await?,
                    logins(tx, 40).await?,
                    pace_minutes(tx, 40).await?,
                    mail::sweep(tx, 40).await?,
                ])
            })
            .await;
        // Of the hours 1 to 100 after nine days ago, 47 lie before the last seven days.
        assert_eq!(swept.unwrap(), [40, 7, 1, 1, 1, 1, 1, 1, 1]);
        for (table, left) in [
            ("events", 53),
            ("idempotency_keys", 1),
            ("one_time_tokens", 1),
            ("invitations", 1),
            ("refresh_tokens", 2),
            ("logins", 2),
            ("pace_minutes", 2),
            ("emails", 2),
        ] {
            assert_eq!(count(&mut conn, table).await, left, "{table}");
        }
    }
}
