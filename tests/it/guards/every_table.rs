//! Row-level security, read from the database's own catalogue: a table that somebody adds without it fails here.

use siar_db::{Db, DbUrls};
use siar_testkit::{FakeClock, TestDb};
use std::sync::Arc;
use tokio_postgres::{Client, error::SqlState};

const TENANTS: usize = 100;

/// Tables that hold a tenant's rows, with the column that says whose.
async fn tables(looker: &Client) -> Vec<(String, String)> {
    let rows = looker
        .query(
            "SELECT c.table_name::text, c.column_name::text
             FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
               AND (c.column_name = 'tenant_id' OR (c.table_name = 'tenants' AND c.column_name = 'id'))
             ORDER BY 1",
            &[],
        )
        .await
        .unwrap();
    let tables: Vec<_> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert!(tables.len() >= 20, "{tables:?}");
    tables
}

#[tokio::test]
async fn every_table_of_tenants_is_protected_and_the_roles_are_weak() {
    let base = TestDb::new().await;
    let looker = base.superuser().await;
    let mut wrong = Vec::new();
    for (table, column) in tables(&looker).await {
        let row = looker
            .query_one(
                "SELECT c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner)::text,
                        (SELECT string_agg(coalesce(p.qual, '-') || ' / ' || coalesce(p.with_check, '-') || ' / ' || p.cmd || ' / ' || p.permissive, '; ')
                         FROM pg_policies p WHERE p.tablename = c.relname AND 'siar_app' = ANY (p.roles::text[])),
                        (SELECT count(*) FROM pg_policies p WHERE p.tablename = c.relname AND 'public' = ANY (p.roles::text[]))
                 FROM pg_class c WHERE c.oid = to_regclass('public.' || quote_ident($1))",
                &[&table],
            )
            .await
            .unwrap();
        let (enabled, forced, owner): (bool, bool, String) = (row.get(0), row.get(1), row.get(2));
        let (policy, for_everybody): (Option<String>, i64) = (row.get(3), row.get(4));
        let rule = format!("({column} = ( SELECT siar_tenant() AS siar_tenant))");
        let wanted = format!("{rule} / {rule} / ALL / PERMISSIVE");
        if !enabled || !forced {
            wrong.push(format!("{table}: enabled {enabled}, forced {forced}"));
        }
        if policy.as_deref() != Some(wanted.as_str()) {
            wrong.push(format!(
                "{table}: the policy for siar_app is {policy:?}, not {wanted:?}"
            ));
        }
        if for_everybody > 0 {
            wrong.push(format!("{table}: a policy for everybody"));
        }
        if owner.starts_with("siar_app") || owner.starts_with("siar_system") {
            wrong.push(format!("{table}: owned by {owner}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let strong: i64 = looker
        .query_one(
            "SELECT count(*) FROM pg_roles WHERE rolname IN ('siar_app', 'siar_system')
             AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(strong, 0);
    // Whatever a role is a member of it can become.
    let memberships: i64 = looker
        .query_one(
            "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
             WHERE r.rolname IN ('siar_app', 'siar_system')",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(memberships, 0);
}

#[tokio::test]
async fn one_function_runs_with_its_owners_rights_and_requests_may_not_call_it() {
    let base = TestDb::new().await;
    let found = base
        .superuser()
        .await
        .query(
            "SELECT p.proname::text, has_function_privilege('siar_app', p.oid, 'EXECUTE'), coalesce(array_to_string(p.proconfig, ' '), '')
             FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = 'public' AND p.prosecdef",
            &[],
        )
        .await
        .unwrap();
    let found: Vec<(String, bool, String)> = found
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect();
    // It walks around row-level security. This one touches the audit log alone, nothing younger than 90 days, and finds nobody else's functions.
    let search_path = "search_path=pg_catalog, public, pg_temp".to_owned();
    assert_eq!(
        found,
        [("siar_prune_audit".to_owned(), false, search_path)],
        "a SECURITY DEFINER function walks around row-level security"
    );
}

/// One row in every table for each of a hundred tenants. Rules between tables are off meanwhile: only whose a row is matters here.
async fn populate(looker: &Client) {
    looker
        .batch_execute(
            r"
            SET session_replication_role = replica;
            CREATE FUNCTION pg_temp.fill(tbl text, tenant uuid, col text) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE names text; vals text;
            BEGIN
                SELECT string_agg(quote_ident(a.attname), ', '), string_agg(CASE
                    WHEN a.attname = col THEN quote_literal(tenant) || '::uuid'
                    WHEN t.typname = 'uuid' THEN 'gen_random_uuid()'
                    WHEN t.typname = 'timestamptz' AND a.attname LIKE 'end%' THEN quote_literal('2027-01-01') || '::timestamptz'
                    WHEN t.typname = 'timestamptz' THEN quote_literal('2026-01-01') || '::timestamptz'
                    WHEN t.typname = 'bytea' THEN 'decode(md5(random()::text), ''hex'')'
                    WHEN t.typname = 'bool' THEN 'false'
                    WHEN t.typname IN ('int4', 'int8', 'int2', 'float8', 'numeric') THEN '1'
                    WHEN t.typname IN ('jsonb', 'json') THEN quote_literal('{}') || '::jsonb'
                    WHEN t.typname LIKE '\_%' THEN quote_literal('{}') || '::' || format_type(a.atttypid, a.atttypmod)
                    ELSE 'md5(random()::text)' END, ', ')
                INTO names, vals
                FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                WHERE a.attrelid = tbl::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
                  AND (a.attname = col OR (a.attnotnull AND NOT a.atthasdef));
                EXECUTE format('INSERT INTO %I (%s) VALUES (%s)', tbl, names, vals);
            END $$;
            -- Checks of single values are not what this is about.
            DO $$ DECLARE c record; BEGIN
                FOR c IN SELECT conrelid::regclass AS tbl, conname FROM pg_constraint JOIN pg_class k ON k.oid = conrelid
                         JOIN pg_namespace n ON n.oid = k.relnamespace WHERE contype = 'c' AND n.nspname = 'public' LOOP
                    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.tbl, c.conname);
                END LOOP;
            END $$;",
        )
        .await
        .unwrap();
    for (table, column) in tables(looker).await {
        looker
            .batch_execute(&format!(
                "SELECT pg_temp.fill('{table}', ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, '{column}')
                 FROM generate_series(1, {TENANTS}) i"
            ))
            .await
            .unwrap_or_else(|error| panic!("{table}: {error:?}"));
    }
}

fn tenant(i: usize) -> String {
    format!("00000000-0000-7000-8000-{i:012}")
}

/// Statements of which somebody forgot the filter.
async fn try_everything(app: &Client, tables: &[(String, String)], i: usize) -> Vec<String> {
    let mut leaks = Vec::new();
    let mine = tenant(i);
    // A walk that differs from tenant to tenant, the same in every run.
    for (n, (table, column)) in tables.iter().enumerate() {
        let (seen, foreign): (i64, i64) = {
            let row = app
                .query_one(
                    &format!("SELECT count(*), count(*) FILTER (WHERE {column} IS DISTINCT FROM '{mine}'::uuid) FROM {table}"),
                    &[],
                )
                .await
                .unwrap_or_else(|error| panic!("{table}: {error:?}"));
            (row.get(0), row.get(1))
        };
        if (seen, foreign) != (1, 0) {
            leaks.push(format!(
                "{table}: tenant {i} sees {seen} rows, {foreign} of them foreign"
            ));
        }
        if !(i + n).is_multiple_of(7) {
            continue;
        }
        let victim = tenant(i % TENANTS + 1);
        for statement in [
            format!("UPDATE {table} SET {column} = '{victim}'"),
            format!("DELETE FROM {table} WHERE {column} = '{victim}'"),
            format!("UPDATE {table} SET {column} = {column} WHERE {column} = '{victim}'"),
        ] {
            app.batch_execute("SAVEPOINT s").await.unwrap();
            match app.execute(&statement, &[]).await {
                Ok(0) => {}
                Ok(rows) => leaks.push(format!("{statement}: {rows} rows")),
                Err(error) if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => {}
                Err(error) => leaks.push(format!("{statement}: {error:?}")),
            }
            app.batch_execute("ROLLBACK TO s").await.unwrap();
        }
    }
    leaks
}

#[tokio::test]
async fn a_hundred_tenants_without_filters_see_only_themselves() {
    let base = TestDb::new().await;
    let looker = base.superuser().await;
    populate(&looker).await;
    let tables = tables(&looker).await;
    let app = base.app().await;
    let mut leaks = Vec::new();
    for i in 1..=TENANTS {
        app.batch_execute(&format!("BEGIN; SET LOCAL app.tenant = '{}'", tenant(i)))
            .await
            .unwrap();
        leaks.extend(try_everything(&app, &tables, i).await);
        // Every second transaction ends badly: nothing of it may cling to the connection.
        app.batch_execute(if i % 2 == 0 { "COMMIT" } else { "ROLLBACK" })
            .await
            .unwrap();
        for (table, _) in tables.iter().take(3) {
            let seen: i64 = app
                .query_one(&format!("SELECT count(*) FROM {table}"), &[])
                .await
                .unwrap()
                .get(0);
            if seen != 0 {
                leaks.push(format!(
                    "{table}: {seen} rows without a tenant after tenant {i}"
                ));
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    for (table, _) in &tables {
        let seen: i64 = app
            .query_one(&format!("SELECT count(*) FROM {table}"), &[])
            .await
            .unwrap()
            .get(0);
        assert_eq!(seen, 0, "{table} shows rows to nobody");
    }
}

#[actix_web::test]
async fn a_connection_of_the_pool_forgets_its_tenant_however_the_transaction_ended() {
    let app = crate::app::TestApp::start().await;
    let urls = DbUrls {
        app: app.base.app_url().to_owned().into(),
        system: app.base.system_url().to_owned().into(),
        // One connection: the next transaction gets the very same.
        connections: 1,
    };
    let db = Db::connect(&urls, Arc::new(FakeClock::default()))
        .await
        .unwrap();
    let one = app.tenant("One").await;
    let two = app.tenant("Two").await;
    let (one, two) = (app.scope(&one).await, app.scope(&two).await);
    let name = async |db: &Db, scope| {
        db.tenant(scope, async |tx| {
            siar_db::tenants::get(tx, scope.tenant()).await
        })
        .await
    };
    assert_eq!(name(&db, &one).await.unwrap().name, "One");
    // Failed, dropped half-way, and failed inside PostgreSQL.
    let failed: Result<(), siar_db::DbError> = db
        .tenant(&one, async |_| Err(siar_db::DbError::NotFound))
        .await;
    assert!(failed.is_err());
    let dropped = tokio::time::timeout(
        std::time::Duration::from_millis(50),
        db.tenant(&one, async |tx| {
            siar_db::tenants::get(tx, one.tenant()).await?;
            std::future::pending::<Result<(), siar_db::DbError>>().await
        }),
    )
    .await;
    assert!(dropped.is_err());
    assert_eq!(name(&db, &two).await.unwrap().name, "Two");
    let poisoned: Result<_, siar_db::DbError> = db
        .tenant(&one, async |tx| {
            let taken = siar_db::accounts::add_user(
                tx,
                Some(one.tenant()),
                siar_domain::permission::Role::Viewer,
                &siar_db::accounts::NewUser {
                    email: "NOT LOWER".to_owned(),
                    name: String::new(),
                    password_hash: String::new(),
                },
            )
            .await;
            assert!(taken.is_err());
            // The transaction is aborted now; saying that all is well must not make it so.
            Ok(())
        })
        .await;
    drop(poisoned);
    assert_eq!(name(&db, &two).await.unwrap().name, "Two");
    assert!(matches!(
        db.tenant(&two, async |tx| siar_db::tenants::get(tx, one.tenant())
            .await)
            .await,
        Err(siar_db::DbError::NotFound)
    ));
    drop(db);
    app.stop().await;
}
