//! What is still open: for a run that takes over after a crash, and for knowing when a campaign is done.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::event::Counts;

use super::{Fence, Fenced, Moves, sql};
use crate::{DbError, Tx, campaigns, statement::Prepared};

/// A recipient that was handed to the engine, or was about to be, and has no outcome yet.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct InFlight {
    /// Its place in the campaign.
    #[diesel(sql_type = Integer)]
    pub ordinal: i32,
    /// The number in E.164.
    #[diesel(sql_type = Text)]
    pub phone: String,
    /// The attempt it is in.
    #[diesel(sql_type = SmallInt)]
    pub attempt: i16,
    /// The id it was, or was about to be, submitted under.
    #[diesel(sql_type = Text)]
    pub message_id: String,
    /// The life of the browser profile that was to send it.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub profile_epoch: Option<i64>,
    /// When the id was committed.
    #[diesel(sql_type = Timestamptz)]
    pub submitted_at: DateTime<Utc>,
}

/// Which of these recipients are still `submitting`; the others had a receipt meanwhile. In order of their ordinal.
///
/// # Errors
/// [`DbError`].
pub async fn in_flight(
    tx: &mut Tx,
    fence: &Fence,
    ordinals: &[i32],
) -> Result<Vec<InFlight>, DbError> {
    Ok(Prepared(
        sql_query(
            "SELECT r.ordinal, r.phone, r.attempt, r.message_id, r.profile_epoch, r.submitted_at
             FROM recipients r
             WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = ANY ($3) AND r.state = 'submitting'
             ORDER BY r.ordinal",
        )
        .bind::<SqlUuid, _>(fence.tenant.0)
        .bind::<SqlUuid, _>(fence.campaign.0)
        .bind::<Array<Integer>, _>(ordinals),
    )
    .get_results(&mut *tx.conn)
    .await?)
}

/// Takes over what earlier runs left, right after claiming: what they had leased goes back to the queue with its unit given back; what
/// they were submitting becomes this run's to find out about. Answers the latter, in order of their ordinal.
///
/// # Errors
/// [`Fenced`] inside the result when another run has claimed the campaign meanwhile.
pub async fn hand_back(
    tx: &mut Tx,
    fence: &Fence,
) -> Result<Result<Vec<InFlight>, Fenced>, DbError> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let (accounts, lines, fence_line) = (sql::accounts(""), sql::LINES, sql::FENCE_LINE);
        format!(
            "WITH fence AS (
                SELECT 1 FROM campaigns c WHERE c.tenant_id = $1 AND c.id = $2 AND c.epoch = $3 FOR SHARE
             ), held AS (
                SELECT r.ordinal, r.state AS was, r.quota_period FROM fence, recipients r
                WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.state = 'leased' AND r.epoch < $3
                ORDER BY r.ordinal FOR UPDATE OF r
             ), moved AS (
                UPDATE recipients r SET state = 'queued', leased_until = NULL, quota_period = NULL, retry_at = $4
                FROM held h WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = h.ordinal
                RETURNING r.campaign_id, r.ordinal, r.phone, r.state, r.reason, h.was, h.quota_period AS period_was, r.quota_period AS period_now
             ), {accounts} {lines} {fence_line}"
        )
    });
    let lines = Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(fence.tenant.0)
            .bind::<SqlUuid, _>(fence.campaign.0)
            .bind::<BigInt, _>(fence.epoch)
            .bind::<Timestamptz, _>(tx.now),
    )
    .get_results(&mut *tx.conn)
    .await?;
    let moves = Moves::read(lines)?;
    if !moves.fence_held {
        return Ok(Err(Fenced));
    }
    moves.emit(tx, fence.tenant);
    let in_flight = Prepared(
        sql_query(
            "WITH held AS (
                SELECT r.ordinal FROM recipients r
                WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.state = 'submitting'
                ORDER BY r.ordinal FOR UPDATE
             ), taken AS (
                UPDATE recipients r SET epoch = $3 FROM held h
                WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = h.ordinal
                RETURNING r.ordinal, r.phone, r.attempt, r.message_id, r.profile_epoch, r.submitted_at
             ) SELECT * FROM taken ORDER BY ordinal",
        )
        .bind::<SqlUuid, _>(fence.tenant.0)
        .bind::<SqlUuid, _>(fence.campaign.0)
        .bind::<BigInt, _>(fence.epoch),
    )
    .get_results(&mut *tx.conn)
    .await?;
    Ok(Ok(in_flight))
}

/// What a campaign's actor still has before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// The counts.
    pub counts: Counts,
    /// When the next recipient that was put off comes due.
    pub next_retry: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct Next {
    #[diesel(sql_type = Nullable<Timestamptz>)]
    next: Option<DateTime<Utc>>,
}

/// Counts and the next retry of the campaign.
///
/// # Errors
/// [`DbError::NotFound`] when the campaign has no counts.
pub async fn outlook(tx: &mut Tx, fence: &Fence) -> Result<Outlook, DbError> {
    let counts = campaigns::counts(tx, fence.tenant, fence.campaign).await?;
    let Next { next } = Prepared(
        sql_query(
            "SELECT min(r.retry_at) AS next FROM recipients r
             WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.retry_at IS NOT NULL",
        )
        .bind::<SqlUuid, _>(fence.tenant.0)
        .bind::<SqlUuid, _>(fence.campaign.0),
    )
    .get_result(&mut *tx.conn)
    .await?;
    Ok(Outlook {
        counts,
        next_retry: next,
    })
}
