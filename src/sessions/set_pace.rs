//! Change how fast the account may send.

use actix_web::{put, web};
use siar_db::{DbError, audit, sessions};
use siar_domain::{
    pacing::{PaceError, PaceSettings},
    permission::Permission,
};

use super::get_pace::PaceView;
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// Change how fast the account may send
///
/// Tenants can be slower than the platform's limits, never faster. Fields that are left out get their defaults.
#[utoipa::path(
    tag = "session",
    request_body = PaceSettings,
    responses((status = 200, body = Envelope<PaceView>), Refusals),
    extensions(("x-permission" = json!("session.manage")))
)]
#[put("/session/pace")]
pub(crate) async fn set_pace(
    state: web::Data<State>,
    caller: Caller,
    Body(pace): Body<PaceSettings>,
) -> ApiResult<PaceView> {
    let scope = caller.allowed(Permission::SessionManage)?;
    let limits = state.config.engine.pace_limits();
    pace.check(&limits).map_err(|error| {
        let field = match error {
            PaceError::DelaysCrossed | PaceError::TooSlow => "max_delay_ms",
            PaceError::TooFast(_) => "min_delay_ms",
            PaceError::HourlyCap(_) => "hourly_cap",
            PaceError::DailyCap(_) => "daily_cap",
        };
        ApiError::invalid(field, error.code(), format!("{error}."))
    })?;
    let (tenant, user) = (scope.tenant(), caller.user());
    state
        .db
        .tenant(scope, async |tx| {
            sessions::set_pace(tx, scope, &pace).await?;
            let detail = serde_json::json!({ "pace": pace });
            let subject = tenant.to_string();
            audit::note(
                tx,
                Some(tenant),
                Some(user),
                "session.pace",
                &subject,
                detail,
            )
            .await?;
            Ok::<_, DbError>(())
        })
        .await?;
    // Whoever sends reads the pace again when it is woken.
    state.actors.wake_session(tenant);
    Ok(Answer::ok(PaceView { pace, limits }))
}
