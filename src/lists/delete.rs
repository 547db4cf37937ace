//! Delete a list.

use actix_web::{delete, web};
use serde::{Deserialize, Serialize};
use siar_db::lists;
use siar_domain::{id::ListId, permission::Permission};
use utoipa::{IntoParams, ToSchema};

use super::refusal;
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// What goes with the list.
#[derive(Debug, Deserialize, IntoParams)]
pub struct What {
    /// Delete its contacts too.
    #[serde(default)]
    with_contacts: bool,
}

/// What went.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListDeleted {
    /// How many contacts went with the list.
    pub contacts: usize,
}

/// Delete a list; its contacts stay unless asked otherwise
#[utoipa::path(
    tag = "lists",
    params(("id" = ListId, Path), What),
    responses((status = 200, body = Envelope<ListDeleted>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[delete("/lists/{id}")]
pub(crate) async fn delete(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ListId>,
    what: web::Query<What>,
) -> ApiResult<ListDeleted> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let contacts = state
        .db
        .tenant(scope, async |tx| {
            lists::delete(tx, *id, what.with_contacts).await
        })
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(ListDeleted { contacts }))
}
