//! Imports of contacts (CON-2). The file waits in the spool; the row says how far it was stored, so that an import goes on after
//! a crash where it stood, and nothing is half-imported without saying so.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, Queryable, QueryableByName, Selectable,
    SelectableHelper, sql_query,
    sql_types::{Array, BigInt, Jsonb, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use siar_domain::{
    event::Event,
    id::{ImportId, ListId, TenantId},
};
use uuid::Uuid;

use crate::{By, DbError, Scope, Tx, schema::imports};

/// An import.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct Import {
    /// Its id.
    #[diesel(deserialize_as = Uuid)]
    pub id: ImportId,
    #[diesel(deserialize_as = Uuid)]
    pub(crate) tenant_id: TenantId,
    list_id: Option<Uuid>,
    /// The file's name as the user had it.
    pub file_name: String,
    /// The user's choices: which column is what.
    pub mapping: Value,
    /// Country of numbers written without one, ISO 3166.
    pub country: String,
    /// waiting, running, completed, failed or cancelled.
    pub state: String,
    /// The error code, where it failed.
    pub error_code: Option<String>,
    /// A sentence for people, where it failed.
    pub error_text: Option<String>,
    /// Size of the file.
    pub total_bytes: i64,
    /// Bytes of the file whose rows are stored.
    pub read_bytes: i64,
    /// Rows read, header not counted.
    pub rows: i64,
    /// People who were not known before.
    pub added: i64,
    /// People who were known.
    pub updated: i64,
    /// Rows that repeat a number of the same file.
    pub duplicates: i64,
    /// Rows refused, each with its line and reason.
    pub rejected: i64,
    /// Raised by every claim; fences a late actor.
    pub epoch: i64,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// People who had withdrawn the agreement that the file brings, and were left so.
    pub withdrawn: i64,
}

impl Import {
    /// The list its contacts go into.
    #[must_use]
    pub fn list(&self) -> Option<ListId> {
        self.list_id.map(ListId)
    }

    fn event(&self) -> Event {
        #[expect(clippy::cast_precision_loss, reason = "a share of the file, for a bar")]
        let fraction = if self.total_bytes == 0 {
            1.0
        } else {
            (self.read_bytes as f64 / self.total_bytes as f64).min(1.0)
        };
        Event::ImportProgress {
            import_id: self.id,
            state: self.state.clone(),
            rows: self.rows,
            stored: self.added + self.updated,
            duplicates: self.duplicates,
            rejected: self.rejected,
            fraction,
        }
    }
}

/// What a new import needs.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Its id: also the name of its file in the spool.
    pub id: ImportId,
    /// The list its contacts go into.
    pub list: Option<ListId>,
    /// The file's name as the user had it.
    pub file_name: String,
    /// Which column is what.
    pub mapping: Value,
    /// Country of numbers written without one.
    pub country: String,
    /// Size of the file.
    pub total_bytes: i64,
}

/// Records an import whose file is in the spool.
///
/// # Errors
/// [`DbError::MissingReference`] when the list does not exist.
pub async fn create(tx: &mut Tx, scope: &Scope, new: NewImport) -> Result<Import, DbError> {
    let import: Import = diesel::insert_into(imports::table)
        .values((
            imports::id.eq(new.id.0),
            imports::tenant_id.eq(scope.tenant().0),
            imports::list_id.eq(new.list.map(|l| l.0)),
            imports::file_name.eq(new.file_name),
            imports::mapping.eq(new.mapping),
            imports::country.eq(new.country),
            imports::state.eq("waiting"),
            imports::total_bytes.eq(new.total_bytes),
            imports::created_at.eq(tx.now),
        ))
        .returning(Import::as_returning())
        .get_result(&mut *tx.conn)
        .await?;
    tx.emit(scope.tenant(), import.event());
    Ok(import)
}

/// One import.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn get(tx: &mut Tx, id: ImportId) -> Result<Import, DbError> {
    Ok(imports::table
        .filter(imports::id.eq(id.0))
        .select(Import::as_select())
        .first(&mut *tx.conn)
        .await?)
}

