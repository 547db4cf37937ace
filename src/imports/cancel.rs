//! Cancel an import.

use actix_web::{post, web};
use siar_db::imports::{self, Cancelled};
use siar_domain::{id::ImportId, permission::Permission};

use super::{Import, refusal};
use crate::{Answer, ApiError, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// Cancel an import; what was stored before stays and is counted
#[utoipa::path(
    tag = "imports",
    params(("id" = ImportId, Path)),
    responses(
        (status = 200, body = Envelope<Import>),
        (status = 409, description = "`already_ended`"),
        Refusals
    ),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/imports/{id}/cancel")]
pub(crate) async fn cancel(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ImportId>,
) -> ApiResult<Import> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let outcome = state
        .db
        .tenant(scope, async |tx| imports::cancel(tx, scope, *id).await)
        .await
        .map_err(refusal)?;
    match outcome {
        Cancelled::Done(import) => {
            // Nobody takes one that only waited; who reads the file of one that runs has it open.
            state.spool.remove(*id);
            Ok(Answer::ok(import.into()))
        }
        Cancelled::AlreadyEnded(import) => Err(ApiError::conflict(
            "already_ended",
            format!("The import is {} already.", import.state),
        )),
    }
}
