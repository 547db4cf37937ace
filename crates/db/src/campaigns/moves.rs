//! From state to state. Each move names the states it expects (DESIGN invariant 4) and tells the stream.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    event::Event,
    id::{CampaignId, TenantId},
};

use super::draft::state_of;
use crate::{
    DbError, Tx,
    ledger::{self, Again, Fence, Moved, Pick},
};

/// How a move between states went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Moved.
    Done,
    /// It is in a state from which this move does not exist. Nothing was changed.
    WrongState(CampaignState),
    /// There is no such campaign.
    NotFound,
}

pub(super) fn tell(
    tx: &mut Tx,
    tenant: TenantId,
    campaign_id: CampaignId,
    state: CampaignState,
    pause_reason: Option<PauseReason>,
) {
    tx.emit(
        tenant,
        Event::CampaignStatus {
            campaign_id,
            state,
            pause_reason,
        },
    );
}

/// Moves a campaign from one of `from` to `to`. `epoch`: only if that run still owns it.
async fn shift(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    from: &[CampaignState],
    to: CampaignState,
    reason: Option<PauseReason>,
    epoch: Option<i64>,
) -> Result<Shift, DbError> {
    let from: Vec<&str> = from.iter().map(|state| state.as_str()).collect();
    let moved = sql_query(
        "UPDATE campaigns SET state = $4, pause_reason = $5, updated_at = $6,
             finished_at = CASE WHEN $4 IN ('completed', 'cancelled', 'failed') THEN $6 END
         WHERE tenant_id = $1 AND id = $2 AND state = ANY ($3) AND ($7 IS NULL OR epoch = $7)",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<Array<Text>, _>(&from)
    .bind::<Text, _>(to.as_str())
    .bind::<Nullable<Text>, _>(reason.map(PauseReason::as_str))
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Nullable<BigInt>, _>(epoch)
    .execute(&mut *tx.conn)
    .await?;
    if moved == 1 {
        tell(tx, tenant, id, to, reason);
        return Ok(Shift::Done);
    }
    Ok(match state_of(tx, tenant, id).await? {
        Some(state) => Shift::WrongState(state),
        None => Shift::NotFound,
    })
}

/// Sets the time at which a draft, or a scheduled campaign, starts by itself.
///
/// # Errors
/// [`DbError`].
pub async fn schedule(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    at: DateTime<Utc>,
) -> Result<Shift, DbError> {
    let moved = sql_query(
        "UPDATE campaigns SET state = 'scheduled', scheduled_at = $3, updated_at = $4,
             scheduled_version = (SELECT t.version FROM templates t WHERE t.tenant_id = campaigns.tenant_id AND t.id = campaigns.template_id)
         WHERE tenant_id = $1 AND id = $2 AND state IN ('draft', 'scheduled')",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<Timestamptz, _>(at)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    if moved == 1 {
        tell(tx, tenant, id, CampaignState::Scheduled, None);
        return Ok(Shift::Done);
    }
    Ok(match state_of(tx, tenant, id).await? {
        Some(state) => Shift::WrongState(state),
        None => Shift::NotFound,
    })
}

/// Makes a scheduled campaign a draft again.
///
/// # Errors
/// [`DbError`].
pub async fn unschedule(tx: &mut Tx, tenant: TenantId, id: CampaignId) -> Result<Shift, DbError> {
    shift(
        tx,
        tenant,
        id,
        &[CampaignState::Scheduled],
        CampaignState::Draft,
        None,
        None,
    )
    .await
}

/// Pauses a running campaign, or holds a scheduled one whose time was missed or whose template was changed. What is being submitted finishes.
///
/// # Errors
/// [`DbError`].
pub async fn pause(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    reason: PauseReason,
) -> Result<Shift, DbError> {
    let from: &[CampaignState] = match reason {
        PauseReason::ScheduleMissed | PauseReason::TemplateChanged => &[CampaignState::Scheduled],
        _ => &[CampaignState::Running],
    };
    shift(
        tx,
        tenant,
        id,
        from,
        CampaignState::Paused,
        Some(reason),
        None,
    )
    .await
}

/// The campaign's actor pauses it (CMP-4), if it still owns it.
///
/// # Errors
/// [`DbError`].
pub async fn pause_fenced(
    tx: &mut Tx,
    fence: &Fence,
    reason: PauseReason,
) -> Result<Shift, DbError> {
    shift(
        tx,
        fence.tenant,
        fence.campaign,
        &[CampaignState::Running],
        CampaignState::Paused,
        Some(reason),
        Some(fence.epoch),
    )
    .await
}

/// Gives a scheduled campaign up that cannot start: `failure` is the code of the reason.
///
/// # Errors
/// [`DbError`].
pub async fn fail(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    failure: &str,
) -> Result<(), DbError> {
    sql_query("UPDATE campaigns SET failure = $3 WHERE tenant_id = $1 AND id = $2 AND state = 'scheduled'")
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<SqlUuid, _>(id.0)
        .bind::<Text, _>(failure)
        .execute(&mut *tx.conn)
        .await?;
    shift(
        tx,
        tenant,
        id,
        &[CampaignState::Scheduled],
        CampaignState::Failed,
        None,
        None,
    )
    .await?;
    Ok(())
}

/// Goes on with a paused campaign. One that never started (its time was missed) is to be started instead: `WrongState(Paused)`.
///
/// # Errors
/// [`DbError`].
pub async fn resume(tx: &mut Tx, tenant: TenantId, id: CampaignId) -> Result<Shift, DbError> {
    let moved = sql_query(
        "UPDATE campaigns SET state = 'running', pause_reason = NULL, updated_at = $3
         WHERE tenant_id = $1 AND id = $2 AND state = 'paused' AND started_at IS NOT NULL",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    if moved == 1 {
        tell(tx, tenant, id, CampaignState::Running, None);
        return Ok(Shift::Done);
    }
    Ok(match state_of(tx, tenant, id).await? {
        Some(state) => Shift::WrongState(state),
        None => Shift::NotFound,
    })
}

/// Ends a campaign before its end. Whoever waits is skipped; what is being submitted finishes, since it may have left.
///
/// # Errors
/// [`DbError`].
pub async fn cancel(tx: &mut Tx, tenant: TenantId, id: CampaignId) -> Result<Shift, DbError> {
    let moved = shift(
        tx,
        tenant,
        id,
        &[
            CampaignState::Scheduled,
            CampaignState::Running,
            CampaignState::Paused,
        ],
        CampaignState::Cancelled,
        None,
        None,
    )
    .await?;
    if moved == Shift::Done {
        ledger::skip_queued(tx, tenant, id).await?.emit(tx, tenant);
    }
    Ok(moved)
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = SmallInt)]
    done: i16,
}

