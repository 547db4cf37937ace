//! One list.

use actix_web::{get, web};
use siar_db::lists;
use siar_domain::{id::ListId, permission::Permission};

use super::{ContactList, refusal};
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// One list with its size
#[utoipa::path(
    tag = "lists",
    params(("id" = ListId, Path)),
    responses((status = 200, body = Envelope<ContactList>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/lists/{id}")]
pub(crate) async fn read(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ListId>,
) -> ApiResult<ContactList> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let found = state
        .db
        .tenant(scope, async |tx| lists::get(tx, *id).await)
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(found.into()))
}
