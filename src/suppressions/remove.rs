//! Take a number off the register.

use actix_web::{delete, web};
use siar_db::{DbError, suppressions, tenants};
use siar_domain::{permission::Permission, phone::Phone};

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State, envelope::Done, openapi::Refusals,
};

/// Take a number off the register: only because the person asked for it
///
/// All spellings of its WhatsApp account go with it.
#[utoipa::path(
    tag = "suppressions",
    params(("phone" = String, Path, description = "As it stands on the register (the plus as %2B), or as people write it", min_length = 1, max_length = 60)),
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[delete("/suppressions/{phone}")]
pub(crate) async fn remove(
    state: web::Data<State>,
    caller: Caller,
    phone: web::Path<String>,
) -> ApiResult<Done> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    state
        .db
        .tenant(scope, async |tx| {
            match suppressions::remove(tx, &phone).await {
                Err(DbError::NotFound) => {}
                done => return Ok(done?),
            }
            let tenant = tenants::get(tx, scope.tenant()).await?;
            let country = tenant.country.parse().map_err(ApiError::internal)?;
            let none = || ApiError::not_found("number on the register");
            let phone = Phone::parse_any(&phone, country).map_err(|_| none())?;
            match suppressions::remove(tx, phone.as_str()).await {
                Err(DbError::NotFound) => Err(none()),
                done => Ok(done?),
            }
        })
        .await?;
    Ok(Answer::done())
}
