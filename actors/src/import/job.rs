//! One import from claim to end.

use std::{sync::Arc, time::Duration};

use futures::{StreamExt, TryStreamExt, stream};
use siar_db::{
    Db, DbError, Scope,
    contacts::{self, Batch, Stored},
    imports::{self, Checkpoint, End, Import, Progress, Reject},
    shares,
};
use siar_domain::{id::ImportId, import::ImportSettings};
use tokio::sync::{Semaphore, mpsc};

use super::{
    Spool,
    rounds::{self, Round},
};

/// Rounds read ahead of the one being stored.
const AHEAD: usize = 1;
/// How often a round is tried again while the database is away, waiting a second longer each time.
const TRIES: u32 = 30;

/// Claims the import and stores it to its end, each round with a permit of `rounds`. Does nothing when somebody else finished it.
pub(super) async fn run(
    db: Db,
    spool: Spool,
    rounds: Arc<Semaphore>,
    id: ImportId,
) -> Result<(), DbError> {
    let Some((scope, import)) = db.system(async |tx| imports::claim(tx, id).await).await? else {
        spool.remove(id);
        return Ok(());
    };
    let job = Job {
        db,
        scope,
        rounds,
        side_by_side: std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 4)),
        import,
    };
    let ended = job.store(&spool).await?;
    if ended {
        spool.remove(id);
    }
    Ok(())
}

struct Job {
    db: Db,
    scope: Scope,
    import: Import,
    rounds: Arc<Semaphore>,
    side_by_side: usize,
}

impl Job {
    /// Answers whether the import has ended: completed, failed, cancelled or taken over.
    async fn store(&self, spool: &Spool) -> Result<bool, DbError> {
        let settings: ImportSettings = serde_json::from_value(self.import.mapping.clone())
            .map_err(|error| DbError::Corrupt(format!("import settings: {error}")))?;
        let path = spool.file(self.import.id);
        let (to, mut from) = mpsc::channel(AHEAD);
        let consent = settings.consent_source.clone();
        let consent = consent.as_deref();
        let (skip, side_by_side) = (self.import.rows, self.side_by_side);
        let reading = tokio::task::spawn_blocking(move || {
            rounds::read(&path, settings, skip, side_by_side, &to)
        });
        let mut stored = Stored {
            added: self.import.added,
            updated: self.import.updated,
            withdrawn: self.import.withdrawn,
        };
        let mut progress = Progress {
            read_bytes: self.import.read_bytes,
            rows: self.import.rows,
            added: self.import.added,
            updated: self.import.updated,
            duplicates: self.import.duplicates,
            rejected: self.import.rejected,
            withdrawn: self.import.withdrawn,
        };
        let mut room = self.room().await?;
        while let Some(round) = from.recv().await {
            // Given back after the checkpoint: whoever asked meanwhile comes first. Nobody closes it.
            let _turn = self.rounds.acquire().await.ok();
            if room.is_some_and(|room| round.people() > room) {
                // Counted again: others may have come or gone, and whoever is known takes no room.
                let phones: Vec<String> = round.phones().cloned().collect();
                match self.patiently(|| self.more(&phones)).await {
                    Err(DbError::ShareUsedUp { limit, .. }) => {
                        let end = End::Failed {
                            code: "contact_limit".to_owned(),
                            text: format!("the package holds {limit} contacts at the most"),
                        };
                        self.checkpoint(progress, &[], Some(end)).await?;
                        return Ok(true);
                    }
                    other => other?,
                }
                room = self.room().await?;
            }
            let now = self.patiently(|| self.round(&round, consent)).await?;
            room = room.map(|room| room - now.added);
            stored.added += now.added;
            stored.updated += now.updated;
            stored.withdrawn += now.withdrawn;
            progress = Progress {
                added: stored.added,
                updated: stored.updated,
                withdrawn: stored.withdrawn,
                ..round.progress
            };
            let end = round.last.then_some(End::Completed);
            if !round.headings.is_empty() {
                self.patiently(|| self.headings(&round.headings)).await?;
            }
            if !self.checkpoint(progress, &round.rejects, end).await? {
                // Dropping the channel ends the reading.
                return Ok(true);
            }
            if round.last {
                return Ok(true);
            }
        }
        let unreadable = match reading.await {
            Ok(Ok(())) => return Ok(false),
            Ok(Err(unreadable)) => unreadable,
            Err(panicked) => return Err(DbError::Corrupt(format!("reading the file: {panicked}"))),
        };
        let end = End::Failed {
            code: unreadable.code().to_owned(),
            text: unreadable.to_string(),
        };
        self.checkpoint(progress, &[], Some(end)).await?;
        Ok(true)
    }

