//! Where the log-in is, and which account it is.

use super::*;

#[tokio::test]
async fn a_start_says_where_the_newest_login_is() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let owner = world.claim(scope.tenant(), NODE).await;
    let vault = keys(&[1]);
    let opening = async |node: &'static str| {
        let opening = world
            .db
            .tenant(&scope, async |tx| {
                super::opening(tx, &owner, node, &vault).await
            })
            .await
            .unwrap()
            .unwrap();
        let snapshot = opening.snapshot.map(|s| s.to_vec());
        (
            opening.linked,
            opening.on_this_disk,
            opening.is_latest,
            snapshot,
        )
    };
    let save = async |plain: &'static [u8]| {
        let sealed = vault
            .seal(scope.tenant(), crate::vault::Column::SessionProfile, plain)
            .unwrap();
        let saved = world
            .db
            .tenant(&scope, async |tx| {
                linked(tx, &owner, "+628111111111").await?;
                save_profile(tx, &owner, 1, &sealed, plain.len()).await
            })
            .await;
        assert!(saved.unwrap());
    };
    assert_eq!(opening("one").await, (false, false, false, None));
    save(b"first").await;
    let first = Some(b"first".to_vec());
    assert_eq!(
        opening("one").await,
        (true, false, true, first.clone()),
        "closed well"
    );
    assert_eq!(
        opening("one").await,
        (true, true, false, first.clone()),
        "crashed here"
    );
    assert_eq!(
        opening("two").await,
        (true, false, false, first.clone()),
        "crashed elsewhere"
    );
    let life = async |nothing_lost| {
        world
            .db
            .tenant(&scope, async |tx| opened(tx, &owner, nothing_lost).await)
            .await
            .unwrap()
    };
    assert_eq!((life(true).await, life(false).await), (Some(0), Some(1)));
}

#[tokio::test]
async fn keys_rotate_and_a_profile_moved_to_another_tenant_does_not_open() {
    let world = World::new().await;
    let (scope, thief) = (world.tenant().await, world.tenant().await);
    let owner = world.claim(scope.tenant(), NODE).await;
    let old = keys(&[1]);
    let sealed = old
        .seal(
            scope.tenant(),
            crate::vault::Column::SessionProfile,
            b"login",
        )
        .unwrap();
    world
        .db
        .tenant(&scope, async |tx| {
            save_profile(tx, &owner, 1, &sealed, 5).await
        })
        .await
        .unwrap();
    let both = keys(&[2, 1]);
    let rewrap = async || {
        world
            .db
            .system(async |tx| rewrap(tx, &both, 10).await)
            .await
    };
    assert_eq!(rewrap().await.unwrap(), 1);
    assert_eq!(rewrap().await.unwrap(), 0);
    let new = keys(&[2]);
    let opening = world
        .db
        .tenant(&scope, async |tx| opening(tx, &owner, "one", &new).await)
        .await;
    assert_eq!(
        opening.unwrap().unwrap().snapshot.unwrap().as_slice(),
        b"login"
    );

    world
        .test
        .superuser()
        .await
        .batch_execute(&format!(
            "INSERT INTO session_profiles
             SELECT '{}', key_id, sealed, plain_bytes, epoch, saved_at FROM session_profiles",
            thief.tenant()
        ))
        .await
        .unwrap();
    let robber = world.claim(thief.tenant(), NODE).await;
    let stolen = world
        .db
        .tenant(&thief, async |tx| {
            super::opening(tx, &robber, "one", &new).await
        })
        .await;
    assert!(matches!(stolen, Err(DbError::Corrupt(_))), "{stolen:?}");
}

#[tokio::test]
async fn the_same_account_is_read_back_and_another_one_holds_what_was_begun() {
    let world = crate::ledger::tests::World::new().await;
    let of = world.started(2, None).await;
    let draft = world.started(1, None).await;
    let superuser = world.test.superuser().await;
    let tenant = of.tenant;
    let claim = async || {
        let claimed = world
            .db
            .system(async |tx| claim(tx, tenant, world.node, LEASE).await)
            .await
            .unwrap();
        let Claim::Ours(owner, _) = claimed else {
            panic!("held")
        };
        owner
    };
    let owner = claim().await;
    let link = async |phone: &str| {
        world
            .db
            .tenant(owner.scope(), async |tx| linked(tx, &owner, phone).await)
            .await
            .unwrap()
    };
    let forget = async || {
        world
            .db
            .tenant(owner.scope(), async |tx| forget_profile(tx, &owner).await)
            .await
            .unwrap();
    };
    let first_heard = world.now();
    assert_eq!(
        link("+5491123456789").await,
        Linked::Ours {
            heard_until: first_heard,
            held: vec![]
        }
    );
    world.clock.advance(TimeDelta::minutes(10));
    forget().await;
    // Another spelling of the same account: read back from when it was last listened to.
    assert_eq!(
        link("+541123456789").await,
        Linked::Ours {
            heard_until: first_heard,
            held: vec![]
        }
    );
    forget().await;
    let now = world.now();
    assert_eq!(
        link("+6281200000009").await,
        Linked::Ours {
            heard_until: now,
            held: vec![of.campaign]
        }
    );
    let states = superuser
        .query(
            "SELECT state, pause_reason FROM campaigns WHERE id = ANY ($1)",
            &[&vec![of.campaign.0]],
        )
        .await
        .unwrap();
    assert_eq!(
        (states[0].get(0), states[0].get(1)),
        ("paused", Some("account_changed"))
    );
    let others = superuser
        .query_one(
            "SELECT state FROM campaigns WHERE id = $1",
            &[&draft.campaign.0],
        )
        .await
        .unwrap();
    assert_eq!(others.get::<_, String>(0), "running", "another tenant's");
    let alerts = superuser
        .query(
            "SELECT FROM alerts WHERE kind = 'session_account_changed'",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(alerts.len(), 1);
}
