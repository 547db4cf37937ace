//! Campaigns as people see them: with counts, page by page, over time.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{
        Array, BigInt, Bool, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid,
    },
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    event::Counts,
    id::{CampaignId, ListId, TemplateId, TenantId},
};
use uuid::Uuid;

use crate::{
    DbError, Tx,
    ledger::{self, word},
    statement::Prepared,
};

/// A campaign with its counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: CampaignState,
    /// Why it is paused.
    pub pause_reason: Option<PauseReason>,
    /// Why it failed, in words.
    pub failure: Option<String>,
    /// Whose members it goes to.
    pub lists: Vec<ListId>,
    /// Pasted numbers.
    pub numbers: Vec<String>,
    /// Its template.
    pub template: Option<TemplateId>,
    /// Its own text, where it has no template.
    pub body: Option<String>,
    /// Values for variables a person has none for.
    pub defaults: serde_json::Value,
    /// Whether it goes on by itself.
    pub auto_resume: bool,
    /// Whether it skips people without consent.
    pub require_consent: bool,
    /// When it starts by itself.
    pub scheduled_at: Option<DateTime<Utc>>,
    /// Seconds by which that may be late.
    pub late_bound_seconds: i32,
    /// The text it sends, fixed at the start.
    pub started_body: Option<String>,
    /// The template's version it sends.
    pub template_version: Option<i32>,
    /// When it started.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When a person or its actor last changed it.
    pub updated_at: DateTime<Utc>,
    /// Its recipients by state. Zero before the start.
    pub counts: Counts,
    /// People who wrote back.
    pub replied: i64,
    /// People who opted out because of it.
    pub opted_out: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Text>)]
    pause_reason: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    failure: Option<String>,
    #[diesel(sql_type = Array<SqlUuid>)]
    list_ids: Vec<Uuid>,
    #[diesel(sql_type = Array<Text>)]
    numbers: Vec<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    template_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    body: Option<String>,
    #[diesel(sql_type = Jsonb)]
    defaults: serde_json::Value,
    #[diesel(sql_type = Bool)]
    auto_resume: bool,
    #[diesel(sql_type = Bool)]
    require_consent: bool,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    scheduled_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Integer)]
    late_bound_seconds: i32,
    #[diesel(sql_type = Nullable<Text>)]
    started_body: Option<String>,
    #[diesel(sql_type = Nullable<Integer>)]
    template_version: Option<i32>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    started_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    finished_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    updated_at: DateTime<Utc>,
    #[diesel(sql_type = Array<Nullable<BigInt>>)]
    counts: Vec<Option<i64>>,
    #[diesel(sql_type = BigInt)]
    replied: i64,
    #[diesel(sql_type = BigInt)]
    opted_out: i64,
}

impl Row {
    fn read(self) -> Result<Campaign, DbError> {
        Ok(Campaign {
            id: CampaignId(self.id),
            name: self.name,
            state: word(&self.state)?,
            pause_reason: self.pause_reason.as_deref().map(word).transpose()?,
            failure: self.failure,
            lists: self.list_ids.into_iter().map(ListId).collect(),
            numbers: self.numbers,
            template: self.template_id.map(TemplateId),
            body: self.body,
            defaults: self.defaults,
            auto_resume: self.auto_resume,
            require_consent: self.require_consent,
            scheduled_at: self.scheduled_at,
            late_bound_seconds: self.late_bound_seconds,
            started_body: self.started_body,
            template_version: self.template_version,
            started_at: self.started_at,
            finished_at: self.finished_at,
            created_at: self.created_at,
            updated_at: self.updated_at,
            counts: ledger::read_counts(&self.counts)?,
            replied: self.replied,
            opted_out: self.opted_out,
        })
    }
}

const COLUMNS: &str = "c.id, c.name, c.state, c.pause_reason, c.failure, c.list_ids, c.numbers, c.template_id, c.body, c.defaults,
    c.auto_resume, c.require_consent, c.scheduled_at, c.late_bound_seconds, c.started_body, c.template_version, c.started_at,
    c.finished_at, c.created_at, c.updated_at,
    ARRAY[coalesce(n.queued, 0), coalesce(n.leased, 0), coalesce(n.submitting, 0), coalesce(n.sent, 0), coalesce(n.delivered, 0),
        coalesce(n.read, 0), coalesce(n.retry, 0), coalesce(n.failed, 0), coalesce(n.skipped, 0), coalesce(n.unknown, 0)] AS counts,
    coalesce(n.replied, 0) AS replied, coalesce(n.opted_out, 0) AS opted_out
    FROM campaigns c LEFT JOIN campaign_counts n ON n.tenant_id = c.tenant_id AND n.campaign_id = c.id";

/// One campaign.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn get(tx: &mut Tx, tenant: TenantId, id: CampaignId) -> Result<Campaign, DbError> {
    sql_query(format!(
        "SELECT {COLUMNS} WHERE c.tenant_id = $1 AND c.id = $2"
    ))
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .get_result::<Row>(&mut *tx.conn)
    .await?
    .read()
}

