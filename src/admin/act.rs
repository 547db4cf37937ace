//! Restart, stop, quarantine or release an actor.

use std::time::Duration;

use actix_web::{http::StatusCode, post, web};
use serde::{Deserialize, Serialize};
use siar_actors::kernel::{Late, Refusal};
use siar_db::{DbError, audit};
use siar_domain::permission::Permission;
use utoipa::ToSchema;

use super::hold;
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// Longer than any child's deadline to stop.
const DEADLINE: Duration = Duration::from_secs(60);

/// What to do with the actor.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Action {
    /// Stop it and start it again with a fresh value, also when it is parked or was stopped.
    Restart,
    /// Stop it until somebody restarts it. A session stays down, over restarts of the server too, until its tenant or an administrator starts it.
    Stop,
    /// Quarantine: stop it and show why; nothing but `release` or `restart` brings it back. A session's lasts over restarts of the server.
    Park,
    /// End a quarantine, or the park of an actor that crashed too often.
    Release,
}

impl Action {
    const fn audit_word(self) -> &'static str {
        match self {
            Self::Restart => "actor.restart",
            Self::Stop => "actor.stop",
            Self::Park => "actor.park",
            Self::Release => "actor.release",
        }
    }
}

/// Which actor, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"path": "root/chores/hub", "reason": "restart after the change of settings"}))]
pub(crate) struct Which {
    /// Its path in the tree, below the root.
    #[schema(pattern = "^root/.+", max_length = 500)]
    path: String,
    /// Shown with a parked actor, told to a stopped session's tenant, and kept in the audit log; at most 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: Option<String>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Acted {
    /// Actors that did not stop in time and had to be killed or cut off.
    late: Vec<String>,
}

/// Restart, stop, park or release an actor
#[utoipa::path(
    tag = "admin",
    params(("action" = Action, Path)),
    request_body = Which,
    responses(
        (status = 200, body = Envelope<Acted>),
        (status = 409, description = "`not_possible`: it is not in a state for this"),
        Refusals
    ),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/actors/{action}")]
pub(crate) async fn act(
    state: web::Data<State>,
    caller: Caller,
    action: web::Path<Action>,
    body: Body<Which>,
) -> ApiResult<Acted> {
    let user = caller.platform(Permission::PlatformWrite)?;
    let Which { path, reason } = body.0;
    let shown = reason.as_deref().unwrap_or("by hand");
    crate::Invalid::new()
        .length("reason", shown, 1, 200)
        .check(
            path.contains('/'),
            "path",
            "not_an_actor",
            "The root itself is stopped by stopping the server.",
        )
        .done()?;
    // Noted first: what was tried is worth knowing, whatever came of it.
    let session = state
        .db
        .system(async |tx| {
            let session = hold::record(tx, &path, *action, reason.as_deref()).await?;
            let detail = serde_json::json!({ "reason": shown });
            let tenant = session.map(|session| session.tenant);
            audit::note(tx, tenant, Some(user), action.audit_word(), &path, detail).await?;
            Ok::<_, DbError>(session)
        })
        .await?;
    let kernel = state.actors.kernel();
    let done = async {
        match *action {
            Action::Restart => kernel.restart(&path).await.map(|()| Vec::new()),
            Action::Stop => kernel.stop_at(&path).await,
            Action::Park => kernel.park(&path, shown).await,
            Action::Release => kernel.unpark(&path).await.map(|()| Vec::new()),
        }
    };
    let late = tokio::time::timeout(DEADLINE, done).await.map_err(|_| {
        ApiError::new(
            StatusCode::GATEWAY_TIMEOUT,
            "timeout",
            "The actor did not answer within a minute; look at the tree.",
        )
    })?;
    let late = match (session, *action, late) {
        // What counts stands in its row, also where no actor stands in this process's tree.
        (Some(_), Action::Restart | Action::Stop | Action::Park, Err(Refusal::Unknown)) => {
            Vec::new()
        }
        (Some(session), Action::Release, Err(Refusal::Unknown | Refusal::NotParked))
            if session.released =>
        {
            Vec::new()
        }
        (_, _, late) => late.map_err(refused)?,
    };
    if let (Some(session), Action::Restart | Action::Release) = (session, *action) {
        state.actors.wake_session(session.tenant);
    }
    Ok(Answer::ok(Acted {
        late: late.into_iter().map(|late: Late| late.path).collect(),
    }))
}

fn refused(refusal: Refusal) -> ApiError {
    match refusal {
        Refusal::Unknown => ApiError::not_found("actor"),
        other => ApiError::conflict("not_possible", other.to_string()),
    }
}
