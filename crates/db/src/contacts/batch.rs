//! Many contacts in one statement: what an import stores.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::id::ListId;
use uuid::Uuid;

use crate::{DbError, Scope, Tx};

/// A batch of rows of an import, as columns. All vectors have the same length; no number twice.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Numbers in E.164, sorted: two batches that touch the same people then wait for each other instead of deadlocking.
    pub phones: Vec<String>,
    /// Names.
    pub names: Vec<Option<String>>,
    /// E-mail addresses.
    pub emails: Vec<Option<String>>,
    /// Further fields: a JSON object in text form.
    pub attributes: Vec<String>,
}

/// What [`store_batch`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stored {
    /// People who were not known before the import.
    pub added: i64,
    /// People who were.
    pub updated: i64,
    /// People who had withdrawn the agreement that came with the batch; they have none.
    pub withdrawn: i64,
}

/// Adds or updates a batch and puts it into `list`. Known fields are kept where the batch has none. A contact first stored by
/// an import carries the import's own time, so that a batch stored twice (after a crash) still counts as added. `consent` says where
/// the people's agreement came from; one noted before stays.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn store_batch(
    tx: &mut Tx,
    scope: &Scope,
    list: Option<ListId>,
    import_created_at: DateTime<Utc>,
    consent: Option<&str>,
    batch: &Batch,
) -> Result<Stored, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        added: i64,
        #[diesel(sql_type = BigInt)]
        stored: i64,
        #[diesel(sql_type = BigInt)]
        withdrawn: i64,
    }
    let ids: Vec<Uuid> = batch.phones.iter().map(|_| Uuid::now_v7()).collect();
    let row: Row = sql_query(
        "WITH stored AS (
             INSERT INTO contacts (tenant_id, id, phone, name, email, attributes, created_at, updated_at, consent_at, consent_source)
             SELECT $1, b.id, b.phone, b.name, b.email, b.attributes::jsonb, $2, $3, CASE WHEN $10 IS NOT NULL THEN $2 END, $10
             FROM unnest($4, $5, $6, $7, $8) AS b (id, phone, name, email, attributes)
             ON CONFLICT (tenant_id, phone) DO UPDATE SET
                 name = coalesce(excluded.name, contacts.name),
                 email = coalesce(excluded.email, contacts.email),
                 attributes = contacts.attributes || excluded.attributes,
                 updated_at = excluded.updated_at,
                 consent_at = CASE WHEN contacts.consent_withdrawn_at IS NULL THEN coalesce(contacts.consent_at, excluded.consent_at) END,
                 consent_source = CASE WHEN contacts.consent_at IS NULL AND contacts.consent_withdrawn_at IS NULL THEN excluded.consent_source
                     ELSE contacts.consent_source END
             RETURNING id, created_at, consent_withdrawn_at
         ), members AS (
             INSERT INTO list_members (tenant_id, list_id, contact_id)
             SELECT $1, $9, id FROM stored WHERE $9 IS NOT NULL
             ON CONFLICT DO NOTHING
         )
         SELECT count(*) FILTER (WHERE created_at = $2) AS added, count(*) AS stored,
             count(*) FILTER (WHERE $10 IS NOT NULL AND consent_withdrawn_at IS NOT NULL) AS withdrawn FROM stored",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Timestamptz, _>(import_created_at)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Array<SqlUuid>, _>(&ids)
    .bind::<Array<Text>, _>(&batch.phones)
    .bind::<Array<Nullable<Text>>, _>(&batch.names)
    .bind::<Array<Nullable<Text>>, _>(&batch.emails)
    .bind::<Array<Text>, _>(&batch.attributes)
    .bind::<Nullable<SqlUuid>, _>(list.map(|l| l.0))
    .bind::<Nullable<Text>, _>(consent)
    .get_result(&mut *tx.conn)
    .await?;
    Ok(Stored {
        added: row.added,
        updated: row.stored - row.added,
        withdrawn: row.withdrawn,
    })
}
