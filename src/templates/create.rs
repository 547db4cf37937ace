//! Make a template.

use actix_web::{post, web};
use serde::Deserialize;
use siar_db::{shares, templates};
use siar_domain::{permission::Permission, template::Template};
use utoipa::ToSchema;

use super::{MessageTemplate, refusal, unusable};
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State, openapi::Refusals,
};

/// A template to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Salam", "body": "Halo {{ name | default(\"Kak\") }}!"}))]
pub struct NewTemplate {
    /// 1 to 200 characters, unique in the tenant.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// The text: `{{ name | default("Kak") }}` or `{Name}` for variables; at most 4,096 characters when rendered.
    #[schema(
        min_length = 1,
        max_length = 16_384,
        example = "Halo {{ name | default(\"Kak\") }}!"
    )]
    pub body: String,
}

impl NewTemplate {
    /// The trimmed name and the compiled text.
    ///
    /// # Errors
    /// 422 when the name is out of bounds or the text can never work.
    pub(super) fn checked(&self) -> Result<(&str, Template), ApiError> {
        let name = self.name.trim();
        Invalid::new().length("name", name, 1, 200).done()?;
        let template = Template::compile(&self.body).map_err(|error| unusable("body", &error))?;
        Ok((name, template))
    }
}

/// Make a template
#[utoipa::path(
    tag = "templates",
    request_body = NewTemplate,
    responses(
        (status = 201, body = Envelope<MessageTemplate>),
        (status = 409, description = "`name_taken`, `too_many_templates`"),
        Refusals
    ),
    extensions(("x-permission" = json!("templates.write")))
)]
#[post("/templates")]
pub(crate) async fn create(
    state: web::Data<State>,
    caller: Caller,
    body: Body<NewTemplate>,
) -> ApiResult<MessageTemplate> {
    let scope = caller.allowed(Permission::TemplatesWrite)?;
    let (name, template) = body.0.checked()?;
    let limit = state.config.shares.templates.into();
    let made = state
        .db
        .tenant(scope, async |tx| {
            shares::one_more_template(tx, scope, limit).await?;
            templates::create(tx, scope, name, &body.0.body, template.variables()).await
        })
        .await
        .map_err(refusal)?;
    let at = format!("/api/v1/templates/{}", made.id);
    Ok(Answer::created(made.into(), at))
}
