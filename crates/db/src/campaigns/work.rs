//! What waits to be done for campaigns of all tenants: read by the scheduler and by the campaigns' supervisor. System work.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Integer, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::CampaignState,
    event::Event,
    id::{CampaignId, NodeId, TenantId},
};
use uuid::Uuid;

use crate::{DbError, Tx};

#[derive(QueryableByName)]
struct Which {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Campaigns that want an actor on `node`: running, or with recipients in hand, and not held by another node.
///
/// # Errors
/// [`DbError`].
pub async fn wanted(tx: &mut Tx, node: NodeId) -> Result<Vec<(TenantId, CampaignId)>, DbError> {
    let rows: Vec<Which> = sql_query(
        "SELECT c.tenant_id, c.id FROM campaigns c
         WHERE (c.state = 'running' OR EXISTS (SELECT FROM campaign_counts n
                    WHERE n.tenant_id = c.tenant_id AND n.campaign_id = c.id AND n.leased + n.submitting > 0))
             AND (c.node_id IS NULL OR c.node_id = $1 OR c.lease_until IS NULL OR c.lease_until <= $2)
         ORDER BY c.started_at, c.id",
    )
    .bind::<SqlUuid, _>(node.0)
    .bind::<Timestamptz, _>(tx.now)
    .get_results(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (TenantId(row.tenant_id), CampaignId(row.id)))
        .collect())
}

/// A scheduled campaign whose time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Whose.
    pub tenant: TenantId,
    /// Which.
    pub campaign: CampaignId,
    /// When it was to start.
    pub scheduled_at: DateTime<Utc>,
    /// Seconds by which it may be late.
    pub late_bound_seconds: i32,
}

#[derive(QueryableByName)]
struct DueRow {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    scheduled_at: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    late_bound_seconds: i32,
}

/// Scheduled campaigns whose time has come, the longest overdue first, a hundred at the most.
///
/// # Errors
/// [`DbError`].
pub async fn due(tx: &mut Tx) -> Result<Vec<Due>, DbError> {
    let rows: Vec<DueRow> = sql_query(
        "SELECT tenant_id, id, scheduled_at, late_bound_seconds FROM campaigns
         WHERE state = 'scheduled' AND scheduled_at <= $1 ORDER BY scheduled_at, id LIMIT 100",
    )
    .bind::<Timestamptz, _>(tx.now)
    .get_results(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Due {
            tenant: TenantId(row.tenant_id),
            campaign: CampaignId(row.id),
            scheduled_at: row.scheduled_at,
            late_bound_seconds: row.late_bound_seconds,
        })
        .collect())
}

/// Lets paused campaigns run again whose tenant asked for that and whose reason is gone (CMP-4). Answers which.
///
/// # Errors
/// [`DbError`].
pub async fn resume_where_gone(tx: &mut Tx) -> Result<Vec<(TenantId, CampaignId)>, DbError> {
    let rows: Vec<Which> = sql_query(
        "UPDATE campaigns c SET state = 'running', pause_reason = NULL, updated_at = $1
         WHERE c.state = 'paused' AND c.auto_resume AND c.started_at IS NOT NULL AND CASE c.pause_reason
             WHEN 'session_not_working' THEN EXISTS (SELECT FROM sessions s WHERE s.tenant_id = c.tenant_id AND s.state = $2)
             WHEN 'subscription_ended' THEN EXISTS (SELECT FROM subscriptions s WHERE s.tenant_id = c.tenant_id
                 AND s.state IN ('active', 'grace') AND s.starts_at <= $1 AND s.ends_at > $3)
             WHEN 'quota_used_up' THEN EXISTS (SELECT FROM subscriptions s JOIN packages k ON k.id = s.package_id
                 WHERE s.tenant_id = c.tenant_id AND s.state IN ('active', 'grace') AND s.starts_at <= $1 AND s.ends_at > $3
                 AND NOT EXISTS (SELECT FROM quota_periods q WHERE q.tenant_id = c.tenant_id AND q.starts_at <= $1 AND q.ends_at > $1
                     AND q.used + q.reserved >= k.monthly_quota))
             ELSE false END
         RETURNING c.tenant_id, c.id",
    )
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Text, _>(siar_domain::session::SessionState::Working.as_str())
    .bind::<Timestamptz, _>(tx.now - crate::quota::GRACE)
    .get_results(&mut *tx.conn)
    .await?;
    let resumed: Vec<_> = rows
        .into_iter()
        .map(|row| (TenantId(row.tenant_id), CampaignId(row.id)))
        .collect();
    for (tenant, campaign_id) in &resumed {
        tx.emit(
            *tenant,
            Event::CampaignStatus {
                campaign_id: *campaign_id,
                state: CampaignState::Running,
                pause_reason: None,
            },
        );
    }
    Ok(resumed)
}

#[derive(QueryableByName)]
struct Left {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    left: i64,
}

/// What each other running campaign of the tenant has left to send: they share the account's pace.
///
/// # Errors
/// [`DbError`].
pub async fn others_left(
    tx: &mut Tx,
    tenant: TenantId,
    campaign: CampaignId,
) -> Result<Vec<u64>, DbError> {
    let rows: Vec<Left> = sql_query(
        "SELECT n.queued + n.leased + n.submitting + n.retry AS left FROM campaigns c
         JOIN campaign_counts n ON n.tenant_id = c.tenant_id AND n.campaign_id = c.id
         WHERE c.tenant_id = $1 AND c.state = 'running' AND c.id <> $2",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(campaign.0)
    .get_results(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| u64::try_from(row.left).unwrap_or_default())
        .collect())
}
