//! Committing the message id before the engine is told to send: from here on a crash can be looked into.

use std::sync::LazyLock;

use diesel::{
    sql_query,
    sql_types::{Array, BigInt, Integer, SmallInt, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::delivery::Delivery;

use super::{Fence, Fenced, Moves, sql};
use crate::{DbError, Tx, statement::Prepared};

/// One recipient about to be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Which.
    pub ordinal: i32,
    /// The attempt it was leased with.
    pub attempt: i16,
    /// The id the engine gave for it.
    pub message_id: String,
}

/// What [`submitting`] answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submitted {
    /// Ordinals that are now `submitting`: tell the engine to send these and no others. Their attempt is one more than before.
    pub go: Vec<i32>,
    /// Ordinals that were skipped: put on the do-not-message register since they were leased, or of an account that another recipient
    /// has.
    pub skipped: Vec<i32>,
    /// The number of this batch, for [`crate::Db::handing_over`].
    pub mark: i64,
}

static SQL: LazyLock<String> = LazyLock::new(|| {
    let (accounts, lines) = (sql::accounts(""), sql::LINES);
    format!(
        "WITH fence AS (
            SELECT 1 FROM campaigns c
            WHERE c.tenant_id = $1 AND c.id = $2 AND c.epoch = $3 AND c.state = 'running' AND c.lease_until > $7 FOR SHARE
         ), held AS (
            SELECT r.ordinal, r.state AS was, r.quota_period, r.message_id AS had, g.message_id,
                CASE WHEN EXISTS (SELECT FROM suppressions s WHERE s.tenant_id = $1
                        AND account_of(s.phone) IN (account_of(r.phone), split_part(g.message_id, '_', 2))) THEN 'suppressed'
                    WHEN EXISTS (SELECT FROM recipient_messages m JOIN recipients o USING (tenant_id, campaign_id, ordinal)
                        WHERE m.tenant_id = $1 AND m.campaign_id = $2 AND m.chat = split_part(g.message_id, '_', 2) AND m.ordinal <> g.ordinal
                        AND o.state NOT IN ('failed', 'skipped')) OR g.again THEN 'same_account' END AS why
            FROM fence CROSS JOIN (
                SELECT *, split_part(message_id, '_', 2) <> '' AND row_number() OVER (PARTITION BY split_part(message_id, '_', 2) ORDER BY ordinal) > 1 AS again
                FROM unnest($4, $5, $6) g (ordinal, attempt, message_id)) g
            JOIN recipients r ON r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = g.ordinal
                AND r.state = 'leased' AND r.epoch = $3 AND r.attempt = g.attempt
            ORDER BY r.ordinal FOR UPDATE OF r
         ), moved AS (
            UPDATE recipients r SET
                state = CASE WHEN h.why IS NULL THEN 'submitting' ELSE 'skipped' END,
                reason = h.why,
                ended_at = CASE WHEN h.why IS NOT NULL THEN $7 END,
                quota_period = CASE WHEN h.why IS NULL THEN r.quota_period END,
                leased_until = NULL,
                attempt = r.attempt + (h.why IS NULL)::int,
                message_id = CASE WHEN h.why IS NULL THEN h.message_id ELSE r.message_id END,
                profile_epoch = CASE WHEN h.why IS NULL THEN $8 ELSE r.profile_epoch END,
                submitted_at = CASE WHEN h.why IS NULL THEN $7 ELSE r.submitted_at END
            FROM held h WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND r.ordinal = h.ordinal
            RETURNING r.campaign_id, r.ordinal, r.phone, r.state, r.reason, h.was, h.quota_period AS period_was, r.quota_period AS period_now
         ), ids AS (
            INSERT INTO recipient_messages (tenant_id, message_id, campaign_id, ordinal)
            SELECT $1, h.message_id, $2, h.ordinal FROM held h WHERE h.why IS NULL AND h.had IS DISTINCT FROM h.message_id
         ), pace AS (
            INSERT INTO pace_minutes AS p (tenant_id, minute, sent)
            SELECT $1, date_trunc('minute', $7, 'UTC'), count(*) FROM moved m WHERE m.state = 'submitting' HAVING count(*) > 0
            ON CONFLICT (tenant_id, minute) DO UPDATE SET sent = p.sent + excluded.sent
         ), {accounts} {lines}
         UNION ALL SELECT 3::smallint, NULL, NULL, NULL, NULL, NULL, ARRAY[nextval('submission_mark')] FROM fence"
    )
});

/// Moves leased recipients to `submitting` with their message ids, counts them for the pacer, and lets go of those who opted out
/// since they were leased: under their number, or under the hidden id that the message id shows to be theirs. Commit before the engine
/// is told anything. Where WhatsApp leads two numbers to one chat, the second is let go too.
///
/// `profile_epoch` is the life of the browser profile that will send: [`siar_domain`]'s reconciliation needs it after a crash.
///
/// # Errors
/// [`Fenced`] inside the result when the campaign is not this run's any more or not running (paused): nothing may be sent then.
/// [`DbError::Duplicate`] when an id was used before for another recipient.
pub async fn submitting(
    tx: &mut Tx,
    fence: &Fence,
    profile_epoch: i64,
    submissions: &[Submission],
) -> Result<Result<Submitted, Fenced>, DbError> {
    let ordinals: Vec<i32> = submissions.iter().map(|one| one.ordinal).collect();
    let attempts: Vec<i16> = submissions.iter().map(|one| one.attempt).collect();
    let ids: Vec<&str> = submissions
        .iter()
        .map(|one| one.message_id.as_str())
        .collect();
    let lines = Prepared(
        sql_query(SQL.as_str())
            .bind::<SqlUuid, _>(fence.tenant.0)
            .bind::<SqlUuid, _>(fence.campaign.0)
            .bind::<BigInt, _>(fence.epoch)
            .bind::<Array<Integer>, _>(&ordinals)
            .bind::<Array<SmallInt>, _>(&attempts)
            .bind::<Array<Text>, _>(&ids)
            .bind::<Timestamptz, _>(tx.now)
            .bind::<BigInt, _>(profile_epoch),
    )
    .get_results(&mut *tx.conn)
    .await?;
    let moves = Moves::read(lines)?;
    if !moves.fence_held {
        return Ok(Err(Fenced));
    }
    let mut answer = Submitted {
        mark: moves.mark,
        ..Submitted::default()
    };
    for (_, moved) in &moves.rows {
        match moved.state {
            Delivery::Submitting => answer.go.push(moved.ordinal),
            _ => answer.skipped.push(moved.ordinal),
        }
    }
    moves.emit(tx, fence.tenant);
    Ok(Ok(answer))
}
