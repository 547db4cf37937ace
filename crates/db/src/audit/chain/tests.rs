use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use serde_json::json;
use siar_domain::clock::Clock;

use super::*;
use crate::{Db, audit, testing};

async fn note(db: &Db, subject: &str) {
    let noted: Result<(), DbError> = db
        .system(async |tx| {
            let detail = json!({"b": 1, "a": [subject]});
            audit::note(tx, None, None, "test.done", subject, detail).await
        })
        .await;
    noted.unwrap();
}

async fn sealed(db: &Db) -> (Head, usize) {
    let sealed: Result<_, DbError> = db.system(async |tx| seal(tx, 100).await).await;
    sealed.unwrap()
}

async fn verified(db: &Db) -> Verified {
    let found: Result<_, DbError> = db
        .system(async |tx| {
            // In pieces, as a long chain is looked at.
            let mut head = Head::EMPTY;
            loop {
                match verify(tx, &head, 2).await? {
                    Verified::UpTo(next) if next == head => return Ok(Verified::UpTo(head)),
                    Verified::UpTo(next) => head = next,
                    broken @ Verified::Broken { .. } => return Ok(broken),
                }
            }
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn every_entry_is_sealed_once_and_the_chain_goes_on() {
    let test = testing::base().await;
    assert_eq!(sealed(&test.db).await, (Head::EMPTY, 0));
    for subject in ["one", "two", "three"] {
        note(&test.db, subject).await;
    }
    let (head, count) = sealed(&test.db).await;
    assert_eq!((head.place, count), (3, 3));
    assert_eq!(sealed(&test.db).await, (head, 0));
    note(&test.db, "four").await;
    let (longer, count) = sealed(&test.db).await;
    assert_eq!((longer.place, count), (4, 1));
    assert_eq!(verified(&test.db).await, Verified::UpTo(longer));
    let held: Result<_, DbError> = test
        .db
        .system(async |tx| {
            let other = Head {
                place: 3,
                seal: longer.seal,
            };
            Ok([
                holds(tx, &head).await?,
                holds(tx, &longer).await?,
                holds(tx, &other).await?,
            ])
        })
        .await;
    assert_eq!(held.unwrap(), [true, true, false]);
}

#[tokio::test]
async fn what_is_changed_put_in_or_taken_out_is_found() {
    for (deed, place) in [
        ("UPDATE audit_log SET subject = 'other' WHERE subject = 'two'", 2),
        ("UPDATE audit_log SET detail = '{}' WHERE subject = 'one'", 1),
        ("UPDATE audit_log SET at = at + interval '1 second' WHERE subject = 'three'", 3),
        ("UPDATE audit_log SET user_id = gen_random_uuid() WHERE subject = 'two'", 2),
        ("DELETE FROM audit_log WHERE subject = 'two'", 2),
        (
            "WITH gone AS (DELETE FROM audit_log WHERE subject = 'two' RETURNING id)
             DELETE FROM audit_seals USING gone WHERE audit_id = gone.id",
            2,
        ),
        (
            "UPDATE audit_seals SET audit_id = -audit_id; UPDATE audit_seals SET audit_id = -(SELECT audit_id FROM audit_seals s
                 WHERE s.place = 4 - audit_seals.place)",
            1,
        ),
    ] {
        let test = testing::base().await;
        for subject in ["one", "two", "three"] {
            note(&test.db, subject).await;
        }
        sealed(&test.db).await;
        let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
            .await
            .unwrap();
        conn.batch_execute(deed).await.unwrap();
        assert_eq!(verified(&test.db).await, Verified::Broken { place }, "{deed}");
    }
}

/// Takes off what is older than `days` days.
async fn pruned(db: &Db, days: i64, limit: i64) -> Result<usize, DbError> {
    db.system(async |tx| prune(tx, TimeDelta::days(days), limit).await)
        .await
}

/// Five entries, 500 days older than the clock but for the last two.
async fn aged(test: &testing::TestBase) -> Head {
    let now = test.clock.now();
    test.clock.set(now - TimeDelta::days(500));
    for subject in ["one", "two", "three"] {
        note(&test.db, subject).await;
    }
    test.clock.set(now);
    for subject in ["four", "five"] {
        note(&test.db, subject).await;
    }
    sealed(&test.db).await.0
}

#[tokio::test]
async fn what_is_left_after_old_entries_went_still_proves_itself() {
    let test = testing::base().await;
    aged(&test).await;
    assert_eq!(
        pruned(&test.db, 499, 100).await.unwrap(),
        0,
        "not a day too old"
    );
    assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 2);
    assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 1);
    assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 0);
    let (head, told) = sealed(&test.db).await;
    // Two entries say what went.
    assert_eq!((head.place, told), (7, 2));
    assert_eq!(verified(&test.db).await, Verified::UpTo(head));
    let left: Result<Vec<SealRow>, DbError> = test
        .db
        .system(async |tx| {
            Ok(
                sql_query("SELECT place, seal FROM audit_seals ORDER BY place")
                    .load(&mut *tx.conn)
                    .await?,
            )
        })
        .await;
    let places: Vec<i64> = left.unwrap().iter().map(|row| row.place).collect();
    assert_eq!(places, [4, 5, 6, 7]);
}

