//! Sessions for those who look at many of them, and the history of one.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{NodeId, TenantId},
    session::SessionState,
};
use uuid::Uuid;

use super::{COLUMNS, Row, Session, state};
use crate::{DbError, Scope, Tx};

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
}

/// Sessions that run or shall run: each has a browser somewhere, or waits for one.
const RUNS: &str = "(((wanted OR logout_wanted) AND hold IS NULL AND state NOT IN ('logged_out', 'restricted', 'banned', 'conflict', 'failed'))
             OR state IN ('starting', 'scan_qr', 'pairing', 'working', 'reconnecting'))";

/// The tenants whose session needs an owner: it shall run, shall be logged out, or is not at rest, and nobody holds it. A call of the
/// platform ([`crate::Db::system`]).
///
/// # Errors
/// [`DbError`].
pub async fn wanted(tx: &mut Tx) -> Result<Vec<TenantId>, DbError> {
    let rows: Vec<Id> = sql_query(format!(
        "SELECT tenant_id FROM sessions
         WHERE {RUNS} AND (node_id IS NULL OR lease_until IS NULL OR lease_until <= $1)
         ORDER BY tenant_id"
    ))
    .bind::<Timestamptz, _>(tx.now)
    .load(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| TenantId(row.tenant_id))
        .collect())
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many sessions of tenants other than `tenant` run on `node` or wait for a node. A call of the platform ([`crate::Db::system`]).
///
/// # Errors
/// [`DbError`].
pub async fn others_running(tx: &mut Tx, node: NodeId, tenant: TenantId) -> Result<u64, DbError> {
    let found: Count = sql_query(format!(
        "SELECT count(*) FROM sessions WHERE {RUNS} AND tenant_id <> $1 AND (node_id IS NULL OR node_id = $2)"
    ))
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(node.0)
    .get_result(&mut *tx.conn)
    .await?;
    Ok(u64::try_from(found.count).unwrap_or_default())
}

/// A session with its tenant's name, as the administrator sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The tenant's name.
    pub tenant_name: String,
    /// The session.
    pub session: Session,
}

#[derive(QueryableByName)]
struct ListedRow {
    #[diesel(sql_type = Text)]
    tenant_name: String,
    #[diesel(embed)]
    session: Row,
}

/// All sessions in the order of their tenants' ids, from after `after`, at most `limit`, in `state` and with `search` in the
/// customer's name or the account's number if given. A call of the platform ([`crate::Db::system`]).
///
/// # Errors
/// [`DbError`].
pub async fn list(
    tx: &mut Tx,
    in_state: Option<SessionState>,
    search: Option<&str>,
    after: Option<TenantId>,
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    let rows: Vec<ListedRow> = sql_query(format!(
        "SELECT t.name AS tenant_name, {COLUMNS} FROM sessions s JOIN tenants t ON t.id = s.tenant_id
         WHERE ($1 IS NULL OR s.state = $1) AND ($2 IS NULL OR s.tenant_id > $2)
             AND ($4 IS NULL OR position(lower($4) IN lower(t.name)) > 0 OR position($4 IN s.phone) > 0)
         ORDER BY s.tenant_id LIMIT $3"
    ))
    .bind::<Nullable<Text>, _>(in_state.map(SessionState::as_str))
    .bind::<Nullable<SqlUuid>, _>(after.map(|tenant| tenant.0))
    .bind::<BigInt, _>(limit)
    .bind::<Nullable<Text>, _>(search)
    .load(&mut *tx.conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                tenant_name: row.tenant_name,
                session: row.session.try_into()?,
            })
        })
        .collect()
}

/// One move of a session's past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// Number of the move; larger is later.
    pub id: i64,
    /// The state it left.
    pub from: SessionState,
    /// The state it went to.
    pub to: SessionState,
    /// Why, in plain words.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct TransitionRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    from_state: String,
    #[diesel(sql_type = Text)]
    to_state: String,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
}

/// The session's moves, newest first, from before the one numbered `before`, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub async fn history(
    tx: &mut Tx,
    scope: &Scope,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Transition>, DbError> {
    let rows: Vec<TransitionRow> = sql_query(
        "SELECT id, from_state, to_state, reason, at FROM session_transitions
         WHERE tenant_id = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Nullable<BigInt>, _>(before)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Transition {
                id: row.id,
                from: state(&row.from_state)?,
                to: state(&row.to_state)?,
                reason: row.reason,
                at: row.at,
            })
        })
        .collect()
}
