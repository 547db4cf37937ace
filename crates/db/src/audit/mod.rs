//! Who did what (ADM-3): written in the transaction of the deed, never changed, and sealed into a chain a moment later ([`chain`]).

pub mod chain;
pub mod list;

use diesel::{
    sql_query,
    sql_types::{Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use siar_domain::id::{TenantId, UserId};

use crate::{DbError, Tx};

/// Notes a deed. `action` is `noun.verb`, `subject` the id of what it was done to; `detail` holds no secret and no message text.
///
/// # Errors
/// [`DbError`].
pub async fn note(
    tx: &mut Tx,
    tenant: Option<TenantId>,
    user: Option<UserId>,
    action: &str,
    subject: &str,
    detail: Value,
) -> Result<(), DbError> {
    sql_query(
        "INSERT INTO audit_log (tenant_id, user_id, action, subject, detail, at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind::<Nullable<SqlUuid>, _>(tenant.map(|tenant| tenant.0))
    .bind::<Nullable<SqlUuid>, _>(user.map(|user| user.0))
    .bind::<Text, _>(action)
    .bind::<Text, _>(subject)
    .bind::<Jsonb, _>(&detail)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}
