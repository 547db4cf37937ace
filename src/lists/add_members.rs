//! Put contacts into a list.

use actix_web::{post, web};
use siar_db::lists;
use siar_domain::{id::ListId, permission::Permission};

use super::{Members, MembersChanged, refusal};
use crate::{Answer, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// Put contacts into a list; ids that are no contacts are passed over
#[utoipa::path(
    tag = "lists",
    params(("id" = ListId, Path)),
    request_body = Members,
    responses((status = 200, body = Envelope<MembersChanged>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/lists/{id}/members")]
pub(crate) async fn add_members(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ListId>,
    body: Body<Members>,
) -> ApiResult<MembersChanged> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let contacts = body.0.checked()?;
    let changed = state
        .db
        .tenant(scope, async |tx| {
            lists::add_members(tx, *id, contacts).await
        })
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(MembersChanged { changed }))
}
