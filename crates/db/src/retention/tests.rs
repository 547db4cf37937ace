//! Rows of different ages in every table that is swept.

use diesel::QueryableByName;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};

use super::*;
use crate::testing;

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
INSERT INTO incoming_messages (tenant_id, message_id, phone, body, sent_at, received_at)
    SELECT '00000000-0000-7000-8000-000000000001', days::text, '+6281100000001', 'hi', now(),
        timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days) FROM unnest(ARRAY[729, 731]) days;
INSERT INTO opt_out_answers (tenant_id, answers, phone, leaves, body, state, created_at, until, finished_at)
    SELECT '00000000-0000-7000-8000-000000000001', 'a' || coalesce(days, 0), '+6281100000001', true, 'hi', CASE WHEN days IS NULL THEN 'queued' ELSE 'sent' END,
        now(), now(), timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days) FROM unnest(ARRAY[29, 31, NULL]) days;
INSERT INTO campaigns (id, tenant_id, name, state, created_at, updated_at, finished_at)
    SELECT ('00000000-0000-7000-8000-00000000020' || n)::uuid, '00000000-0000-7000-8000-000000000001', 'c' || n, state, now(), now(),
        timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days)
    FROM (VALUES (1, 'completed', 731), (2, 'cancelled', 729), (3, 'draft', NULL)) row (n, state, days);
INSERT INTO campaign_counts (tenant_id, campaign_id) SELECT tenant_id, id FROM campaigns;
INSERT INTO recipients (tenant_id, campaign_id, ordinal, phone)
    SELECT tenant_id, id, n, '+62811000000' || n FROM campaigns, generate_series(1, 3) n WHERE (name, n) IN (('c1', 1), ('c1', 2), ('c1', 3), ('c2', 1), ('c2', 2));
INSERT INTO recipient_messages (tenant_id, message_id, campaign_id, ordinal)
    SELECT tenant_id, campaign_id || '-' || ordinal, campaign_id, ordinal FROM recipients;
INSERT INTO recipient_messages (tenant_id, message_id, campaign_id, ordinal)
    SELECT tenant_id, 'again', campaign_id, ordinal FROM recipients WHERE campaign_id = '00000000-0000-7000-8000-000000000201' AND ordinal = 1;
INSERT INTO imports (id, tenant_id, file_name, mapping, country, state, total_bytes, created_at, finished_at)
    SELECT ('00000000-0000-7000-8000-00000000030' || n)::uuid, '00000000-0000-7000-8000-000000000001', 'a.csv', '{}', 'ID', state, 1, now(),
        timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days)
    FROM (VALUES (1, 'completed', 401), (2, 'failed', 91), (3, 'completed', 89), (4, 'waiting', NULL)) row (n, state, days);
INSERT INTO import_rejects (tenant_id, import_id, line, reason, detail, raw)
    SELECT tenant_id, id, line, 'bad', '', 'x' FROM imports, generate_series(1, 2) line
    WHERE state <> 'waiting' AND (line = 1 OR finished_at < timestamptz '2026-01-05T08:00:00Z' - interval '400 days');
INSERT INTO alerts (id, kind, severity, subject, body, opened_at, resolved_at)
    SELECT gen_random_uuid(), 'test', 'info', coalesce(days, 0)::text, '', timestamptz '2024-01-05T08:00:00Z',
        timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days) FROM unnest(ARRAY[89, 91, NULL]) days;
INSERT INTO session_transitions (tenant_id, from_state, to_state, at)
    SELECT '00000000-0000-7000-8000-000000000001', 'stopped', 'starting', timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days)
    FROM unnest(ARRAY[89, 91]) days;
INSERT INTO nodes (id, name, version, started_at, heartbeat_at)
    SELECT ('00000000-0000-7000-8000-00000000040' || n)::uuid, 'n', '1', now(), timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days)
    FROM (VALUES (1, 91), (2, 89), (3, 91)) row (n, days);
UPDATE sessions SET node_id = '00000000-0000-7000-8000-000000000403';
INSERT INTO tenants (id, name, created_at)
    SELECT ('00000000-0000-7000-8000-0000000005' || lpad(n::text, 2, '0'))::uuid, name, timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days)
    FROM (VALUES (1, 'gone', 31), (2, 'young', 29), (3, 'confirmed', 31), (4, 'had a package', 31), (5, 'still there', 31)) row (n, name, days);
INSERT INTO users (id, tenant_id, email, name, password_hash, role, created_at, email_verified_at)
    SELECT gen_random_uuid(), id, replace(name, ' ', '') || '@b.test', name, 'x', 'owner', created_at, CASE WHEN name = 'confirmed' THEN created_at END
    FROM tenants WHERE name <> 'Toko';
INSERT INTO subscriptions (id, tenant_id, package_id, state, starts_at, ends_at, created_at)
    SELECT gen_random_uuid(), t.id, p.id, 'expired', t.created_at, t.created_at + interval '1 day', t.created_at FROM tenants t, packages p
    WHERE t.name = 'had a package' AND p.name = 'Basic';
INSERT INTO logins (id, tenant_id, user_id, created_at, last_used_at)
    SELECT gen_random_uuid(), tenant_id, id, created_at, timestamptz '2026-01-05T08:00:00Z' - interval '29 days' FROM users WHERE name = 'still there';
INSERT INTO lists (tenant_id, id, name, created_at)
    SELECT id, '00000000-0000-7000-8000-000000000601', 'All', created_at FROM tenants WHERE name = 'gone';
INSERT INTO contacts (tenant_id, id, phone, created_at, updated_at)
    SELECT id, gen_random_uuid(), '+6281100000009', created_at, created_at FROM tenants WHERE name <> 'Toko';
