//! What is swept: the database says what gets old ([`siar_db::retention`]); other chores have a variant here.

use std::sync::Arc;

use siar_db::{
    Db, DbError, Tx,
    retention::{Kept, Sweep},
    second_factors, sessions,
    vault::VaultKeys,
};

/// Rows of one transaction: short enough that nobody notices.
const ROWS: i64 = 2_000;
/// Logins of one transaction: each is some megabytes, opened and sealed again.
const LOGINS: i64 = 5;

/// Something that is done again and again, a batch at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chore {
    /// What is old goes.
    Remove(Sweep),
    /// WhatsApp logins that are sealed with an older key are sealed with the current one: what a rotation of the key leaves to do.
    Reseal,
    /// So are the secrets of second factors.
    ResealFactors,
}

/// Every chore.
pub(super) fn all() -> impl Iterator<Item = Chore> {
    let removed = Sweep::ALL.into_iter().map(Chore::Remove);
    removed.chain([Chore::Reseal, Chore::ResealFactors])
}

/// What chores need.
#[derive(Clone)]
pub(super) struct Tools {
    pub(super) db: Db,
    pub(super) keys: Arc<VaultKeys>,
    pub(super) kept: Kept,
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
            Self::Remove(sweep) => sweep.run(tx, &tools.kept, limit).await,
            Self::Reseal => sessions::rewrap(tx, &tools.keys, limit).await,
            Self::ResealFactors => second_factors::reseal(tx, &tools.keys, limit).await,
        }
    }
}
