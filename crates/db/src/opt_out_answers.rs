//! Answers to whoever asks to be left alone or to come back (CON-5): written with the message, sent by the session's actor.
//!
//! As in the ledger, an id is committed before the engine is told of it, and what may have left is never sent under another. There is one
//! answer to a message at most, whatever is replayed.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{NodeId, TenantId},
    opt_out::answer::{A_DAY, Heard, WITHIN, usual_text},
};

use crate::{DbError, Scope, Tx, incoming::Incoming};

/// Answers are kept this long.
const KEPT: TimeDelta = TimeDelta::days(30);

/// An answer that is not settled.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Open {
    /// Id of the message that it answers.
    #[diesel(sql_type = Text)]
    pub answers: String,
    /// Whom it goes to, in E.164.
    #[diesel(sql_type = Text)]
    pub phone: String,
    /// What it says.
    #[diesel(sql_type = Text)]
    pub body: String,
    /// Its own id, once one was chosen.
    #[diesel(sql_type = Nullable<Text>)]
    pub message_id: Option<String>,
    /// The life of the browser's profile that it was handed to.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub profile_life: Option<i64>,
    /// When it was handed over; none: it waits.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub submitted_at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct Settings {
    #[diesel(sql_type = Nullable<Text>)]
    own: Option<String>,
    #[diesel(sql_type = Text)]
    language: String,
    #[diesel(sql_type = Array<Text>)]
    opt_out_words: Vec<String>,
}

/// Writes the answer to `message`, where the tenant wants one and it is not too late. Whether it did.
///
/// # Errors
/// [`DbError`] of the connection.
pub(crate) async fn write(
    tx: &mut Tx,
    scope: &Scope,
    message: &Incoming,
    heard: Heard,
) -> Result<bool, DbError> {
    let until = message.sent_at + WITHIN;
    // A number that WhatsApp hides cannot be written to.
    if until <= tx.now || !message.phone.starts_with('+') {
        return Ok(false);
    }
    let leaves = heard == Heard::Leaves;
    let settings: Option<Settings> = sql_query(
        "SELECT CASE WHEN $2 THEN opt_out_text ELSE return_text END AS own, language, opt_out_words FROM tenants
         WHERE id = $1 AND opt_out_answer",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Bool, _>(leaves)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(settings) = settings else {
        return Ok(false);
    };
    let words = settings.opt_out_words.as_slice();
    let word = words.iter().next().map_or("STOP", String::as_str);
    let body = settings
        .own
        .unwrap_or_else(|| usual_text(heard, &settings.language, word));
    let written = sql_query(
        "INSERT INTO opt_out_answers (tenant_id, answers, phone, leaves, body, state, created_at, until)
         SELECT $1, $2, $3, $4, $5, 'queued', $6, $7
         WHERE (SELECT count(*) FROM opt_out_answers
                WHERE tenant_id = $1 AND account_of(phone) = account_of($3) AND created_at > $8) < $9
         ON CONFLICT DO NOTHING",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Text, _>(&message.message_id)
    .bind::<Text, _>(&message.phone)
    .bind::<Bool, _>(leaves)
    .bind::<Text, _>(body)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Timestamptz, _>(until)
    .bind::<Timestamptz, _>(tx.now - TimeDelta::days(1))
    .bind::<BigInt, _>(A_DAY)
    .execute(&mut *tx.conn)
    .await?;
    Ok(written > 0)
}

/// The tenant's answers that are not settled, oldest first; at most 20. Those that are too late end here. System work, as all below.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn open(tx: &mut Tx, tenant: TenantId) -> Result<Vec<Open>, DbError> {
    sql_query(
        "UPDATE opt_out_answers SET state = 'expired', finished_at = $2 WHERE tenant_id = $1 AND state = 'queued' AND until <= $2",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(sql_query(
        "SELECT answers, phone, body, message_id, profile_life, CASE WHEN state = 'submitting' THEN submitted_at END AS submitted_at
         FROM opt_out_answers WHERE tenant_id = $1 AND state IN ('queued', 'submitting') ORDER BY created_at, answers LIMIT 20",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .load(&mut *tx.conn)
    .await?)
}

/// Commits the id under which a waiting answer is handed over. False, and nothing may be sent: it is too late, the person has changed their
/// mind, the tenant is suspended, or the session is not this node's any more.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn submitting(
    tx: &mut Tx,
    tenant: TenantId,
    node: NodeId,
    answers: &str,
    message_id: &str,
    profile_life: i64,
) -> Result<bool, DbError> {
    let rows = sql_query(
        "UPDATE opt_out_answers a SET state = 'submitting', message_id = $4, profile_life = $5, submitted_at = $6
         WHERE a.tenant_id = $1 AND a.answers = $3 AND a.state = 'queued' AND a.until > $6
           AND a.leaves = EXISTS (SELECT FROM suppressions s WHERE s.tenant_id = $1 AND account_of(s.phone) = account_of(a.phone))
           AND EXISTS (SELECT FROM sessions s JOIN tenants t ON t.id = s.tenant_id
                       WHERE s.tenant_id = $1 AND s.node_id = $2 AND s.lease_until > $6 AND t.state = 'active')",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(node.0)
    .bind::<Text, _>(answers)
    .bind::<Text, _>(message_id)
    .bind::<BigInt, _>(profile_life)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(rows == 1)
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It certainly did not leave: it waits again, under the same id.
    Queued,
    /// WhatsApp has it.
    Sent,
    /// WhatsApp does not take it.
    Refused,
    /// Nobody can know.
    Unknown,
    /// It must not be sent any more.
    Expired,
}

impl Outcome {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Expired => "expired",
        }
    }
}

