//! Who would get a campaign, page by page: what the pre-flight report looks at before anything is written.

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Bool, Jsonb, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{ListId, TenantId},
    phone::Phone,
    preflight::{Candidate, Preflight},
    template::Variables,
};
use uuid::Uuid;

use crate::{DbError, Tx, may_not};

/// One person, once.
#[derive(Debug, Clone)]
pub struct Person {
    /// The number in E.164.
    pub phone: String,
    /// On the do-not-message register.
    pub suppressed: bool,
    /// Blocked by the tenant.
    pub blocked: bool,
    /// Consent is on record.
    pub consent: bool,
    /// They wrote to the business before.
    pub knows_us: bool,
    /// What a text may name.
    pub variables: Variables,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    phone: String,
    #[diesel(sql_type = Bool)]
    suppressed: bool,
    #[diesel(sql_type = Bool)]
    blocked: bool,
    #[diesel(sql_type = Bool)]
    consent: bool,
    #[diesel(sql_type = Bool)]
    knows_us: bool,
    #[diesel(sql_type = Nullable<Jsonb>)]
    attributes: Option<serde_json::Value>,
    #[diesel(sql_type = Jsonb)]
    own: serde_json::Value,
}

/// Members of the lists and pasted numbers in the order of their numbers, behind `after`, each once.
///
/// # Errors
/// [`DbError`].
pub async fn candidates(
    tx: &mut Tx,
    tenant: TenantId,
    lists: &[ListId],
    numbers: &[String],
    after: &str,
    limit: u16,
) -> Result<Vec<Person>, DbError> {
    let lists: Vec<Uuid> = lists.iter().map(|list| list.0).collect();
    let (suppressed, blocked) = (may_not::suppressed("p.phone"), may_not::blocked("p.phone"));
    let rows: Vec<Row> = sql_query(
        format!(
        "SELECT p.phone, {suppressed} AS suppressed,
            {blocked} AS blocked,
            k.consent_at IS NOT NULL AS consent,
            k.last_in_at IS NOT NULL AS knows_us, k.attributes, jsonb_strip_nulls(jsonb_build_object('name', k.name, 'phone', p.phone, 'email', k.email)) AS own
         FROM (
            SELECT k.phone FROM contacts k
            WHERE k.tenant_id = $1 AND k.phone > $4
                AND EXISTS (SELECT FROM list_members m WHERE m.tenant_id = $1 AND m.contact_id = k.id AND m.list_id = ANY ($2))
            UNION SELECT n.phone FROM unnest($3) n (phone) WHERE n.phone > $4
            ORDER BY phone LIMIT $5
         ) p
         LEFT JOIN contacts k ON k.tenant_id = $1 AND k.phone = p.phone
         ORDER BY p.phone"
    ),
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Array<SqlUuid>, _>(&lists)
    .bind::<Array<Text>, _>(numbers)
    .bind::<Text, _>(after)
    .bind::<BigInt, _>(i64::from(limit))
    .get_results(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Person {
            phone: row.phone,
            suppressed: row.suppressed,
            blocked: row.blocked,
            consent: row.consent,
            knows_us: row.knows_us,
            variables: values(
                row.attributes
                    .iter()
                    .chain([&row.own])
                    .filter_map(serde_json::Value::as_object)
                    .flatten(),
            ),
        })
        .collect())
}

/// Goes on with a pre-flight through these people, making each one's message.
#[must_use]
pub fn look(mut flight: Preflight, people: &[Person]) -> Preflight {
    for one in people {
        let Ok(phone) = Phone::from_e164(&one.phone) else {
            flight.invalid_numbers(1);
            continue;
        };
        flight.candidate(&Candidate {
            phone: &phone,
            suppressed: one.suppressed,
            blocked: one.blocked,
            consent: one.consent,
            knows_us: one.knows_us,
            variables: &one.variables,
        });
    }
    flight
}

/// What stored values say for a text, the later over the earlier. Contacts, defaults and the ledger are all read by this, so that what is shown
/// before a start and what is sent cannot differ.
#[must_use]
pub fn values<'a>(
    stored: impl IntoIterator<Item = (&'a String, &'a serde_json::Value)>,
) -> Variables {
    let pairs = stored.into_iter();
    pairs.map(|(name, value)| (name, plain(value))).collect()
}

/// A stored value as it reads in a message.
fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}