/// Up to `limit` imports before `before`, newest first.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn page(
    tx: &mut Tx,
    before: Option<ImportId>,
    limit: i64,
) -> Result<Vec<Import>, DbError> {
    let mut query = imports::table
        .select(Import::as_select())
        .order(imports::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(imports::id.lt(before.0));
    }
    Ok(query.load(&mut *tx.conn).await?)
}

/// Imports that wait or were left running, oldest first. System work: of all tenants.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn unfinished(tx: &mut Tx) -> Result<Vec<(TenantId, ImportId)>, DbError> {
    let rows: Vec<(Uuid, Uuid)> = imports::table
        .filter(imports::state.eq_any(["waiting", "running"]))
        .order(imports::id)
        .select((imports::tenant_id, imports::id))
        .load(&mut *tx.conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(tenant, id)| (TenantId(tenant), ImportId(id)))
        .collect())
}

/// Takes an unfinished import over: raises its epoch, so that whoever had it writes nothing more. System work; answers the right
/// to act for its tenant. `None` when it is finished or gone.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn claim(tx: &mut Tx, id: ImportId) -> Result<Option<(Scope, Import)>, DbError> {
    let import: Option<Import> = diesel::update(
        imports::table
            .filter(imports::id.eq(id.0))
            .filter(imports::state.eq_any(["waiting", "running"])),
    )
    .set((
        imports::state.eq("running"),
        imports::epoch.eq(imports::epoch + 1),
    ))
    .returning(Import::as_returning())
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(import.map(|import| {
        tx.emit(import.tenant_id, import.event());
        (Scope::of(import.tenant_id, By::Siar), import)
    }))
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Reject {
    /// Line of the file, from 1.
    #[diesel(sql_type = BigInt)]
    pub line: i64,
    /// The error code.
    #[diesel(sql_type = Text)]
    pub reason: String,
    /// A sentence for people.
    #[diesel(sql_type = Text)]
    pub detail: String,
    /// What the value at fault began with.
    #[diesel(sql_type = Text)]
    pub raw: String,
    /// The whole row, value by value; nothing where it could not be split or is too long to be kept.
    #[diesel(sql_type = Array<Text>)]
    pub cells: Vec<String>,
}

/// How far an import came since the claim, as totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file whose rows are stored.
    pub read_bytes: i64,
    /// Rows read.
    pub rows: i64,
    /// People added.
    pub added: i64,
    /// People updated.
    pub updated: i64,
    /// Repeated numbers.
    pub duplicates: i64,
    /// Rows refused.
    pub rejected: i64,
    /// Withdrawn agreements left alone.
    pub withdrawn: i64,
}

/// How an import ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Every row was read.
    Completed,
    /// It cannot be read further. What was stored before stays and is counted.
    Failed {
        /// The error code.
        code: String,
        /// A sentence for people.
        text: String,
    },
}

/// What became of a checkpoint.
#[derive(Debug, Clone, PartialEq)]
pub enum Checkpoint {
    /// Stored.
    Stored(Box<Import>),
    /// The user cancelled it, or another actor took it over: stop.
    NotMine,
}

