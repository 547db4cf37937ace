//! Taking recipients in hand: each holds one unit of the quota from here on.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::TimeDelta;
use diesel::{
    QueryableByName, sql_query,
    sql_types::{
        BigInt, Bool, Integer, Jsonb, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid,
    },
};
use diesel_async::RunQueryDsl;
use siar_domain::delivery::Delivery;

use super::{Fence, Fenced, Moves, sql};
use crate::{DbError, Tx, campaigns, may_not, quota, statement::Prepared};

/// A recipient in the hand of a campaign's actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipient {
    /// Its place in the campaign, from 1.
    pub ordinal: i32,
    /// The number in E.164.
    pub phone: String,
    /// What the text may name, as it was when the campaign started.
    pub variables: BTreeMap<String, serde_json::Value>,
    /// How often it was submitted before.
    pub attempt: i16,
    /// The id it was submitted under before. It is submitted under the same id again, so that nobody gets it twice.
    pub message_id: Option<String>,
    /// WhatsApp was asked for this number before, and knew no account.
    pub asked: bool,
}

/// What [`lease`] answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Leased {
    /// In hand. Fewer than asked for, or none, where nothing more is due or everything found was skipped.
    Recipients {
        /// In order of their ordinal.
        recipients: Vec<Recipient>,
        /// Pass it to the next call: what lies before it was seen.
        low: i32,
        /// Recipients skipped on the way: suppressed, blocked or deleted since the start.
        skipped: usize,
    },
    /// Somebody waits, and the period has no unit left. Nothing was changed.
    QuotaUsedUp,
    /// The tenant has no live subscription. Nothing was changed.
    NoSubscription,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(embed)]
    line: sql::Line,
    #[diesel(sql_type = Nullable<Jsonb>)]
    variables: Option<serde_json::Value>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    attempt: Option<i16>,
    #[diesel(sql_type = Nullable<Text>)]
    message_id: Option<String>,
    #[diesel(sql_type = Nullable<Bool>)]
    asked: Option<bool>,
}

static SQL: LazyLock<String> = LazyLock::new(|| {
    // A unit is reserved only where the period has one left at this very moment, whatever was read before.
    let accounts = sql::accounts(
        "AND (p.unit_limit IS NULL OR p.used + p.reserved + d.reserved <= p.unit_limit)",
    );
    let (suppressed, blocked) = (may_not::suppressed("r.phone"), may_not::blocked("r.phone"));
    format!(
        "WITH fence AS (
            SELECT c.require_consent FROM campaigns c
            WHERE c.tenant_id = $1 AND c.id = $2 AND c.epoch = $3 AND c.state = 'running' AND c.lease_until > $4 FOR SHARE
         ), due AS (
            SELECT r.ordinal FROM recipients r
            WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.retry_at <= $4 AND r.state IN ('queued', 'retry')
            ORDER BY r.retry_at, r.ordinal LIMIT $5
         ), fresh AS (
            SELECT r.ordinal FROM recipients r
            WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal > $6 AND r.state = 'queued' AND r.retry_at IS NULL
            ORDER BY r.ordinal LIMIT greatest($5 - (SELECT count(*) FROM due), 0)
         ), picked AS (
            SELECT r.ordinal, r.state AS was, coalesce(r.reason = 'not_on_whatsapp', false) AS asked,
                CASE WHEN {suppressed} THEN 'suppressed'
                     WHEN {blocked} THEN 'blocked'
                     WHEN r.contact_id IS NOT NULL AND k.id IS NULL THEN 'contact_deleted'
                     WHEN f.require_consent AND k.consent_at IS NULL THEN 'no_consent' END AS why
            FROM fence f CROSS JOIN (SELECT ordinal FROM due UNION ALL SELECT ordinal FROM fresh) o
            JOIN recipients r ON r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = o.ordinal AND r.state IN ('queued', 'retry')
            LEFT JOIN contacts k ON k.tenant_id = $1 AND k.phone = r.phone
            ORDER BY r.ordinal FOR UPDATE OF r
         ), moved AS (
            UPDATE recipients r SET
                state = CASE WHEN p.why IS NULL THEN 'leased' ELSE 'skipped' END,
                reason = p.why, epoch = $3, retry_at = NULL,
                leased_until = CASE WHEN p.why IS NULL THEN $7 END,
                quota_period = CASE WHEN p.why IS NULL THEN $8 END,
                ended_at = CASE WHEN p.why IS NOT NULL THEN $4 END
            FROM picked p
            WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = p.ordinal
            RETURNING r.campaign_id, r.ordinal, r.phone, r.state, r.reason, p.was, NULL::timestamptz AS period_was,
                r.quota_period AS period_now, r.variables, r.attempt, r.message_id, p.asked
         ), {accounts}
         SELECT 0::smallint AS tag, campaign_id, ordinal, phone, state, reason, NULL::bigint[] AS numbers, variables, attempt, message_id, asked FROM moved
         UNION ALL SELECT 1::smallint, campaign_id, NULL, NULL, NULL, NULL, numbers, NULL, NULL, NULL, NULL FROM c
         UNION ALL (SELECT 2::smallint, NULL, NULL, NULL, NULL, NULL, ARRAY[unit_limit, used, reserved], NULL, NULL, NULL, NULL FROM q ORDER BY starts_at)
         UNION ALL SELECT 3::smallint, NULL, (SELECT max(ordinal) FROM fresh), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM fence"
    )
});

