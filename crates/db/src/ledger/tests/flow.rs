//! One recipient after the other, through all states.

use super::*;
use siar_domain::delivery::DeliveryReason;

#[tokio::test]
async fn from_the_queue_to_blue_ticks() {
    let world = World::new().await;
    let of = world.started(3, Some(10)).await;
    let claimed = world.claim(of.campaign).await;
    let mut stream = world.db.committed();

    let leased = world.lease(&claimed, 2, 0).await.unwrap();
    let Leased::Recipients {
        recipients,
        low,
        skipped,
    } = &leased
    else {
        panic!("{leased:?}")
    };
    assert_eq!((recipients.len(), *low, *skipped), (2, 2, 0));
    assert_eq!(recipients[0].phone, "+62811000001");
    assert_eq!(
        recipients[0].variables,
        [("name".to_owned(), "Person 1".into())].into()
    );
    world.books_agree(of.tenant).await;

    let submitted = world
        .submit(&claimed, &submissions(&leased, "m"))
        .await
        .unwrap();
    assert_eq!(submitted.go, [1, 2]);
    world.books_agree(of.tenant).await;
    assert!(stream.try_recv().is_err(), "being submitted is no news");

    let moved = world
        .acknowledge(
            &claimed.scope,
            &[("m-1", Delivery::Sent), ("m-2", Delivery::Read)],
        )
        .await;
    assert_eq!(moved, [(1, Delivery::Sent), (2, Delivery::Read)]);
    let told = stream.try_recv().unwrap();
    let kinds: Vec<_> = told.events.iter().map(|one| one.event.kind()).collect();
    assert_eq!(
        kinds,
        ["message-status-updated", "campaign-progress", "quota"]
    );
    let counts = Counts {
        total: 3,
        queued: 1,
        sent: 1,
        read: 1,
        ..Counts::default()
    };
    assert_eq!(
        told.events[1].event,
        Event::CampaignProgress {
            campaign_id: of.campaign,
            counts
        }
    );
    assert_eq!(
        told.events[2].event,
        Event::Quota {
            limit: Some(10),
            used: 2,
            reserved: 0
        }
    );

    // Twice, late, and of a message that is not ours.
    assert!(
        world
            .acknowledge(
                &claimed.scope,
                &[
                    ("m-2", Delivery::Delivered),
                    ("m-1", Delivery::Sent),
                    ("other", Delivery::Read)
                ]
            )
            .await
            .is_empty()
    );
    assert_eq!(
        world
            .acknowledge(
                &claimed.scope,
                &[("m-1", Delivery::Sent), ("m-1", Delivery::Delivered)]
            )
            .await,
        [(1, Delivery::Delivered)]
    );
    world.books_agree(of.tenant).await;
    assert_eq!(
        world.states(&of).await,
        [Delivery::Delivered, Delivery::Read, Delivery::Queued]
    );
}

#[tokio::test]
async fn what_did_not_leave_gives_its_unit_back_and_comes_again_under_the_same_id() {
    let world = World::new().await;
    let of = world.started(5, Some(4)).await;
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 9, 0).await.unwrap();
    assert_eq!(
        world.lease(&claimed, 1, 4).await.unwrap(),
        Leased::QuotaUsedUp
    );
    world
        .sql("UPDATE recipients SET state = 'skipped', reason = 'cancelled' WHERE ordinal = 5; UPDATE campaign_counts SET queued = 0, skipped = 1")
        .await;
    world
        .submit(&claimed, &submissions(&leased, "m"))
        .await
        .unwrap();
    let later = world.now() + TimeDelta::seconds(30);
    let one = |ordinal, outcome| Settlement {
        ordinal,
        attempt: 1,
        outcome,
    };
    let moved = world
        .settle(
            &claimed,
            &[
                one(
                    1,
                    Outcome::Retry {
                        at: later,
                        reason: DeliveryReason::Network,
                        under: Under::SameId,
                    },
                ),
                one(2, Outcome::Failed(DeliveryReason::NotOnWhatsapp)),
                one(3, Outcome::Unknown(DeliveryReason::Undecidable)),
                // Not in that attempt.
                Settlement {
                    ordinal: 4,
                    attempt: 0,
                    outcome: Outcome::Failed(DeliveryReason::Engine),
                },
            ],
        )
        .await
        .unwrap();
    assert_eq!(
        moved.iter().map(|one| one.ordinal).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    world.books_agree(of.tenant).await;

    let nothing = Leased::Recipients {
        recipients: Vec::new(),
        low: 4,
        skipped: 0,
    };
    assert_eq!(world.lease(&claimed, 9, 4).await.unwrap(), nothing);
    world.clock.set(later);
    let again = world.lease(&claimed, 9, 4).await.unwrap();
    let Leased::Recipients { recipients, .. } = &again else {
        panic!("{again:?}")
    };
    assert_eq!(recipients.len(), 1);
    assert_eq!(
        (recipients[0].attempt, recipients[0].message_id.as_deref()),
        (1, Some("m-1"))
    );
    assert_eq!(
        world
            .submit(&claimed, &submissions(&again, "never"))
            .await
            .unwrap()
            .go,
        [1]
    );

    // Receipts are facts: they settle what was given up, and take the unit again.
    world
        .acknowledge(
            &claimed.scope,
            &[
                ("m-1", Delivery::Sent),
                ("m-2", Delivery::Delivered),
                ("m-3", Delivery::Read),
            ],
        )
        .await;
    world.books_agree(of.tenant).await;
    assert_eq!(
        world.states(&of).await,
        [
            Delivery::Sent,
            Delivery::Delivered,
            Delivery::Read,
            Delivery::Submitting,
            Delivery::Skipped
        ]
    );
}

