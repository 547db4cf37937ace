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
