//! How fast an account may send, and what its tenant allows the support to see: settings of the sender account, not of a campaign (CMP-3).

use diesel::{
    sql_query,
    sql_types::{Bool, Integer, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;

use siar_domain::pacing::PaceSettings;

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

/// The columns are signed; what does not fit is refused by the limits long before.
pub(super) fn stored(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}
