//! What the pacer of an account is restored from: its settings and what it sent, minute by minute.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Integer, Nullable, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{id::TenantId, pacing::PaceSettings};

use crate::{DbError, Tx};

/// What the account may do and did.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// The tenant's settings, within what its package allows.
    pub settings: PaceSettings,
    /// Messages by minute, of the last 25 hours.
    pub minutes: Vec<(DateTime<Utc>, u32)>,
}

#[derive(QueryableByName)]
struct Settings {
    #[diesel(sql_type = Integer)]
    min_delay_ms: i32,
    #[diesel(sql_type = Integer)]
    max_delay_ms: i32,
    #[diesel(sql_type = Integer)]
    hourly_cap: i32,
    #[diesel(sql_type = Integer)]
    daily_cap: i32,
    #[diesel(sql_type = Nullable<BigInt>)]
    per_day: Option<i64>,
}

#[derive(QueryableByName)]
struct Minute {
    #[diesel(sql_type = Timestamptz)]
    minute: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    sent: i32,
}

/// The settings in force: the tenant's, and the package's messages per day where those are fewer.
///
/// # Errors
/// [`DbError::NotFound`] where the tenant has no session.
pub async fn settings(tx: &mut Tx, tenant: TenantId) -> Result<PaceSettings, DbError> {
    let row: Settings = sql_query(
        "SELECT s.min_delay_ms, s.max_delay_ms, s.hourly_cap, s.daily_cap,
            (SELECT k.messages_per_day FROM subscriptions u JOIN packages k ON k.id = u.package_id
             WHERE u.tenant_id = s.tenant_id AND u.state IN ('active', 'grace')) AS per_day
         FROM sessions s WHERE s.tenant_id = $1",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .get_result(&mut *tx.conn)
    .await?;
    let number = |value: i32| u32::try_from(value).unwrap_or_default();
    let per_day = row
        .per_day
        .map_or(u32::MAX, |most| u32::try_from(most).unwrap_or(u32::MAX));
    Ok(PaceSettings {
        min_delay_ms: number(row.min_delay_ms),
        max_delay_ms: number(row.max_delay_ms),
        hourly_cap: number(row.hourly_cap),
        daily_cap: number(row.daily_cap).min(per_day),
    })
}

/// Settings and history of the account.
///
/// # Errors
/// [`DbError::NotFound`] where the tenant has no session.
pub async fn load(tx: &mut Tx, tenant: TenantId) -> Result<Pace, DbError> {
    let settings = settings(tx, tenant).await?;
    let rows: Vec<Minute> = sql_query(
        "SELECT minute, sent FROM pace_minutes WHERE tenant_id = $1 AND minute >= $2 ORDER BY minute",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Timestamptz, _>(tx.now - TimeDelta::hours(25))
    .get_results(&mut *tx.conn)
    .await?;
    Ok(Pace {
        settings,
        minutes: rows
            .into_iter()
            .map(|row| (row.minute, u32::try_from(row.sent).unwrap_or_default()))
            .collect(),
    })
}