/// Records how far the import came, the rows refused since the last checkpoint and, with `end`, its end.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn checkpoint(
    tx: &mut Tx,
    scope: &Scope,
    id: ImportId,
    epoch: i64,
    progress: Progress,
    rejects: &[Reject],
    end: Option<End>,
) -> Result<Checkpoint, DbError> {
    let (state, code, text) = match end {
        None => ("running", None, None),
        Some(End::Completed) => ("completed", None, None),
        Some(End::Failed { code, text }) => ("failed", Some(code), Some(text)),
    };
    let finished_at = (state != "running").then_some(tx.now);
    let import: Option<Import> = diesel::update(
        imports::table
            .filter(imports::id.eq(id.0))
            .filter(imports::state.eq("running"))
            .filter(imports::epoch.eq(epoch)),
    )
    .set((
        imports::state.eq(state),
        imports::error_code.eq(code),
        imports::error_text.eq(text),
        imports::finished_at.eq(finished_at),
        imports::read_bytes.eq(progress.read_bytes),
        imports::rows.eq(progress.rows),
        imports::added.eq(progress.added),
        imports::updated.eq(progress.updated),
        imports::duplicates.eq(progress.duplicates),
        imports::rejected.eq(progress.rejected),
        imports::withdrawn.eq(progress.withdrawn),
    ))
    .returning(Import::as_returning())
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(import) = import else {
        return Ok(Checkpoint::NotMine);
    };
    if !rejects.is_empty() {
        sql_query(
            "INSERT INTO import_rejects (tenant_id, import_id, line, reason, detail, raw, cells)
             SELECT $1, $2, r.line, r.reason, r.detail, r.raw, ARRAY(SELECT jsonb_array_elements_text(r.cells))
             FROM unnest($3, $4, $5, $6, $7) AS r (line, reason, detail, raw, cells) ON CONFLICT DO NOTHING",
        )
        .bind::<SqlUuid, _>(scope.tenant().0)
        .bind::<SqlUuid, _>(id.0)
        .bind::<Array<BigInt>, _>(rejects.iter().map(|r| r.line).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rejects.iter().map(|r| &r.reason).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rejects.iter().map(|r| &r.detail).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(rejects.iter().map(|r| &r.raw).collect::<Vec<_>>())
        .bind::<Array<Jsonb>, _>(rejects.iter().map(|r| json!(r.cells)).collect::<Vec<_>>())
        .execute(&mut *tx.conn)
        .await?;
    }
    tx.emit(scope.tenant(), import.event());
    Ok(Checkpoint::Stored(Box::new(import)))
}

/// What [`cancel`] did.
#[derive(Debug, Clone, PartialEq)]
pub enum Cancelled {
    /// It stops; what was stored before stays and is counted.
    Done(Import),
    /// It had already ended.
    AlreadyEnded(Import),
}

/// Cancels an import that has not ended.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn cancel(tx: &mut Tx, scope: &Scope, id: ImportId) -> Result<Cancelled, DbError> {
    let import: Option<Import> = diesel::update(
        imports::table
            .filter(imports::id.eq(id.0))
            .filter(imports::state.eq_any(["waiting", "running"])),
    )
    .set((
        imports::state.eq("cancelled"),
        imports::finished_at.eq(tx.now),
    ))
    .returning(Import::as_returning())
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    match import {
        Some(import) => {
            tx.emit(scope.tenant(), import.event());
            Ok(Cancelled::Done(import))
        }
        None => Ok(Cancelled::AlreadyEnded(get(tx, id).await?)),
    }
}

/// Notes the headings of the file's columns, for the file of its refused rows.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn note_headings(tx: &mut Tx, id: ImportId, headings: &[String]) -> Result<(), DbError> {
    diesel::update(imports::table.filter(imports::id.eq(id.0)))
        .set(imports::headings.eq(headings))
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

/// The headings of the file's columns; nothing where no row was refused.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn headings(tx: &mut Tx, id: ImportId) -> Result<Vec<String>, DbError> {
    Ok(imports::table
        .filter(imports::id.eq(id.0))
        .select(imports::headings)
        .get_result(&mut *tx.conn)
        .await?)
}

/// Up to `limit` refused rows after line `after`.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn rejects(
    tx: &mut Tx,
    id: ImportId,
    after: i64,
    limit: i64,
) -> Result<Vec<Reject>, DbError> {
    Ok(sql_query(
        "SELECT line, reason, detail, raw, cells FROM import_rejects
         WHERE import_id = $1 AND line > $2 ORDER BY tenant_id, import_id, line LIMIT $3",
    )
    .bind::<SqlUuid, _>(id.0)
    .bind::<BigInt, _>(after)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?)
}

#[cfg(test)]
mod tests;
