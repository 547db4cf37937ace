//! The snapshot at the start: who will be written to, once and for all (CMP-2).

use std::sync::LazyLock;

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{CampaignId, TenantId},
    template::needed,
};
use uuid::Uuid;

use crate::{DbError, Tx, may_not, statement::Prepared};

/// How many recipients a start took in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub(crate) struct Snapshot {
    /// To be sent to.
    #[diesel(sql_type = BigInt)]
    pub(crate) queued: i64,
    /// Listed, but suppressed, blocked or without the consent that is asked for.
    #[diesel(sql_type = BigInt)]
    pub(crate) skipped: i64,
}

static SQL: LazyLock<String> = LazyLock::new(|| {
    let (suppressed, blocked) = (may_not::suppressed("p.phone"), may_not::blocked("p.phone"));
    format!(
        "WITH people AS (
                SELECT DISTINCT ON (phone) phone, contact_id FROM (
                    SELECT k.phone, k.id AS contact_id FROM list_members m
                    JOIN contacts k ON k.tenant_id = m.tenant_id AND k.id = m.contact_id
                    WHERE m.tenant_id = $1 AND m.list_id = ANY ($3)
                    UNION ALL
                    SELECT n.phone, k.id FROM unnest($4) n (phone) LEFT JOIN contacts k ON k.tenant_id = $1 AND k.phone = n.phone
                ) x ORDER BY phone, contact_id
             ), reasons AS (
                SELECT p.phone, p.contact_id,
                    CASE WHEN {suppressed} THEN 'suppressed'
                         WHEN {blocked} THEN 'blocked'
                         WHEN $6 AND k.consent_at IS NULL THEN 'no_consent' END AS why
                FROM people p LEFT JOIN contacts k ON k.tenant_id = $1 AND k.id = p.contact_id
             ), judged AS (
                SELECT p.phone, p.contact_id,
                    CASE WHEN p.why IS NULL AND row_number() OVER (PARTITION BY account_of(p.phone), p.why IS NULL ORDER BY p.phone) > 1
                        THEN 'same_account' ELSE p.why END AS why,
                    row_number() OVER (ORDER BY k.created_at NULLS LAST, p.contact_id NULLS LAST, p.phone) AS ordinal,
                    CASE WHEN cardinality($5::text[]) = 0 THEN '{{}}'::jsonb ELSE coalesce((
                        SELECT jsonb_object_agg(v.key, v.value)
                        FROM jsonb_each(coalesce(k.attributes, '{{}}') || jsonb_strip_nulls(jsonb_build_object(
                            'name', k.name, 'phone', p.phone, 'email', k.email))) v
                        WHERE v.key = ANY ($5)), '{{}}') END AS variables
                FROM reasons p LEFT JOIN contacts k ON k.tenant_id = $1 AND k.id = p.contact_id
             ), written AS (
                INSERT INTO recipients (tenant_id, campaign_id, ordinal, phone, contact_id, variables, state, reason, ended_at)
                SELECT $1, $2, j.ordinal, j.phone, j.contact_id, j.variables,
                    CASE WHEN j.why IS NULL THEN 'queued' ELSE 'skipped' END, j.why, CASE WHEN j.why IS NOT NULL THEN $7 END
                FROM judged j ORDER BY j.ordinal
                RETURNING state
             ), totals AS (
                SELECT count(*) FILTER (WHERE state = 'queued') AS queued, count(*) FILTER (WHERE state = 'skipped') AS skipped FROM written
             ), counted AS (
                INSERT INTO campaign_counts (tenant_id, campaign_id, queued, skipped) SELECT $1, $2, queued, skipped FROM totals
             ) SELECT queued, skipped FROM totals"
    )
});

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}

/// The names of all attributes that these people have.
async fn keys(
    tx: &mut Tx,
    tenant: TenantId,
    lists: &[Uuid],
    numbers: &[String],
) -> Result<Vec<Key>, DbError> {
    Ok(Prepared(
        sql_query(
            "SELECT DISTINCT a.key FROM contacts k CROSS JOIN LATERAL jsonb_object_keys(k.attributes) a (key)
             WHERE k.tenant_id = $1 AND (k.phone = ANY ($3) OR EXISTS (
                SELECT 1 FROM list_members m WHERE m.tenant_id = $1 AND m.list_id = ANY ($2) AND m.contact_id = k.id))
             ORDER BY a.key",
        )
        .bind::<SqlUuid, _>(tenant.0)
        .bind::<Array<SqlUuid>, _>(lists)
        .bind::<Array<Text>, _>(numbers),
    )
    .load(&mut *tx.conn)
    .await?)
}

/// Writes the ledger of a campaign: members of its lists and its pasted numbers, each phone once, in the order in which the contacts came
/// to be. Those who may not be written to are in it as `skipped`, so that the report shows them. `variables` are the names the text uses:
/// only those are kept of each person. Of several numbers of one WhatsApp account the first is written to.
pub(crate) async fn snapshot(
    tx: &mut Tx,
    tenant: TenantId,
    campaign: CampaignId,
    lists: &[Uuid],
    numbers: &[String],
    variables: &[String],
    require_consent: bool,
) -> Result<Snapshot, DbError> {
    // How names fold is a rule of templates, which SQL would only resemble.
    let kept = if variables.is_empty() {
        Vec::new()
    } else {
        let keys = keys(tx, tenant, lists, numbers).await?;
        needed(variables, keys.into_iter().map(|row| row.key))
    };
    Ok(Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(tenant.0)
            .bind::<SqlUuid, _>(campaign.0)
            .bind::<Array<SqlUuid>, _>(lists)
            .bind::<Array<Text>, _>(numbers)
            .bind::<Array<Text>, _>(&kept)
            .bind::<Bool, _>(require_consent)
            .bind::<Timestamptz, _>(tx.now),
    )
    .get_result(&mut *tx.conn)
    .await?)
}
