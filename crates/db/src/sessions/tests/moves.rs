//! What a session goes through, and what follows from it.

use super::*;

#[tokio::test]
async fn a_move_leaves_history_and_event_and_names_what_it_expects() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let mut events = world.db.committed();
    let owner = world.claim(scope.tenant(), NODE).await;
    world
        .walk(&owner, &[S::Stopped, S::Starting, S::ScanQr])
        .await;
    assert_eq!(
        world.step(&owner, S::Starting, S::Failed).await,
        Moved::Elsewhere(S::ScanQr)
    );
    assert_eq!(
        world.step(&owner, S::Stopped, S::Failed).await,
        Moved::Forbidden
    );
    let told: Vec<_> = [events.try_recv().unwrap(), events.try_recv().unwrap()]
        .iter()
        .flat_map(|committed| committed.events.clone())
        .map(|stored| (stored.sequence, stored.event))
        .collect();
    let event = |from, to| Event::ConnectionStatus {
        from,
        to,
        reason: Some("because".to_owned()),
        since: world.clock.now(),
    };
    assert_eq!(
        told,
        [
            (1, event(S::Stopped, S::Starting)),
            (2, event(S::Starting, S::ScanQr))
        ]
    );
    assert!(events.try_recv().is_err(), "a refused move told something");
    let page = world
        .db
        .tenant(&scope, async |tx| {
            let first = history(tx, &scope, None, 1).await?;
            let rest = history(tx, &scope, Some(first[0].id), 10).await?;
            Ok::<_, DbError>((first, rest))
        })
        .await
        .unwrap();
    let short = |t: &Transition| (t.from, t.to, t.reason.clone().unwrap());
    assert_eq!(
        page.0.iter().chain(&page.1).map(short).collect::<Vec<_>>(),
        [
            (S::Starting, S::ScanQr, "because".to_owned()),
            (S::Stopped, S::Starting, "because".to_owned())
        ]
    );
}

#[tokio::test]
async fn working_needs_a_fresh_probe_and_is_shown_only_while_it_is_fresh() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let owner = world.claim(scope.tenant(), NODE).await;
    world.walk(&owner, &[S::Stopped, S::Starting]).await;
    let claim_working = |probed_at| Move {
        from: S::Starting,
        to: S::Working,
        reason: None,
        error: None,
        probed_at,
        ends_wish: false,
    };
    let old = world.clock.now() - TimeDelta::seconds(PROBE_FRESH_SECONDS + 1);
    for probed_at in [None, Some(old)] {
        assert_eq!(
            world.make(&owner, &claim_working(probed_at)).await,
            Moved::Forbidden
        );
    }
    let probed_at = world.clock.now();
    assert!(matches!(
        world.make(&owner, &claim_working(Some(probed_at))).await,
        Moved::Done { .. }
    ));
    let row = world.load(&scope).await;
    assert_eq!(
        row.shown(world.clock.now()),
        Shown::Known { state: S::Working }
    );
    let later = world
        .clock
        .advance(TimeDelta::seconds(PROBE_FRESH_SECONDS + 1));
    assert_eq!(row.shown(later), Shown::Unverified { since: probed_at });
}

#[tokio::test]
async fn a_ban_pauses_campaigns_alerts_once_and_waits_for_a_person() {
    let world = World::new().await;
    let (scope, other) = (world.tenant().await, world.tenant().await);
    let campaign = CampaignId(Uuid::new_v4());
    let superuser = world.test.superuser().await;
    for (id, tenant, state) in [
        (campaign.0, scope.tenant(), "running"),
        (Uuid::new_v4(), scope.tenant(), "draft"),
        (Uuid::new_v4(), other.tenant(), "running"),
    ] {
        superuser
            .batch_execute(&format!(
                "INSERT INTO campaigns (id, tenant_id, name, state, created_at, updated_at)
                 VALUES ('{id}', '{tenant}', 'c', '{state}', now(), now())"
            ))
            .await
            .unwrap();
    }
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    let owner = world.claim(scope.tenant(), NODE).await;
    world
        .walk(&owner, &[S::Stopped, S::Starting, S::Working])
        .await;
    let mut events = world.db.committed();
    assert_eq!(
        world.step(&owner, S::Working, S::Banned).await,
        Moved::Done {
            paused: vec![campaign]
        }
    );
    let told: Vec<_> = events
        .try_recv()
        .unwrap()
        .events
        .iter()
        .map(|stored| stored.event.kind())
        .collect();
    assert_eq!(told, ["connection-status", "alert", "campaign-status"]);
    let reasons: Vec<Option<String>> = superuser
        .query(
            "SELECT pause_reason FROM campaigns WHERE state = 'paused'",
            &[],
        )
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert_eq!(
        reasons,
        [Some(PauseReason::AccountRestricted.as_str().to_owned())]
    );
    let needing = async || world.db.system(async |tx| wanted(tx).await).await.unwrap();
    assert_eq!(needing().await, [], "a banned session is not started again");

    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    let row = world.load(&scope).await;
    assert_eq!((row.state, row.wanted), (S::Stopped, true));
    assert_eq!(needing().await, [], "its owner knows of it");
    world.clock.advance(LEASE);
    assert_eq!(needing().await, [scope.tenant()]);
    let open = async || {
        let rows = superuser
            .query("SELECT kind FROM alerts WHERE resolved_at IS NULL", &[])
            .await
            .unwrap();
        rows.iter().map(|row| row.get(0)).collect::<Vec<String>>()
    };
    assert_eq!(open().await, ["session_banned"]);
    world
        .walk(&owner, &[S::Stopped, S::Starting, S::Working])
        .await;
    assert_eq!(open().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_parked_actor_s_session_is_put_to_rest_by_its_own_node_and_only_for_its_own_life() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let tenant = scope.tenant();
    world.want(&scope, Want::Running).await;
    let owner = world.claim(tenant, NODE).await;
    world
        .walk(
            &owner,
            &[S::Stopped, S::Starting, S::Working, S::Reconnecting],
        )
        .await;
    let rest = async |node, lease_until| {
        world
            .db
            .system(async |tx| out_of_service(tx, node, tenant, "the page", lease_until).await)
            .await
            .unwrap();
        let row = world.load(&scope).await;
        (row.state, row.reason, row.node)
    };
    let as_before = (S::Reconnecting, Some("because".to_owned()), Some(NODE));
    let until = world.clock.now() + LEASE;
    assert_eq!(rest(OTHER, until).await, as_before, "another node's");
    let earlier = until - TimeDelta::milliseconds(1);
    assert_eq!(rest(NODE, earlier).await, as_before, "a newer life's");
    let reason = "taken out of service after repeated crashes".to_owned();
    assert_eq!(rest(NODE, until).await, (S::Failed, Some(reason), None));
    // The life that crashed writes nothing any more, and nobody starts it but a person.
    assert_eq!(
        world.step(&owner, S::Failed, S::Stopped).await,
        Moved::Fenced
    );
    let wanted = world.db.system(async |tx| wanted(tx).await).await.unwrap();
    assert_eq!(wanted, []);
    world
        .db
        .system(async |tx| resume(tx, tenant).await)
        .await
        .unwrap();
    assert_eq!(world.load(&scope).await.state, S::Stopped);
}
