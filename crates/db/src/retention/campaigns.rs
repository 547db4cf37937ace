//! Campaigns that ended long ago. The largest has a million recipients: they go first, piece by piece, and the campaign with its counts last.

use chrono::TimeDelta;
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{DbError, Tx};

#[derive(QueryableByName)]
struct Old {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// What of a campaign is many rows.
const PARTS: [&str; 2] = [
    "DELETE FROM recipient_messages WHERE (tenant_id, message_id) IN
         (SELECT tenant_id, message_id FROM recipient_messages WHERE tenant_id = $1 AND campaign_id = $2 LIMIT $3)",
    "DELETE FROM recipients WHERE (tenant_id, campaign_id, ordinal) IN
         (SELECT tenant_id, campaign_id, ordinal FROM recipients WHERE tenant_id = $1 AND campaign_id = $2 LIMIT $3)",
];

/// Removes up to `limit` rows, a campaign at a time.
pub(super) async fn sweep(tx: &mut Tx, kept: TimeDelta, limit: i64) -> Result<usize, DbError> {
    let full = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut removed = 0;
    while removed < full {
        let old: Option<Old> = sql_query(
            "SELECT tenant_id, id FROM campaigns WHERE state IN ('completed', 'cancelled', 'failed') AND finished_at < $1
             ORDER BY finished_at, id LIMIT 1",
        )
        .bind::<Timestamptz, _>(tx.now - kept)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
        let Some(Old { tenant_id, id }) = old else {
            break;
        };
        for part in PARTS {
            let left = i64::try_from(full - removed).unwrap_or(i64::MAX);
            removed += sql_query(part)
                .bind::<SqlUuid, _>(tenant_id)
                .bind::<SqlUuid, _>(id)
                .bind::<BigInt, _>(left)
                .execute(&mut *tx.conn)
                .await?;
            if removed >= full {
                return Ok(removed);
            }
        }
        removed += sql_query("DELETE FROM campaigns WHERE tenant_id = $1 AND id = $2")
            .bind::<SqlUuid, _>(tenant_id)
            .bind::<SqlUuid, _>(id)
            .execute(&mut *tx.conn)
            .await?;
    }
    Ok(removed)
}
