//! What the four wishes have in common: recorded with its audit entry, then the actor is woken.

use actix_web::http::StatusCode;
use siar_db::{
    Tx, accounts, audit, billing,
    sessions::{self, Want, Wanted},
};
use siar_domain::{id::TenantId, permission::Permission};

use super::{SessionView, room::Room};
use crate::{Answer, ApiError, ApiResult, Caller, State, auth::email};

/// A browser costs the server some 150 MB: it starts for businesses whose address is confirmed (where e-mails reach people) and that have a
/// package, while there is room for it.
async fn may_run(
    state: &State,
    tx: &mut Tx,
    tenant: TenantId,
    room: &Room<'_>,
) -> Result<(), ApiError> {
    if state.mailer.reaches_people() && !accounts::is_confirmed(tx, tenant).await? {
        return Err(email::not_confirmed());
    }
    if billing::live(tx, tenant).await?.is_none() {
        return Err(ApiError::new(
            StatusCode::FORBIDDEN,
            "no_subscription",
            "There is no subscription. Ask the operator of this server for a package.",
        ));
    }
    room.take()
}

pub(super) async fn record(
    state: &State,
    caller: &Caller,
    want: Want,
    action: &str,
) -> ApiResult<SessionView> {
    let scope = caller.allowed(Permission::SessionManage)?;
    let tenant = scope.tenant();
    let user = caller.user();
    // Others who want to start wait until this wish is recorded: two never get the last place.
    let room = match want {
        Want::Running | Want::Restarted => Some(state.room.look(state, tenant).await?),
        Want::Stopped | Want::LoggedOut => None,
    };
    let (wanted, session) = state
        .db
        .tenant(scope, async |tx| {
            if let Some(room) = &room {
                may_run(state, tx, tenant, room).await?;
            }
            let wanted = sessions::want(tx, scope, want).await?;
            if wanted == Wanted::Recorded {
                let subject = tenant.to_string();
                let detail = serde_json::json!({});
                audit::note(tx, Some(tenant), Some(user), action, &subject, detail).await?;
            }
            Ok::<_, ApiError>((wanted, sessions::load(tx, scope).await?))
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
    Ok(Answer::accepted(SessionView::for_tenant(
        session,
        state.clock.now(),
    )))
}
