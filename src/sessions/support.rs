//! Allow the platform's support to look at the page, or stop allowing it.

use actix_web::{put, web};
use serde::Deserialize;
use siar_db::{audit, sessions};
use siar_domain::permission::Permission;
use utoipa::ToSchema;

use super::SessionView;
use crate::{Answer, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// What the support may do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"screenshots": true}))]
pub struct SupportConsent {
    /// Take screenshots of the session's page. They can show chats.
    pub screenshots: bool,
}

/// Allow the platform's support to see the page, or stop allowing it
#[utoipa::path(
    tag = "session",
    request_body = SupportConsent,
    responses((status = 200, body = Envelope<SessionView>), Refusals),
    extensions(("x-permission" = json!("session.manage")))
)]
#[put("/session/support")]
pub(crate) async fn support(
    state: web::Data<State>,
    caller: Caller,
    Body(consent): Body<SupportConsent>,
) -> ApiResult<SessionView> {
    let scope = caller.allowed(Permission::SessionManage)?;
    let (tenant, user) = (scope.tenant(), caller.user());
    let session = state
        .db
        .tenant(scope, async |tx| {
            sessions::set_support_screenshots(tx, scope, consent.screenshots).await?;
            let detail = serde_json::json!({ "screenshots": consent.screenshots });
            let subject = tenant.to_string();
            audit::note(
                tx,
                Some(tenant),
                Some(user),
                "session.support",
                &subject,
                detail,
            )
            .await?;
            sessions::load(tx, scope).await
        })
        .await?;
    Ok(Answer::ok(SessionView::for_tenant(
        session,
        state.clock.now(),
    )))
}
