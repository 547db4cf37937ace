//! Reading the outbox (EVT-2): whoever lost the thread takes it up again by sequence.

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Jsonb, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use siar_domain::{
    event::StoredEvent,
    id::{EventId, TenantId},
};
use uuid::Uuid;

use crate::{DbError, Tx};

/// The numbers of a tenant's events that can still be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Range {
    /// The oldest event kept; one above `last` when none is.
    #[diesel(sql_type = BigInt)]
    pub first: i64,
    /// The newest event; 0 before the first.
    #[diesel(sql_type = BigInt)]
    pub last: i64,
}

/// Which of the tenant's events can be read.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn range(tx: &mut Tx) -> Result<Range, DbError> {
    Ok(sql_query(
        "SELECT s.last, coalesce((SELECT min(e.sequence) FROM events e), s.last + 1) AS first
         FROM (SELECT coalesce((SELECT last FROM event_sequences), 0) AS last) s",
    )
    .get_result(&mut *tx.conn)
    .await?)
}

/// Up to `limit` of the tenant's events after `sequence`, in order.
///
/// # Errors
/// [`DbError::Corrupt`] when a stored event cannot be read by this release.
pub async fn after(tx: &mut Tx, sequence: i64, limit: i64) -> Result<Vec<StoredEvent>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        sequence: i64,
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = Jsonb)]
        data: Value,
        #[diesel(sql_type = Timestamptz)]
        at: chrono::DateTime<chrono::Utc>,
    }
    let rows: Vec<Row> = sql_query(
        "SELECT sequence, id, data, at FROM events WHERE sequence > $1 ORDER BY tenant_id, sequence LIMIT $2",
    )
    .bind::<BigInt, _>(sequence)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let event = serde_json::from_value(row.data)
                .map_err(|error| DbError::Corrupt(format!("event {}: {error}", row.sequence)))?;
            Ok(StoredEvent {
                id: EventId(row.id),
                sequence: row.sequence,
                at: row.at,
                event,
            })
        })
        .collect()
}

/// The newest sequence of each of `tenants` that has any. System work: one query for all who listen.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn newest(tx: &mut Tx, tenants: &[TenantId]) -> Result<Vec<(TenantId, i64)>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        tenant_id: Uuid,
        #[diesel(sql_type = BigInt)]
        last: i64,
    }
    let ids: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows: Vec<Row> =
        sql_query("SELECT tenant_id, last FROM event_sequences WHERE tenant_id = ANY ($1)")
            .bind::<Array<SqlUuid>, _>(ids)
            .load(&mut *tx.conn)
            .await?;
    Ok(rows
        .into_iter()
        .map(|row| (TenantId(row.tenant_id), row.last))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use siar_domain::event::Event;

    #[tokio::test]
    async fn what_is_read_later_is_what_was_told() {
        let base = testing::base().await;
        let (one, two) = (base.tenant("One").await, base.tenant("Two").await);
        let mut told = base.db.committed();
        let mut live = Vec::new();
        for (scope, reason) in [(&one, "a"), (&two, "b"), (&one, "c")] {
            base.db
                .tenant(scope, async |tx| {
                    tx.emit(
                        scope.tenant(),
                        Event::SessionExpired {
                            reason: reason.into(),
                        },
                    );
                    Ok::<_, DbError>(())
                })
                .await
                .unwrap();
            let committed = told.recv().await.unwrap();
            if committed.tenant == one.tenant() {
                live.extend(committed.events.clone());
            }
        }
        let (read, range, none) = base
            .db
            .tenant(&one, async |tx| {
                Ok::<_, DbError>((
                    after(tx, 0, 10).await?,
                    range(tx).await?,
                    after(tx, 2, 10).await?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(read, live);
        assert_eq!(range, Range { first: 1, last: 2 });
        assert_eq!(none, []);
        let mut newest = base
            .db
            .system(async |tx| newest(tx, &[one.tenant(), two.tenant()]).await)
            .await
            .unwrap();
        newest.sort();
        assert_eq!(newest, [(one.tenant(), 2), (two.tenant(), 1)]);
    }

    #[tokio::test]
    async fn what_is_rolled_back_is_never_told() {
        let base = testing::base().await;
        let scope = base.tenant("One").await;
        let mut told = base.db.committed();
        let failed: Result<(), DbError> = base
            .db
            .tenant(&scope, async |tx| {
                tx.emit(scope.tenant(), Event::SessionExpired { reason: "x".into() });
                Err(DbError::NotFound)
            })
            .await;
        assert!(matches!(failed, Err(DbError::NotFound)));
        assert!(told.try_recv().is_err());
        let range = base
            .db
            .tenant(&scope, async |tx| range(tx).await)
            .await
            .unwrap();
        assert_eq!(range, Range { first: 1, last: 0 });
    }
}
