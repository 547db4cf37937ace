//! Rename a list.

use actix_web::{patch, web};
use siar_db::lists;
use siar_domain::{id::ListId, permission::Permission};

use super::{ContactList, ListName, refusal};
use crate::{Answer, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// Rename a list
#[utoipa::path(
    tag = "lists",
    params(("id" = ListId, Path)),
    request_body = ListName,
    responses(
        (status = 200, body = Envelope<ContactList>),
        (status = 409, description = "`name_taken`"),
        Refusals
    ),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[patch("/lists/{id}")]
pub(crate) async fn rename(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ListId>,
    body: Body<ListName>,
) -> ApiResult<ContactList> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let name = body.0.checked()?;
    let renamed = state
        .db
        .tenant(scope, async |tx| lists::rename(tx, *id, name).await)
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(renamed.into()))
}
