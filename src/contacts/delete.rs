//! Delete a contact.

use actix_web::{delete, web};
use siar_db::contacts;
use siar_domain::{id::ContactId, permission::Permission};

use super::refusal;
use crate::{Answer, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals};

/// Delete a contact; what campaigns recorded of it stays
#[utoipa::path(
    tag = "contacts",
    params(("id" = ContactId, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[delete("/contacts/{id}")]
pub(crate) async fn delete(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ContactId>,
) -> ApiResult<Done> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    state
        .db
        .tenant(scope, async |tx| contacts::delete(tx, *id).await)
        .await
        .map_err(refusal)?;
    Ok(Answer::done())
}
