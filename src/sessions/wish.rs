//! What the four wishes have in common: recorded with its audit entry, then the actor is woken.

use siar_db::{
    DbError, audit,
    sessions::{self, Want, Wanted},
};
use siar_domain::permission::Permission;

use super::SessionView;
use crate::{Answer, ApiError, ApiResult, Caller, State};

pub(super) async fn record(
    state: &State,
    caller: &Caller,
    want: Want,
    action: &str,
) -> ApiResult<SessionView> {
    let scope = caller.allowed(Permission::SessionManage)?;
    let tenant = scope.tenant();
    let user = caller.user();
    let (wanted, session) = state
        .db
        .tenant(scope, async |tx| {
            let wanted = sessions::want(tx, scope, want).await?;
            if wanted == Wanted::Recorded {
                let subject = tenant.to_string();
                let detail = serde_json::json!({});
                audit::note(tx, Some(tenant), Some(user), action, &subject, detail).await?;
            }
            Ok::<_, DbError>((wanted, sessions::load(tx, scope).await?))
        })
        .await?;
    if wanted == Wanted::NotLinked {
        return Err(ApiError::conflict(
            "not_linked",
            "There is no WhatsApp account linked that could be logged out.",
        ));
    }
    if let (Wanted::Quarantined, Some(hold)) = (wanted, &session.hold) {
        return Err(ApiError::conflict(
            "session_quarantined",
            format!("It cannot be started now: {}.", hold.sentence()),
        ));
    }
    // Also when nothing changed: an earlier wake-up may have been lost.
    if want == Want::Stopped {
        state.actors.wake_session(tenant);
    } else {
        state.actors.revive_session(tenant);
    }
    Ok(Answer::accepted(SessionView::new(
        session,
        state.clock.now(),
    )))
}
