//! Make a list.

use actix_web::{post, web};
use siar_db::{lists, shares};
use siar_domain::permission::Permission;

use super::{ContactList, ListName, refusal};
use crate::{Answer, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// Make a list
#[utoipa::path(
    tag = "lists",
    request_body = ListName,
    responses(
        (status = 201, body = Envelope<ContactList>),
        (status = 409, description = "`name_taken`, `too_many_lists`"),
        Refusals
    ),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/lists")]
pub(crate) async fn create(
    state: web::Data<State>,
    caller: Caller,
    body: Body<ListName>,
) -> ApiResult<ContactList> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let name = body.0.checked()?;
    let limit = state.config.shares.lists.into();
    let made = state
        .db
        .tenant(scope, async |tx| {
            shares::one_more_list(tx, scope, limit).await?;
            lists::create(tx, scope, name).await
        })
        .await
        .map_err(refusal)?;
    let at = format!("/api/v1/lists/{}", made.id);
    Ok(Answer::created(made.into(), at))
}
