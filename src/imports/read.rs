//! One import.

use actix_web::{get, web};
use siar_db::imports;
use siar_domain::{id::ImportId, permission::Permission};

use super::{Import, refusal};
use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// One import and how far it is; the stream tells it live as `import-progress`
#[utoipa::path(
    tag = "imports",
    params(("id" = ImportId, Path)),
    responses((status = 200, body = Envelope<Import>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/imports/{id}")]
pub(crate) async fn read(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ImportId>,
) -> ApiResult<Import> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let found = state
        .db
        .tenant(scope, async |tx| imports::get(tx, *id).await)
        .await
        .map_err(refusal)?;
    Ok(Answer::ok(found.into()))
}