#[tokio::test]
async fn who_opts_out_after_the_start_gets_nothing() {
    let world = World::new().await;
    let of = world.started(3, None).await;
    let claimed = world.claim(of.campaign).await;
    let suppress = async |phone: &str| {
        world
            .sql(&format!(
                "INSERT INTO suppressions (tenant_id, phone, source, created_at) VALUES ('{}', '{phone}', 'keyword', now())",
                of.tenant
            ))
            .await;
    };
    suppress("+62811000001").await;
    let leased = world.lease(&claimed, 3, 0).await.unwrap();
    // Between the lease and the sending, too.
    suppress("+62811000003").await;
    let submitted = world
        .submit(&claimed, &submissions(&leased, "m"))
        .await
        .unwrap();
    assert_eq!(
        submitted,
        Submitted {
            mark: submitted.mark,
            go: vec![2],
            skipped: vec![3]
        }
    );
    assert_eq!(
        world.states(&of).await,
        [Delivery::Skipped, Delivery::Submitting, Delivery::Skipped]
    );
    world.books_agree(of.tenant).await;
}

#[tokio::test]
async fn whose_contact_is_deleted_or_renumbered_after_the_start_gets_nothing() {
    let world = World::new().await;
    let of = world.started(4, None).await;
    world
        .sql(&format!(
            "DELETE FROM contacts WHERE tenant_id = '{0}' AND phone IN ('+62811000001', '+62811000004');
             UPDATE contacts SET phone = '+62811000099' WHERE tenant_id = '{0}' AND phone = '+62811000002';
             INSERT INTO contacts (id, tenant_id, phone, created_at, updated_at) VALUES (gen_random_uuid(), '{0}', '+62811000004', now(), now())",
            of.tenant
        ))
        .await;
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 4, 0).await.unwrap();
    // The fourth came back.
    let Leased::Recipients { recipients, .. } = leased else {
        panic!("{leased:?}")
    };
    let numbers: Vec<&str> = recipients.iter().map(|one| one.phone.as_str()).collect();
    assert_eq!(numbers, ["+62811000003", "+62811000004"]);
    assert_eq!(
        world.states(&of).await,
        [
            Delivery::Skipped,
            Delivery::Skipped,
            Delivery::Leased,
            Delivery::Leased
        ]
    );
    world.books_agree(of.tenant).await;
}

#[tokio::test]
async fn two_numbers_that_lead_to_one_chat_get_one_message() {
    let world = World::new().await;
    let of = world.started(4, None).await;
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 4, 0).await.unwrap();
    let mut all = submissions(&leased, "m");
    // WhatsApp names one chat for the first and the third, in one batch; for the fourth in the next.
    for (place, id) in [
        (0, "true_551190000012@c.us_A"),
        (2, "true_551190000012@c.us_B"),
        (3, "true_551190000012@c.us_C"),
    ] {
        all[place].message_id = id.to_owned();
    }
    let submitted = world.submit(&claimed, &all[..3]).await.unwrap();
    assert_eq!(
        submitted,
        Submitted {
            mark: submitted.mark,
            go: vec![1, 2],
            skipped: vec![3]
        }
    );
    let submitted = world.submit(&claimed, &all[3..]).await.unwrap();
    assert_eq!(
        submitted,
        Submitted {
            mark: submitted.mark,
            go: vec![],
            skipped: vec![4]
        }
    );
    assert_eq!(
        world.states(&of).await,
        [
            Delivery::Submitting,
            Delivery::Submitting,
            Delivery::Skipped,
            Delivery::Skipped
        ]
    );
    world.books_agree(of.tenant).await;
}

