//! What only a person decides: trying the given-up again, and what to do about recipients of whom nobody can say what happened.

use std::sync::LazyLock;

use diesel::{
    sql_query,
    sql_types::{Array, Bool, Integer, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    delivery::Delivery,
    id::{CampaignId, TenantId},
};

use super::{Moved, Moves, sql};
use crate::{DbError, Tx, statement::Prepared};

/// Which recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// All in that state.
    All,
    /// Those of these that are in that state.
    Ordinals(Vec<i32>),
}

impl Pick {
    const fn all(&self) -> bool {
        matches!(self, Self::All)
    }

    fn ordinals(&self) -> &[i32] {
        match self {
            Self::All => &[],
            Self::Ordinals(ordinals) => ordinals,
        }
    }
}

/// What is to be queued again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Dead letters.
    Failed,
    /// Recipients of whom nobody can say what happened: the person accepts that somebody may get the message twice.
    Unknown,
}

static SQL: LazyLock<String> = LazyLock::new(|| {
    let (accounts, lines) = (sql::accounts(""), sql::LINES);
    format!(
        "WITH held AS (
            SELECT r.ordinal, r.state AS was, r.quota_period FROM recipients r
            WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.state = $3 AND ($4 OR r.ordinal = ANY ($5))
            ORDER BY r.ordinal FOR UPDATE
         ), moved AS (
            UPDATE recipients r SET
                state = $6, quota_period = NULL,
                reason = CASE WHEN $6 = 'queued' THEN NULL ELSE r.reason END,
                retry_at = CASE WHEN $6 = 'queued' THEN $7 END,
                ended_at = CASE WHEN $6 = 'queued' THEN NULL ELSE $7 END,
                -- A new try is a new message: the old id stays known to the receipts.
                attempt = CASE WHEN $6 = 'queued' THEN 0 ELSE r.attempt END,
                message_id = CASE WHEN $6 = 'queued' THEN NULL ELSE r.message_id END
            FROM held h WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = h.ordinal
            RETURNING r.campaign_id, r.ordinal, r.phone, r.state, r.reason, h.was, h.quota_period AS period_was, r.quota_period AS period_now
         ), {accounts} {lines}"
    )
});

async fn move_by_hand(
    tx: &mut Tx,
    tenant: TenantId,
    campaign: CampaignId,
    pick: &Pick,
    from: Delivery,
    to: Delivery,
) -> Result<Vec<Moved>, DbError> {
    let lines = Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(campaign.0)
            .bind::<Text, _>(from.as_str())
            .bind::<Bool, _>(pick.all())
            .bind::<Array<Integer>, _>(pick.ordinals())
            .bind::<Text, _>(to.as_str())
            .bind::<Timestamptz, _>(tx.now),
    )
    .get_results(&mut *tx.conn)
    .await?;
    let moves = Moves::read(lines)?;
    moves.emit(tx, tenant);
    Ok(moves.rows.into_iter().map(|(_, moved)| moved).collect())
}

/// Queues recipients again, under a new message id, with their attempts counted from zero. Answers those that were moved.
/// The campaign's state is the caller's to look after ([`crate::campaigns::retry`]).
///
/// # Errors
/// [`DbError`].
pub async fn queue_again(
    tx: &mut Tx,
    tenant: TenantId,
    campaign: CampaignId,
    again: Again,
    pick: &Pick,
) -> Result<Vec<Moved>, DbError> {
    let from = match again {
        Again::Failed => Delivery::Failed,
        Again::Unknown => Delivery::Unknown,
    };
    move_by_hand(tx, tenant, campaign, pick, from, Delivery::Queued).await
}

/// Gives `unknown` recipients up as failed. A receipt that comes after all still settles them.
///
/// # Errors
/// [`DbError`].
pub async fn fail_unknown(
    tx: &mut Tx,
    tenant: TenantId,
    campaign: CampaignId,
    pick: &Pick,
) -> Result<Vec<Moved>, DbError> {
    move_by_hand(
        tx,
        tenant,
        campaign,
        pick,
        Delivery::Unknown,
        Delivery::Failed,
    )
    .await
}
