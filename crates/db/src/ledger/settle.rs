//! What became of recipients in hand, as far as the campaign's actor can say. Fenced by epoch and attempt: a late one changes nothing.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use diesel::{
    sql_query,
    sql_types::{
        Array, BigInt, Bool, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid,
    },
};
use diesel_async::RunQueryDsl;
use siar_domain::delivery::{Delivery, DeliveryReason};

use super::{Fence, Fenced, Moved, Moves, sql};
use crate::{DbError, Tx, statement::Prepared};

/// What became of one recipient. Sent, delivered and read are not here: receipts say that, by [`super::acknowledge()`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Leased, and put back untouched.
    Queued,
    /// It did not leave; to be tried again at that time.
    Retry {
        /// When.
        at: DateTime<Utc>,
        /// Why it did not leave.
        reason: DeliveryReason,
        /// Under which id.
        under: Under,
    },
    /// It did not leave and will not.
    Failed(DeliveryReason),
    /// It will not be sent.
    Skipped(DeliveryReason),
    /// It was handed over and nobody can say whether it left.
    Unknown(DeliveryReason),
}

/// The id of another try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// The same: whoever has it already will not show it twice. Whenever anything is in doubt.
    SameId,
    /// A new one: it is certain that the old one was refused, and the engine will not send a used id.
    NewId,
}

impl Outcome {
    /// The state it leads to.
    #[must_use]
    pub const fn state(self) -> Delivery {
        match self {
            Self::Queued => Delivery::Queued,
            Self::Retry { .. } => Delivery::Retry,
            Self::Failed(_) => Delivery::Failed,
            Self::Skipped(_) => Delivery::Skipped,
            Self::Unknown(_) => Delivery::Unknown,
        }
    }

    const fn reason(self) -> Option<DeliveryReason> {
        match self {
            Self::Queued => None,
            Self::Retry { reason, .. }
            | Self::Failed(reason)
            | Self::Skipped(reason)
            | Self::Unknown(reason) => Some(reason),
        }
    }
}

/// One recipient and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// Which.
    pub ordinal: i32,
    /// The attempt it is in: as leased, or one more once it was submitted.
    pub attempt: i16,
    /// What became of it.
    pub outcome: Outcome,
}

static SQL: LazyLock<String> = LazyLock::new(|| {
    let (accounts, lines, fence_line) = (sql::accounts(""), sql::LINES, sql::FENCE_LINE);
    format!(
        "WITH fence AS (
            SELECT 1 FROM campaigns c WHERE c.tenant_id = $1 AND c.id = $2 AND c.epoch = $3 FOR SHARE
         ), held AS (
            SELECT r.ordinal, r.state AS was, r.quota_period, g.state, g.reason, g.retry_at, g.new_id
            FROM fence CROSS JOIN unnest($4, $5, $6, $7, $8, $10) g (ordinal, attempt, state, reason, retry_at, new_id)
            JOIN recipients r ON r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = g.ordinal
                AND r.epoch = $3 AND r.attempt = g.attempt
                AND (r.state = 'leased' AND g.state IN ('queued', 'skipped', 'retry', 'failed')
                     OR r.state = 'submitting' AND g.state IN ('retry', 'failed', 'unknown'))
            ORDER BY r.ordinal FOR UPDATE OF r
         ), moved AS (
            UPDATE recipients r SET
                state = h.state, reason = h.reason, leased_until = NULL,
                -- What goes back to the queue lies before the walk's low-water mark: `retry_at` lets it be found.
                retry_at = CASE WHEN h.state = 'queued' THEN $9 ELSE h.retry_at END,
                message_id = CASE WHEN h.new_id THEN NULL ELSE r.message_id END,
                -- A try that failed before there was anything to submit is a try, too.
                attempt = r.attempt + (h.was = 'leased' AND h.state = 'retry')::int,
                quota_period = CASE WHEN h.state = 'unknown' THEN r.quota_period END,
                ended_at = CASE WHEN h.state IN ('failed', 'skipped', 'unknown') THEN $9 END
            FROM held h WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = h.ordinal
            RETURNING r.campaign_id, r.ordinal, r.phone, r.state, r.reason, h.was, h.quota_period AS period_was, r.quota_period AS period_now
         ), {accounts} {lines} {fence_line}"
    )
});

/// Settles recipients in hand. Answers those that were moved: one that is missing had a receipt meanwhile, or is not in that attempt.
/// Holds also for a campaign that is paused or cancelled: what was in hand must end.
///
/// # Errors
/// [`Fenced`] inside the result when another run has claimed the campaign.
pub async fn settle(
    tx: &mut Tx,
    fence: &Fence,
    settlements: &[Settlement],
) -> Result<Result<Vec<Moved>, Fenced>, DbError> {
    let ordinals: Vec<i32> = settlements.iter().map(|one| one.ordinal).collect();
    let attempts: Vec<i16> = settlements.iter().map(|one| one.attempt).collect();
    let states: Vec<&str> = settlements
        .iter()
        .map(|one| one.outcome.state().as_str())
        .collect();
    let reasons: Vec<Option<&str>> = settlements
        .iter()
        .map(|one| one.outcome.reason().map(DeliveryReason::as_str))
        .collect();
    let retries: Vec<Option<DateTime<Utc>>> = settlements
        .iter()
        .map(|one| match one.outcome {
            Outcome::Retry { at, .. } => Some(at),
            _ => None,
        })
        .collect();
    let new_ids: Vec<bool> = settlements
        .iter()
        .map(|one| {
            matches!(
                one.outcome,
                Outcome::Retry {
                    under: Under::NewId,
                    ..
                }
            )
        })
        .collect();
    let lines = Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(fence.tenant.0)
            .bind::<SqlUuid, _>(fence.campaign.0)
            .bind::<BigInt, _>(fence.epoch)
            .bind::<Array<Integer>, _>(&ordinals)
            .bind::<Array<SmallInt>, _>(&attempts)
            .bind::<Array<Text>, _>(&states)
            .bind::<Array<Nullable<Text>>, _>(&reasons)
            .bind::<Array<Nullable<Timestamptz>>, _>(&retries)
            .bind::<Timestamptz, _>(tx.now)
            .bind::<Array<Bool>, _>(&new_ids),
    )
    .get_results(&mut *tx.conn)
    .await?;
    let moves = Moves::read(lines)?;
    if !moves.fence_held {
        return Ok(Err(Fenced));
    }
    moves.emit(tx, fence.tenant);
    Ok(Ok(moves.rows.into_iter().map(|(_, moved)| moved).collect()))
}