/// Leases up to `count` recipients until `now + hold`: those whose retry is due, then those behind `low` in their order.
/// Suppression, block, consent and whether the contact still is there are asked again here, at send time. One unit of the quota is reserved for each.
///
/// # Errors
/// [`Fenced`] inside the result when the campaign is not this run's any more or not running; [`DbError`] otherwise.
pub async fn lease(
    tx: &mut Tx,
    fence: &Fence,
    count: usize,
    low: i32,
    hold: TimeDelta,
) -> Result<Result<Leased, Fenced>, DbError> {
    let Some(period) = quota::current_period(tx, fence.tenant).await? else {
        return Ok(Ok(Leased::NoSubscription));
    };
    let count = match period.free() {
        Some(free) => free.min(as_count(count)),
        None => as_count(count),
    };
    let rows: Vec<Row> = Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(fence.tenant.0)
            .bind::<SqlUuid, _>(fence.campaign.0)
            .bind::<BigInt, _>(fence.epoch)
            .bind::<Timestamptz, _>(tx.now)
            .bind::<BigInt, _>(count)
            .bind::<Integer, _>(low)
            .bind::<Timestamptz, _>(tx.now + hold)
            .bind::<Timestamptz, _>(period.starts_at),
    )
    .get_results(&mut *tx.conn)
    .await?;
    let mut recipients = Vec::new();
    let mut low = low;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let Row {
            line,
            variables,
            attempt,
            message_id,
            asked,
        } = row;
        match line.tag {
            sql::TAG_FENCE => low = low.max(line.ordinal.unwrap_or(low)),
            sql::TAG_ROW if line.state.as_deref() == Some(Delivery::Leased.as_str()) => {
                recipients.push(Recipient {
                    ordinal: line.ordinal.unwrap_or_default(),
                    phone: line.phone.clone().unwrap_or_default(),
                    variables: read_variables(variables)?,
                    attempt: attempt.unwrap_or_default(),
                    message_id,
                    asked: asked.unwrap_or_default(),
                });
            }
            _ => {}
        }
        lines.push(line);
    }
    recipients.sort_by_key(|recipient| recipient.ordinal);
    let moves = Moves::read(lines)?;
    if !moves.fence_held {
        return Ok(Err(Fenced));
    }
    if period.free() == Some(0) {
        let counts = campaigns::counts(tx, fence.tenant, fence.campaign).await?;
        if counts.queued + counts.retry > 0 {
            return Ok(Ok(Leased::QuotaUsedUp));
        }
    }
    if moves.quota.is_none() && !recipients.is_empty() {
        // Another campaign took the last units between our reading and our reserving. The whole transaction is undone.
        return Err(DbError::Refused {
            constraint: quota::LIMIT.to_owned(),
        });
    }
    moves.emit(tx, fence.tenant);
    Ok(Ok(Leased::Recipients {
        skipped: moves.rows.len() - recipients.len(),
        recipients,
        low,
    }))
}

fn as_count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn read_variables(
    stored: Option<serde_json::Value>,
) -> Result<BTreeMap<String, serde_json::Value>, DbError> {
    match stored {
        Some(value) => serde_json::from_value(value)
            .map_err(|error| DbError::Corrupt(format!("variables: {error}"))),
        None => Ok(BTreeMap::new()),
    }
}
