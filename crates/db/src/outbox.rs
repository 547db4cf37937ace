//! The outbox: events stored by the transaction that makes the change (EVT-1), numbered per tenant without gaps.

use std::collections::BTreeMap;

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Jsonb, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    event::{Event, StoredEvent},
    id::{EventId, TenantId},
};
use uuid::Uuid;

use crate::{DbError, Tx, statement::Prepared};

/// The events one transaction stored for one tenant, told after its commit.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    /// Whose.
    pub tenant: TenantId,
    /// In order of their sequence.
    pub events: Vec<StoredEvent>,
}

#[derive(QueryableByName)]
struct Last {
    #[diesel(sql_type = BigInt)]
    last: i64,
}

/// Stores what the transaction emitted. Takes the tenant's sequence row last, right before the commit, because it is held until then.
pub(crate) async fn store(tx: &mut Tx) -> Result<Vec<Committed>, DbError> {
    let mut by_tenant: BTreeMap<TenantId, Vec<Event>> = BTreeMap::new();
    for (tenant, event) in tx.take_events() {
        by_tenant.entry(tenant).or_default().push(event);
    }
    let mut stored = Vec::with_capacity(by_tenant.len());
    for (tenant, events) in by_tenant {
        stored.push(store_of(tx, tenant, events).await?);
    }
    Ok(stored)
}

async fn store_of(tx: &mut Tx, tenant: TenantId, events: Vec<Event>) -> Result<Committed, DbError> {
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let ids: Vec<Uuid> = events.iter().map(|_| Uuid::now_v7()).collect();
    let kinds: Vec<&str> = events.iter().map(Event::kind).collect();
    let mut bodies = Vec::with_capacity(events.len());
    for event in &events {
        let body = serde_json::to_value(event)
            .map_err(|error| DbError::Corrupt(format!("event: {error}")))?;
        bodies.push(body);
    }
    let Last { last } = Prepared(
        sql_query(
            "WITH s AS (
             INSERT INTO event_sequences (tenant_id, last) VALUES ($1, $2)
             ON CONFLICT (tenant_id) DO UPDATE SET last = event_sequences.last + excluded.last
             RETURNING last
         ), stored AS (
             INSERT INTO events (tenant_id, sequence, id, kind, data, at)
             SELECT $1, s.last - $2 + e.place, e.id, e.kind, e.data, $6
             FROM s, unnest($3, $4, $5) WITH ORDINALITY AS e (id, kind, data, place)
         )
         SELECT last FROM s",
        )
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<BigInt, _>(count)
        .bind::<Array<SqlUuid>, _>(&ids)
        .bind::<Array<Text>, _>(&kinds)
        .bind::<Array<Jsonb>, _>(&bodies)
        .bind::<Timestamptz, _>(tx.now),
    )
    .get_result(&mut *tx.conn)
    .await?;
    let at = tx.now;
    let events = events
        .into_iter()
        .zip(ids)
        .zip(last - count + 1..)
        .map(|((event, id), sequence)| StoredEvent {
            id: EventId(id),
            sequence,
            at,
            event,
        })
        .collect();
    Ok(Committed { tenant, events })
}
