//! What people and administrators want of a session.

use super::*;

#[tokio::test]
async fn a_wish_is_recorded_once_and_a_logout_needs_a_login() {
    let world = World::new().await;
    let scope = world.tenant().await;
    assert_eq!(world.want(&scope, Want::Stopped).await, Wanted::Already);
    assert_eq!(world.want(&scope, Want::LoggedOut).await, Wanted::NotLinked);
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Already);
    assert_eq!(world.want(&scope, Want::Restarted).await, Wanted::Recorded);
    assert_eq!(world.load(&scope).await.run_wanted, 1);

    let owner = world.claim(scope.tenant(), NODE).await;
    world.walk(&owner, &[S::Stopped, S::Starting]).await;
    let vault = keys(&[1]);
    let sealed = vault
        .seal(
            scope.tenant(),
            crate::vault::Column::SessionProfile,
            b"login",
        )
        .unwrap();
    world
        .db
        .tenant(&scope, async |tx| {
            linked(tx, &owner, "+628111111111").await?;
            save_profile(tx, &owner, vault.current(), &sealed, 5).await
        })
        .await
        .unwrap();
    assert_eq!(world.want(&scope, Want::LoggedOut).await, Wanted::Recorded);
    world
        .walk(&owner, &[S::Starting, S::Working, S::LoggedOut])
        .await;
    let row = world.load(&scope).await;
    assert_eq!(
        (row.wanted, row.logout_wanted, row.linked_at, row.phone),
        (false, false, None, None)
    );
    let left: i64 = world
        .test
        .superuser()
        .await
        .query_one("SELECT count(*) FROM session_profiles", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(left, 0, "the login is still in the vault");
}

#[tokio::test]
async fn one_tenants_call_reaches_no_other_session() {
    let world = World::new().await;
    let (scope, other) = (world.tenant().await, world.tenant().await);
    let owner_of_other = world.claim(other.tenant(), NODE).await;
    let foreign = world
        .db
        .tenant(&scope, async |tx| {
            let beat = beat(tx, &owner_of_other, LEASE, Sign::default()).await?;
            let released = release(tx, &owner_of_other).await?;
            let loaded = load(tx, &other).await.is_err();
            Ok::<_, DbError>((beat, released, loaded))
        })
        .await
        .unwrap();
    assert_eq!(foreign, (Beat::Lost, false, true));
    let listed = world
        .db
        .system(async |tx| list(tx, Some(S::Stopped), None, None, 10).await)
        .await
        .unwrap();
    assert_eq!(
        listed
            .iter()
            .map(|l| l.tenant_name.as_str())
            .collect::<Vec<_>>(),
        ["Warung", "Warung"]
    );
}

#[tokio::test]
async fn what_an_administrator_keeps_down_is_wanted_by_nobody_until_it_is_let_go() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let tenant = scope.tenant();
    let put = async |kind, reason: &str| {
        let hold_it = Hold {
            kind,
            reason: Some(reason.to_owned()),
        };
        world
            .db
            .system(async |tx| hold(tx, tenant, &hold_it).await)
            .await
            .unwrap()
    };
    let wanted = async || world.db.system(async |tx| wanted(tx).await).await.unwrap();
    let held = |kind, reason: &str| {
        Some(Hold {
            kind,
            reason: Some(reason.to_owned()),
        })
    };
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    assert_eq!(wanted().await, [tenant]);

    assert!(put(HoldKind::Stopped, "a").await);
    assert_eq!(wanted().await, []);
    let row = world.load(&scope).await;
    assert_eq!((row.wanted, row.shall_run()), (true, false));
    assert_eq!(row.hold, held(HoldKind::Stopped, "a"));
    // The tenant may start it; the wish that it had before is no reason to do nothing.
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    assert_eq!(world.load(&scope).await.hold, None);
    assert_eq!(wanted().await, [tenant]);

    assert!(put(HoldKind::Quarantined, "b").await);
    for wish in [Want::Running, Want::Restarted, Want::LoggedOut] {
        assert_eq!(world.want(&scope, wish).await, Wanted::Quarantined);
    }
    // Its tenant may change its mind about afterwards, and stopping does not loosen it.
    assert_eq!(world.want(&scope, Want::Stopped).await, Wanted::Recorded);
    assert!(put(HoldKind::Stopped, "c").await);
    let row = world.load(&scope).await;
    assert_eq!(
        (row.wanted, row.hold),
        (false, held(HoldKind::Quarantined, "b"))
    );
    let let_go = async |tenant| {
        world
            .db
            .system(async |tx| resume(tx, tenant).await)
            .await
            .unwrap()
    };
    assert_eq!(let_go(tenant).await, Some(held(HoldKind::Quarantined, "b")));
    assert_eq!(let_go(tenant).await, Some(None));
    assert_eq!(let_go(TenantId(Uuid::new_v4())).await, None);
    assert_eq!(world.load(&scope).await.hold, None);
}
