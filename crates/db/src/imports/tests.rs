use super::*;
use crate::{outbox::Committed, testing};
use serde_json::json;

fn new(id: ImportId) -> NewImport {
    NewImport {
        id,
        list: None,
        file_name: "a.csv".into(),
        mapping: json!({}),
        country: "ID".into(),
        total_bytes: 200,
    }
}

#[tokio::test]
async fn the_late_actor_of_two_writes_nothing() {
    let base = testing::base().await;
    let scope = base.tenant("Toko").await;
    let id = ImportId(Uuid::now_v7());
    base.db
        .tenant(&scope, async |tx| create(tx, &scope, new(id)).await)
        .await
        .unwrap();
    let unfinished = base
        .db
        .system(async |tx| unfinished(tx).await)
        .await
        .unwrap();
    assert_eq!(unfinished, [(scope.tenant(), id)]);
    let (_, first) = base
        .db
        .system(async |tx| claim(tx, id).await)
        .await
        .unwrap()
        .unwrap();
    let (claimed, second) = base
        .db
        .system(async |tx| claim(tx, id).await)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(claimed.tenant(), scope.tenant());
    let progress = Progress {
        rows: 3,
        read_bytes: 100,
        added: 2,
        rejected: 1,
        ..Default::default()
    };
    let reject = Reject {
        line: 2,
        reason: "invalid_phone".into(),
        detail: "too short".into(),
        raw: "12".into(),
        cells: vec!["Budi".into(), "12".into(), String::new()],
    };
    let late = base
        .db
        .tenant(&scope, async |tx| {
            checkpoint(
                tx,
                &scope,
                id,
                first.epoch,
                progress,
                std::slice::from_ref(&reject),
                None,
            )
            .await
        })
        .await
        .unwrap();
    assert_eq!(late, Checkpoint::NotMine);
    let mut told = base.db.committed();
    for end in [None, Some(End::Completed)] {
        let stored = base
            .db
            .tenant(&scope, async |tx| {
                checkpoint(
                    tx,
                    &scope,
                    id,
                    second.epoch,
                    progress,
                    std::slice::from_ref(&reject),
                    end,
                )
                .await
            })
            .await
            .unwrap();
        assert!(matches!(stored, Checkpoint::Stored(_)));
    }
    let rejects = base
        .db
        .tenant(&scope, async |tx| rejects(tx, id, 0, 10).await)
        .await
        .unwrap();
    assert_eq!(rejects, [reject]);
    // created, claimed twice, then these two: numbered without gaps
    let sequences: Vec<_> = [told.recv().await.unwrap(), told.recv().await.unwrap()]
        .iter()
        .flat_map(|committed: &std::sync::Arc<Committed>| {
            committed
                .events
                .iter()
                .map(|e| e.sequence)
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(sequences, [4, 5]);
    let again = base
        .db
        .system(async |tx| claim(tx, id).await)
        .await
        .unwrap();
    assert!(again.is_none(), "a finished import cannot be claimed");
}

#[tokio::test]
async fn a_cancelled_import_takes_no_more_and_says_so_once() {
    let base = testing::base().await;
    let scope = base.tenant("Toko").await;
    let id = ImportId(Uuid::now_v7());
    base.db
        .tenant(&scope, async |tx| create(tx, &scope, new(id)).await)
        .await
        .unwrap();
    let (_, mine) = base
        .db
        .system(async |tx| claim(tx, id).await)
        .await
        .unwrap()
        .unwrap();
    let first = base
        .db
        .tenant(&scope, async |tx| cancel(tx, &scope, id).await)
        .await
        .unwrap();
    assert!(
        matches!(first, Cancelled::Done(import) if import.state == "cancelled" && import.finished_at.is_some())
    );
    let second = base
        .db
        .tenant(&scope, async |tx| cancel(tx, &scope, id).await)
        .await
        .unwrap();
    assert!(matches!(second, Cancelled::AlreadyEnded(_)));
    let late = base
        .db
        .tenant(&scope, async |tx| {
            checkpoint(
                tx,
                &scope,
                id,
                mine.epoch,
                Progress::default(),
                &[],
                Some(End::Completed),
            )
            .await
        })
        .await
        .unwrap();
    assert_eq!(late, Checkpoint::NotMine);
}
