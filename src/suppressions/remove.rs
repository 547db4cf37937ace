//! Take a number off the register.

use actix_web::{delete, web};
use siar_db::{DbError, suppressions};
use siar_domain::{permission::Permission, phone::Phone};

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals,
};

/// Take a number off the register: only because the person asked for it
#[utoipa::path(
    tag = "suppressions",
    params(("phone" = Phone, Path, description = "In E.164, the plus as %2B")),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[delete("/suppressions/{phone}")]
pub(crate) async fn remove(
    state: web::Data<State>,
    caller: Caller,
    phone: web::Path<Phone>,
) -> ApiResult<Done> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    state
        .db
        .tenant(scope, async |tx| {
            suppressions::remove(tx, phone.as_str()).await
        })
        .await
        .map_err(|error| match error {
            DbError::NotFound => ApiError::not_found("number on the register"),
            other => other.into(),
        })?;
    Ok(Answer::done())
}
