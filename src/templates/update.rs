//! Change a template.

use actix_web::{put, web};
use serde::Deserialize;
use siar_db::templates::{self, Updated};
use siar_domain::{id::TemplateId, permission::Permission};
use utoipa::ToSchema;

use super::{MessageTemplate, create::NewTemplate, refusal};
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// The template as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"version": 1, "name": "Salam", "body": "Halo {{ name | default(\"Kak\") }}, apa kabar?"}))]
pub struct ChangedTemplate {
    /// The version the change was made from: a template changed meanwhile is not overwritten.
    #[schema(minimum = 1)]
    pub version: i32,
    /// 1 to 200 characters, unique in the tenant.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// The text: `{{ name | default("Kak") }}` or `{Name}` for variables; at most 4,096 characters when rendered.
    #[schema(min_length = 1, max_length = 16_384)]
    pub body: String,
}

/// Change a template; a new text is a new version, running campaigns keep theirs
#[utoipa::path(
    tag = "templates",
    params(("id" = TemplateId, Path)),
    request_body = ChangedTemplate,
    responses(
        (status = 200, body = Envelope<MessageTemplate>),
        (status = 409, description = "`changed_meanwhile` (with the template as it is), `name_taken`"),
        Refusals
    ),
    extensions(("x-permission" = json!("templates.write")))
)]
#[put("/templates/{id}")]
pub(crate) async fn update(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TemplateId>,
    body: Body<ChangedTemplate>,
) -> ApiResult<MessageTemplate> {
    let scope = caller.allowed(Permission::TemplatesWrite)?;
    let ChangedTemplate {
        version,
        name,
        body,
    } = body.0;
    let template = NewTemplate { name, body };
    let (name, compiled) = template.checked()?;
    let outcome = state
        .db
        .tenant(scope, async |tx| {
            let draft = templates::Draft {
                name,
                body: &template.body,
                variables: compiled.variables(),
            };
            templates::update(tx, scope, *id, version, draft).await
        })
        .await
        .map_err(refusal)?;
    match outcome {
        Updated::Done(template) => Ok(Answer::ok(template.into())),
        Updated::ChangedMeanwhile(template) => {
            let now = MessageTemplate::from(template);
            Err(ApiError::conflict(
                "changed_meanwhile",
                format!(
                    "Somebody changed this template; it is at version {} now.",
                    now.version
                ),
            )
            .with_details(serde_json::json!({ "template": now })))
        }
    }
}
