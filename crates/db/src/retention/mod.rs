//! What is kept for a while only: removed in small transactions, oldest first, so that nobody waits for it. Calls of the platform
//! ([`crate::Db::system`]); each removes at most `limit` rows and answers how many, so whoever gets less than the limit is done.
//! [`tables`] says of every table how long its rows stay.

mod campaigns;
pub mod tables;
mod unconfirmed;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    sql_query,
    sql_types::{BigInt, Timestamptz},
};
use diesel_async::RunQueryDsl;

use crate::{DbError, Tx, audit, idempotency, mail, new_places, opt_out_answers};

/// A spent token stays this long after its end: whoever shows it meanwhile is told that it has ended and not that it never was.
const SPENT: TimeDelta = TimeDelta::days(1);
/// An invitation is shown this long after its end.
const INVITATION_SHOWN: TimeDelta = TimeDelta::days(30);
/// The pacer looks back 25 hours.
const PACE: TimeDelta = TimeDelta::days(2);
/// Who imported a file has this long to look at the rows that were refused.
const REJECTS: TimeDelta = TimeDelta::days(90);
/// What an import came to.
const IMPORTS: TimeDelta = TimeDelta::days(400);
/// What tells administrators how something came about.
const SHOWN: TimeDelta = TimeDelta::days(90);

/// What the operator decides.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// Events. A stream that asks for older ones is told `expired` and loads everything again.
    pub events: TimeDelta,
    /// Campaigns with their recipients after their end, and messages that came in.
    pub history: TimeDelta,
    /// Entries of the audit log; 90 days at least, which the database holds to.
    pub audit: TimeDelta,
    /// Businesses whose owner never confirmed the address; none: for ever, as where no e-mail is sent that one could confirm it with.
    pub unconfirmed: Option<TimeDelta>,
}

/// Rows that go when they are old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sweep {
    /// Events.
    Events,
    /// First answers under an Idempotency-Key.
    Answers,
    /// One-time links that ended.
    Links,
    /// Invitations that could not be accepted any more for a month: until then they can be sent again.
    Invitations,
    /// Refresh tokens that ended.
    RefreshTokens,
    /// Log-ins that nobody can use any more, once their place is forgotten.
    Logins,
    /// E-mails that ended a month ago.
    Emails,
    /// Answers to opt-outs that were settled a month ago.
    OptOutAnswers,
    /// What accounts sent in minutes that no pacer looks at any more.
    Pace,
    /// Campaigns that ended, with all that belongs to them.
    Campaigns,
    /// Messages that came in.
    Incoming,
    /// Rows that imports refused: they hold what people's files held.
    Rejects,
    /// Imports that ended.
    Imports,
    /// Alerts that were resolved.
    Alerts,
    /// Changes of sessions' states.
    Transitions,
    /// Runs of programs that are over.
    Nodes,
    /// Businesses that nobody ever confirmed to have signed up.
    Unconfirmed,
    /// Entries of the audit log, with their seals.
    Audit,
}

impl Sweep {
    /// All of them, in an order in which what hangs on something goes before it.
    pub const ALL: [Self; 18] = [
        Self::Events,
        Self::Answers,
        Self::Links,
        Self::Invitations,
        Self::RefreshTokens,
        Self::Logins,
        Self::Emails,
        Self::OptOutAnswers,
        Self::Pace,
        Self::Campaigns,
        Self::Incoming,
        Self::Rejects,
        Self::Imports,
        Self::Alerts,
        Self::Transitions,
        Self::Nodes,
        Self::Unconfirmed,
        Self::Audit,
    ];