#[derive(QueryableByName)]
struct CountsRow {
    #[diesel(sql_type = Array<Nullable<BigInt>>)]
    counts: Vec<Option<i64>>,
}

/// The counts of a campaign that has started.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn counts(tx: &mut Tx, tenant: TenantId, id: CampaignId) -> Result<Counts, DbError> {
    let row: CountsRow = Prepared(
        sql_query(
            "SELECT ARRAY[queued, leased, submitting, sent, delivered, read, retry, failed, skipped, unknown] AS counts
             FROM campaign_counts WHERE tenant_id = $1 AND campaign_id = $2",
        )
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<SqlUuid, _>(id.0),
    )
    .get_result(&mut *tx.conn)
    .await?;
    ledger::read_counts(&row.counts)
}

/// Which campaigns a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those in one of these states; empty: all.
    pub states: Vec<CampaignState>,
    /// Only those whose name contains this, whatever the case.
    pub name: Option<String>,
    /// Only those made at or after this moment.
    pub from: Option<DateTime<Utc>>,
    /// Only those made before this moment.
    pub before: Option<DateTime<Utc>>,
}

/// Campaigns, newest first, behind `after` (its time and id).
///
/// # Errors
/// [`DbError`].
pub async fn list(
    tx: &mut Tx,
    tenant: TenantId,
    filter: &Filter,
    after: Option<(DateTime<Utc>, CampaignId)>,
    limit: i64,
) -> Result<Vec<Campaign>, DbError> {
    let states: Vec<&str> = filter.states.iter().map(|state| state.as_str()).collect();
    let rows: Vec<Row> = sql_query(format!(
        "SELECT {COLUMNS} WHERE c.tenant_id = $1
             AND (cardinality($2::text[]) = 0 OR c.state = ANY ($2)) AND ($3 IS NULL OR strpos(lower(c.name), lower($3)) > 0)
             AND ($4 IS NULL OR (c.created_at, c.id) < ($4, $5))
             AND ($7 IS NULL OR c.created_at >= $7) AND ($8 IS NULL OR c.created_at < $8)
         ORDER BY c.created_at DESC, c.id DESC LIMIT $6"
    ))
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Array<Text>, _>(&states)
    .bind::<Nullable<Text>, _>(filter.name.as_deref())
    .bind::<Nullable<Timestamptz>, _>(after.map(|(at, _)| at))
    .bind::<Nullable<SqlUuid>, _>(after.map(|(_, id)| id.0))
    .bind::<BigInt, _>(limit)
    .bind::<Nullable<Timestamptz>, _>(filter.from)
    .bind::<Nullable<Timestamptz>, _>(filter.before)
    .get_results(&mut *tx.conn)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

#[derive(QueryableByName)]
struct PointRow {
    #[diesel(sql_type = BigInt)]
    point: i64,
    #[diesel(sql_type = BigInt)]
    sent: i64,
}

/// How many messages WhatsApp took in each stretch of `length` from `start` on, up to `end`; also where none.
///
/// # Errors
/// [`DbError`].
pub async fn sent_over_time(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    length: TimeDelta,
) -> Result<Vec<i64>, DbError> {
    let rows: Vec<PointRow> = sql_query(
        "SELECT floor(extract(epoch FROM sent_at - $3) / $5)::bigint AS point, count(*) AS sent
         FROM recipients WHERE tenant_id = $1 AND campaign_id = $2 AND sent_at >= $3 AND sent_at < $4 GROUP BY point",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<Timestamptz, _>(start)
    .bind::<Timestamptz, _>(end)
    .bind::<BigInt, _>(length.num_seconds().max(1))
    .get_results(&mut *tx.conn)
    .await?;
    let points = (end - start).num_seconds().max(0) / length.num_seconds().max(1) + 1;
    let mut all = vec![0; usize::try_from(points).unwrap_or_default()];
    for row in rows {
        if let Some(point) = usize::try_from(row.point)
            .ok()
            .and_then(|at| all.get_mut(at))
        {
            *point = row.sent;
        }
    }
    Ok(all)
}

/// How far a campaign got with how many: each number counts those who got at least that far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Funnel {
    /// Everybody in it.
    pub total: i64,
    /// WhatsApp's server had it.
    pub sent: i64,
    /// The phone had it.
    pub delivered: i64,
    /// It was read.
    pub read: i64,
    /// The person wrote back.
    pub replied: i64,
    /// The person opted out.
    pub opted_out: i64,
}

/// The funnel of a campaign.
#[must_use]
pub const fn funnel(campaign: &Campaign) -> Funnel {
    let counts = campaign.counts;
    Funnel {
        total: counts.total,
        sent: counts.sent + counts.delivered + counts.read,
        delivered: counts.delivered + counts.read,
        read: counts.read,
        replied: campaign.replied,
        opted_out: campaign.opted_out,
    }
}
