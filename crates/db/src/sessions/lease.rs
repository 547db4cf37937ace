//! Whose a session is: a lease with an epoch. One process runs it; whoever lost it can write nothing more (SES-7).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{NodeId, TenantId},
    session::SessionState,
};

use super::{COLUMNS, Hold, Row, Session, state};
use crate::{By, DbError, Scope, Tx};

/// The right to write a session's row, until somebody else claims it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    pub(super) scope: Scope,
    pub(super) epoch: i64,
    pub(super) node: NodeId,
}

impl Owner {
    /// For calls in the tenant's name.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Whose session.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.scope.tenant()
    }

    /// The epoch of this ownership.
    #[must_use]
    pub const fn epoch(&self) -> i64 {
        self.epoch
    }
}

/// The answer to a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// Ours from now on, with the row as it stands.
    Ours(Owner, Box<Session>),
    /// Another node holds it.
    Held {
        /// Which.
        node: NodeId,
        /// Until when, if it does not renew.
        until: DateTime<Utc>,
    },
    /// There is no such tenant (any more).
    Gone,
}

/// Takes a session for `node` when nobody holds it, its holder's lease ran out, or `node` itself holds it (from before a pause or a crash
/// of its actor). The epoch rises in every case. A call of the platform ([`crate::Db::system`]).
///
/// # Errors
/// [`DbError`].
pub async fn claim(
    tx: &mut Tx,
    tenant: TenantId,
    node: NodeId,
    lease: TimeDelta,
) -> Result<Claim, DbError> {
    let claimed: Option<Row> = sql_query(format!(
        "UPDATE sessions s SET epoch = s.epoch + 1, node_id = $2, lease_until = $3
         WHERE s.tenant_id = $1 AND (s.node_id IS NULL OR s.node_id = $2 OR s.lease_until IS NULL OR s.lease_until <= $4)
         RETURNING {COLUMNS}"
    ))
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(node.0)
    .bind::<Timestamptz, _>(tx.now + lease)
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    if let Some(row) = claimed {
        let session = Session::try_from(row)?;
        let owner = Owner {
            scope: Scope::of(tenant, By::Siar),
            epoch: session.epoch,
            node,
        };
        return Ok(Claim::Ours(owner, Box::new(session)));
    }
    let row: Option<Row> = sql_query(format!(
        "SELECT {COLUMNS} FROM sessions s WHERE s.tenant_id = $1"
    ))
    .bind::<SqlUuid, _>(tenant.0)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    match row {
        None => Ok(Claim::Gone),
        Some(row) => {
            let session = Session::try_from(row)?;
            let node = session
                .node
                .ok_or_else(|| DbError::Unavailable("the session's owner changed".to_owned()))?;
            Ok(Claim::Held {
                node,
                until: session.lease_until.unwrap_or(tx.now),
            })
        }
    }
}

/// What an owner found out about its session since the last beat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sign {
    /// When a liveness probe through the page last succeeded.
    pub probed_at: Option<DateTime<Utc>>,
    /// Up to when incoming messages have certainly been recorded.
    pub heard_until: Option<DateTime<Utc>>,
}

/// The answer to a beat: what is wanted, or that the row was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beat {
    /// Still ours.
    Held {
        /// Whether it shall run: the tenant wants it, and no administrator keeps it down.
        wanted: bool,
        /// Raised to ask for a restart.
        run_wanted: i64,
        /// Whether the link shall be ended at WhatsApp.
        logout_wanted: bool,
        /// An administrator keeps it down.
        hold: Option<Hold>,
        /// The row's state.
        state: SessionState,
    },
    /// Somebody else claimed it, or the tenant is gone.
    Lost,
}

#[derive(QueryableByName)]
struct BeatRow {
    #[diesel(sql_type = Bool)]
    wanted: bool,
    #[diesel(sql_type = BigInt)]
    run_wanted: i64,
    #[diesel(sql_type = Bool)]
    logout_wanted: bool,
    #[diesel(sql_type = Nullable<Text>)]
    hold: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    hold_reason: Option<String>,
    #[diesel(sql_type = Text)]
    state: String,
}

/// Renews the lease, records the sign of life and reads what is wanted: one statement.
///
/// A lease that ran out while nobody else claimed the row is renewed: nobody else can have acted on it.
///
/// # Errors
/// [`DbError`].
pub async fn beat(
    tx: &mut Tx,
    owner: &Owner,
    lease: TimeDelta,
    sign: Sign,
) -> Result<Beat, DbError> {
    let row: Option<BeatRow> = sql_query(
        "UPDATE sessions SET lease_until = $4, probed_at = greatest(probed_at, $5), events_until = greatest(events_until, $6)
         WHERE tenant_id = $1 AND epoch = $2 AND node_id = $3
         RETURNING wanted AND hold IS NULL AS wanted, run_wanted, logout_wanted AND hold IS NULL AS logout_wanted, hold, hold_reason, state",
    )
    .bind::<SqlUuid, _>(owner.tenant().0)
    .bind::<BigInt, _>(owner.epoch)
    .bind::<SqlUuid, _>(owner.node.0)
    .bind::<Timestamptz, _>(tx.now + lease)
    .bind::<Nullable<Timestamptz>, _>(sign.probed_at)
    .bind::<Nullable<Timestamptz>, _>(sign.heard_until)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    match row {
        None => Ok(Beat::Lost),
        Some(row) => Ok(Beat::Held {
            wanted: row.wanted,
            run_wanted: row.run_wanted,
            logout_wanted: row.logout_wanted,
            hold: Hold::read(row.hold.as_deref(), row.hold_reason)?,
            state: state(&row.state)?,
        }),
    }
}

/// Gives the session back, so that another node need not wait. Answers whether it was still ours.
///
/// # Errors
/// [`DbError`].
pub async fn release(tx: &mut Tx, owner: &Owner) -> Result<bool, DbError> {
    let changed = sql_query(
        "UPDATE sessions SET epoch = epoch + 1, node_id = NULL, lease_until = NULL
         WHERE tenant_id = $1 AND epoch = $2 AND node_id = $3",
    )
    .bind::<SqlUuid, _>(owner.tenant().0)
    .bind::<BigInt, _>(owner.epoch)
    .bind::<SqlUuid, _>(owner.node.0)
    .execute(&mut *tx.conn)
    .await?;
    Ok(changed == 1)
}
