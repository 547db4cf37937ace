//! Delete a template.

use actix_web::{delete, web};
use siar_db::templates::{self, Deleted};
use siar_domain::{id::TemplateId, permission::Permission};

use super::refusal;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals,
};

/// Delete a template that no campaign uses
#[utoipa::path(
    tag = "templates",
    params(("id" = TemplateId, Path)),
    responses(
        (status = 200, body = Envelope<Done>),
        (status = 409, description = "`in_use`"),
        Refusals
    ),
    extensions(("x-permission" = json!("templates.write")))
)]
#[delete("/templates/{id}")]
pub(crate) async fn delete(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TemplateId>,
) -> ApiResult<Done> {
    let scope = caller.allowed(Permission::TemplatesWrite)?;
    let outcome = state
        .db
        .tenant(scope, async |tx| templates::delete(tx, *id).await)
        .await
        .map_err(refusal)?;
    match outcome {
        Deleted::Done => Ok(Answer::done()),
        Deleted::InUse => Err(ApiError::conflict(
            "in_use",
            "A campaign uses this template: it stays as long as the campaign.",
        )),
    }
}
