//! One contact.

use actix_web::{get, web};
use siar_db::contacts;
use siar_domain::{id::ContactId, permission::Permission};

use super::{Contact, refusal};
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// One contact
#[utoipa::path(
    tag = "contacts",
    params(("id" = ContactId, Path)),
    responses((status = 200, body = Envelope<Contact>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/contacts/{id}")]
pub(crate) async fn read(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ContactId>,
) -> ApiResult<Contact> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let found = contacts::read(&state.db, scope, *id)
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(found.into()))
}
