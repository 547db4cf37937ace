//! A template as a contact would read it.

use std::collections::BTreeMap;

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use siar_db::contacts;
use siar_domain::{
    id::ContactId,
    permission::Permission,
    template::{Template, TemplateError, Variables, units},
};
use utoipa::ToSchema;

use super::unusable;
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// A text to try.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"body": "Halo {{ name }}!", "contact_id": "0190f5a0-0000-7000-8000-000000000002", "defaults": {"name": "Kak"}}))]
pub struct Trial {
    /// The text with its variables; need not be saved.
    pub body: String,
    /// Whose values to put in; none where absent.
    pub contact_id: Option<ContactId>,
    /// Values for variables that the contact has none for, as a campaign has them.
    #[serde(default)]
    pub defaults: BTreeMap<String, String>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tried {
    /// The message; null when a variable is missing.
    pub text: Option<String>,
    /// Its length as WhatsApp counts, at most 4,096.
    pub length: usize,
    /// The variables the text uses.
    pub variables: Vec<String>,
    /// Those that the contact has no value for.
    pub missing: Vec<String>,
}

/// Try a text with a contact's values
#[utoipa::path(
    tag = "templates",
    request_body = Trial,
    responses((status = 200, body = Envelope<Tried>), Refusals),
    extensions(("x-permission" = json!("templates.read")))
)]
#[post("/templates/preview")]
pub(crate) async fn preview(
    state: web::Data<State>,
    caller: Caller,
    body: Body<Trial>,
) -> ApiResult<Tried> {
    let scope = caller.allowed(Permission::TemplatesRead)?;
    let place = state.beside.place()?;
    let Trial {
        body,
        contact_id,
        defaults,
    } = body.0;
    let template = place.run(move || Template::compile(&body)).await?;
    let template = template.map_err(|error| unusable("body", &error))?;
    let variables = match contact_id {
        None => Variables::new(),
        Some(id) => state
            .db
            .tenant(scope, async |tx| contacts::get(tx, id).await)
            .await
            .map_err(|error| match error {
                siar_db::DbError::NotFound => {
                    ApiError::invalid("contact_id", "unknown_contact", "There is no such contact.")
                }
                other => other.into(),
            })?
            .variables(),
    }
    .or(&defaults.iter().collect());
    place.run(move || tried(&template, &variables)).await?
}

fn tried(template: &Template, variables: &Variables) -> ApiResult<Tried> {
    let text = match template.render(variables) {
        Ok(text) => Some(text),
        Err(TemplateError::MissingVariable { .. }) => None,
        Err(error) => return Err(unusable("body", &error)),
    };
    Ok(Answer::ok(Tried {
        length: text.as_deref().map_or(0, units),
        text,
        variables: template.variables().to_vec(),
        missing: template.missing(variables),
    }))
}
