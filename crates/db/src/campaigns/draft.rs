//! Drafts: made, changed, copied and deleted as long as nothing was sent.

use diesel::{
    QueryableByName, sql_query,
    sql_types::{
        Array, Bool, Integer, Jsonb, Nullable, Text as SqlText, Timestamptz, Uuid as SqlUuid,
    },
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::CampaignState,
    event::Event,
    id::{CampaignId, ListId, TemplateId, TenantId, UserId},
};
use uuid::Uuid;

use super::Shift;
use crate::{DbError, Tx, ledger::word};

/// What a campaign says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A template: the version that is newest at the start.
    Template(TemplateId),
    /// A text of its own.
    Own(String),
}

/// What a person decides about a campaign before it starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// 1 to 200 characters.
    pub name: String,
    /// Whose members it goes to.
    pub lists: Vec<ListId>,
    /// Pasted numbers in E.164.
    pub numbers: Vec<String>,
    /// What it says.
    pub text: Text,
    /// Values for variables a person has none for.
    pub defaults: serde_json::Map<String, serde_json::Value>,
    /// Go on by itself once the reason of a pause is gone (CMP-4).
    pub auto_resume: bool,
    /// Skip people without consent on record (CON-5).
    pub require_consent: bool,
    /// A scheduled start that was missed by more than this many seconds waits for a person.
    pub late_bound_seconds: i32,
}

/// How writing a draft went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafted {
    /// Written.
    Done(CampaignId),
    /// One of the lists does not exist.
    UnknownList(ListId),
    /// The template does not exist.
    UnknownTemplate(TemplateId),
    /// There is no such campaign.
    NotFound,
    /// It is no draft any more.
    WrongState(CampaignState),
}

