//! Sessions: a tenant's link to its one WhatsApp account. Every tenant has exactly one row.
//!
//! Two writers meet in it. Handlers write what is *wanted* ([`want()`], and an administrator's [`hold()`]); the session's actor, which holds the row by a lease with an epoch
//! ([`claim`], [`beat`]), writes what *is* ([`transition()`]). Everything the owner writes names its epoch: an owner that lost the row without
//! knowing it changes nothing.

mod hold;
mod lease;
mod list;
mod pace;
mod profile;
mod transition;
mod want;

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{NodeId, TenantId},
    liveness::{self, Shown},
    pacing::PaceSettings,
    session::SessionState,
};
use uuid::Uuid;

use crate::{DbError, Scope, Tx};

pub use hold::{Hold, HoldKind, hold, out_of_service, resume};
pub use lease::{Beat, Claim, Owner, Sign, beat, claim, release};
pub use list::{Listed, Transition, history, list, others_running, wanted};
pub use pace::{set_pace, set_support_screenshots, support_screenshots};
pub use profile::{Opening, forget_profile, opened, opening, rewrap, save_profile};
pub use transition::{
    Linked, Move, Moved, is_taken, lasting, linked, note_error, note_taken, transition,
};
pub use want::{Want, Wanted, want};

/// A session's row.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Whose.
    pub tenant: TenantId,
    /// The engine's word, e.g. `browser`.
    pub engine: String,
    /// Whether the tenant wants it running.
    pub wanted: bool,
    /// Raised to ask for a restart of what is running.
    pub run_wanted: i64,
    /// Whether the link shall be ended at WhatsApp.
    pub logout_wanted: bool,
    /// An administrator keeps it down, whatever the tenant wants.
    pub hold: Option<Hold>,
    /// Where its owner left it. For people, use [`Session::shown`].
    pub state: SessionState,
    /// Why it is in that state.
    pub reason: Option<String>,
    /// Since when it is in that state.
    pub since: DateTime<Utc>,
    /// The last thing that went wrong.
    pub last_error: Option<String>,
    /// The last successful liveness probe.
    pub probed_at: Option<DateTime<Utc>>,
    /// The account's own number in E.164.
    pub phone: Option<String>,
    /// When it was linked; `None`: it has no login.
    pub linked_at: Option<DateTime<Utc>>,
    /// Incoming messages up to here have been recorded.
    pub events_until: Option<DateTime<Utc>>,
    /// The tenant allows the platform's support to look at the page.
    pub support_screenshots: bool,
    /// The owning process; valid while `lease_until` lies ahead.
    pub node: Option<NodeId>,
    /// Raised at every change of owner.
    pub epoch: i64,
    /// Until when the owner holds it.
    pub lease_until: Option<DateTime<Utc>>,
    /// Which life of the browser profile this is: raised at every start that lost what the browser knew before. A message submitted in
    /// another life and not found proves nothing.
    pub profile_life: i64,
    /// Started since the last save: the vault's copy is behind.
    pub profile_open: bool,
    /// Name of the node whose disk holds the newest profile.
    pub profile_node: Option<String>,
    /// How fast it may send.
    pub pace: PaceSettings,
    /// How often the engine was started.
    pub starts: i64,
    /// How often a working connection broke.
    pub reconnects: i64,
}

impl Session {
    /// Whether it shall run: the tenant wants it, and no administrator keeps it down.
    #[must_use]
    pub const fn shall_run(&self) -> bool {
        self.wanted && self.hold.is_none()
    }

    /// What may be said of it to a person now (SES-5).
    #[must_use]
    pub fn shown(&self, now: DateTime<Utc>) -> Shown {
        liveness::shown(self.state, self.since, self.probed_at, now)
    }
}

/// The columns of [`Row`], in every statement that reads a whole row.
pub(crate) const COLUMNS: &str =
    "s.tenant_id, s.engine, s.wanted, s.run_wanted, s.logout_wanted, s.hold, s.hold_reason, s.state, s.reason, s.since, s.last_error, s.probed_at, s.phone,
     s.linked_at, s.events_until, s.support_screenshots, s.node_id, s.epoch, s.lease_until, s.profile_life, s.profile_open,
     s.profile_node, s.min_delay_ms, s.max_delay_ms, s.hourly_cap, s.daily_cap, s.starts, s.reconnects";

#[derive(QueryableByName)]
pub(crate) struct Row {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
    #[diesel(sql_type = Text)]
    engine: String,
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
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    since: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Text>)]
    last_error: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    probed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Text>)]
    phone: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    linked_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    events_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = Bool)]
    support_screenshots: bool,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    node_id: Option<Uuid>,
    #[diesel(sql_type = BigInt)]
    epoch: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    lease_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = BigInt)]
    profile_life: i64,
    #[diesel(sql_type = Bool)]
    profile_open: bool,
    #[diesel(sql_type = Nullable<Text>)]
    profile_node: Option<String>,
    #[diesel(sql_type = Integer)]
    min_delay_ms: i32,
    #[diesel(sql_type = Integer)]
    max_delay_ms: i32,
    #[diesel(sql_type = Integer)]
    hourly_cap: i32,
    #[diesel(sql_type = Integer)]
    daily_cap: i32,
    #[diesel(sql_type = BigInt)]
    starts: i64,
    #[diesel(sql_type = BigInt)]
    reconnects: i64,
}

impl TryFrom<Row> for Session {
    type Error = DbError;
    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            tenant: TenantId(row.tenant_id),
            engine: row.engine,
            wanted: row.wanted,
            run_wanted: row.run_wanted,
            logout_wanted: row.logout_wanted,
            hold: Hold::read(row.hold.as_deref(), row.hold_reason)?,
            state: state(&row.state)?,
            reason: row.reason,
            since: row.since,
            last_error: row.last_error,
            probed_at: row.probed_at,
            phone: row.phone,
            linked_at: row.linked_at,
            events_until: row.events_until,
            support_screenshots: row.support_screenshots,
            node: row.node_id.map(NodeId),
            epoch: row.epoch,
            lease_until: row.lease_until,
            profile_life: row.profile_life,
            profile_open: row.profile_open,
            profile_node: row.profile_node,
            pace: PaceSettings {
                min_delay_ms: row.min_delay_ms.unsigned_abs(),
                max_delay_ms: row.max_delay_ms.unsigned_abs(),
                hourly_cap: row.hourly_cap.unsigned_abs(),
                daily_cap: row.daily_cap.unsigned_abs(),
            },
            starts: row.starts,
            reconnects: row.reconnects,
        })
    }
}

/// Reads a stored state word.
pub(crate) fn state(word: &str) -> Result<SessionState, DbError> {
    word.parse()
        .map_err(|error| DbError::Corrupt(format!("sessions.state: {error}")))
}

/// Gives a new tenant its session, stopped and not linked. Part of the transaction that makes the tenant.
///
/// # Errors
/// [`DbError`].
pub async fn create(tx: &mut Tx, tenant: TenantId) -> Result<(), DbError> {
    sql_query("INSERT INTO sessions (tenant_id, since) VALUES ($1, $2)")
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<Timestamptz, _>(tx.now)
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

/// The tenant's session.
///
/// # Errors
/// [`DbError`].
pub async fn load(tx: &mut Tx, scope: &Scope) -> Result<Session, DbError> {
    let row: Row = sql_query(format!(
        "SELECT {COLUMNS} FROM sessions s WHERE s.tenant_id = $1"
    ))
    .bind::<SqlUuid, _>(scope.tenant().0)
    .get_result(&mut *tx.conn)
    .await?;
    row.try_into()
}

#[cfg(test)]
mod tests;
