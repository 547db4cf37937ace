//! A campaign person by person: the lines of its report.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    delivery::{Delivery, DeliveryReason},
    id::{CampaignId, ContactId, TenantId},
};
use uuid::Uuid;

use crate::{DbError, Tx, ledger::word, statement::Prepared};

/// One line of a campaign's report.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipientRow {
    /// Its place in the campaign, from 1.
    pub ordinal: i32,
    /// The number in E.164.
    pub phone: String,
    /// The contact, where there is one.
    pub contact: Option<ContactId>,
    /// The contact's name now.
    pub name: Option<String>,
    /// Where it stands.
    pub state: Delivery,
    /// Why.
    pub reason: Option<DeliveryReason>,
    /// How often it was submitted.
    pub attempt: i16,
    /// The id it was last submitted under.
    pub message_id: Option<String>,
    /// When it is tried again.
    pub retry_at: Option<DateTime<Utc>>,
    /// When the engine was told to send it.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When WhatsApp's server had it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the phone had it.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// When the person wrote back.
    pub replied_at: Option<DateTime<Utc>>,
    /// When the person opted out.
    pub opted_out_at: Option<DateTime<Utc>>,
    /// When it was given up, skipped or found to be unknown.
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct PersonRow {
    #[diesel(sql_type = Integer)]
    ordinal: i32,
    #[diesel(sql_type = Text)]
    phone: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    contact_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
    #[diesel(sql_type = SmallInt)]
    attempt: i16,
    #[diesel(sql_type = Nullable<Text>)]
    message_id: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    retry_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    submitted_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    sent_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    delivered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    read_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    replied_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    opted_out_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<DateTime<Utc>>,
}

/// Which recipients a report shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecipientFilter {
    /// Only those in one of these states; empty: all.
    pub states: Vec<Delivery>,
    /// Only those whose number contains these digits.
    pub digits: Option<String>,
    /// Only those whose contact's name contains this, whatever the case.
    pub name: Option<String>,
}

/// Recipients of a campaign in their order, behind `after`.
///
/// # Errors
/// [`DbError`].
pub async fn recipients(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
    filter: &RecipientFilter,
    after: i32,
    limit: i64,
) -> Result<Vec<RecipientRow>, DbError> {
    let states: Vec<&str> = filter.states.iter().map(|state| state.as_str()).collect();
    let rows: Vec<PersonRow> = Prepared(
        sql_query(
            "SELECT r.ordinal, r.phone, r.contact_id, k.name, r.state, r.reason, r.attempt, r.message_id, r.retry_at, r.submitted_at,
                r.sent_at, r.delivered_at, r.read_at, r.replied_at, r.opted_out_at, r.ended_at
             FROM recipients r LEFT JOIN contacts k ON k.tenant_id = r.tenant_id AND k.id = r.contact_id
             WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal > $3
                 AND (cardinality($4::text[]) = 0 OR r.state = ANY ($4))
                 AND ($6 IS NULL OR strpos(r.phone, $6) > 0) AND ($7 IS NULL OR strpos(lower(k.name), lower($7)) > 0)
             ORDER BY r.ordinal LIMIT $5",
        )
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<SqlUuid, _>(id.0)
        .bind::<Integer, _>(after)
        .bind::<Array<Text>, _>(&states)
        .bind::<BigInt, _>(limit)
        .bind::<Nullable<Text>, _>(filter.digits.as_deref())
        .bind::<Nullable<Text>, _>(filter.name.as_deref()),
    )
    .get_results(&mut *tx.conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(RecipientRow {
                ordinal: row.ordinal,
                phone: row.phone,
                contact: row.contact_id.map(ContactId),
                name: row.name,
                state: word(&row.state)?,
                reason: row.reason.as_deref().map(word).transpose()?,
                attempt: row.attempt,
                message_id: row.message_id,
                retry_at: row.retry_at,
                submitted_at: row.submitted_at,
                sent_at: row.sent_at,
                delivered_at: row.delivered_at,
                read_at: row.read_at,
                replied_at: row.replied_at,
                opted_out_at: row.opted_out_at,
                ended_at: row.ended_at,
            })
        })
        .collect()
}
