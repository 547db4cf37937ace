//! Imports of contacts from files (CON-2).

pub mod cancel;
pub mod create;
pub mod list;
pub mod preview;
pub mod read;
pub mod rejects;
pub mod rejects_csv;
pub(crate) mod uploads;

use crate::routes::Routes;
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_domain::id::{ImportId, ListId};
use utoipa::ToSchema;

use crate::ApiError;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(preview::preview)
        .service(list::list)
        .service(create::create)
        .service(read::read)
        .service(cancel::cancel)
        .service(rejects_csv::rejects_csv)
        .service(rejects::rejects);
}

/// An import and how far it is. `rows` = `added` + `updated` + `duplicates` + `rejected`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The list its contacts go into.
    pub list_id: Option<ListId>,
    /// The file's name.
    pub file_name: String,
    /// waiting, running, completed, failed or cancelled.
    pub state: String,
    /// Why it failed: an error code.
    pub error_code: Option<String>,
    /// Why it failed: a sentence for people.
    pub error_text: Option<String>,
    /// Size of the file.
    pub total_bytes: i64,
    /// Bytes whose rows are stored.
    pub read_bytes: i64,
    /// Rows read, without the heading.
    pub rows: i64,
    /// People who were not known before.
    pub added: i64,
    /// People who were known.
    pub updated: i64,
    /// Rows that repeat a number of the same file; merged.
    pub duplicates: i64,
    /// Rows refused; see `rejects`.
    pub rejected: i64,
    /// People who had withdrawn the agreement that the import brings; they were left without.
    pub withdrawn: i64,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<siar_db::imports::Import> for Import {
    fn from(row: siar_db::imports::Import) -> Self {
        Self {
            list_id: row.list(),
            id: row.id,
            file_name: row.file_name,
            state: row.state,
            error_code: row.error_code,
            error_text: row.error_text,
            total_bytes: row.total_bytes,
            read_bytes: row.read_bytes,
            rows: row.rows,
            added: row.added,
            updated: row.updated,
            duplicates: row.duplicates,
            rejected: row.rejected,
            withdrawn: row.withdrawn,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

fn refusal(error: siar_db::DbError) -> ApiError {
    match error {
        siar_db::DbError::NotFound => ApiError::not_found("import"),
        other => other.into(),
    }
}
