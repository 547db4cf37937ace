//! Contacts: the people a tenant knows (CON-4), one row per number.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, Queryable, QueryableByName, Selectable,
    SelectableHelper, sql_query,
    sql_types::{Array, BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use siar_domain::{
    id::{ContactId, ListId},
    template::Variables,
};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{Db, DbError, Scope, Tx, campaigns::values, schema::contacts, statement::Prepared};

mod batch;

pub use batch::{Batch, Stored, store_batch};

/// One person.
#[derive(Debug, Clone, PartialEq, Queryable, QueryableByName, Selectable)]
#[diesel(table_name = contacts)]
pub struct Contact {
    /// Its id.
    #[diesel(deserialize_as = Uuid)]
    pub id: ContactId,
    /// The number in E.164.
    pub phone: String,
    /// How to address the person.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The tenant's notes.
    pub notes: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Further fields, by name; an object of strings.
    pub attributes: Value,
    /// Blocked by the tenant since.
    pub blocked_at: Option<DateTime<Utc>>,
    /// Why the tenant blocked it.
    pub blocked_reason: Option<String>,
    /// When the person agreed to hear from the tenant.
    pub consent_at: Option<DateTime<Utc>>,
    /// Where the agreement came from.
    pub consent_source: Option<String>,
    /// Its wording.
    pub consent_proof: Option<String>,
    /// Last message from the person.
    pub last_in_at: Option<DateTime<Utc>>,
    /// Last message to the person.
    pub last_out_at: Option<DateTime<Utc>>,
    /// When it was first stored.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Contact {
    /// What a template may say of this person: the attributes, and `name`, `phone` and `email`, which win over attributes of the
    /// same name. The ledger's snapshot says the same in SQL.
    #[must_use]
    pub fn variables(&self) -> Variables {
        let mut variables = values(self.attributes.as_object().into_iter().flatten());
        let own = [
            ("name", self.name.as_deref()),
            ("phone", Some(self.phone.as_str())),
            ("email", self.email.as_deref()),
        ];
        for (name, value) in own {
            if let Some(value) = value {
                variables.insert(name, value);
            }
        }
        variables
    }
}

/// What a person may set on a contact. `None` leaves a field as it is; `Some(None)` empties it.
#[derive(Debug, Clone, Default, PartialEq, diesel::AsChangeset)]
#[diesel(table_name = contacts)]
pub struct ContactChange {
    /// How to address the person.
    pub name: Option<Option<String>>,
    /// E-mail address.
    pub email: Option<Option<String>>,
    /// The tenant's notes.
    pub notes: Option<Option<String>>,
    /// BCP 47 tag.
    pub language: Option<Option<String>>,
    /// IANA name.
    pub time_zone: Option<Option<String>>,
    /// Free words; replaces all.
    pub tags: Option<Vec<String>>,
    /// Further fields; replaces all.
    pub attributes: Option<Value>,
    /// Blocked since; with its reason.
    pub blocked_at: Option<Option<DateTime<Utc>>>,
    /// Why.
    pub blocked_reason: Option<Option<String>>,
    /// When the person agreed.
    pub consent_at: Option<Option<DateTime<Utc>>>,
    /// Where the agreement came from.
    pub consent_source: Option<Option<String>>,
    /// Its wording.
    pub consent_proof: Option<Option<String>>,
    /// When the person took it back; no import sets an agreement from then on.
    pub consent_withdrawn_at: Option<Option<DateTime<Utc>>>,
}

/// Which contacts a page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactFilter {
    /// Only members of this list.
    pub list: Option<ListId>,
    /// Only numbers that begin with this (E.164 with its plus).
    pub phone_prefix: Option<String>,
    /// Only names that contain this, whatever the case.
    pub name_contains: Option<String>,
    /// Only contacts with this tag.
    pub tag: Option<String>,
}

/// Stores one contact.
///
/// # Errors
/// [`DbError::Duplicate`] when the number is already known.
pub async fn create(
    tx: &mut Tx,
    scope: &Scope,
    phone: &str,
    change: ContactChange,
) -> Result<Contact, DbError> {
    // By hand, because diesel prepares an insert of optional columns again at every run.
    let insert = sql_query(
        "INSERT INTO contacts (tenant_id, id, phone, name, email, notes, language, time_zone, tags, attributes, blocked_at, blocked_reason,
             consent_at, consent_source, consent_proof, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)
         RETURNING *",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Text, _>(phone)
    .bind::<Nullable<Text>, _>(change.name.flatten())
    .bind::<Nullable<Text>, _>(change.email.flatten())
    .bind::<Nullable<Text>, _>(change.notes.flatten())
    .bind::<Nullable<Text>, _>(change.language.flatten())
    .bind::<Nullable<Text>, _>(change.time_zone.flatten())
    .bind::<Array<Text>, _>(change.tags.unwrap_or_default())
    .bind::<Jsonb, _>(change.attributes.unwrap_or_else(|| Value::Object(serde_json::Map::new())))
    .bind::<Nullable<Timestamptz>, _>(change.blocked_at.flatten())
    .bind::<Nullable<Text>, _>(change.blocked_reason.flatten())
    .bind::<Nullable<Timestamptz>, _>(change.consent_at.flatten())
    .bind::<Nullable<Text>, _>(change.consent_source.flatten())
    .bind::<Nullable<Text>, _>(change.consent_proof.flatten())
    .bind::<Timestamptz, _>(tx.now);
    Ok(Prepared(insert).get_result(&mut *tx.conn).await?)
}

