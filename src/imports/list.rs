//! Imports, page by page.

use actix_web::{get, web};
use siar_db::imports;
use siar_domain::permission::Permission;

use super::Import;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// Imports, newest first
#[utoipa::path(
    tag = "imports",
    params(PageQuery),
    responses((status = 200, body = Envelope<Vec<Import>>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/imports")]
pub(crate) async fn list(
    state: web::Data<State>,
    caller: Caller,
    page: Page,
) -> ApiResult<Vec<Import>> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let before = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| {
            imports::page(tx, before, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    Ok(Answer::page(
        rows.into_iter().map(Import::from).collect(),
        next,
    ))
}