#[derive(QueryableByName)]
struct Missing {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// The first thing a draft refers to that is not there.
async fn missing(tx: &mut Tx, tenant: TenantId, draft: &Draft) -> Result<Option<Drafted>, DbError> {
    let lists: Vec<Uuid> = draft.lists.iter().map(|list| list.0).collect();
    let gone: Vec<Missing> = sql_query(
        "SELECT g.id FROM unnest($2) WITH ORDINALITY g (id, place)
         WHERE NOT EXISTS (SELECT FROM lists l WHERE l.tenant_id = $1 AND l.id = g.id) ORDER BY g.place LIMIT 1",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Array<SqlUuid>, _>(&lists)
    .get_results(&mut *tx.conn)
    .await?;
    if let Some(list) = gone.as_slice().first() {
        return Ok(Some(Drafted::UnknownList(ListId(list.id))));
    }
    if let Text::Template(template) = draft.text {
        let gone: Vec<Missing> = sql_query(
            "SELECT $2 AS id WHERE NOT EXISTS (SELECT FROM templates WHERE tenant_id = $1 AND id = $2)",
        )
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<SqlUuid, _>(template.0)
        .get_results(&mut *tx.conn)
        .await?;
        if !gone.is_empty() {
            return Ok(Some(Drafted::UnknownTemplate(template)));
        }
    }
    Ok(None)
}

/// Makes a draft.
///
/// # Errors
/// [`DbError`].
pub async fn create(
    tx: &mut Tx,
    tenant: TenantId,
    by: Option<UserId>,
    draft: &Draft,
) -> Result<Drafted, DbError> {
    if let Some(problem) = missing(tx, tenant, draft).await? {
        return Ok(problem);
    }
    let id = CampaignId(Uuid::now_v7());
    write(
        tx,
        tenant,
        id,
        by,
        draft,
        "INSERT INTO campaigns (tenant_id, id, name, list_ids, numbers, template_id, body, defaults, auto_resume, require_consent,
             late_bound_seconds, state, created_by, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', $13, $12, $12)",
    )
    .await?;
    tx.emit(
        tenant,
        Event::CampaignStatus {
            campaign_id: id,
            state: CampaignState::Draft,
            pause_reason: None,
        },
    );
    Ok(Drafted::Done(id))
}

/// Changes a draft.
///
/// # Errors
/// [`DbError`].
pub async fn update_draft(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    draft: &Draft,
) -> Result<Drafted, DbError> {
    if let Some(problem) = missing(tx, tenant, draft).await? {
        return Ok(problem);
    }
    let changed = write(
        tx,
        tenant,
        id,
        None,
        draft,
        "UPDATE campaigns SET name = $3, list_ids = $4, numbers = $5, template_id = $6, body = $7, defaults = $8, auto_resume = $9,
             require_consent = $10, late_bound_seconds = $11, updated_at = $12, created_by = coalesce($13, created_by)
         WHERE tenant_id = $1 AND id = $2 AND state = 'draft'",
    )
    .await?;
    if changed == 1 {
        return Ok(Drafted::Done(id));
    }
    Ok(match state_of(tx, tenant, id).await? {
        Some(state) => Drafted::WrongState(state),
        None => Drafted::NotFound,
    })
}

async fn write(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    by: Option<UserId>,
    draft: &Draft,
    sql: &'static str,
) -> Result<usize, DbError> {
    let lists: Vec<Uuid> = draft.lists.iter().map(|list| list.0).collect();
    let (template, body) = match &draft.text {
        Text::Template(template) => (Some(template.0), None),
        Text::Own(body) => (None, Some(body.as_str())),
    };
    Ok(sql_query(sql)
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<SqlUuid, _>(id.0)
        .bind::<SqlText, _>(&draft.name)
        .bind::<Array<SqlUuid>, _>(&lists)
        .bind::<Array<SqlText>, _>(&draft.numbers)
        .bind::<Nullable<SqlUuid>, _>(template)
        .bind::<Nullable<SqlText>, _>(body)
        .bind::<Jsonb, _>(serde_json::Value::Object(draft.defaults.clone()))
        .bind::<Bool, _>(draft.auto_resume)
        .bind::<Bool, _>(draft.require_consent)
        .bind::<Integer, _>(draft.late_bound_seconds)
        .bind::<Timestamptz, _>(tx.now)
        .bind::<Nullable<SqlUuid>, _>(by.map(|user| user.0))
        .execute(&mut *tx.conn)
        .await?)
}

/// Deletes a draft.
///
/// # Errors
/// [`DbError`].
pub async fn delete_draft(tx: &mut Tx, tenant: TenantId, id: CampaignId) -> Result<Shift, DbError> {
    let gone =
        sql_query("DELETE FROM campaigns WHERE tenant_id = $1 AND id = $2 AND state = 'draft'")
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(id.0)
            .execute(&mut *tx.conn)
            .await?;
    if gone == 1 {
        return Ok(Shift::Done);
    }
    Ok(match state_of(tx, tenant, id).await? {
        Some(state) => Shift::WrongState(state),
        None => Shift::NotFound,
    })
}

/// Copies a campaign of any state into a new draft named `name`. None: there is no such campaign.
///
/// # Errors
/// [`DbError`].
pub async fn clone(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    by: Option<UserId>,
    name: Option<&str>,
) -> Result<Option<CampaignId>, DbError> {
    let new = CampaignId(Uuid::now_v7());
    let made = sql_query(
        "INSERT INTO campaigns (tenant_id, id, name, list_ids, numbers, template_id, body, defaults, auto_resume, require_consent,
             late_bound_seconds, state, created_by, created_at, updated_at)
         SELECT tenant_id, $3, left(coalesce($4, name || ' (copy)'), 200), list_ids, numbers, template_id, body, defaults, auto_resume,
             require_consent, late_bound_seconds, 'draft', $5, $6, $6
         FROM campaigns WHERE tenant_id = $1 AND id = $2",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<SqlUuid, _>(new.0)
    .bind::<Nullable<SqlText>, _>(name)
    .bind::<Nullable<SqlUuid>, _>(by.map(|user| user.0))
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    if made == 0 {
        return Ok(None);
    }
    tx.emit(
        tenant,
        Event::CampaignStatus {
            campaign_id: new,
            state: CampaignState::Draft,
            pause_reason: None,
        },
    );
    Ok(Some(new))
}

#[derive(QueryableByName)]
struct StateRow {
    #[diesel(sql_type = SqlText)]
    state: String,
}

/// The state of a campaign, or None where there is no such campaign.
pub(super) async fn state_of(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
) -> Result<Option<CampaignState>, DbError> {
    let rows: Vec<StateRow> =
        sql_query("SELECT state FROM campaigns WHERE tenant_id = $1 AND id = $2")
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(id.0)
            .get_results(&mut *tx.conn)
            .await?;
    rows.as_slice()
        .first()
        .map(|row| word(&row.state))
        .transpose()
}