/// One contact.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn get(tx: &mut Tx, id: ContactId) -> Result<Contact, DbError> {
    Ok(contacts::table
        .filter(contacts::id.eq(id.0))
        .select(Contact::as_select())
        .first(&mut *tx.conn)
        .await?)
}

/// One contact, in one flight: what is asked for most often.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn read(db: &Db, scope: &Scope, id: ContactId) -> Result<Contact, DbError> {
    let row = db
        .read_row(
            scope,
            "SELECT id, phone, name, email, notes, language, time_zone, tags, attributes, blocked_at, blocked_reason,
                    consent_at, consent_source, consent_proof, last_in_at, last_out_at, created_at, updated_at
             FROM contacts WHERE id = $1",
            &[&id.0],
        )
        .await?
        .ok_or(DbError::NotFound)?;
    from_row(&row).map_err(|error| DbError::Corrupt(error.to_string()))
}

fn from_row(row: &Row) -> Result<Contact, tokio_postgres::Error> {
    Ok(Contact {
        id: ContactId(row.try_get(0)?),
        phone: row.try_get(1)?,
        name: row.try_get(2)?,
        email: row.try_get(3)?,
        notes: row.try_get(4)?,
        language: row.try_get(5)?,
        time_zone: row.try_get(6)?,
        tags: row.try_get(7)?,
        attributes: row.try_get(8)?,
        blocked_at: row.try_get(9)?,
        blocked_reason: row.try_get(10)?,
        consent_at: row.try_get(11)?,
        consent_source: row.try_get(12)?,
        consent_proof: row.try_get(13)?,
        last_in_at: row.try_get(14)?,
        last_out_at: row.try_get(15)?,
        created_at: row.try_get(16)?,
        updated_at: row.try_get(17)?,
    })
}

/// The contact with this number, if it is known.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn by_phone(tx: &mut Tx, phone: &str) -> Result<Option<Contact>, DbError> {
    Ok(contacts::table
        .filter(contacts::phone.eq(phone))
        .select(Contact::as_select())
        .first(&mut *tx.conn)
        .await
        .optional()?)
}

/// Changes a contact and answers it as it is now.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn update(tx: &mut Tx, id: ContactId, change: ContactChange) -> Result<Contact, DbError> {
    Ok(
        diesel::update(contacts::table.filter(contacts::id.eq(id.0)))
            .set((change, contacts::updated_at.eq(tx.now)))
            .returning(Contact::as_returning())
            .get_result(&mut *tx.conn)
            .await?,
    )
}

/// Deletes a contact; its memberships go with it, campaigns' ledgers keep their rows.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn delete(tx: &mut Tx, id: ContactId) -> Result<(), DbError> {
    let gone = diesel::delete(contacts::table.filter(contacts::id.eq(id.0)))
        .execute(&mut *tx.conn)
        .await?;
    if gone == 0 {
        return Err(DbError::NotFound);
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct FoundId {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Up to `limit` contacts after `after`, oldest first.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn page(
    tx: &mut Tx,
    filter: &ContactFilter,
    after: Option<ContactId>,
    limit: i64,
) -> Result<Vec<Contact>, DbError> {
    // The prefix is a range of the (tenant, phone) index: LIKE is not leakproof and would scan under row-level security.
    let prefix_end = filter
        .phone_prefix
        .as_ref()
        .map(|p| format!("{p}\u{10FFFF}"));
    let pattern = filter.name_contains.as_ref().map(|text| contains(text));
    let ids: Vec<FoundId> = sql_query(
        "SELECT c.id FROM contacts c
         WHERE ($1 IS NULL OR EXISTS (SELECT 1 FROM list_members m
                                      WHERE m.tenant_id = c.tenant_id AND m.list_id = $1 AND m.contact_id = c.id))
           AND ($2 IS NULL OR (c.phone COLLATE \"C\" >= $2 AND c.phone COLLATE \"C\" < $3))
           AND ($4 IS NULL OR c.name ILIKE $4)
           AND ($5 IS NULL OR $5 = ANY (c.tags))
           AND ($6 IS NULL OR c.id > $6)
         ORDER BY c.tenant_id, c.id LIMIT $7",
    )
    .bind::<Nullable<SqlUuid>, _>(filter.list.map(|l| l.0))
    .bind::<Nullable<Text>, _>(&filter.phone_prefix)
    .bind::<Nullable<Text>, _>(&prefix_end)
    .bind::<Nullable<Text>, _>(&pattern)
    .bind::<Nullable<Text>, _>(&filter.tag)
    .bind::<Nullable<SqlUuid>, _>(after.map(|id| id.0))
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    let ids: Vec<Uuid> = ids.into_iter().map(|row| row.id).collect();
    Ok(contacts::table
        .filter(contacts::id.eq_any(ids))
        .order(contacts::id)
        .select(Contact::as_select())
        .load(&mut *tx.conn)
        .await?)
}

/// An ILIKE pattern that matches `text` anywhere, its own wildcards taken literally.
fn contains(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

/// How many contacts the tenant has.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn count(tx: &mut Tx) -> Result<i64, DbError> {
    let Count { count } = sql_query("SELECT count(*) AS count FROM contacts")
        .get_result(&mut *tx.conn)
        .await?;
    Ok(count)
}

#[cfg(test)]
mod tests;
