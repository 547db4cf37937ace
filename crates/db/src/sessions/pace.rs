//! How fast an account may send, and what its tenant allows the support to see: settings of the sender account, not of a campaign (CMP-3).

use diesel::{
    sql_query,
    sql_types::{Bool, Integer, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;

use crate::{DbError, Scope, Tx};

/// Pace of the sender account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Shortest pause between two sends, milliseconds.
    pub min_delay_ms: i32,
    /// Longest pause between two sends, milliseconds.
    pub max_delay_ms: i32,
    /// Sends in any hour at the most.
    pub hourly_cap: i32,
    /// Sends in any day at the most.
    pub daily_cap: i32,
}

/// Sets the pace. The platform's minimum is the caller's to check; the table checks only that the numbers make sense.
///
/// # Errors
/// [`DbError`].
pub async fn set_pace(tx: &mut Tx, scope: &Scope, pace: &Pace) -> Result<(), DbError> {
    sql_query(
        "UPDATE sessions SET min_delay_ms = $2, max_delay_ms = $3, hourly_cap = $4, daily_cap = $5 WHERE tenant_id = $1",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Integer, _>(pace.min_delay_ms)
    .bind::<Integer, _>(pace.max_delay_ms)
    .bind::<Integer, _>(pace.hourly_cap)
    .bind::<Integer, _>(pace.daily_cap)
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
