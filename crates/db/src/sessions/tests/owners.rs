//! Who owns a session: one at a time.

use super::*;

#[tokio::test]
async fn one_owner_at_a_time_and_a_late_one_changes_nothing() {
    let world = World::new().await;
    let tenant = world.tenant().await.tenant();
    let first = world.claim(tenant, NODE).await;
    assert_eq!(
        world.try_claim(tenant, OTHER).await,
        Claim::Held {
            node: NODE,
            until: world.clock.now() + LEASE
        }
    );
    world.clock.advance(LEASE);
    let second = world.claim(tenant, OTHER).await;
    assert_eq!(second.epoch(), first.epoch() + 1);

    assert_eq!(
        world.step(&first, S::Stopped, S::Starting).await,
        Moved::Fenced
    );
    let late = world
        .db
        .tenant(first.scope(), async |tx| {
            let beat = beat(tx, &first, LEASE, Sign::default()).await?;
            let saved = save_profile(tx, &first, 1, b"late", 4).await?;
            let linked = linked(tx, &first, "+628111111111").await?;
            let opened = opened(tx, &first, true).await?;
            let opening = opening(tx, &first, "here", &keys(&[1])).await?;
            let released = release(tx, &first).await?;
            Ok::<_, DbError>((beat, saved, linked, opened, opening.is_none(), released))
        })
        .await
        .unwrap();
    assert_eq!(late, (Beat::Lost, false, Linked::Lost, None, true, false));
    let row = world.load(second.scope()).await;
    assert_eq!(
        (row.state, row.node, row.phone, row.epoch),
        (S::Stopped, Some(OTHER), None, second.epoch())
    );
}

#[tokio::test]
async fn a_new_run_of_the_same_node_need_not_wait_for_the_lease() {
    let world = World::new().await;
    let tenant = world.tenant().await.tenant();
    let begin = async |id: NodeId, name: &'static str| {
        world
            .db
            .system(async |tx| nodes::begin(tx, id, name, "1").await)
            .await
            .unwrap()
    };
    begin(NODE, "one").await;
    begin(NodeId(Uuid::from_u128(0xd)), "two").await;
    let killed = world.claim(tenant, NODE).await;
    let next = NodeId(Uuid::from_u128(0xc));
    let ended = begin(next, "one").await;
    assert_eq!((ended.runs, ended.sessions, ended.campaigns), (1, 1, 0));
    assert_eq!(
        world.step(&killed, S::Stopped, S::Starting).await,
        Moved::Fenced
    );
    world.claim(tenant, next).await;
    let beat = world
        .db
        .system(async |tx| nodes::beat(tx, NODE).await)
        .await;
    assert_eq!(beat.unwrap(), nodes::Beat::Replaced);
}
