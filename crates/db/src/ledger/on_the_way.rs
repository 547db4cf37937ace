//! Messages of which more may be known than is recorded: receipts that came while nobody listened are read back by asking for these.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{delivery::Delivery, id::TenantId};

use super::word;
use crate::{DbError, Tx, statement::Prepared};

/// A message that left, as far as is known, and was not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnTheWay {
    /// WhatsApp's id.
    pub message_id: String,
    /// `sent`, `delivered` or `unknown`.
    pub state: Delivery,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    message_id: String,
    #[diesel(sql_type = Text)]
    state: String,
}

/// The tenant's messages submitted after `since` that are not known to be read, the newest first, `most` at the most.
///
/// # Errors
/// [`DbError`].
pub async fn on_the_way(
    tx: &mut Tx,
    tenant: TenantId,
    since: DateTime<Utc>,
    most: i64,
) -> Result<Vec<OnTheWay>, DbError> {
    let rows: Vec<Row> = Prepared(
        sql_query(
            "SELECT r.message_id, r.state FROM campaigns c
             JOIN recipients r ON r.tenant_id = c.tenant_id AND r.campaign_id = c.id
             WHERE c.tenant_id = $1 AND c.started_at IS NOT NULL AND (c.finished_at IS NULL OR c.finished_at >= $2)
                AND r.state IN ('sent', 'delivered', 'unknown') AND r.message_id IS NOT NULL AND r.submitted_at >= $2
             ORDER BY r.submitted_at DESC, r.campaign_id, r.ordinal LIMIT $3",
        )
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<Timestamptz, _>(since)
        .bind::<BigInt, _>(most),
    )
    .get_results(&mut *tx.conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(OnTheWay {
                message_id: row.message_id,
                state: word(&row.state)?,
            })
        })
        .collect()
}
