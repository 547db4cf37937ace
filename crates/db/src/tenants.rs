//! Tenants: their own settings, and what the administrator sees and does.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::PauseReason,
    id::{CampaignId, TenantId, UserId},
};
use uuid::Uuid;

use crate::{By, DbError, Scope, Tx, audit, campaigns};

/// A tenant and its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// The tenant.
    pub id: TenantId,
    /// The business's name.
    pub name: String,
    /// `active` or `suspended`.
    pub state: String,
    /// Default country of phone numbers, two letters.
    pub country: String,
    /// IANA name.
    pub time_zone: String,
    /// `en` or `id`.
    pub language: String,
    /// Words that put the sender on the do-not-message register.
    pub opt_out_words: Vec<String>,
    /// Whoever asks to be left alone, or to come back, is answered.
    pub opt_out_answer: bool,
    /// The tenant's own answer to whoever asks to be left alone; none: Siar's.
    pub opt_out_text: Option<String>,
    /// The tenant's own answer to whoever comes back; none: Siar's.
    pub return_text: Option<String>,
    /// When it registered.
    pub created_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    country: String,
    #[diesel(sql_type = Text)]
    time_zone: String,
    #[diesel(sql_type = Text)]
    language: String,
    #[diesel(sql_type = Array<Text>)]
    opt_out_words: Vec<String>,
    #[diesel(sql_type = Bool)]
    opt_out_answer: bool,
    #[diesel(sql_type = Nullable<Text>)]
    opt_out_text: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    return_text: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
}

impl From<Row> for Tenant {
    fn from(row: Row) -> Self {
        Self {
            id: TenantId(row.id),
            name: row.name,
            state: row.state,
            country: row.country,
            time_zone: row.time_zone,
            language: row.language,
            opt_out_words: row.opt_out_words,
            opt_out_answer: row.opt_out_answer,
            opt_out_text: row.opt_out_text,
            return_text: row.return_text,
            created_at: row.created_at,
        }
    }
}

/// A tenant.
///
/// # Errors
/// `NotFound` when it does not exist or the transaction may not see it.
pub async fn get(tx: &mut Tx, tenant: TenantId) -> Result<Tenant, DbError> {
    let row: Row = sql_query(
        "SELECT id, name, state, country, time_zone, language, opt_out_words, opt_out_answer, opt_out_text, return_text, created_at
         FROM tenants WHERE id = $1",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .get_result(&mut *tx.conn)
    .await?;
    Ok(row.into())
}

/// What of the settings changes; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct TenantChange {
    /// The business's name.
    pub name: Option<String>,
    /// Two letters.
    pub country: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// `en` or `id`.
    pub language: Option<String>,
    /// Words that put the sender on the do-not-message register.
    pub opt_out_words: Option<Vec<String>>,
    /// Whether opt-outs and returns are answered.
    pub opt_out_answer: Option<bool>,
    /// The answer to an opt-out; empty: Siar's own.
    pub opt_out_text: Option<String>,
    /// The answer to a return; empty: Siar's own.
    pub return_text: Option<String>,
}

