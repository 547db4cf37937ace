//! Contacts, filtered, page by page.

use actix_web::{get, web};
use serde::Deserialize;
use siar_db::contacts::{self, ContactFilter};
use siar_domain::{id::ListId, permission::Permission};
use utoipa::IntoParams;

use super::Contact;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Invalid, Page, PageQuery, State,
    openapi::Refusals,
};

/// Which contacts.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Filter {
    /// Only members of this list.
    list_id: Option<ListId>,
    /// Only numbers that begin with this, as in `+6281`.
    phone: Option<String>,
    /// Only names that contain this, whatever the case.
    name: Option<String>,
    /// Only contacts with this tag.
    tag: Option<String>,
}

/// Contacts, oldest first
#[utoipa::path(
    tag = "contacts",
    params(Filter, PageQuery),
    responses((status = 200, body = Envelope<Vec<Contact>>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/contacts")]
pub(crate) async fn list(
    state: web::Data<State>,
    caller: Caller,
    filter: web::Query<Filter>,
    page: Page,
) -> ApiResult<Vec<Contact>> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let Filter {
        list_id,
        phone,
        name,
        tag,
    } = filter.into_inner();
    Invalid::new()
        .length("phone", phone.as_deref().unwrap_or_default(), 0, 16)
        .length("name", name.as_deref().unwrap_or_default(), 0, 200)
        .length("tag", tag.as_deref().unwrap_or_default(), 0, 50)
        .done()?;
    let filter = ContactFilter {
        list: list_id,
        phone_prefix: phone,
        name_contains: name,
        tag,
    };
    let after = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| {
            contacts::page(tx, &filter, after, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    Ok(Answer::page(
        rows.into_iter().map(Contact::from).collect(),
        next,
    ))
}
