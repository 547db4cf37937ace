//! For whom a template lacks a value.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use siar_db::{
    contacts::{self, Contact, ContactFilter},
    templates,
};
use siar_domain::{
    id::{ContactId, ListId, TemplateId},
    permission::Permission,
    template::{Template, TemplateError},
};
use utoipa::{IntoParams, ToSchema};

use super::{refusal, unusable};
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// Among whom.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Among {
    /// Only members of this list.
    list_id: Option<ListId>,
}

/// A contact for whom no message can be made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lacking {
    /// The contact.
    pub contact_id: ContactId,
    /// The number in E.164.
    pub phone: String,
    /// The variables without a value.
    pub missing: Vec<String>,
}

/// Contacts that lack a variable. A page looks at `limit` contacts, so it may hold fewer, even none: go on while there is a cursor
#[utoipa::path(
    tag = "templates",
    params(("id" = TemplateId, Path), Among, PageQuery),
    responses((status = 200, body = Envelope<Vec<Lacking>>), Refusals),
    extensions(("x-permission" = json!("templates.read")))
)]
#[get("/templates/{id}/missing")]
pub(crate) async fn missing(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TemplateId>,
    among: web::Query<Among>,
    page: Page,
) -> ApiResult<Vec<Lacking>> {
    let scope = caller.allowed(Permission::TemplatesRead)?;
    caller.allowed(Permission::ContactsRead)?;
    let after = page.after()?;
    let place = state.beside.place()?;
    let filter = ContactFilter {
        list: among.list_id,
        ..ContactFilter::default()
    };
    let (template, contacts) = state
        .db
        .tenant(scope, async |tx| {
            let template = templates::get(tx, *id).await.map_err(refusal)?;
            let contacts = contacts::page(tx, &filter, after, page.fetch()).await?;
            Ok::<_, ApiError>((template, contacts))
        })
        .await?;
    let (contacts, next) = page.split(contacts, |contact| contact.id)?;
    let lacking = place.run(move || lacking(&template.body, contacts)).await?;
    let lacking = lacking.map_err(|error| unusable("body", &error))?;
    Ok(Answer::page(lacking, next))
}

fn lacking(body: &str, contacts: Vec<Contact>) -> Result<Vec<Lacking>, TemplateError> {
    let template = Template::compile(body)?;
    Ok(contacts
        .into_iter()
        .filter_map(|contact| {
            let without = template.missing(&contact.variables());
            (!without.is_empty()).then_some(Lacking {
                contact_id: contact.id,
                phone: contact.phone,
                missing: without,
            })
        })
        .collect())
}