/// Changes the tenant's own settings.
///
/// # Errors
/// [`DbError`].
pub async fn update(tx: &mut Tx, scope: &Scope, change: &TenantChange) -> Result<Tenant, DbError> {
    let row: Row = sql_query(
        "UPDATE tenants SET name = coalesce($2, name), country = coalesce($3, country),
                time_zone = coalesce($4, time_zone), language = coalesce($5, language),
                opt_out_words = coalesce($6, opt_out_words), opt_out_answer = coalesce($7, opt_out_answer),
                opt_out_text = nullif(coalesce($8, opt_out_text), ''), return_text = nullif(coalesce($9, return_text), '')
         WHERE id = $1
         RETURNING id, name, state, country, time_zone, language, opt_out_words, opt_out_answer, opt_out_text, return_text, created_at",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Nullable<Text>, _>(change.name.as_deref())
    .bind::<Nullable<Text>, _>(change.country.as_deref())
    .bind::<Nullable<Text>, _>(change.time_zone.as_deref())
    .bind::<Nullable<Text>, _>(change.language.as_deref())
    .bind::<Nullable<Array<Text>>, _>(change.opt_out_words.as_deref())
    .bind::<Nullable<Bool>, _>(change.opt_out_answer)
    .bind::<Nullable<Text>, _>(change.opt_out_text.as_deref())
    .bind::<Nullable<Text>, _>(change.return_text.as_deref())
    .get_result(&mut *tx.conn)
    .await?;
    let by = match scope.by() {
        By::User(user) => Some(user),
        By::Siar => None,
    };
    let subject = scope.tenant().to_string();
    audit::note(
        tx,
        Some(scope.tenant()),
        by,
        "tenant.updated",
        &subject,
        serde_json::json!({}),
    )
    .await?;
    Ok(row.into())
}

/// A page of all tenants, newest first, with ids below `before`.
///
/// # Errors
/// [`DbError`].
pub async fn list(
    tx: &mut Tx,
    before: Option<TenantId>,
    search: Option<&str>,
    limit: i64,
) -> Result<Vec<Tenant>, DbError> {
    // Ids are made in the order of time.
    let rows: Vec<Row> = sql_query(
        "SELECT id, name, state, country, time_zone, language, opt_out_words, opt_out_answer, opt_out_text, return_text, created_at
         FROM tenants
         WHERE ($1 IS NULL OR id < $1) AND ($2 IS NULL OR position(lower($2) IN lower(name)) > 0)
         ORDER BY id DESC LIMIT $3",
    )
    .bind::<Nullable<SqlUuid>, _>(before.map(|tenant| tenant.0))
    .bind::<Nullable<Text>, _>(search)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    Ok(rows.into_iter().map(Tenant::from).collect())
}

/// What became of a suspension or its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Done. A suspension paused these campaigns.
    Done(Vec<CampaignId>),
    /// It was so already: nothing was changed.
    Already,
    /// There is no such tenant.
    Missing,
}

/// Why and since when a tenant is suspended.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Suspension {
    /// Since when.
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    /// What the administrator gave as the reason.
    #[diesel(sql_type = Nullable<Text>)]
    pub reason: Option<String>,
}

/// The latest suspension of a tenant, whether it lasts or not. A call of the platform.
///
/// # Errors
/// [`DbError`].
pub async fn last_suspension(tx: &mut Tx, tenant: TenantId) -> Result<Option<Suspension>, DbError> {
    Ok(sql_query(
        "SELECT at, detail ->> 'reason' AS reason FROM audit_log
         WHERE tenant_id = $1 AND action = 'tenant.suspended' ORDER BY id DESC LIMIT 1",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .get_result(&mut *tx.conn)
    .await
    .optional()?)
}

/// Suspends a tenant for a reason, or ends the suspension (no reason). A suspended tenant has no quota: what runs is paused and nothing
/// starts.
///
/// # Errors
/// [`DbError`].
pub async fn set_suspended(
    tx: &mut Tx,
    tenant: TenantId,
    suspended: Option<&str>,
    by: UserId,
) -> Result<Changed, DbError> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        state: String,
    }
    let (from, to) = if suspended.is_some() {
        ("active", "suspended")
    } else {
        ("suspended", "active")
    };
    let found: Option<Found> = sql_query("SELECT state FROM tenants WHERE id = $1 FOR UPDATE")
        .bind::<SqlUuid, _>(tenant.0)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    match found {
        None => return Ok(Changed::Missing),
        Some(found) if found.state != from => return Ok(Changed::Already),
        Some(_) => {}
    }
    sql_query("UPDATE tenants SET state = $3 WHERE id = $1 AND state = $2")
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<Text, _>(from)
        .bind::<Text, _>(to)
        .execute(&mut *tx.conn)
        .await?;
    let (action, detail) = match suspended {
        Some(reason) => ("tenant.suspended", serde_json::json!({ "reason": reason })),
        None => ("tenant.activated", serde_json::json!({})),
    };
    audit::note(
        tx,
        Some(tenant),
        Some(by),
        action,
        &tenant.to_string(),
        detail,
    )
    .await?;
    let mut paused = Vec::new();
    if suspended.is_some() {
        for campaign in running(tx, tenant).await? {
            campaigns::pause(tx, tenant, campaign, PauseReason::ByHand).await?;
            paused.push(campaign);
        }
    }
    Ok(Changed::Done(paused))
}

async fn running(tx: &mut Tx, tenant: TenantId) -> Result<Vec<CampaignId>, DbError> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let found: Vec<Found> = sql_query(
        "SELECT id FROM campaigns WHERE tenant_id = $1 AND state = 'running' ORDER BY id",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .load(&mut *tx.conn)
    .await?;
    Ok(found.into_iter().map(|row| CampaignId(row.id)).collect())
}