#[tokio::test]
async fn the_newest_entry_stays_however_old_it_is() {
    let test = testing::base().await;
    let now = test.clock.now();
    test.clock.set(now - TimeDelta::days(500));
    for subject in ["one", "two"] {
        note(&test.db, subject).await;
    }
    let (head, _) = sealed(&test.db).await;
    test.clock.set(now);
    assert_eq!(pruned(&test.db, 400, 100).await.unwrap(), 1);
    assert_eq!(pruned(&test.db, 400, 100).await.unwrap(), 0);
    let held: Result<bool, DbError> = test.db.system(async |tx| holds(tx, &head).await).await;
    assert!(held.unwrap());
}

#[tokio::test]
async fn nothing_young_is_pruned_and_what_only_says_so_is_found() {
    let test = testing::base().await;
    let head = aged(&test).await;
    for deed in [
        "SELECT siar_prune_audit(now(), 100)",
        "SELECT siar_prune_audit(now() - interval '89 days', 100)",
    ] {
        let done: Result<usize, DbError> = test
            .db
            .system(async |tx| Ok(sql_query(deed).execute(&mut *tx.conn).await?))
            .await;
        assert!(done.is_err(), "{deed}");
    }
    // An entry that says that something went, while it is still there.
    let detail = json!({"place": head.place - 1, "seal": hex(&head.seal)});
    let noted: Result<(), DbError> = test
        .db
        .system(async |tx| audit::note(tx, None, None, "audit.pruned", "audit_log", detail).await)
        .await;
    noted.unwrap();
    assert_eq!(verified(&test.db).await, Verified::Broken { place: 1 });
    // Without what it says went, the seal is another.
    let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
        .await
        .unwrap();
    conn.batch_execute("DELETE FROM audit_seals WHERE place < 5")
        .await
        .unwrap();
    assert_eq!(verified(&test.db).await, Verified::Broken { place: 5 });
}

#[tokio::test]
async fn a_beginning_that_was_cut_off_is_found() {
    let test = testing::base().await;
    aged(&test).await;
    assert_eq!(pruned(&test.db, 400, 2).await.unwrap(), 2);
    sealed(&test.db).await;
    let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
        .await
        .unwrap();
    conn.batch_execute("DELETE FROM audit_seals WHERE place = 3")
        .await
        .unwrap();
    assert_eq!(verified(&test.db).await, Verified::Broken { place: 3 });
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn the_servers_own_roles_cannot_change_what_is_sealed() {
    let test = testing::base().await;
    note(&test.db, "one").await;
    sealed(&test.db).await;
    for deed in [
        "UPDATE audit_seals SET place = 2",
        "DELETE FROM audit_seals",
        "UPDATE audit_log SET subject = 'other'",
        "DELETE FROM audit_log",
    ] {
        let done: Result<usize, DbError> = test
            .db
            .system(async |tx| Ok(sql_query(deed).execute(&mut *tx.conn).await?))
            .await;
        assert!(done.is_err(), "{deed}");
    }
}
