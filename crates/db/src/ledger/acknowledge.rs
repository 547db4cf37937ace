//! Receipts: what WhatsApp says of a message. Facts, so they are not fenced; each may come twice, late, or before the one it follows.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::{DateTime, Utc};
use diesel::{
    sql_query,
    sql_types::{Array, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    delivery::Delivery,
    id::{CampaignId, TenantId},
};

use super::{Moved, Moves, sql};
use crate::{DbError, Tx, statement::Prepared};

/// One receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// WhatsApp's id of the message.
    pub message_id: String,
    /// How far it got: sent, delivered or read. Anything else is passed over.
    pub level: Delivery,
    /// When WhatsApp, or else the engine, says so.
    pub at: DateTime<Utc>,
}

/// Everything a batch says of one message.
#[derive(Default)]
struct Reached {
    sent: Option<DateTime<Utc>>,
    delivered: Option<DateTime<Utc>>,
    read: Option<DateTime<Utc>>,
}

static SQL: LazyLock<String> = LazyLock::new(|| {
    let (accounts, lines, used) = (sql::accounts(""), sql::LINES, sql::USED);
    // How far a state has got: a receipt only ever moves forward.
    let rank = |column: &str| {
        format!(
            "CASE {column} WHEN 'sent' THEN 1 WHEN 'delivered' THEN 2 WHEN 'read' THEN 3 ELSE 0 END"
        )
    };
    format!(
        "WITH held AS (
            SELECT r.campaign_id, r.ordinal, r.state AS was, r.quota_period, g.level, g.sent, g.delivered, g.read
            FROM unnest($2, $3, $4, $5, $6) g (message_id, level, sent, delivered, read)
            JOIN recipient_messages i ON i.tenant_id = $1 AND i.message_id = g.message_id
            JOIN recipients r ON r.tenant_id = $1 AND r.campaign_id = i.campaign_id AND r.ordinal = i.ordinal
            ORDER BY r.campaign_id, r.ordinal FOR UPDATE OF r
         ), best AS (
            -- Two ids of one recipient may be in one batch.
            SELECT h.campaign_id, h.ordinal, h.was, h.quota_period, max(h.level) AS level,
                min(h.sent) AS sent, min(h.delivered) AS delivered, min(h.read) AS read
            FROM held h GROUP BY h.campaign_id, h.ordinal, h.was, h.quota_period
         ), moved AS (
            UPDATE recipients r SET
                state = CASE b.level WHEN 1 THEN 'sent' WHEN 2 THEN 'delivered' ELSE 'read' END,
                reason = NULL, retry_at = NULL, leased_until = NULL, ended_at = NULL,
                sent_at = coalesce(r.sent_at, b.sent, b.delivered, b.read),
                delivered_at = coalesce(r.delivered_at, b.delivered, b.read),
                read_at = coalesce(r.read_at, b.read),
                -- A unit that was given back is taken again, from the period the message was submitted in.
                quota_period = coalesce(r.quota_period, (
                    SELECT p.starts_at FROM quota_periods p
                    WHERE p.tenant_id = $1 AND p.starts_at <= coalesce(r.submitted_at, $7) AND p.ends_at > coalesce(r.submitted_at, $7)
                    ORDER BY p.starts_at DESC LIMIT 1))
            FROM best b
            WHERE r.tenant_id = $1 AND r.campaign_id = b.campaign_id AND r.ordinal = b.ordinal AND {rank} < b.level
            RETURNING r.campaign_id, r.ordinal, r.phone, r.state, r.reason, b.was, b.quota_period AS period_was, r.quota_period AS period_now
         ), late AS (
            -- Said of a message that has got further already: only the time is new.
            UPDATE recipients r SET
                sent_at = CASE WHEN b.sent < r.sent_at THEN b.sent ELSE r.sent_at END,
                delivered_at = CASE WHEN b.delivered < r.delivered_at THEN b.delivered ELSE r.delivered_at END
            FROM best b
            WHERE r.tenant_id = $1 AND r.campaign_id = b.campaign_id AND r.ordinal = b.ordinal AND b.was IN {used}
                AND {rank} >= b.level AND (b.sent < r.sent_at OR b.delivered < r.delivered_at)
         ), {accounts} {lines}",
        rank = rank("b.was"),
    )
});

/// Records receipts, in any order, any number of times. Answers whose recipients moved; ids that Siar did not send are passed over.
/// A late receipt settles a recipient wherever it stands, also one that was given up as `unknown` or waits for another try.
///
/// # Errors
/// [`DbError`].
pub async fn acknowledge(
    tx: &mut Tx,
    tenant: TenantId,
    receipts: &[Receipt],
) -> Result<Vec<(CampaignId, Moved)>, DbError> {
    let mut reached: BTreeMap<&str, Reached> = BTreeMap::new();
    for receipt in receipts {
        let of = reached.entry(&receipt.message_id).or_default();
        let place = match receipt.level {
            Delivery::Sent => &mut of.sent,
            Delivery::Delivered => &mut of.delivered,
            Delivery::Read => &mut of.read,
            _ => continue,
        };
        *place = Some(place.map_or(receipt.at, |at| at.min(receipt.at)));
    }
    reached.retain(|_, of| of.level() > 0);
    if reached.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<&str> = reached.keys().copied().collect();
    let levels: Vec<i16> = reached.values().map(Reached::level).collect();
    let sent: Vec<Option<DateTime<Utc>>> = reached.values().map(|of| of.sent).collect();
    let delivered: Vec<Option<DateTime<Utc>>> = reached.values().map(|of| of.delivered).collect();
    let read: Vec<Option<DateTime<Utc>>> = reached.values().map(|of| of.read).collect();
    let lines = Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<Array<Text>, _>(&ids)
            .bind::<Array<SmallInt>, _>(&levels)
            .bind::<Array<Nullable<Timestamptz>>, _>(&sent)
            .bind::<Array<Nullable<Timestamptz>>, _>(&delivered)
            .bind::<Array<Nullable<Timestamptz>>, _>(&read)
            .bind::<Timestamptz, _>(tx.now),
    )
    .get_results(&mut *tx.conn)
    .await?;
    let moves = Moves::read(lines)?;
    moves.emit(tx, tenant);
    Ok(moves.rows)
}

impl Reached {
    const fn level(&self) -> i16 {
        match (self.sent, self.delivered, self.read) {
            (_, _, Some(_)) => 3,
            (_, Some(_), None) => 2,
            (Some(_), None, None) => 1,
            (None, None, None) => 0,
        }
    }
}