INSERT INTO contacts (tenant_id, id, phone, created_at, updated_at)
    SELECT id, gen_random_uuid(), '+6281100000008', created_at, created_at FROM tenants WHERE name = 'Toko';
INSERT INTO list_members (tenant_id, list_id, contact_id)
    SELECT l.tenant_id, l.id, c.id FROM lists l JOIN contacts c ON c.tenant_id = l.tenant_id;
INSERT INTO suppressions (tenant_id, phone, source, created_at)
    SELECT id, '+6281100000009', 'by_hand', created_at FROM tenants WHERE name = 'gone';
INSERT INTO templates (tenant_id, id, name, version, created_at, updated_at)
    SELECT id, '00000000-0000-7000-8000-000000000701', 'Hi', 2, created_at, created_at FROM tenants WHERE name = 'gone';
INSERT INTO template_versions (tenant_id, template_id, version, body, variables, created_at)
    SELECT tenant_id, id, n, 'Hi', '{}', created_at FROM templates, generate_series(1, 2) n;
INSERT INTO campaigns (id, tenant_id, name, state, template_id, created_at, updated_at)
    SELECT '00000000-0000-7000-8000-000000000801', tenant_id, 'c9', 'draft', id, created_at, created_at FROM templates;
INSERT INTO audit_log (action, subject, at)
    SELECT 'test.done', '', timestamptz '2026-01-05T08:00:00Z' - make_interval(days => days) FROM unnest(ARRAY[402, 1]) days;
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

/// How many rows each sweep takes of [`ROWS`].
fn taken(sweep: Sweep) -> usize {
    match sweep {
        // Of the hours 1 to 100 after nine days ago, 47 lie before the last seven days.
        Sweep::Events => 47,
        // A business with a contact in a list, who also opted out, and two versions of a template that a campaign has.
        Sweep::Unconfirmed => 7,
        // A campaign with three recipients and their four messages.
        Sweep::Campaigns => 8,
        Sweep::Rejects => 3,
        Sweep::Imports
        | Sweep::Answers
        | Sweep::Links
        | Sweep::Invitations
        | Sweep::RefreshTokens
        | Sweep::Logins
        | Sweep::Emails
        | Sweep::OptOutAnswers
        | Sweep::Pace
        | Sweep::Incoming
        | Sweep::Alerts
        | Sweep::Transitions
        | Sweep::Nodes
        | Sweep::Audit => 1,
    }
}

const KEPT: Kept = Kept {
    events: TimeDelta::days(7),
    history: TimeDelta::days(730),
    audit: TimeDelta::days(400),
    unconfirmed: Some(TimeDelta::days(30)),
};

#[tokio::test]
async fn what_is_past_its_time_goes_and_the_rest_stays() {
    let test = testing::base().await;
    let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
        .await
        .unwrap();
    conn.batch_execute(ROWS).await.unwrap();
    let sealed: Result<_, DbError> = test
        .db
        .system(async |tx| audit::chain::seal(tx, 100).await)
        .await;
    assert_eq!(sealed.unwrap().1, 2);
    for sweep in Sweep::ALL {
        let mut all = 0;
        loop {
            let rows: Result<_, DbError> = test
                .db
                .system(async |tx| sweep.run(tx, &KEPT, 3).await)
                .await;
            let rows = rows.unwrap();
            assert!(rows <= 3, "{sweep:?} took {rows}");
            all += rows;
            if rows < 3 {
                break;
            }
        }
        assert_eq!(all, taken(sweep), "{sweep:?}");
    }
    for (table, left) in [
        ("alerts", 2),
        // Two, one of which went, one that says so, and one of a business that went.
        ("audit_log", 3),
        ("audit_seals", 1),
        ("campaigns", 2),
        ("contacts", 5),
        ("campaign_counts", 2),
        ("emails", 2),
        ("events", 53),
        ("idempotency_keys", 1),
        ("import_rejects", 1),
        ("imports", 3),
        ("incoming_messages", 1),
        ("invitations", 1),
        ("logins", 3),
        ("nodes", 2),
        ("one_time_tokens", 1),
        ("pace_minutes", 2),
        ("tenants", 5),
        ("template_versions", 0),
        ("recipient_messages", 2),
        ("recipients", 2),
        ("refresh_tokens", 2),
        ("session_transitions", 1),
    ] {
        assert_eq!(count(&mut conn, table).await, left, "{table}");
    }
}

/// Whoever adds a table decides how long its rows stay, and tells the operator.
#[tokio::test]
async fn every_table_says_how_long_its_rows_stay() {
    #[derive(QueryableByName)]
    struct Name {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    let test = testing::base().await;
    let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
        .await
        .unwrap();
    let there: Vec<Name> = sql_query(
        "SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '__diesel_schema_migrations'",
    )
    .load(&mut conn)
    .await
    .unwrap();
    let mut there: Vec<&str> = there.iter().map(|row| row.name.as_str()).collect();
    there.sort_unstable();
    let listed: Vec<&str> = tables::TABLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        listed, there,
        "retention/tables.rs has every table, in alphabetical order"
    );
    for sweep in Sweep::ALL {
        let swept = tables::TABLES
            .iter()
            .any(|(_, stays)| *stays == tables::Stays::Swept(sweep));
        assert!(swept, "{sweep:?} is of no table");
    }
    let told = include_str!("../../../../docs/OPERATIONS.md");
    for (name, stays) in tables::TABLES {
        assert!(
            told.contains(&format!("`{name}`")),
            "docs/OPERATIONS.md does not tell of {name}"
        );
        if let tables::Stays::With(other) = stays {
            assert!(there.contains(other), "{name} goes with {other}");
        }
    }
}