#[tokio::test]
async fn an_opt_out_holds_for_every_spelling_of_the_account() {
    let world = World::new().await;
    let of = world.started(2, None).await;
    // The second recipient is an Argentine mobile, dialled from abroad; the opt-out came from the other spelling.
    world
        .sql(&format!(
            "UPDATE recipients SET phone = '+5491123456789' WHERE campaign_id = '{}' AND ordinal = 2;
             INSERT INTO suppressions (tenant_id, phone, source, created_at) VALUES ('{}', '+541123456789', 'keyword', now())",
            of.campaign, of.tenant
        ))
        .await;
    let claimed = world.claim(of.campaign).await;
    world.lease(&claimed, 2, 0).await.unwrap();
    assert_eq!(
        world.states(&of).await,
        [Delivery::Leased, Delivery::Skipped]
    );
    world.books_agree(of.tenant).await;
}

#[tokio::test]
async fn an_id_serves_one_recipient_only() {
    let world = World::new().await;
    let of = world.started(2, None).await;
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 2, 0).await.unwrap();
    let mut both = submissions(&leased, "m");
    both[1].message_id = "m-1".to_owned();
    let refused = world
        .db
        .tenant(&claimed.scope, async |tx| {
            submitting(tx, &claimed.fence, 1, &both).await
        })
        .await;
    assert!(
        matches!(refused, Err(DbError::Duplicate { .. })),
        "{refused:?}"
    );
    assert_eq!(world.states(&of).await, [Delivery::Leased; 2]);
}

#[tokio::test]
async fn a_person_decides_about_the_given_up_and_the_unknown() {
    let world = World::new().await;
    let of = world.started(4, Some(4)).await;
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 4, 0).await.unwrap();
    world
        .submit(&claimed, &submissions(&leased, "m"))
        .await
        .unwrap();
    let one = |ordinal, outcome| Settlement {
        ordinal,
        attempt: 1,
        outcome,
    };
    let unknown = Outcome::Unknown(DeliveryReason::Undecidable);
    world
        .settle(
            &claimed,
            &[
                one(1, Outcome::Failed(DeliveryReason::RetriesExhausted)),
                one(2, Outcome::Failed(DeliveryReason::Engine)),
                one(3, unknown),
                one(4, unknown),
            ],
        )
        .await
        .unwrap();
    let done = world
        .db
        .tenant(&claimed.scope, async |tx| {
            campaigns::complete(tx, &claimed.fence).await
        })
        .await
        .unwrap();
    assert!(done, "nothing was open");

    let retry = async |again, pick: Pick| {
        world
            .db
            .tenant(&claimed.scope, async |tx| {
                campaigns::retry(tx, of.tenant, of.campaign, again, &pick).await
            })
            .await
            .unwrap()
            .unwrap()
            .iter()
            .map(|moved| moved.ordinal)
            .collect::<Vec<_>>()
    };
    assert_eq!(retry(Again::Failed, Pick::Ordinals(vec![1, 3])).await, [1]);
    assert_eq!(retry(Again::Unknown, Pick::Ordinals(vec![4])).await, [4]);
    let given_up = world
        .db
        .tenant(&claimed.scope, async |tx| {
            fail_unknown(tx, of.tenant, of.campaign, &Pick::All).await
        })
        .await
        .unwrap();
    assert_eq!(given_up.len(), 1);
    assert_eq!(
        world.states(&of).await,
        [
            Delivery::Queued,
            Delivery::Failed,
            Delivery::Failed,
            Delivery::Queued
        ]
    );
    world.books_agree(of.tenant).await;

    // It runs again, and the two are submitted under new ids; the old ids still count.
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 9, 0).await.unwrap();
    assert_eq!(
        world
            .submit(&claimed, &submissions(&leased, "again"))
            .await
            .unwrap()
            .go,
        [1, 4]
    );
    assert_eq!(
        world
            .acknowledge(
                &claimed.scope,
                &[("m-4", Delivery::Sent), ("again-1", Delivery::Sent)]
            )
            .await,
        [(1, Delivery::Sent), (4, Delivery::Sent)]
    );
    world.books_agree(of.tenant).await;
}

#[tokio::test]
async fn what_may_have_been_read_meanwhile_is_what_left_lately() {
    let world = World::new().await;
    let of = world.started(4, Some(10)).await;
    let claimed = world.claim(of.campaign).await;
    let leased = world.lease(&claimed, 3, 0).await.unwrap();
    world
        .submit(&claimed, &submissions(&leased, "m"))
        .await
        .unwrap();
    let receipts = [("m-1", Delivery::Sent), ("m-2", Delivery::Read)];
    world.acknowledge(&claimed.scope, &receipts).await;
    let since = async |since| {
        let scope = &claimed.scope;
        world
            .db
            .tenant(scope, async |tx| {
                on_the_way(tx, scope.tenant(), since, 10).await
            })
            .await
            .unwrap()
    };
    // One is read, one is its campaign's actor's business, one has not left.
    let sent = OnTheWay {
        message_id: "m-1".to_owned(),
        state: Delivery::Sent,
    };
    assert_eq!(since(world.now()).await, [sent]);
    assert_eq!(since(world.now() + TimeDelta::seconds(1)).await, []);
}