/// Completes a running campaign in which nothing is open any more. Answers whether it was so.
///
/// # Errors
/// [`DbError`].
pub async fn complete(tx: &mut Tx, fence: &Fence) -> Result<bool, DbError> {
    let rows: Vec<Answer> = sql_query(
        "UPDATE campaigns c SET state = 'completed', finished_at = $4, updated_at = $4, node_id = NULL, lease_until = NULL
         WHERE c.tenant_id = $1 AND c.id = $2 AND c.epoch = $3 AND c.state = 'running'
             AND (SELECT n.queued + n.leased + n.submitting + n.retry FROM campaign_counts n
                  WHERE n.tenant_id = $1 AND n.campaign_id = $2) = 0
         RETURNING 1::smallint AS done",
    )
    .bind::<SqlUuid, _>(fence.tenant.0)
    .bind::<SqlUuid, _>(fence.campaign.0)
    .bind::<BigInt, _>(fence.epoch)
    .bind::<Timestamptz, _>(tx.now)
    .get_results(&mut *tx.conn)
    .await?;
    let done = rows.iter().any(|row| row.done == 1);
    if done {
        tell(
            tx,
            fence.tenant,
            fence.campaign,
            CampaignState::Completed,
            None,
        );
    }
    Ok(done)
}

/// Queues recipients of a campaign again and lets a completed one run for them. A paused one stays paused; a cancelled one stays as it is.
///
/// # Errors
/// [`DbError`].
pub async fn retry(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    again: Again,
    pick: &Pick,
) -> Result<Result<Vec<Moved>, Shift>, DbError> {
    let state =
        sql_query("SELECT state FROM campaigns WHERE tenant_id = $1 AND id = $2 FOR UPDATE")
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(id.0)
            .execute(&mut *tx.conn)
            .await?;
    if state == 0 {
        return Ok(Err(Shift::NotFound));
    }
    let state = match state_of(tx, tenant, id).await? {
        Some(
            state @ (CampaignState::Running | CampaignState::Paused | CampaignState::Completed),
        ) => state,
        Some(other) => return Ok(Err(Shift::WrongState(other))),
        None => return Ok(Err(Shift::NotFound)),
    };
    let moved = ledger::queue_again(tx, tenant, id, again, pick).await?;
    if state == CampaignState::Completed && !moved.is_empty() {
        shift(
            tx,
            tenant,
            id,
            &[CampaignState::Completed],
            CampaignState::Running,
            None,
            None,
        )
        .await?;
    }
    Ok(Ok(moved))
}
