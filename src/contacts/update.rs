//! Change a contact.

use actix_web::{patch, web};
use siar_db::contacts;
use siar_domain::{id::ContactId, permission::Permission};

use super::{Contact, fields::Fields, refusal};
use crate::{Answer, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// Change a contact: block, note consent, set fields
#[utoipa::path(
    tag = "contacts",
    params(("id" = ContactId, Path)),
    request_body = Fields,
    responses((status = 200, body = Envelope<Contact>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[patch("/contacts/{id}")]
pub(crate) async fn update(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ContactId>,
    body: Body<Fields>,
) -> ApiResult<Contact> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let change = body.0.checked(state.clock.now())?;
    let changed = state
        .db
        .tenant(scope, async |tx| contacts::update(tx, *id, change).await)
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(changed.into()))
}