/// Records what became of an answer that is not settled yet.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn settle(
    tx: &mut Tx,
    tenant: TenantId,
    answers: &str,
    outcome: Outcome,
) -> Result<(), DbError> {
    sql_query(
        "UPDATE opt_out_answers SET state = $3, finished_at = CASE WHEN $3 = 'queued' THEN NULL ELSE $4 END
         WHERE tenant_id = $1 AND answers = $2 AND state IN ('queued', 'submitting')",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Text, _>(answers)
    .bind::<Text, _>(outcome.as_str())
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

/// Removes answers that were settled a month ago. System work of [`crate::retention`]'s kind.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn sweep(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    Ok(sql_query(
        "DELETE FROM opt_out_answers WHERE (tenant_id, answers) IN
         (SELECT tenant_id, answers FROM opt_out_answers WHERE finished_at < $1 ORDER BY finished_at LIMIT $2)",
    )
    .bind::<Timestamptz, _>(tx.now - KEPT)
    .bind::<BigInt, _>(limit)
    .execute(&mut *tx.conn)
    .await?)
}

#[cfg(test)]
mod tests {
    use siar_domain::clock::Clock;
    use uuid::Uuid;

    use super::*;
    use crate::{
        incoming::{self, Recorded},
        sessions::{self, Claim},
        tenants::{self, TenantChange},
        testing::{self, TestBase},
    };

    const PERSON: &str = "+628111111111";

    async fn hears(base: &TestBase, scope: &Scope, id: &str, body: &str, ago: i64) -> Recorded {
        let message = Incoming {
            message_id: id.to_owned(),
            phone: PERSON.to_owned(),
            body: body.to_owned(),
            sent_at: base.clock.now() - TimeDelta::minutes(ago),
        };
        base.db
            .tenant(scope, async |tx| {
                incoming::record(tx, scope, std::slice::from_ref(&message)).await
            })
            .await
            .unwrap()
    }

    async fn waiting(base: &TestBase, scope: &Scope) -> Vec<(String, String)> {
        let tenant = scope.tenant();
        let rows = base.db.system(async |tx| open(tx, tenant).await);
        let rows = rows.await.unwrap();
        rows.into_iter()
            .map(|row| (row.answers, row.body))
            .collect()
    }

    async fn settled(base: &TestBase, scope: &Scope, answers: &str, outcome: Outcome) {
        let tenant = scope.tenant();
        let done: Result<(), DbError> = base
            .db
            .system(async |tx| settle(tx, tenant, answers, outcome).await)
            .await;
        done.unwrap();
    }

    async fn change(base: &TestBase, scope: &Scope, change: TenantChange) {
        base.db
            .tenant(scope, async |tx| tenants::update(tx, scope, &change).await)
            .await
            .unwrap();
    }

    fn row(answers: &str, body: &str) -> (String, String) {
        (answers.to_owned(), body.to_owned())
    }

