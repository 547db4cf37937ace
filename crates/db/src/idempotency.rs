//! First answers of requests that carried an Idempotency-Key (API-1): kept in the transaction that did the work, so that there is an answer
//! exactly when the work was done.

use chrono::TimeDelta;
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{
        BigInt, Bool, Bytea, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid,
    },
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use siar_domain::idempotency::{IdempotencyKey, KEPT_HOURS, Kept, Repeat, repeat};

use crate::{DbError, Scope, Tx};

/// What was found under a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Begun {
    /// The first: do it, then [`keep`] the answer in the same transaction.
    First,
    /// Done before, with this answer.
    Answer {
        /// HTTP status.
        status: u16,
        /// Body.
        response: Value,
    },
    /// Another request with the key is being worked on right now.
    InProgress,
    /// The key belongs to another request.
    OtherRequest,
}

#[derive(QueryableByName)]
struct Turn {
    #[diesel(sql_type = Bool)]
    mine: bool,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Bytea)]
    request_hash: Vec<u8>,
    #[diesel(sql_type = Nullable<Integer>)]
    status: Option<i32>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    response: Option<Value>,
}

/// Takes the key for this transaction, or tells why not. An answer is kept for a day.
///
/// # Errors
/// [`DbError`].
pub async fn begin(
    tx: &mut Tx,
    scope: &Scope,
    key: &IdempotencyKey,
    request_hash: &[u8],
) -> Result<Begun, DbError> {
    // Held until the transaction ends, whichever way: a crash frees it.
    let Turn { mine } = sql_query(
        "SELECT pg_try_advisory_xact_lock(hashtextextended($1::text || ' ' || $2, 0)) AS mine",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Text, _>(key.as_str())
    .get_result(&mut *tx.conn)
    .await?;
    if !mine {
        return Ok(Begun::InProgress);
    }
    let row: Option<Row> = sql_query(
        "SELECT request_hash, status, response FROM idempotency_keys
         WHERE tenant_id = $1 AND key = $2 AND created_at > $3",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Text, _>(key.as_str())
    .bind::<Timestamptz, _>(tx.now - TimeDelta::hours(KEPT_HOURS))
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let kept = row.as_ref().map(|row| Kept {
        request_hash: &row.request_hash,
        answered: row.status.is_some(),
    });
    Ok(match (repeat(kept, request_hash), row) {
        (Repeat::First, _) => Begun::First,
        (Repeat::OtherRequest, _) => Begun::OtherRequest,
        (
            Repeat::Answer,
            Some(Row {
                status: Some(status),
                response,
                ..
            }),
        ) => Begun::Answer {
            status: u16::try_from(status)
                .map_err(|_| DbError::Corrupt(format!("status {status}")))?,
            response: response.unwrap_or(Value::Null),
        },
        (Repeat::Answer | Repeat::InProgress, _) => Begun::InProgress,
    })
}

/// Keeps the answer of the work that this transaction did.
///
/// # Errors
/// [`DbError`].
pub async fn keep(
    tx: &mut Tx,
    scope: &Scope,
    key: &IdempotencyKey,
    request_hash: &[u8],
    status: u16,
    response: &Value,
) -> Result<(), DbError> {
    sql_query(
        "INSERT INTO idempotency_keys (tenant_id, key, request_hash, status, response, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tenant_id, key) DO UPDATE SET request_hash = excluded.request_hash,
             status = excluded.status, response = excluded.response, created_at = excluded.created_at",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Text, _>(key.as_str())
    .bind::<Bytea, _>(request_hash)
    .bind::<Integer, _>(i32::from(status))
    .bind::<Jsonb, _>(response)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

/// Removes answers that are kept no longer, of all tenants; at most `limit`. Answers how many.
///
/// # Errors
/// [`DbError`].
pub async fn sweep(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    let removed = sql_query(
        "DELETE FROM idempotency_keys WHERE (tenant_id, key) IN
             (SELECT tenant_id, key FROM idempotency_keys WHERE created_at <= $1 LIMIT $2)",
    )
    .bind::<Timestamptz, _>(tx.now - TimeDelta::hours(KEPT_HOURS))
    .bind::<BigInt, _>(limit)
    .execute(&mut *tx.conn)
    .await?;
    Ok(removed)
}
