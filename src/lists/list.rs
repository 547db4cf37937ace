//! All lists, page by page.

use actix_web::{get, web};
use siar_db::{DbError, lists};
use siar_domain::permission::Permission;

use super::ContactList;
use crate::{Answer, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals};

/// All lists, oldest first
#[utoipa::path(
    tag = "lists",
    params(PageQuery),
    responses((status = 200, body = Envelope<Vec<ContactList>>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/lists")]
pub(crate) async fn list(
    state: web::Data<State>,
    caller: Caller,
    page: Page,
) -> ApiResult<Vec<ContactList>> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let after = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| lists::page(tx, after, page.fetch()).await)
        .await
        .map_err(|error: DbError| crate::ApiError::from(error))?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    Ok(Answer::page(
        rows.into_iter().map(ContactList::from).collect(),
        next,
    ))
}
