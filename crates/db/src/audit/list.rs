//! The audit log as those read it who run the platform.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use siar_domain::id::{TenantId, UserId};
use uuid::Uuid;

use crate::{DbError, Tx};

/// An entry of the log.
#[derive(Debug, Clone, QueryableByName)]
pub struct Entry {
    /// Its number.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    /// When.
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    /// `noun.verb`.
    #[diesel(sql_type = Text)]
    pub action: String,
    /// What it was done to.
    #[diesel(sql_type = Text)]
    pub subject: String,
    /// Facts of this kind of deed.
    #[diesel(sql_type = Jsonb)]
    pub detail: Value,
    /// The business it is about.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub tenant_id: Option<Uuid>,
    /// The business's name, as long as it is there.
    #[diesel(sql_type = Nullable<Text>)]
    pub tenant_name: Option<String>,
    /// Who did it; none: Siar itself, or the operator by a command.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub user_id: Option<Uuid>,
    /// That user's address, as long as the user is there.
    #[diesel(sql_type = Nullable<Text>)]
    pub user_email: Option<String>,
    /// It is in the chain.
    #[diesel(sql_type = Bool)]
    pub sealed: bool,
}

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this business.
    pub tenant: Option<TenantId>,
    /// By this user.
    pub user: Option<UserId>,
    /// Of actions that begin so.
    pub action: Option<String>,
    /// From then on.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub to: Option<DateTime<Utc>>,
}

/// Up to `limit` entries before `before`, the newest first. A call of the platform.
///
/// # Errors
/// [`DbError`].
pub async fn list(
    tx: &mut Tx,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    Ok(sql_query(
        "SELECT a.id, a.at, a.action, a.subject, a.detail, a.tenant_id, t.name AS tenant_name, a.user_id, u.email AS user_email,
                EXISTS (SELECT FROM audit_seals s WHERE s.audit_id = a.id) AS sealed
         FROM audit_log a LEFT JOIN tenants t ON t.id = a.tenant_id LEFT JOIN users u ON u.id = a.user_id
         WHERE ($1 IS NULL OR a.id < $1) AND ($2 IS NULL OR a.tenant_id = $2) AND ($3 IS NULL OR a.user_id = $3)
             AND ($4 IS NULL OR starts_with(a.action, $4)) AND ($5 IS NULL OR a.at >= $5) AND ($6 IS NULL OR a.at < $6)
         ORDER BY a.id DESC LIMIT $7",
    )
    .bind::<Nullable<BigInt>, _>(before)
    .bind::<Nullable<SqlUuid>, _>(filter.tenant.map(|tenant| tenant.0))
    .bind::<Nullable<SqlUuid>, _>(filter.user.map(|user| user.0))
    .bind::<Nullable<Text>, _>(filter.action.as_deref())
    .bind::<Nullable<Timestamptz>, _>(filter.from)
    .bind::<Nullable<Timestamptz>, _>(filter.to)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?)
}
