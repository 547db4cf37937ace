//! `schema.rs` is made from the migrations (`scripts/gen`). This says whether it still is what the migrations make.

use std::collections::BTreeMap;

use diesel::{QueryableByName, sql_query, sql_types::Bool, sql_types::Text};
use diesel_async::RunQueryDsl;

use crate::{DbError, testing};

type Columns = BTreeMap<String, String>;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    column: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

/// `table.column` and its type, as `schema.rs` has them.
fn generated() -> Columns {
    let mut columns = Columns::new();
    let mut table = "";
    for line in include_str!("schema.rs").lines().map(str::trim) {
        if let Some((column, kind)) = line.split_once(" -> ") {
            if let Some(kind) = kind.strip_suffix(',') {
                columns.insert(format!("{table}.{column}"), kind.to_owned());
            }
        } else if let Some((name, _)) = line
            .strip_suffix(") {")
            .and_then(|line| line.split_once(" ("))
        {
            table = name;
        }
    }
    columns
}

/// As diesel names PostgreSQL's types.
fn diesel_name(kind: &str) -> String {
    if let Some(element) = kind.strip_prefix('_') {
        return format!("Array<{}>", diesel_name(element));
    }
    let mut letters = kind.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[tokio::test]
async fn schema_rs_is_what_the_migrations_make() {
    let test = testing::base().await;
    let rows: Result<Vec<Row>, DbError> = test
        .db
        .system(async |tx| {
            Ok(sql_query(
                "SELECT c.relname || '.' || a.attname AS column, t.typname::text AS kind, NOT a.attnotnull AS nullable
                 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
                 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                   AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '__diesel_schema_migrations'",
            )
            .load(&mut *tx.conn)
            .await?)
        })
        .await;
    let catalogue: Columns = rows
        .unwrap()
        .into_iter()
        .map(|row| {
            let kind = diesel_name(&row.kind);
            let kind = if row.nullable {
                format!("Nullable<{kind}>")
            } else {
                kind
            };
            (row.column, kind)
        })
        .collect();
    assert_eq!(generated(), catalogue, "run scripts/gen");
}
