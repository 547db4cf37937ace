//! What is swept. Adding a chore adds a variant here.

use std::sync::Arc;

use chrono::TimeDelta;
use siar_db::{
    Db, DbError, Tx, idempotency, mail, opt_out_answers, retention, second_factors, sessions,
    vault::VaultKeys,
};

/// Rows of one transaction: short enough that nobody notices.
const ROWS: i64 = 2_000;
/// Logins of one transaction: each is some megabytes, opened and sealed again.
const LOGINS: i64 = 5;

/// Something that is done again and again, a batch at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chore {
    /// Events beyond what is kept.
    Events,
    /// First answers under an Idempotency-Key.
    Answers,
    /// One-time links.
    Links,
    /// Invitations that ended.
    Invitations,
    /// Refresh tokens.
    RefreshTokens,
    /// Log-ins without tokens.
    Logins,
    /// E-mails that ended long ago.
    Emails,
    /// Answers to opt-outs that were settled long ago.
    Answered,
    /// Minutes that no pacer looks at.
    Pace,
    /// WhatsApp logins that are sealed with an older key are sealed with the current one: what a rotation of the key leaves to do.
    Reseal,
    /// So are the secrets of second factors.
    ResealFactors,
}

pub(super) const ALL: [Chore; 11] = [
    Chore::Events,
    Chore::Answers,
    Chore::Links,
    Chore::Invitations,
    Chore::RefreshTokens,
    Chore::Logins,
    Chore::Emails,
    Chore::Answered,
    Chore::Pace,
    Chore::Reseal,
    Chore::ResealFactors,
];

/// What chores need.
#[derive(Clone)]
pub(super) struct Tools {
    pub(super) db: Db,
    pub(super) keys: Arc<VaultKeys>,
    pub(super) events_kept: TimeDelta,
}

impl Chore {
    /// Does all there is to do, batch by batch; answers how many rows.
    pub(super) async fn run(self, tools: &Tools) -> Result<usize, DbError> {
        let batch = match self {
            Self::Reseal => LOGINS,
            _ => ROWS,
        };
        let full = usize::try_from(batch).unwrap_or(usize::MAX);
        let mut all = 0;
        loop {
            let done = tools
                .db
                .system(async |tx| self.batch(tx, tools, batch).await)
                .await?;
            all += done;
            if done < full {
                return Ok(all);
            }
        }
    }

    async fn batch(self, tx: &mut Tx, tools: &Tools, limit: i64) -> Result<usize, DbError> {
        match self {
            Self::Events => retention::events(tx, tools.events_kept, limit).await,
            Self::Answers => idempotency::sweep(tx, limit).await,
            Self::Links => retention::one_time_tokens(tx, limit).await,
            Self::Invitations => retention::invitations(tx, limit).await,
            Self::RefreshTokens => retention::refresh_tokens(tx, limit).await,
            Self::Logins => retention::logins(tx, limit).await,
            Self::Emails => mail::sweep(tx, limit).await,
            Self::Answered => opt_out_answers::sweep(tx, limit).await,
            Self::Pace => retention::pace_minutes(tx, limit).await,
            Self::Reseal => sessions::rewrap(tx, &tools.keys, limit).await,
            Self::ResealFactors => second_factors::reseal(tx, &tools.keys, limit).await,
        }
    }
}
