//! Businesses that anybody could sign up and nobody ever came to own: the address was never confirmed, there was never a package, and nobody
//! has been there for a long time. What they have of contacts may be many rows: those go first, piece by piece, and the business last.

use chrono::TimeDelta;
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::json;
use siar_domain::id::TenantId;
use uuid::Uuid;

use crate::{DbError, Tx, audit};

#[derive(QueryableByName)]
struct Old {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// What of a business is many rows.
const PARTS: [&str; 6] = [
    "DELETE FROM list_members WHERE (tenant_id, list_id, contact_id) IN
         (SELECT tenant_id, list_id, contact_id FROM list_members WHERE tenant_id = $1 LIMIT $2)",
    "DELETE FROM contacts WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM contacts WHERE tenant_id = $1 LIMIT $2)",
    "DELETE FROM import_rejects WHERE (tenant_id, import_id, line) IN
         (SELECT tenant_id, import_id, line FROM import_rejects WHERE tenant_id = $1 LIMIT $2)",
    "DELETE FROM suppressions WHERE (tenant_id, phone) IN
         (SELECT tenant_id, phone FROM suppressions WHERE tenant_id = $1 LIMIT $2)",
    "DELETE FROM campaigns WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM campaigns WHERE tenant_id = $1 LIMIT $2)",
    "DELETE FROM template_versions WHERE (tenant_id, template_id, version) IN
         (SELECT tenant_id, template_id, version FROM template_versions WHERE tenant_id = $1 LIMIT $2)",
];

/// Removes up to `limit` rows, a business at a time. Each that is gone is noted.
pub(super) async fn sweep(tx: &mut Tx, kept: TimeDelta, limit: i64) -> Result<usize, DbError> {
    let full = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut removed = 0;
    while removed < full {
        let old: Option<Old> = sql_query(
            "SELECT t.id FROM tenants t WHERE t.created_at < $1
                 AND EXISTS (SELECT FROM users u WHERE u.tenant_id = t.id)
                 AND NOT EXISTS (SELECT FROM users u WHERE u.tenant_id = t.id AND u.email_verified_at IS NOT NULL)
                 AND NOT EXISTS (SELECT FROM subscriptions s WHERE s.tenant_id = t.id)
                 AND NOT EXISTS (SELECT FROM logins l WHERE l.tenant_id = t.id AND l.last_used_at >= $1)
             ORDER BY t.created_at, t.id LIMIT 1 FOR UPDATE OF t SKIP LOCKED",
        )
        .bind::<Timestamptz, _>(tx.now - kept)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
        let Some(Old { id }) = old else {
            break;
        };
        for part in PARTS {
            let left = i64::try_from(full - removed).unwrap_or(i64::MAX);
            removed += sql_query(part)
                .bind::<SqlUuid, _>(id)
                .bind::<BigInt, _>(left)
                .execute(&mut *tx.conn)
                .await?;
            if removed >= full {
                return Ok(removed);
            }
        }
        removed += sql_query("DELETE FROM tenants WHERE id = $1")
            .bind::<SqlUuid, _>(id)
            .execute(&mut *tx.conn)
            .await?;
        let tenant = TenantId(id);
        let subject = tenant.to_string();
        let why = json!({ "why": "never_confirmed" });
        audit::note(tx, Some(tenant), None, "tenant.removed", &subject, why).await?;
    }
    Ok(removed)
}
