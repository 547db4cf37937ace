//! What the platform decides about a session, over what its tenant wants: an administrator keeps it down, or its actor crashed too often.
//!
//! A hold stands in the row, so it outlives every actor and every process; the session's actor and the fleet follow it as they follow a
//! wish. All calls here are the platform's ([`crate::Db::system`]).

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    event::Event,
    id::{CampaignId, NodeId, TenantId},
    session::SessionState,
};

use super::{
    Owner, state,
    transition::{Move, Moved, record, transition},
};
use crate::{By, DbError, Scope, Tx};

/// How firmly an administrator keeps a session down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldKind {
    /// Until somebody starts it: its tenant or an administrator.
    Stopped,
    /// Until an administrator releases it.
    Quarantined,
}

impl HoldKind {
    /// The word in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Quarantined => "quarantined",
        }
    }
}

/// An administrator keeps the session down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// How firmly.
    pub kind: HoldKind,
    /// What the administrator gave as the reason.
    pub reason: Option<String>,
}

impl Hold {
    pub(super) fn read(
        kind: Option<&str>,
        reason: Option<String>,
    ) -> Result<Option<Self>, DbError> {
        let kind = match kind {
            None => return Ok(None),
            Some("stopped") => HoldKind::Stopped,
            Some("quarantined") => HoldKind::Quarantined,
            Some(other) => return Err(DbError::Corrupt(format!("sessions.hold: {other:?}"))),
        };
        Ok(Some(Self { kind, reason }))
    }

    /// For the session's tenant.
    #[must_use]
    pub fn sentence(&self) -> String {
        let what = match self.kind {
            HoldKind::Stopped => "an administrator stopped it",
            HoldKind::Quarantined => "an administrator took it out of service",
        };
        match &self.reason {
            Some(reason) => format!("{what}: {reason}"),
            None => what.to_owned(),
        }
    }
}

/// Keeps a session down: its owner, wherever it is, puts it to rest at its next look. What the tenant wants stays as it is, for
/// afterwards. A quarantine stays one when it is stopped on top. Answers whether there is such a session.
///
/// # Errors
/// [`DbError`].
pub async fn hold(tx: &mut Tx, tenant: TenantId, hold: &Hold) -> Result<bool, DbError> {
    let standing: Option<Standing> = sql_query(
        "UPDATE sessions SET hold_reason = CASE WHEN hold = 'quarantined' AND $2 = 'stopped' THEN hold_reason ELSE $3 END,
             hold = CASE WHEN hold = 'quarantined' THEN hold ELSE $2 END
         WHERE tenant_id = $1 RETURNING state, reason, since, hold, hold_reason",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Text, _>(hold.kind.as_str())
    .bind::<Nullable<Text>, _>(&hold.reason)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(standing) = standing else {
        return Ok(false);
    };
    tell(tx, tenant, standing)?;
    Ok(true)
}

/// The state is the same, but not what keeps the session in it: who shows it looks again.
fn tell(tx: &mut Tx, tenant: TenantId, standing: Standing) -> Result<(), DbError> {
    let state = state(&standing.state)?;
    tx.emit(
        tenant,
        Event::ConnectionStatus {
            from: state,
            to: state,
            reason: standing.reason,
            since: standing.since,
        },
    );
    Ok(())
}

#[derive(QueryableByName)]
struct Standing {
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    since: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Text>)]
    hold: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    hold_reason: Option<String>,
}

/// Ends a hold, and gives one that was given up another try: from here on what the tenant wants counts again. Answers the hold that was
/// ended; `None` if there is no such session.
///
/// # Errors
/// [`DbError`].
pub async fn resume(tx: &mut Tx, tenant: TenantId) -> Result<Option<Option<Hold>>, DbError> {
    let found: Option<Standing> =
        sql_query("SELECT state, reason, since, hold, hold_reason FROM sessions WHERE tenant_id = $1 FOR UPDATE")
            .bind::<SqlUuid, _>(tenant.0)
            .get_result(&mut *tx.conn)
            .await
            .optional()?;
    let Some(found) = found else {
        return Ok(None);
    };
    let ended = Hold::read(found.hold.as_deref(), found.hold_reason.clone())?;
    let from = state(&found.state)?;
    sql_query("UPDATE sessions SET hold = NULL, hold_reason = NULL WHERE tenant_id = $1")
        .bind::<SqlUuid, _>(tenant.0)
        .execute(&mut *tx.conn)
        .await?;
    if from == SessionState::Failed {
        let step = Move {
            from,
            to: SessionState::Stopped,
            reason: Some("an administrator asked for a new start".to_owned()),
            error: None,
            probed_at: None,
            ends_wish: false,
        };
        sql_query("UPDATE sessions SET state = $2, reason = $3, since = $4 WHERE tenant_id = $1")
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<Text, _>(step.to.as_str())
            .bind::<Nullable<Text>, _>(&step.reason)
            .bind::<Timestamptz, _>(tx.now)
            .execute(&mut *tx.conn)
            .await?;
        record(tx, tenant, &step).await?;
    } else if ended.is_some() {
        tell(tx, tenant, found)?;
    }
    Ok(Some(ended))
}

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = BigInt)]
    epoch: i64,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Text>)]
    hold: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    hold_reason: Option<String>,
}

/// Puts to rest in the rows what no longer runs on `node`: the session's actor is parked there and cannot write itself. By a hold it
/// becomes `stopped`; after crashes (`why`: the last one) `failed`, until a person asks for a new start. A lease that lasts longer than
/// `lease_until` is a newer life's, and is left alone, as is a session of another node. Answers the campaigns that it paused: wake them.
///
/// # Errors
/// [`DbError`].
pub async fn out_of_service(
    tx: &mut Tx,
    node: NodeId,
    tenant: TenantId,
    why: &str,
    lease_until: DateTime<Utc>,
) -> Result<Vec<CampaignId>, DbError> {
    let taken: Option<Taken> = sql_query(
        "UPDATE sessions SET epoch = epoch + 1, node_id = NULL, lease_until = NULL
         WHERE tenant_id = $1 AND node_id = $2 AND lease_until <= $3
         RETURNING epoch, state, hold, hold_reason",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(node.0)
    .bind::<Timestamptz, _>(lease_until)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(taken) = taken else {
        return Ok(Vec::new());
    };
    let from = state(&taken.state)?;
    // One that rests already says why it does.
    if !from.restarts_by_itself() {
        return Ok(Vec::new());
    }
    let (to, reason, error) = match Hold::read(taken.hold.as_deref(), taken.hold_reason)? {
        Some(hold) => (SessionState::Stopped, hold.sentence(), None),
        None => (
            SessionState::Failed,
            "taken out of service after repeated crashes".to_owned(),
            Some(why.to_owned()),
        ),
    };
    let owner = Owner {
        scope: Scope::of(tenant, By::Siar),
        epoch: taken.epoch,
        node,
    };
    let step = Move {
        from,
        to,
        reason: Some(reason),
        error,
        probed_at: None,
        ends_wish: false,
    };
    match transition(tx, &owner, &step).await? {
        Moved::Done { paused } => Ok(paused),
        moved => Err(DbError::Corrupt(format!(
            "{tenant}: {step:?} ended as {moved:?}"
        ))),
    }
}
