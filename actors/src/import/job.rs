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
        };
        let mut progress = Progress {
            read_bytes: self.import.read_bytes,
            rows: self.import.rows,
            added: self.import.added,
            updated: self.import.updated,
            duplicates: self.import.duplicates,
            rejected: self.import.rejected,
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
            progress = Progress {
                added: stored.added,
                updated: stored.updated,
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
mod tests {
    use super::*;
    use siar_db::DbUrls;
    use siar_domain::clock::SystemClock;
    use siar_testkit::TestDb;
    use std::sync::Arc;
    use uuid::Uuid;

    struct World {
        base: TestDb,
        db: Db,
        spool: Spool,
        directory: std::path::PathBuf,
    }

    async fn world() -> World {
        let base = TestDb::new().await;
        let urls = DbUrls {
            app: base.app_url().to_owned().into(),
            system: base.system_url().to_owned().into(),
            connections: 6,
        };
        let db = Db::connect(&urls, Arc::new(SystemClock)).await.unwrap();
        let directory = std::env::temp_dir().join(format!("siar-spool-{}", Uuid::new_v4()));
        let spool = Spool::open(&directory).unwrap();
        World {
            base,
            db,
            spool,
            directory,
        }
    }

    impl World {
        async fn upload(&self, csv: &str) -> ImportId {
            let (tenant, id) = (Uuid::now_v7(), ImportId(Uuid::now_v7()));
            std::fs::write(self.spool.file(id), csv).unwrap();
            self.base
                .superuser()
                .await
                .batch_execute(&format!(
                    "INSERT INTO tenants (id, name, created_at) VALUES ('{tenant}', 'T', now());
                     INSERT INTO imports (id, tenant_id, file_name, mapping, country, state, total_bytes, created_at)
                     VALUES ('{id}', '{tenant}', 'a.csv', '{{}}', 'ID', 'waiting', {}, now());",
                    csv.len()
                ))
                .await
                .unwrap();
            id
        }

        /// Another file of the tenant whose import `of` is.
        async fn upload_of(&self, of: ImportId, csv: &str) -> ImportId {
            let id = ImportId(Uuid::now_v7());
            std::fs::write(self.spool.file(id), csv).unwrap();
            self.base
                .superuser()
                .await
                .batch_execute(&format!(
                    "INSERT INTO imports (id, tenant_id, file_name, mapping, country, state, total_bytes, created_at)
                     SELECT '{id}', tenant_id, 'a.csv', '{{}}', 'ID', 'waiting', {}, now() FROM imports WHERE id = '{of}'",
                    csv.len()
                ))
                .await
                .unwrap();
            id
        }

        /// state, error, rows, added, updated, duplicates, rejected, contacts really there, rejects really there
        async fn outcome(&self, id: ImportId) -> (String, Option<String>, [i64; 7]) {
            let row = self
                .base
                .superuser()
                .await
                .query_one(
                    "SELECT i.state, i.error_code, i.rows, i.added, i.updated, i.duplicates, i.rejected,
                            (SELECT count(*) FROM contacts c WHERE c.tenant_id = i.tenant_id),
                            (SELECT count(*) FROM import_rejects r WHERE r.import_id = i.id)
                     FROM imports i WHERE i.id::text = $1",
                    &[&id.to_string()],
                )
                .await
                .unwrap();
            (
                row.get(0),
                row.get(1),
                std::array::from_fn(|place| row.get(place + 2)),
            )
        }
    }

    impl Drop for World {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.directory);
        }
    }

    fn rounds() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(2))
    }

    fn csv(people: usize) -> String {
        let mut csv = "phone,name\n".to_owned();
        for n in 0..people {
            csv.push_str(&format!("0811{n:07},Name {n}\n"));
            if n % 10 == 0 {
                csv.push_str(&format!("0811{n:07},Name {n} again\n12,short\n"));
            }
        }
        csv
    }

    #[tokio::test]
    async fn every_row_is_a_contact_a_repeat_or_a_named_refusal() {
        let world = world().await;
        let id = world.upload(&csv(30_000)).await;
        run(world.db.clone(), world.spool.clone(), rounds(), id)
            .await
            .unwrap();
        assert_eq!(
            world.outcome(id).await,
            (
                "completed".to_owned(),
                None,
                [36_000, 30_000, 0, 3_000, 3_000, 30_000, 3_000]
            )
        );
        assert!(!world.spool.file(id).exists());
    }

    #[tokio::test]
    async fn a_long_file_does_not_hold_up_a_short_one() {
        let world = world().await;
        // Several rounds, one of which is stored at a time.
        let long = world.upload(&csv(95_000)).await;
        let one = Arc::new(Semaphore::new(1));
        let running = run(
            world.db.clone(),
            world.spool.clone(),
            Arc::clone(&one),
            long,
        );
        let between = async {
            while world.outcome(long).await.2[0] == 0 {}
            let short = world.upload(&csv(10)).await;
            run(world.db.clone(), world.spool.clone(), one, short)
                .await
                .unwrap();
            assert_eq!(world.outcome(short).await.0, "completed");
            assert_eq!(world.outcome(long).await.0, "running");
        };
        let (ran, ()) = tokio::join!(running, between);
        ran.unwrap();
        assert_eq!(
            world.outcome(long).await,
            (
                "completed".to_owned(),
                None,
                [114_000, 95_000, 0, 9_500, 9_500, 95_000, 9_500]
            )
        );
    }

    #[tokio::test]
    async fn an_import_ends_where_the_package_has_no_more_room() {
        let world = world().await;
        world
            .base
            .superuser()
            .await
            .batch_execute("UPDATE packages SET contact_limit = 60000")
            .await
            .unwrap();
        let id = world.upload(&csv(100_000)).await;
        run(world.db.clone(), world.spool.clone(), rounds(), id)
            .await
            .unwrap();
        let (state, error, counts) = world.outcome(id).await;
        assert_eq!(
            (state.as_str(), error.as_deref()),
            ("failed", Some("contact_limit"))
        );
        // Whole rounds are stored, and what is stored is counted.
        let [rows, added, .., there, _] = counts;
        assert!(rows > 0 && added == there && there <= 60_000, "{counts:?}");
        assert!(!world.spool.file(id).exists());
        // The same people again take no room.
        let again = world.upload_of(id, &csv(1_000)).await;
        run(world.db.clone(), world.spool.clone(), rounds(), again)
            .await
            .unwrap();
        assert_eq!(world.outcome(again).await.0, "completed");
    }

    #[tokio::test]
    async fn an_import_that_was_killed_at_any_time_ends_with_the_same_counts() {
        let world = world().await;
        let id = world.upload(&csv(30_000)).await;
        let stored = || async {
            let (_, _, counts) = world.outcome(id).await;
            counts[0]
        };
        // Killed as soon as something is stored, three times over: the future is dropped wherever it is.
        for _ in 0..3 {
            let before = stored().await;
            tokio::select! {
                _ = run(world.db.clone(), world.spool.clone(), rounds(), id) => {}
                () = async { while stored().await == before {} } => {}
            }
        }
        run(world.db.clone(), world.spool.clone(), rounds(), id)
            .await
            .unwrap();
        assert_eq!(
            world.outcome(id).await,
            (
                "completed".to_owned(),
                None,
                [36_000, 30_000, 0, 3_000, 3_000, 30_000, 3_000]
            )
        );
    }

    #[tokio::test]
    async fn a_file_that_is_none_fails_with_its_reason_and_stores_nothing() {
        let world = world().await;
        let id = world.upload("a,b\nx,y\n").await;
        run(world.db.clone(), world.spool.clone(), rounds(), id)
            .await
            .unwrap();
        assert_eq!(
            world.outcome(id).await,
            (
                "failed".to_owned(),
                Some("import_no_phone_column".to_owned()),
                [0; 7]
            )
        );
        let lost = world.upload(&csv(1)).await;
        std::fs::remove_file(world.spool.file(lost)).unwrap();
        run(world.db.clone(), world.spool.clone(), rounds(), lost)
            .await
            .unwrap();
        assert_eq!(
            world.outcome(lost).await,
            ("failed".to_owned(), Some("upload_lost".to_owned()), [0; 7])
        );
    }
}
