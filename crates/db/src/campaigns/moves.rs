//! From state to state. Each move names the states it expects (DESIGN invariant 4) and tells the stream.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Bool, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    event::Event,
    id::{CampaignId, TenantId},
    template::Template,
};
use uuid::Uuid;

use super::draft::state_of;
use crate::{
    DbError, Tx,
    ledger::{self, Again, Fence, Moved, Pick},
    quota,
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

/// How a start went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Running.
    Started {
        /// Recipients to be sent to.
        queued: i64,
        /// Recipients that may not be sent to; they are in the report with the reason.
        skipped: i64,
    },
    /// It is in a state from which it cannot start. Nothing was changed.
    WrongState(CampaignState),
    /// There is no such campaign.
    NotFound,
    /// Nobody would get it. Nothing was changed.
    NoRecipients,
    /// The tenant has no live subscription. Nothing was changed.
    NoSubscription,
    /// Its text is no message template any more (the rules became stricter since it was saved). Nothing was changed.
    BadText,
}

#[derive(QueryableByName)]
struct StartRow {
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Array<SqlUuid>)]
    list_ids: Vec<Uuid>,
    #[diesel(sql_type = Array<Text>)]
    numbers: Vec<String>,
    #[diesel(sql_type = Bool)]
    require_consent: bool,
    #[diesel(sql_type = Nullable<Text>)]
    body: Option<String>,
    #[diesel(sql_type = Nullable<diesel::sql_types::Integer>)]
    version: Option<i32>,
    #[diesel(sql_type = Bool)]
    started: bool,
}

/// Starts a campaign: the text is fixed, its recipients are written into the ledger, and it runs.
/// Of each person only what the text names is kept.
///
/// Expects `draft` or `scheduled`, or `paused` where it never started (its time was missed).
///
/// # Errors
/// [`DbError`].
pub async fn start(tx: &mut Tx, tenant: TenantId, id: CampaignId) -> Result<Start, DbError> {
    let rows: Vec<StartRow> = sql_query(
        "SELECT c.state, c.list_ids, c.numbers, c.require_consent, coalesce(c.body, v.body) AS body, v.version, c.started_at IS NOT NULL AS started
         FROM campaigns c
         LEFT JOIN templates t ON t.tenant_id = c.tenant_id AND t.id = c.template_id
         LEFT JOIN template_versions v ON v.tenant_id = c.tenant_id AND v.template_id = t.id AND v.version = t.version
         WHERE c.tenant_id = $1 AND c.id = $2 FOR UPDATE OF c",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .get_results(&mut *tx.conn)
    .await?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(Start::NotFound);
    };
    let state: CampaignState = ledger::word(&row.state)?;
    let may_start = match state {
        CampaignState::Draft | CampaignState::Scheduled => true,
        CampaignState::Paused => !row.started,
        _ => false,
    };
    if !may_start {
        return Ok(Start::WrongState(state));
    }
    let Some(body) = row.body else {
        return Err(DbError::Corrupt(format!("campaign {id} has no text")));
    };
    if quota::current_period(tx, tenant).await?.is_none() {
        return Ok(Start::NoSubscription);
    }
    let Ok(text) = Template::compile(&body) else {
        return Ok(Start::BadText);
    };
    let taken = ledger::snapshot(
        tx,
        tenant,
        id,
        &row.list_ids,
        &row.numbers,
        text.variables(),
        row.require_consent,
    )
    .await?;
    if taken.queued == 0 {
        sql_query("DELETE FROM recipients WHERE tenant_id = $1 AND campaign_id = $2")
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(id.0)
            .execute(&mut *tx.conn)
            .await?;
        sql_query("DELETE FROM campaign_counts WHERE tenant_id = $1 AND campaign_id = $2")
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(id.0)
            .execute(&mut *tx.conn)
            .await?;
        return Ok(Start::NoRecipients);
    }
    sql_query(
        "UPDATE campaigns SET state = 'running', pause_reason = NULL, started_body = $3, template_version = $4, started_at = $5, updated_at = $5
         WHERE tenant_id = $1 AND id = $2",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<Text, _>(&body)
    .bind::<Nullable<diesel::sql_types::Integer>, _>(row.version)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    tell(tx, tenant, id, CampaignState::Running, None);
    let counts = super::counts(tx, tenant, id).await?;
    tx.emit(
        tenant,
        Event::CampaignProgress {
            campaign_id: id,
            counts,
        },
    );
    Ok(Start::Started {
        queued: taken.queued,
        skipped: taken.skipped,
    })
}

fn tell(
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
        "UPDATE campaigns SET state = 'scheduled', scheduled_at = $3, updated_at = $4
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

/// Pauses a running campaign, or holds a scheduled one whose time was missed. What is being submitted finishes.
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
        PauseReason::ScheduleMissed => &[CampaignState::Scheduled],
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
