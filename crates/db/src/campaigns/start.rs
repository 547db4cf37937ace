//! Starting a campaign: its text is fixed and its recipients are written into the ledger, all or nothing.

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::CampaignState,
    event::Event,
    id::{CampaignId, TenantId},
    template::Template,
};
use uuid::Uuid;

use super::moves::tell;
use crate::{DbError, Tx, ledger, quota};

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
    #[diesel(sql_type = Nullable<Integer>)]
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
    .bind::<Nullable<Integer>, _>(row.version)
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
