//! What an action on a session's actor means for the session: it is written into its row, so that it outlives the actor and the process,
//! and so that neither the fleet nor a wake-up starts what an administrator stopped.

use siar_db::{
    DbError, Tx,
    sessions::{self, Hold, HoldKind},
};
use siar_domain::id::TenantId;

use super::act::Action;

/// Whose session's actor stands at this place in the tree.
fn session_at(path: &str) -> Option<TenantId> {
    path.strip_prefix("root/sessions/")?.parse().ok()
}

/// What an action did to a session's row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recorded {
    /// Whose session.
    pub(super) tenant: TenantId,
    /// A hold was ended.
    pub(super) released: bool,
}

/// Writes the action into the row of the session whose actor stands at `path`; `None` where there is no such session.
pub(super) async fn record(
    tx: &mut Tx,
    path: &str,
    action: Action,
    reason: Option<&str>,
) -> Result<Option<Recorded>, DbError> {
    let Some(tenant) = session_at(path) else {
        return Ok(None);
    };
    let kind = match action {
        Action::Stop => HoldKind::Stopped,
        Action::Park => HoldKind::Quarantined,
        Action::Restart | Action::Release => {
            let ended = sessions::resume(tx, tenant).await?;
            return Ok(ended.map(|hold| Recorded {
                tenant,
                released: hold.is_some(),
            }));
        }
    };
    let hold = Hold {
        kind,
        reason: reason.map(str::to_owned),
    };
    let found = sessions::hold(tx, tenant, &hold).await?;
    Ok(found.then_some(Recorded {
        tenant,
        released: false,
    }))
}

#[cfg(test)]
mod tests {
    use super::session_at;

    #[test]
    fn only_a_session_is_a_session() {
        let tenant = uuid::Uuid::now_v7();
        let path = format!("root/sessions/{tenant}");
        assert_eq!(session_at(&path).map(|id| id.0), Some(tenant));
        for other in ["root/sessions", "root/sessions/x", "root/chores/hub"] {
            assert_eq!(session_at(other), None, "{other}");
        }
        assert_eq!(session_at(&format!("root/quota/{tenant}")), None);
    }
}
