//! A picture of a session's page, for the support, with the tenant's consent (SES-8).

use actix_web::{
    HttpResponse, get,
    http::header::{CACHE_CONTROL, ContentType},
    web,
};
use siar_actors::session::AskScreenshot;
use siar_db::{DbError, audit, sessions};
use siar_domain::{id::TenantId, permission::Permission};

use super::{no_answer, not_asked};
use crate::{ApiError, Caller, State, openapi::Refusals};

/// A picture of a session's page
///
/// Only while the tenant allows it. Each is noted in the audit log.
#[utoipa::path(
    tag = "admin",
    params(("tenant_id" = TenantId, Path)),
    responses(
        (status = 200, content_type = "image/png", body = Vec<u8>),
        (status = 403, description = "`no_consent`: the tenant does not allow it"),
        (status = 409, description = "`session_not_running`"),
        Refusals
    ),
    extensions(("x-permission" = json!("platform.write")))
)]
#[get("/admin/sessions/{tenant_id}/screenshot")]
pub(crate) async fn screenshot(
    state: web::Data<State>,
    caller: Caller,
    tenant: web::Path<TenantId>,
) -> Result<HttpResponse, ApiError> {
    let user = caller.platform(Permission::PlatformWrite)?;
    let tenant = tenant.into_inner();
    let allowed = state
        .db
        .system(async |tx| {
            let allowed = sessions::support_screenshots(tx, tenant).await?;
            if allowed == Some(true) {
                let subject = tenant.to_string();
                let detail = serde_json::json!({});
                let action = "session.screenshot";
                audit::note(tx, Some(tenant), Some(user), action, &subject, detail).await?;
            }
            Ok::<_, DbError>(allowed)
        })
        .await?;
    match allowed {
        None => return Err(ApiError::not_found("session")),
        Some(false) => {
            return Err(ApiError::new(
                actix_web::http::StatusCode::FORBIDDEN,
                "no_consent",
                "The tenant does not allow the support to see the page.",
            ));
        }
        Some(true) => {}
    }
    let picture = state
        .actors
        .ask_session(tenant, AskScreenshot)
        .await
        .map_err(not_asked)?
        .map_err(no_answer)?;
    Ok(HttpResponse::Ok()
        .content_type(ContentType::png())
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(picture))
}
