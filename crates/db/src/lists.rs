//! Lists: named sets of contacts (CON-1).

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::id::{ContactId, ListId};
use uuid::Uuid;

use crate::{DbError, Scope, Tx, schema::lists};

/// A list with its size.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct List {
    /// Its id.
    #[diesel(sql_type = SqlUuid, deserialize_as = Uuid)]
    pub id: ListId,
    /// Its name, unique in the tenant.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// How many contacts are in it.
    #[diesel(sql_type = BigInt)]
    pub members: i64,
    /// When it was made.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
}

const SELECT: &str = "SELECT l.id, l.name, l.created_at,
    (SELECT count(*) FROM list_members m WHERE m.tenant_id = l.tenant_id AND m.list_id = l.id) AS members
    FROM lists l";

/// Makes a list.
///
/// # Errors
/// [`DbError::Duplicate`] when the name is taken.
pub async fn create(tx: &mut Tx, scope: &Scope, name: &str) -> Result<List, DbError> {
    let id = Uuid::now_v7();
    diesel::insert_into(lists::table)
        .values((
            lists::id.eq(id),
            lists::tenant_id.eq(scope.tenant().0),
            lists::name.eq(name),
            lists::created_at.eq(tx.now),
        ))
        .execute(&mut *tx.conn)
        .await?;
    get(tx, ListId(id)).await
}

/// One list.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn get(tx: &mut Tx, id: ListId) -> Result<List, DbError> {
    Ok(sql_query(format!("{SELECT} WHERE l.id = $1"))
        .bind::<SqlUuid, _>(id.0)
        .get_result(&mut *tx.conn)
        .await?)
}

/// Up to `limit` lists after `after`, oldest first.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn page(tx: &mut Tx, after: Option<ListId>, limit: i64) -> Result<Vec<List>, DbError> {
    Ok(sql_query(format!(
        "{SELECT} WHERE $1 IS NULL OR l.id > $1 ORDER BY l.id LIMIT $2"
    ))
    .bind::<Nullable<SqlUuid>, _>(after.map(|id| id.0))
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?)
}

/// Renames a list.
///
/// # Errors
/// [`DbError::NotFound`], [`DbError::Duplicate`] when the name is taken.
pub async fn rename(tx: &mut Tx, id: ListId, name: &str) -> Result<List, DbError> {
    let changed = diesel::update(lists::table.filter(lists::id.eq(id.0)))
        .set(lists::name.eq(name))
        .execute(&mut *tx.conn)
        .await?;
    if changed == 0 {
        return Err(DbError::NotFound);
    }
    get(tx, id).await
}

/// Deletes a list and its memberships; its contacts too where asked. Answers how many contacts went.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn delete(tx: &mut Tx, id: ListId, with_contacts: bool) -> Result<usize, DbError> {
    let contacts = if with_contacts {
        sql_query(
            "DELETE FROM contacts c USING list_members m
             WHERE m.tenant_id = c.tenant_id AND m.contact_id = c.id AND m.list_id = $1",
        )
        .bind::<SqlUuid, _>(id.0)
        .execute(&mut *tx.conn)
        .await?
    } else {
        0
    };
    let gone = diesel::delete(lists::table.filter(lists::id.eq(id.0)))
        .execute(&mut *tx.conn)
        .await?;
    if gone == 0 {
        return Err(DbError::NotFound);
    }
    Ok(contacts)
}

/// Puts contacts into a list. Ids that are not the tenant's contacts are passed over. Answers how many are new in it.
///
/// # Errors
/// [`DbError::NotFound`] when there is no such list.
pub async fn add_members(
    tx: &mut Tx,
    id: ListId,
    contacts: &[ContactId],
) -> Result<usize, DbError> {
    get(tx, id).await?;
    let ids: Vec<Uuid> = contacts.iter().map(|c| c.0).collect();
    Ok(sql_query(
        "INSERT INTO list_members (tenant_id, list_id, contact_id)
         SELECT tenant_id, $1, id FROM contacts WHERE id = ANY ($2) ON CONFLICT DO NOTHING",
    )
    .bind::<SqlUuid, _>(id.0)
    .bind::<Array<SqlUuid>, _>(ids)
    .execute(&mut *tx.conn)
    .await?)
}

/// Takes contacts out of a list. Answers how many were in it.
///
/// # Errors
/// [`DbError::NotFound`] when there is no such list.
pub async fn remove_members(
    tx: &mut Tx,
    id: ListId,
    contacts: &[ContactId],
) -> Result<usize, DbError> {
    get(tx, id).await?;
    let ids: Vec<Uuid> = contacts.iter().map(|c| c.0).collect();
    Ok(
        sql_query("DELETE FROM list_members WHERE list_id = $1 AND contact_id = ANY ($2)")
            .bind::<SqlUuid, _>(id.0)
            .bind::<Array<SqlUuid>, _>(ids)
            .execute(&mut *tx.conn)
            .await?,
    )
}
