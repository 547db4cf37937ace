//! One template.

use actix_web::{get, web};
use siar_db::templates;
use siar_domain::{id::TemplateId, permission::Permission};

use super::{MessageTemplate, refusal};
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// One template in its newest version
#[utoipa::path(
    tag = "templates",
    params(("id" = TemplateId, Path)),
    responses((status = 200, body = Envelope<MessageTemplate>), Refusals),
    extensions(("x-permission" = json!("templates.read")))
)]
#[get("/templates/{id}")]
pub(crate) async fn read(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TemplateId>,
) -> ApiResult<MessageTemplate> {
    let scope = caller.allowed(Permission::TemplatesRead)?;
    let found = state
        .db
        .tenant(scope, async |tx| templates::get(tx, *id).await)
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(found.into()))
}
