//! Nodes: one row for each run of a Siar process, and the end of what earlier runs still held.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::id::NodeId;
use uuid::Uuid;

use crate::{DbError, Tx};

/// A run of a Siar process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// This run.
    pub id: NodeId,
    /// The name the operator gave the machine; the same over restarts.
    pub name: String,
    /// The release it runs.
    pub version: String,
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When it last said that it lives.
    pub heartbeat_at: DateTime<Utc>,
    /// When it ended, where that is known.
    pub stopped_at: Option<DateTime<Utc>>,
}

/// What [`begin`] ended of earlier runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ended {
    /// Earlier runs of the same name that had not said that they stopped.
    pub runs: usize,
    /// Sessions they held.
    pub sessions: usize,
    /// Campaigns they held.
    pub campaigns: usize,
}

#[derive(QueryableByName)]
struct NodeRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = Timestamptz)]
    started_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    heartbeat_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    stopped_at: Option<DateTime<Utc>>,
}

/// Registers this run and ends at once the leases that earlier runs of the same name still hold, so that recovery does not wait for
/// them to run out. Their epochs are raised: should such a run live after all, it can write nothing more. What it last verified of its
/// sessions no longer counts.
///
/// # Errors
/// [`DbError`].
pub async fn begin(tx: &mut Tx, id: NodeId, name: &str, version: &str) -> Result<Ended, DbError> {
    let runs = sql_query("UPDATE nodes SET stopped_at = $2 WHERE name = $1 AND stopped_at IS NULL")
        .bind::<Text, _>(name)
        .bind::<Timestamptz, _>(tx.now)
        .execute(&mut *tx.conn)
        .await?;
    let sessions = sql_query(
        "UPDATE sessions SET epoch = epoch + 1, node_id = NULL, lease_until = NULL, probed_at = NULL
         WHERE node_id IN (SELECT id FROM nodes WHERE name = $1)",
    )
    .bind::<Text, _>(name)
    .execute(&mut *tx.conn)
    .await?;
    let campaigns = sql_query(
        "UPDATE campaigns SET epoch = epoch + 1, node_id = NULL, lease_until = NULL
         WHERE node_id IN (SELECT id FROM nodes WHERE name = $1)",
    )
    .bind::<Text, _>(name)
    .execute(&mut *tx.conn)
    .await?;
    sql_query(
        "INSERT INTO nodes (id, name, version, started_at, heartbeat_at) VALUES ($1, $2, $3, $4, $4)",
    )
    .bind::<SqlUuid, _>(id.0)
    .bind::<Text, _>(name)
    .bind::<Text, _>(version)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(Ended {
        runs,
        sessions,
        campaigns,
    })
}

/// What became of a heartbeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    /// Recorded.
    Recorded,
    /// Another run of the same name has begun since: this one is to stop.
    Replaced,
}

/// Says that this run lives.
///
/// # Errors
/// [`DbError`].
pub async fn beat(tx: &mut Tx, id: NodeId) -> Result<Beat, DbError> {
    let changed =
        sql_query("UPDATE nodes SET heartbeat_at = $2 WHERE id = $1 AND stopped_at IS NULL")
            .bind::<SqlUuid, _>(id.0)
            .bind::<Timestamptz, _>(tx.now)
            .execute(&mut *tx.conn)
            .await?;
    Ok(if changed == 1 {
        Beat::Recorded
    } else {
        Beat::Replaced
    })
}

/// Says that this run ended in good order.
///
/// # Errors
/// [`DbError`].
pub async fn end(tx: &mut Tx, id: NodeId) -> Result<(), DbError> {
    sql_query("UPDATE nodes SET stopped_at = $2 WHERE id = $1 AND stopped_at IS NULL")
        .bind::<SqlUuid, _>(id.0)
        .bind::<Timestamptz, _>(tx.now)
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

/// The runs that have not ended, newest first.
///
/// # Errors
/// [`DbError`].
pub async fn running(tx: &mut Tx) -> Result<Vec<Node>, DbError> {
    let rows: Vec<NodeRow> = sql_query(
        "SELECT id, name, version, started_at, heartbeat_at, stopped_at FROM nodes
         WHERE stopped_at IS NULL ORDER BY started_at DESC, id",
    )
    .load(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Node {
            id: NodeId(row.id),
            name: row.name,
            version: row.version,
            started_at: row.started_at,
            heartbeat_at: row.heartbeat_at,
            stopped_at: row.stopped_at,
        })
        .collect())
}