    #[tokio::test]
    async fn each_opt_out_and_each_return_is_answered_once() {
        let base = testing::base().await;
        let scope = base.tenant("Toko").await;
        let leaves = usual_text(Heard::Leaves, "en", "STOP");
        let returns = usual_text(Heard::Returns, "en", "STOP");
        assert_eq!(hears(&base, &scope, "in-1", "STOP", 0).await.answers, 1);
        // The same message again, and the same wish again.
        assert_eq!(hears(&base, &scope, "in-1", "STOP", 0).await.answers, 0);
        assert_eq!(hears(&base, &scope, "in-2", "stop!", 0).await.answers, 0);
        assert_eq!(waiting(&base, &scope).await, [row("in-1", &leaves)]);
        assert_eq!(hears(&base, &scope, "in-3", "START", 0).await.answers, 1);
        // Who is not on the register does not come back.
        assert_eq!(hears(&base, &scope, "in-4", "START", 0).await.answers, 0);
        assert_eq!(
            waiting(&base, &scope).await,
            [row("in-1", &leaves), row("in-3", &returns)]
        );
        // Two machines do not answer each other for ever.
        for (id, body) in [("in-5", "STOP"), ("in-6", "START"), ("in-7", "STOP")] {
            hears(&base, &scope, id, body, 0).await;
        }
        let ids: Vec<String> = waiting(&base, &scope)
            .await
            .into_iter()
            .map(|row| row.0)
            .collect();
        assert_eq!(ids, ["in-1", "in-3", "in-5", "in-6"]);
    }

    #[tokio::test]
    async fn a_tenant_has_its_own_text_or_none_is_sent() {
        let base = testing::base().await;
        let scope = base.tenant("Toko").await;
        let own = TenantChange {
            opt_out_text: Some("Siap!".to_owned()),
            ..TenantChange::default()
        };
        change(&base, &scope, own).await;
        hears(&base, &scope, "in-1", "STOP", 0).await;
        assert_eq!(waiting(&base, &scope).await, [row("in-1", "Siap!")]);
        let off = TenantChange {
            opt_out_answer: Some(false),
            ..TenantChange::default()
        };
        change(&base, &scope, off).await;
        assert_eq!(hears(&base, &scope, "in-2", "START", 0).await.answers, 0);
    }

    #[tokio::test]
    async fn what_is_too_late_is_not_sent() {
        let base = testing::base().await;
        let scope = base.tenant("Toko").await;
        // Read back after a night offline.
        assert_eq!(hears(&base, &scope, "in-1", "STOP", 15).await.answers, 0);
        hears(&base, &scope, "in-2", "START", 14).await;
        assert_eq!(waiting(&base, &scope).await.len(), 1);
        base.clock.advance(TimeDelta::minutes(1));
        assert_eq!(waiting(&base, &scope).await, []);
        settled(&base, &scope, "in-2", Outcome::Queued).await;
        assert_eq!(waiting(&base, &scope).await, [], "it has ended");
    }

    #[tokio::test]
    async fn it_is_handed_over_by_the_sessions_owner_only_and_while_it_still_holds() {
        let base = testing::base().await;
        let scope = base.tenant("Toko").await;
        let tenant = scope.tenant();
        hears(&base, &scope, "in-1", "STOP", 0).await;
        let (node, other) = (NodeId(Uuid::new_v4()), NodeId(Uuid::new_v4()));
        let hand_over = async |by: NodeId, answers: &str, id: &str| {
            base.db
                .system(async |tx| submitting(tx, tenant, by, answers, id, 1).await)
                .await
                .unwrap()
        };
        assert!(!hand_over(node, "in-1", "true_a").await, "nobody holds it");
        let lease = TimeDelta::minutes(5);
        let claim = base
            .db
            .system(async |tx| {
                sessions::create(tx, tenant).await?;
                sessions::claim(tx, tenant, node, lease).await
            })
            .await;
        assert!(matches!(claim.unwrap(), Claim::Ours(..)));
        assert!(!hand_over(other, "in-1", "true_a").await);
        assert!(hand_over(node, "in-1", "true_a").await);
        assert!(!hand_over(node, "in-1", "true_b").await, "once");
        settled(&base, &scope, "in-1", Outcome::Sent).await;
        // Left again before the welcome was sent.
        hears(&base, &scope, "in-2", "START", 0).await;
        hears(&base, &scope, "in-3", "STOP", 0).await;
        assert!(!hand_over(node, "in-2", "true_c").await);
        assert!(hand_over(node, "in-3", "true_d").await);
    }
}