    /// Removes up to `limit` rows; answers how many.
    ///
    /// # Errors
    /// [`DbError`] of the connection.
    pub async fn run(self, tx: &mut Tx, kept: &Kept, limit: i64) -> Result<usize, DbError> {
        let (statement, kept) = match self {
            Self::Answers => return idempotency::sweep(tx, limit).await,
            Self::Emails => return mail::sweep(tx, limit).await,
            Self::OptOutAnswers => return opt_out_answers::sweep(tx, limit).await,
            Self::Campaigns => return campaigns::sweep(tx, kept.history, limit).await,
            Self::Unconfirmed => {
                return match kept.unconfirmed {
                    Some(kept) => unconfirmed::sweep(tx, kept, limit).await,
                    None => Ok(0),
                };
            }
            Self::Audit => return audit::chain::prune(tx, kept.audit, limit).await,
            Self::Events => (
                "DELETE FROM events WHERE (tenant_id, sequence) IN
                     (SELECT tenant_id, sequence FROM events WHERE at < $1 ORDER BY at LIMIT $2)",
                kept.events,
            ),
            Self::Links => (
                "DELETE FROM one_time_tokens WHERE token_hash IN
                     (SELECT token_hash FROM one_time_tokens WHERE expires_at < $1 LIMIT $2)",
                SPENT,
            ),
            Self::Invitations => (
                "DELETE FROM invitations WHERE id IN (SELECT id FROM invitations WHERE expires_at < $1 LIMIT $2)",
                INVITATION_SHOWN,
            ),
            Self::RefreshTokens => (
                "DELETE FROM refresh_tokens WHERE token_hash IN
                     (SELECT token_hash FROM refresh_tokens WHERE expires_at < $1 LIMIT $2)",
                SPENT,
            ),
            Self::Logins => (
                "DELETE FROM logins WHERE id IN
                     (SELECT l.id FROM logins l WHERE l.last_used_at < $1
                         AND NOT EXISTS (SELECT FROM refresh_tokens r WHERE r.login_id = l.id) LIMIT $2)",
                new_places::REMEMBERED,
            ),
            Self::Pace => (
                "DELETE FROM pace_minutes WHERE (tenant_id, minute) IN
                     (SELECT tenant_id, minute FROM pace_minutes WHERE minute < $1 LIMIT $2)",
                PACE,
            ),
            Self::Incoming => (
                "DELETE FROM incoming_messages WHERE (tenant_id, message_id) IN
                     (SELECT tenant_id, message_id FROM incoming_messages WHERE received_at < $1 LIMIT $2)",
                kept.history,
            ),
            Self::Rejects => (
                "DELETE FROM import_rejects WHERE (tenant_id, import_id, line) IN
                     (SELECT r.tenant_id, r.import_id, r.line FROM imports i JOIN import_rejects r ON r.tenant_id = i.tenant_id AND r.import_id = i.id
                      WHERE i.finished_at < $1 LIMIT $2)",
                REJECTS,
            ),
            Self::Imports => (
                "DELETE FROM imports WHERE id IN (SELECT id FROM imports WHERE finished_at < $1 ORDER BY finished_at LIMIT $2)",
                IMPORTS,
            ),
            Self::Alerts => (
                "DELETE FROM alerts WHERE id IN (SELECT id FROM alerts WHERE resolved_at < $1 LIMIT $2)",
                SHOWN,
            ),
            Self::Transitions => (
                "DELETE FROM session_transitions WHERE id IN (SELECT id FROM session_transitions WHERE at < $1 LIMIT $2)",
                SHOWN,
            ),
            Self::Nodes => (
                "DELETE FROM nodes WHERE id IN
                     (SELECT n.id FROM nodes n WHERE n.heartbeat_at < $1
                         AND NOT EXISTS (SELECT FROM sessions s WHERE s.node_id = n.id)
                         AND NOT EXISTS (SELECT FROM campaigns c WHERE c.node_id = n.id) LIMIT $2)",
                SHOWN,
            ),
        };
        let until = tx.now - kept;
        remove(tx, statement, until, limit).await
    }
}

async fn remove(
    tx: &mut Tx,
    statement: &'static str,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<usize, DbError> {
    Ok(sql_query(statement)
        .bind::<Timestamptz, _>(until)
        .bind::<BigInt, _>(limit)
        .execute(&mut *tx.conn)
        .await?)
}

#[cfg(test)]
mod tests;