    /// How many more contacts there may be; none means any number.
    async fn room(&self) -> Result<Option<i64>, DbError> {
        let share = self
            .patiently(|| {
                self.db.tenant(&self.scope, async |tx| {
                    shares::contacts(tx, &self.scope).await
                })
            })
            .await?;
        Ok(share.map(|share| share.limit - share.taken))
    }

    async fn more(&self, phones: &[String]) -> Result<(), DbError> {
        self.db
            .tenant(&self.scope, async |tx| {
                shares::more_contacts(tx, &self.scope, phones).await
            })
            .await
    }

    async fn round(&self, round: &Round, consent: Option<&str>) -> Result<Stored, DbError> {
        let parts: Vec<Stored> = stream::iter(&round.batches)
            .map(|batch| self.batch(batch, consent))
            .buffer_unordered(self.side_by_side)
            .try_collect()
            .await?;
        if !round.repeats.phones.is_empty() {
            // People who were counted at their first row.
            self.batch(&round.repeats, consent).await?;
        }
        Ok(parts.iter().fold(Stored::default(), |sum, part| Stored {
            added: sum.added + part.added,
            updated: sum.updated + part.updated,
            withdrawn: sum.withdrawn + part.withdrawn,
        }))
    }

    async fn headings(&self, headings: &[String]) -> Result<(), DbError> {
        self.db
            .tenant(&self.scope, async |tx| {
                imports::note_headings(tx, self.import.id, headings).await
            })
            .await
    }

    async fn batch(&self, batch: &Batch, consent: Option<&str>) -> Result<Stored, DbError> {
        self.db
            .tenant(&self.scope, async |tx| {
                contacts::store_batch(
                    tx,
                    &self.scope,
                    self.import.list(),
                    self.import.created_at,
                    consent,
                    batch,
                )
                .await
            })
            .await
    }

    /// Answers false when the import is no longer ours.
    async fn checkpoint(
        &self,
        progress: Progress,
        rejects: &[Reject],
        end: Option<End>,
    ) -> Result<bool, DbError> {
        let (id, epoch) = (self.import.id, self.import.epoch);
        let outcome = self
            .patiently(|| {
                let end = end.clone();
                self.db.tenant(&self.scope, async move |tx| {
                    imports::checkpoint(tx, &self.scope, id, epoch, progress, rejects, end).await
                })
            })
            .await?;
        Ok(matches!(outcome, Checkpoint::Stored(_)))
    }

    /// Tries again while the database is away: storing a batch twice changes nothing, neither does a checkpoint.
    async fn patiently<T, F>(&self, mut attempt: impl FnMut() -> F) -> Result<T, DbError>
    where
        F: Future<Output = Result<T, DbError>>,
    {
        let mut tries = 0;
        loop {
            match attempt().await {
                Err(error) if error.is_passing() && tries < TRIES => {
                    tries += 1;
                    tracing::warn!(import = %self.import.id, %error, tries, "storing an import");
                    tokio::time::sleep(Duration::from_secs(u64::from(tries.min(10)))).await;
                }
                other => return other,
            }
        }
    }
}

#[cfg(test)]
mod tests;
