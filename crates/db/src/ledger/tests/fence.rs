//! Two runs of one campaign: the late one changes nothing.

use super::*;
use siar_domain::{campaign::PauseReason, delivery::DeliveryReason};

#[tokio::test]
async fn every_write_of_a_late_run_is_refused() {
    let world = World::new().await;
    let of = world.started(6, None).await;
    let late = world.claim(of.campaign).await;
    let leased = world.lease(&late, 4, 0).await.unwrap();
    let all = submissions(&leased, "m");
    world.submit(&late, &all[..2]).await.unwrap();

    let now = world.claim(of.campaign).await;
    assert_eq!(now.fence.epoch(), late.fence.epoch() + 1);
    // Even before the new run has looked at anything.
    assert_eq!(world.lease(&late, 2, 4).await, Err(Fenced));
    assert_eq!(world.submit(&late, &all[2..]).await, Err(Fenced));
    let failed = |ordinal, attempt| Settlement {
        ordinal,
        attempt,
        outcome: Outcome::Failed(DeliveryReason::Engine),
    };
    assert_eq!(
        world.settle(&late, &[failed(1, 1), failed(3, 0)]).await,
        Err(Fenced)
    );
    let refused = world
        .db
        .tenant(&late.scope, async |tx| {
            Ok::<_, DbError>((
                campaigns::renew(tx, &late.fence, HOLD).await?,
                campaigns::complete(tx, &late.fence).await?,
                campaigns::pause_fenced(tx, &late.fence, PauseReason::TooManyFailures).await?,
                hand_back(tx, &late.fence).await?,
            ))
        })
        .await
        .unwrap();
    assert_eq!(
        refused,
        (
            None,
            false,
            campaigns::Shift::WrongState(siar_domain::campaign::CampaignState::Running),
            Err(Fenced)
        )
    );

    let in_hand = world
        .db
        .tenant(&now.scope, async |tx| hand_back(tx, &now.fence).await)
        .await
        .unwrap()
        .unwrap();
    let seen: Vec<_> = in_hand
        .iter()
        .map(|one| (one.ordinal, one.message_id.as_str(), one.attempt))
        .collect();
    assert_eq!(seen, [(1, "m-1", 1), (2, "m-2", 1)]);
    let (queued, submitting) = (Delivery::Queued, Delivery::Submitting);
    assert_eq!(
        world.states(&of).await,
        [submitting, submitting, queued, queued, queued, queued]
    );
    world.books_agree(of.tenant).await;
    // The new run can settle what it took over, and finds what was handed back.
    assert_eq!(world.settle(&now, &[failed(1, 1)]).await.unwrap().len(), 1);
    let Leased::Recipients { recipients, .. } = world.lease(&now, 3, 0).await.unwrap() else {
        panic!("nothing leased")
    };
    assert_eq!(
        recipients.iter().map(|one| one.ordinal).collect::<Vec<_>>(),
        [3, 4, 5]
    );
}

#[tokio::test]
async fn another_node_waits_for_the_lease_to_run_out() {
    let world = World::new().await;
    let of = world.started(1, None).await;
    let first = world.claim(of.campaign).await;
    let other = NodeId(Uuid::now_v7());
    let claim = async || {
        world
            .db
            .system(async |tx| campaigns::claim(tx, other, of.campaign, HOLD).await)
            .await
            .unwrap()
    };
    assert_eq!(claim().await, Claim::Held(first.lease_until));
    world.clock.advance(HOLD);
    // A run that slept through its lease may not go on, even if nobody has claimed the campaign yet.
    assert_eq!(world.lease(&first, 1, 0).await, Err(Fenced));
    let Claim::Yours(second) = claim().await else {
        panic!("not free after the lease")
    };
    assert_eq!(second.fence.epoch(), first.fence.epoch() + 1);
}

#[tokio::test]
async fn nothing_leaves_while_paused_and_what_left_still_ends() {
    let world = World::new().await;
    let of = world.started(3, None).await;
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 2, 0).await.unwrap();
    let all = submissions(&leased, "m");
    world.submit(&claimed, &all[..1]).await.unwrap();
    let paused = world
        .db
        .system(async |tx| campaigns::pause(tx, of.tenant, of.campaign, PauseReason::ByHand).await)
        .await
        .unwrap();
    assert_eq!(paused, campaigns::Shift::Done);
    assert_eq!(world.lease(&claimed, 1, 2).await, Err(Fenced));
    assert_eq!(world.submit(&claimed, &all[1..]).await, Err(Fenced));
    let back = Settlement {
        ordinal: 2,
        attempt: 0,
        outcome: Outcome::Queued,
    };
    assert_eq!(world.settle(&claimed, &[back]).await.unwrap().len(), 1);
    let cancelled = world
        .db
        .system(async |tx| campaigns::cancel(tx, of.tenant, of.campaign).await)
        .await
        .unwrap();
    assert_eq!(cancelled, campaigns::Shift::Done);
    world
        .acknowledge(&claimed.scope, &[("m-1", Delivery::Delivered)])
        .await;
    let skipped = Delivery::Skipped;
    assert_eq!(
        world.states(&of).await,
        [Delivery::Delivered, skipped, skipped]
    );
    world.books_agree(of.tenant).await;
}

#[tokio::test]
async fn a_claim_waits_for_a_write_in_progress() {
    // The write holds the campaign's row: a claim cannot slip in between its check and its commit.
    let world = World::new().await;
    let of = world.started(1, None).await;
    let first = world.claim(of.campaign).await;
    let (leased, second) = tokio::join!(
        world.db.tenant(&first.scope, async |tx| {
            let leased = lease(tx, &first.fence, 1, 0, HOLD).await?;
            // Give the claim every chance.
            for _ in 0..50 {
                tokio::task::yield_now().await;
            }
            Ok::<_, DbError>(leased)
        }),
        async {
            let second = world.claim(of.campaign).await;
            world
                .db
                .tenant(&second.scope, async |tx| hand_back(tx, &second.fence).await)
                .await
                .unwrap()
                .unwrap();
            second
        }
    );
    // Either the lease was in time and handed back, or it was refused; never is it left under the old epoch.
    drop(leased.unwrap());
    assert_eq!(world.states(&of).await, [Delivery::Queued]);
    assert_eq!(second.fence.epoch(), 2);
    world.books_agree(of.tenant).await;
}
