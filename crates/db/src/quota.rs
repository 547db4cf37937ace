//! The quota of a tenant, period by period (SUB-3). The ledger moves it, in the statements that move its rows; here it is read and rolled
//! over to the next period, on the subscription's own day.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{id::TenantId, quota::period_at};

use crate::{DbError, Tx, statement::Prepared};

/// How long after its end a subscription still sends (SUB-2: the grace period).
pub const GRACE: TimeDelta = TimeDelta::days(3);
/// The constraint named by [`DbError::Refused`] when the last units went to somebody else at the same moment: try again.
pub const LIMIT: &str = "quota_limit";

/// One quota period of a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first moment.
    pub starts_at: DateTime<Utc>,
    /// The first moment that is no longer in it.
    pub ends_at: DateTime<Utc>,
    /// Messages that may be sent in it. None: unlimited.
    pub limit: Option<i64>,
    /// Messages sent.
    pub used: i64,
    /// Units held for messages being sent.
    pub reserved: i64,
    /// Messages of one day, by the package. None: unlimited.
    pub per_day: Option<i64>,
}

impl Period {
    /// Units left. None: unlimited. Never below 0.
    #[must_use]
    pub fn free(&self) -> Option<i64> {
        self.limit.map(|limit| {
            limit
                .saturating_sub(self.used)
                .saturating_sub(self.reserved)
                .max(0)
        })
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Timestamptz)]
    subscribed_at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    time_zone: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    monthly_quota: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    per_day: Option<i64>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    starts_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<BigInt>)]
    unit_limit: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    used: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    reserved: Option<i64>,
    #[diesel(sql_type = Bool)]
    limit_changed: bool,
}

/// The running period of the tenant, made if it has just begun. None: there is no live subscription, or the tenant is suspended: nothing
/// can be sent.
///
/// # Errors
/// [`DbError`].
pub async fn current_period(tx: &mut Tx, tenant: TenantId) -> Result<Option<Period>, DbError> {
    let rows: Vec<Row> = Prepared(
        sql_query(
            "SELECT s.starts_at AS subscribed_at, t.time_zone, k.monthly_quota, k.messages_per_day AS per_day,
                q.starts_at, q.unit_limit, q.used, q.reserved,
                coalesce(q.unit_limit IS DISTINCT FROM k.monthly_quota, false) AS limit_changed
             FROM subscriptions s JOIN packages k ON k.id = s.package_id JOIN tenants t ON t.id = s.tenant_id
             LEFT JOIN quota_periods q ON q.tenant_id = s.tenant_id AND q.starts_at <= $2 AND q.ends_at > $2
             WHERE s.tenant_id = $1 AND s.state IN ('active', 'grace') AND s.starts_at <= $2 AND s.ends_at > $3
                 AND NOT EXISTS (SELECT FROM tenants t WHERE t.id = s.tenant_id AND t.state = 'suspended')",
        )
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<Timestamptz, _>(tx.now)
        .bind::<Timestamptz, _>(tx.now - GRACE),
    )
    .get_results(&mut *tx.conn)
    .await?;
    let Some(first) = rows.as_slice().first() else {
        return Ok(None);
    };
    let zone: Tz = first
        .time_zone
        .parse()
        .map_err(|error| DbError::Corrupt(format!("time zone: {error}")))?;
    let Some(running) = period_at(first.subscribed_at, zone, tx.now) else {
        return Ok(None);
    };
    let (starts_at, ends_at) = (running.starts_at, running.ends_at);
    let (limit, per_day) = (first.monthly_quota, first.per_day);
    let there = rows
        .iter()
        .find(|row| row.starts_at == Some(starts_at) && !row.limit_changed);
    if let Some(row) = there {
        return Ok(Some(Period {
            starts_at,
            ends_at,
            limit: row.unit_limit,
            used: row.used.unwrap_or_default(),
            reserved: row.reserved.unwrap_or_default(),
            per_day,
        }));
    }
    // The period has just begun, or the tenant moved to another package.
    let row: Made = sql_query(
        "INSERT INTO quota_periods AS q (tenant_id, starts_at, ends_at, unit_limit) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant_id, starts_at) DO UPDATE SET unit_limit = excluded.unit_limit, ends_at = excluded.ends_at
         RETURNING q.used, q.reserved",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Timestamptz, _>(starts_at)
    .bind::<Timestamptz, _>(ends_at)
    .bind::<Nullable<BigInt>, _>(limit)
    .get_result(&mut *tx.conn)
    .await?;
    Ok(Some(Period {
        starts_at,
        ends_at,
        limit,
        used: row.used,
        reserved: row.reserved,
        per_day,
    }))
}

#[derive(QueryableByName)]
struct Made {
    #[diesel(sql_type = BigInt)]
    used: i64,
    #[diesel(sql_type = BigInt)]
    reserved: i64,
}
