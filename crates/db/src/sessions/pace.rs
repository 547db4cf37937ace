//! How fast an account may send, and what its tenant allows the support to see: settings of the sender account, not of a campaign (CMP-3).

use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Bool, Integer, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;

use siar_domain::{id::TenantId, pacing::PaceSettings};

use crate::{DbError, Scope, Tx};

/// Sets the pace. The platform's minimum is the caller's to check; the table checks only that the numbers make sense.
///
/// # Errors
/// [`DbError`].
pub async fn set_pace(tx: &mut Tx, scope: &Scope, pace: &PaceSettings) -> Result<(), DbError> {
    sql_query(
        "UPDATE sessions SET min_delay_ms = $2, max_delay_ms = $3, hourly_cap = $4, daily_cap = $5 WHERE tenant_id = $1",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Integer, _>(stored(pace.min_delay_ms))
    .bind::<Integer, _>(stored(pace.max_delay_ms))
    .bind::<Integer, _>(stored(pace.hourly_cap))
    .bind::<Integer, _>(stored(pace.daily_cap))
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

/// Sets whether the platform's support may take screenshots of the page.
///
/// # Errors
/// [`DbError`].
pub async fn set_support_screenshots(
    tx: &mut Tx,
    scope: &Scope,
    allowed: bool,
) -> Result<(), DbError> {
    sql_query("UPDATE sessions SET support_screenshots = $2 WHERE tenant_id = $1")
        .bind::<SqlUuid, _>(scope.tenant().0)
        .bind::<Bool, _>(allowed)
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Allowed {
    #[diesel(sql_type = Bool)]
    support_screenshots: bool,
}

/// Whether the tenant allows the platform's support to take screenshots; `None`: there is no such tenant. A call of the platform
/// ([`crate::Db::system`]).
///
/// # Errors
/// [`DbError`].
pub async fn support_screenshots(tx: &mut Tx, tenant: TenantId) -> Result<Option<bool>, DbError> {
    let row: Option<Allowed> =
        sql_query("SELECT support_screenshots FROM sessions WHERE tenant_id = $1")
            .bind::<SqlUuid, _>(tenant.0)
            .get_result(&mut *tx.conn)
            .await
            .optional()?;
    Ok(row.map(|row| row.support_screenshots))
}

/// The columns are signed; what does not fit is refused by the limits long before.
pub(super) fn stored(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}
