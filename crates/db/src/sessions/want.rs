//! What a session's tenant *wants*: written by handlers, read by the session's actor, which then does it.

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::session::SessionState;

use super::{
    HoldKind, state,
    transition::{Move, record},
};
use crate::{DbError, Scope, Tx};

/// A person's wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Run, and be started again after every crash and boot.
    Running,
    /// Do not run. The login stays.
    Stopped,
    /// Run from a fresh start of the engine.
    Restarted,
    /// End the link at WhatsApp and forget the login. A session that does not run is started for it.
    LoggedOut,
}

/// What became of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Recorded: wake the session's actor.
    Recorded,
    /// It was already so.
    Already,
    /// There is no login that could be ended.
    NotLinked,
    /// An administrator took it out of service: nothing was changed.
    Quarantined,
}

#[derive(QueryableByName)]
struct Now {
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Bool)]
    wanted: bool,
    #[diesel(sql_type = Bool)]
    linked: bool,
    #[diesel(sql_type = Bool)]
    logout_wanted: bool,
    #[diesel(sql_type = Nullable<Text>)]
    hold: Option<String>,
}

/// Records a wish. A session that waits for a person (banned, restricted, logged out, conflict, failed) leaves that state by the
/// wish to run: it becomes `stopped`, from where its actor starts it. One that an administrator stopped is started by it too; one that was
/// quarantined is not.
///
/// # Errors
/// [`DbError`].
pub async fn want(tx: &mut Tx, scope: &Scope, want: Want) -> Result<Wanted, DbError> {
    let now: Now = sql_query(
        "SELECT state, wanted, logout_wanted, hold, linked_at IS NOT NULL AS linked FROM sessions WHERE tenant_id = $1 FOR UPDATE",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .get_result(&mut *tx.conn)
    .await?;
    let current = state(&now.state)?;
    let waits = current != SessionState::Stopped && !current.restarts_by_itself();
    let quarantined = now.hold.as_deref() == Some(HoldKind::Quarantined.as_str());
    let changes = match want {
        Want::Running | Want::Restarted | Want::LoggedOut if quarantined => {
            return Ok(Wanted::Quarantined);
        }
        Want::Running if now.wanted && !waits && now.hold.is_none() => return Ok(Wanted::Already),
        Want::Stopped if !now.wanted && !now.logout_wanted => return Ok(Wanted::Already),
        Want::LoggedOut if !now.linked => return Ok(Wanted::NotLinked),
        Want::Running => "wanted = true, logout_wanted = false",
        Want::Restarted => "wanted = true, logout_wanted = false, run_wanted = run_wanted + 1",
        Want::Stopped => "wanted = false, logout_wanted = false",
        Want::LoggedOut => "logout_wanted = true",
    };
    let mut next = current;
    let mut reason = None;
    if waits && want != Want::Stopped {
        next = SessionState::Stopped;
        reason = Some("a person asked for a new start".to_owned());
    }
    sql_query(format!(
        "UPDATE sessions SET {changes}, hold = nullif(hold, 'stopped'),
             hold_reason = CASE WHEN hold = 'quarantined' THEN hold_reason END, state = $2, reason = CASE WHEN state = $2 THEN reason ELSE $3 END,
             since = CASE WHEN state = $2 THEN since ELSE $4 END
         WHERE tenant_id = $1"
    ))
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Text, _>(next.as_str())
    .bind::<Nullable<Text>, _>(&reason)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    if next != current {
        let step = Move {
            from: current,
            to: next,
            reason,
            error: None,
            probed_at: None,
            ends_wish: false,
        };
        record(tx, scope.tenant(), &step).await?;
    }
    Ok(Wanted::Recorded)
}
