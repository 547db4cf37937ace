//! Who owns a running campaign: one run of its actor, which carries the epoch with every write.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::CampaignState,
    id::{CampaignId, NodeId, TenantId},
};
use uuid::Uuid;

use crate::{
    By, DbError, Scope, Tx,
    ledger::{Fence, word},
};

/// A claimed campaign: everything its actor needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Claimed {
    /// The right to act for its tenant.
    pub scope: Scope,
    /// The right to write to its ledger.
    pub fence: Fence,
    /// Until when, unless it is renewed.
    pub lease_until: DateTime<Utc>,
    /// The text it sends.
    pub body: String,
    /// Values for variables a person has none for.
    pub defaults: serde_json::Map<String, serde_json::Value>,
    /// Whether it may go on by itself.
    pub auto_resume: bool,
    /// Running, or one that ended or paused while something was being submitted.
    pub state: CampaignState,
}

/// What [`claim`] answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// Yours, under a new epoch: every earlier run is fenced off.
    Yours(Box<Claimed>),
    /// Another node holds it until then.
    Held(DateTime<Utc>),
    /// There is nothing to do for it.
    Idle,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
    #[diesel(sql_type = BigInt)]
    epoch: i64,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    body: String,
    #[diesel(sql_type = Jsonb)]
    defaults: serde_json::Value,
    #[diesel(sql_type = Bool)]
    auto_resume: bool,
}

#[derive(QueryableByName)]
struct Holder {
    #[diesel(sql_type = Nullable<Timestamptz>)]
    lease_until: Option<DateTime<Utc>>,
}

/// Claims a campaign that runs, or one that does not but has recipients in hand. System work: the claim is what makes the [`Scope`].
/// The same node may always claim again: that is how a restarted actor fences off the one before.
///
/// # Errors
/// [`DbError`].
pub async fn claim(
    tx: &mut Tx,
    node: NodeId,
    campaign: CampaignId,
    hold: TimeDelta,
) -> Result<Claim, DbError> {
    let lease_until = tx.now + hold;
    let rows: Vec<Row> = sql_query(
        "UPDATE campaigns c SET epoch = c.epoch + 1, node_id = $2, lease_until = $3
         WHERE c.id = $1 AND c.started_body IS NOT NULL
             AND (c.node_id IS NULL OR c.node_id = $2 OR c.lease_until IS NULL OR c.lease_until <= $4)
             AND (c.state = 'running' OR EXISTS (SELECT FROM campaign_counts n
                  WHERE n.tenant_id = c.tenant_id AND n.campaign_id = c.id AND n.leased + n.submitting > 0))
         RETURNING c.tenant_id, c.epoch, c.state, c.started_body AS body, c.defaults, c.auto_resume",
    )
    .bind::<SqlUuid, _>(campaign.0)
    .bind::<SqlUuid, _>(node.0)
    .bind::<Timestamptz, _>(lease_until)
    .bind::<Timestamptz, _>(tx.now)
    .get_results(&mut *tx.conn)
    .await?;
    if let Some(row) = rows.into_iter().next() {
        let tenant = TenantId(row.tenant_id);
        return Ok(Claim::Yours(Box::new(Claimed {
            scope: Scope::of(tenant, By::Siar),
            fence: Fence {
                tenant,
                campaign,
                epoch: row.epoch,
            },
            lease_until,
            body: row.body,
            defaults: match row.defaults {
                serde_json::Value::Object(defaults) => defaults,
                _ => serde_json::Map::new(),
            },
            auto_resume: row.auto_resume,
            state: word(&row.state)?,
        })));
    }
    let held: Vec<Holder> = sql_query(
        "SELECT lease_until FROM campaigns WHERE id = $1 AND node_id <> $2 AND lease_until > $3",
    )
    .bind::<SqlUuid, _>(campaign.0)
    .bind::<SqlUuid, _>(node.0)
    .bind::<Timestamptz, _>(tx.now)
    .get_results(&mut *tx.conn)
    .await?;
    Ok(
        match held.as_slice().first().and_then(|row| row.lease_until) {
            Some(until) => Claim::Held(until),
            None => Claim::Idle,
        },
    )
}

#[derive(QueryableByName)]
struct StateRow {
    #[diesel(sql_type = Text)]
    state: String,
}

/// Holds a claim for `hold` longer and answers the campaign's state. None: another run has claimed it; nothing of this one counts.
///
/// # Errors
/// [`DbError`].
pub async fn renew(
    tx: &mut Tx,
    fence: &Fence,
    hold: TimeDelta,
) -> Result<Option<(CampaignState, DateTime<Utc>)>, DbError> {
    let until = tx.now + hold;
    let rows: Vec<StateRow> = sql_query(
        "UPDATE campaigns SET lease_until = $4 WHERE tenant_id = $1 AND id = $2 AND epoch = $3 RETURNING state",
    )
    .bind::<SqlUuid, _>(fence.tenant.0)
    .bind::<SqlUuid, _>(fence.campaign.0)
    .bind::<BigInt, _>(fence.epoch)
    .bind::<Timestamptz, _>(until)
    .get_results(&mut *tx.conn)
    .await?;
    match rows.as_slice().first() {
        Some(row) => Ok(Some((word(&row.state)?, until))),
        None => Ok(None),
    }
}

/// Lets go of a campaign, so that another node need not wait for the lease to run out.
///
/// # Errors
/// [`DbError`].
pub async fn release(tx: &mut Tx, fence: &Fence) -> Result<(), DbError> {
    sql_query(
        "UPDATE campaigns SET node_id = NULL, lease_until = NULL WHERE tenant_id = $1 AND id = $2 AND epoch = $3",
    )
    .bind::<SqlUuid, _>(fence.tenant.0)
    .bind::<SqlUuid, _>(fence.campaign.0)
    .bind::<BigInt, _>(fence.epoch)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}
