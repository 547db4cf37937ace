//! Rows that an import refused.

use actix_web::{get, web};
use serde::Serialize;
use siar_db::imports;
use siar_domain::{id::ImportId, permission::Permission};
use utoipa::ToSchema;

use super::refusal;
use crate::{Answer, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals};

/// A row that was refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reject {
    /// Line of the file, from 1, as an editor counts.
    pub line: i64,
    /// The code of the reason.
    pub reason: String,
    /// A sentence for people.
    pub detail: String,
    /// What the value at fault began with.
    pub value: String,
}

/// Rows that were refused, by line
#[utoipa::path(
    tag = "imports",
    params(("id" = ImportId, Path), PageQuery),
    responses((status = 200, body = Envelope<Vec<Reject>>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/imports/{id}/rejects")]
pub(crate) async fn rejects(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ImportId>,
    page: Page,
) -> ApiResult<Vec<Reject>> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let after = page.after()?.unwrap_or(0);
    let rows = state
        .db
        .tenant(scope, async |tx| {
            imports::get(tx, *id).await?;
            imports::rejects(tx, *id, after, page.fetch()).await
        })
        .await
        .map_err(refusal)?;
    let (rows, next) = page.split(rows, |row| row.line)?;
    let rows = rows
        .into_iter()
        .map(|row| Reject {
            line: row.line,
            reason: row.reason,
            detail: row.detail,
            value: row.raw,
        })
        .collect();
    Ok(Answer::page(rows, next))
}
