//! Templates, page by page.

use actix_web::{get, web};
use siar_db::templates;
use siar_domain::permission::Permission;

use super::MessageTemplate;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// Templates, oldest first
#[utoipa::path(
    tag = "templates",
    params(PageQuery),
    responses((status = 200, body = Envelope<Vec<MessageTemplate>>), Refusals),
    extensions(("x-permission" = json!("templates.read")))
)]
#[get("/templates")]
pub(crate) async fn list(
    state: web::Data<State>,
    caller: Caller,
    page: Page,
) -> ApiResult<Vec<MessageTemplate>> {
    let scope = caller.allowed(Permission::TemplatesRead)?;
    let after = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| {
            templates::page(tx, after, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    Ok(Answer::page(
        rows.into_iter().map(MessageTemplate::from).collect(),
        next,
    ))
}
