//! The statements' common tail: whatever was `moved` also moves the quota and the counts.

use std::sync::LazyLock;

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    delivery::Delivery,
    event::Counts,
    id::{CampaignId, TenantId},
};
use uuid::Uuid;

use super::Moves;
use crate::{DbError, Tx, statement::Prepared};

pub(crate) const TAG_ROW: i16 = 0;
pub(crate) const TAG_COUNTS: i16 = 1;
pub(crate) const TAG_QUOTA: i16 = 2;
pub(crate) const TAG_FENCE: i16 = 3;

/// One line of an answer; what it is, its tag says.
#[derive(Debug, QueryableByName)]
pub(crate) struct Line {
    #[diesel(sql_type = SmallInt)]
    pub(crate) tag: i16,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(crate) campaign_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Integer>)]
    pub(crate) ordinal: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(crate) phone: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(crate) state: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(crate) reason: Option<String>,
    #[diesel(sql_type = Nullable<Array<Nullable<BigInt>>>)]
    pub(crate) numbers: Option<Vec<Option<i64>>>,
}

/// States that hold a reserved unit, as SQL.
pub(crate) const RESERVED: &str = "('leased', 'submitting', 'unknown')";
/// States that have used a unit, as SQL.
pub(crate) const USED: &str = "('sent', 'delivered', 'read')";

/// Continues `WITH … moved AS (… RETURNING campaign_id, ordinal, phone, state, reason, was, period_was, period_now)`, where `$1` is the
/// tenant: the quota follows, then the counts. `quota_condition` may hold the quota back; then no `q` line comes.
/// The counts wait for the quota, so that the locks are taken in that order.
pub(crate) fn accounts(quota_condition: &str) -> String {
    let sums: String = Delivery::ALL
        .iter()
        .map(|state| {
            format!(
                ", count(*) FILTER (WHERE m.state = '{state}') - count(*) FILTER (WHERE m.was = '{state}') AS {state}"
            )
        })
        .collect();
    let sets: Vec<String> = Delivery::ALL
        .iter()
        .map(|state| format!("{state} = c.{state} + d.{state}"))
        .collect();
    let returned: Vec<String> = Delivery::ALL
        .iter()
        .map(|state| format!("c.{state}"))
        .collect();
    format!(
        "q AS (
            UPDATE quota_periods p SET reserved = p.reserved + d.reserved, used = p.used + d.used
            FROM (SELECT x.period, sum(x.reserved)::bigint AS reserved, sum(x.used)::bigint AS used FROM (
                      SELECT m.period_was AS period, -(m.was IN {RESERVED})::int AS reserved, -(m.was IN {USED})::int AS used
                      FROM moved m WHERE m.period_was IS NOT NULL
                      UNION ALL
                      SELECT m.period_now, (m.state IN {RESERVED})::int, (m.state IN {USED})::int
                      FROM moved m WHERE m.period_now IS NOT NULL) x
                  GROUP BY x.period HAVING sum(x.reserved) <> 0 OR sum(x.used) <> 0 ORDER BY x.period) d
            WHERE p.tenant_id = $1 AND p.starts_at = d.period {quota_condition}
            RETURNING p.starts_at, p.unit_limit, p.used, p.reserved
         ), c AS (
            UPDATE campaign_counts c SET {sets}
            FROM (SELECT m.campaign_id{sums} FROM moved m GROUP BY m.campaign_id) d, (SELECT count(*) FROM q) after_quota
            WHERE c.tenant_id = $1 AND c.campaign_id = d.campaign_id
            RETURNING c.campaign_id, ARRAY[{returned}] AS numbers
         )",
        sets = sets.join(", "),
        returned = returned.join(", "),
    )
}

/// The lines of every statement's answer.
pub(crate) const LINES: &str = "
    SELECT 0::smallint AS tag, campaign_id, ordinal, phone, state, reason, NULL::bigint[] AS numbers FROM moved
    UNION ALL SELECT 1::smallint, campaign_id, NULL, NULL, NULL, NULL, numbers FROM c
    UNION ALL (SELECT 2::smallint, NULL, NULL, NULL, NULL, NULL, ARRAY[unit_limit, used, reserved] FROM q ORDER BY starts_at)";

/// The line that says that the fence holds; goes behind [`LINES`] where there is a `fence`.
pub(crate) const FENCE_LINE: &str =
    " UNION ALL SELECT 3::smallint, NULL, NULL, NULL, NULL, NULL, NULL FROM fence";

/// The counts from a line's numbers, which stand in the order of [`Delivery::ALL`].
pub(crate) fn read_counts(numbers: &[Option<i64>]) -> Result<Counts, DbError> {
    match *numbers {
        [
            Some(queued),
            Some(leased),
            Some(submitting),
            Some(sent),
            Some(delivered),
            Some(read),
            Some(retry),
            Some(failed),
            Some(skipped),
            Some(unknown),
        ] => Ok(Counts {
            total: queued
                + leased
                + submitting
                + sent
                + delivered
                + read
                + retry
                + failed
                + skipped
                + unknown,
            queued,
            leased,
            submitting,
            sent,
            delivered,
            read,
            retry,
            failed,
            skipped,
            unknown,
        }),
        _ => Err(DbError::Corrupt(format!("counts {numbers:?}"))),
    }
}

/// Limit, used, reserved from a line's numbers.
pub(crate) fn quota(numbers: Option<&[Option<i64>]>) -> Result<(Option<i64>, i64, i64), DbError> {
    match numbers {
        Some(&[limit, Some(used), Some(reserved)]) => Ok((limit, used, reserved)),
        other => Err(DbError::Corrupt(format!("quota {other:?}"))),
    }
}

/// Ends everything of a campaign that still waits: `queued`, `retry` and `leased` become `skipped(cancelled)`.
/// What is being submitted finishes: it may have left.
pub(crate) async fn skip_queued(
    tx: &mut Tx,
    tenant: TenantId,
    campaign: CampaignId,
) -> Result<Moves, DbError> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        format!(
            "WITH held AS (
                SELECT r.ordinal, r.state AS was, r.quota_period FROM recipients r
                WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.state IN ('queued', 'retry', 'leased')
                ORDER BY r.ordinal FOR UPDATE
             ), moved AS (
                UPDATE recipients r SET state = 'skipped', reason = 'cancelled', ended_at = $3, leased_until = NULL, quota_period = NULL, retry_at = NULL
                FROM held h WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = h.ordinal
                RETURNING r.campaign_id, r.ordinal, r.phone, r.state, r.reason, h.was, h.quota_period AS period_was, NULL::timestamptz AS period_now
             ), {} {LINES}",
            accounts("")
        )
    });
    let lines = Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(campaign.0)
            .bind::<Timestamptz, _>(tx.now),
    )
    .get_results(&mut *tx.conn)
    .await?;
    Moves::read(lines)
}
