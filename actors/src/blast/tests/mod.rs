//! Campaigns' actors in a real tree, on a real database, against phones that misbehave as told.

mod world;

use std::collections::BTreeMap;

use siar_domain::{
    campaign::{CampaignState, PauseReason},
    delivery::Delivery,
};
use siar_engines::Trouble;
use siar_testkit::wait_until;

use world::{Act, SOON, World, phone, quick};

/// How often each number got a message.
fn times(world: &World) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for (phone, ..) in world.phones.received() {
        *times.entry(phone).or_default() += 1;
    }
    times
}

#[actix::test]
async fn everybody_gets_it_once_and_the_report_says_who_did_not() {
    let world = World::new(60, None, quick()).await;
    world.phones.act(&phone(3), Act::NotOnWhatsapp);
    world.phones.act(&phone(3), Act::NotOnWhatsapp);
    // One no may be a question that failed.
    world.phones.act(&phone(10), Act::NotOnWhatsapp);
    world
        .phones
        .act(&phone(4), Act::Refuse(Trouble::BlockedByRecipient));
    world.phones.act(&phone(5), Act::Refuse(Trouble::Network));
    for _ in 0..3 {
        world.phones.act(&phone(6), Act::Refuse(Trouble::Network));
    }
    world.phones.act(&phone(7), Act::LoseCall);
    world.phones.act(&phone(8), Act::LoseAnswer);
    world
        .sql("UPDATE contacts SET name = NULL WHERE phone = '+62811000009'")
        .await;
    let campaign = world.started().await;
    let done = world.until(campaign, CampaignState::Completed, None).await;
    wait_until(SOON, || async {
        world.get(campaign).await.counts.delivered == 56
    })
    .await;
    assert_eq!(done.counts.total, 60);
    for (n, (number, state, reason)) in world.report(campaign).await.into_iter().enumerate() {
        let expected = match n + 1 {
            3 => (Delivery::Failed, "not_on_whatsapp"),
            4 => (Delivery::Failed, "blocked"),
            6 => (Delivery::Failed, "retries_exhausted"),
            9 => (Delivery::Failed, "missing_variable"),
            _ => (Delivery::Delivered, ""),
        };
        assert_eq!(
            (number, state, reason.as_str()),
            (phone(n + 1), expected.0, expected.1)
        );
    }
    let received = world.phones.received();
    assert_eq!(received.len(), 56);
    assert_eq!(received[0].2, "Halo Person 1");
    assert!(times(&world).values().all(|times| *times == 1));
    world.kernel.stop().await;
}

#[actix::test]
async fn what_nobody_can_know_is_unknown_and_not_sent_again() {
    let world = World::new(3, None, quick()).await;
    world.phones.act(&phone(1), Act::Silence);
    let campaign = world.started().await;
    world.until(campaign, CampaignState::Completed, None).await;
    let report = world.report(campaign).await;
    assert_eq!(
        report[0],
        (phone(1), Delivery::Unknown, "undecidable".to_owned())
    );
    // The receipt comes after all.
    world
        .phones
        .acknowledge("true_+62811000001_1", Delivery::Read)
        .await;
    assert_eq!(world.report(campaign).await[0].1, Delivery::Read);
    assert_eq!(times(&world).len(), 2);
    world.kernel.stop().await;
}

#[actix::test]
async fn an_engine_that_lost_its_memory_proves_nothing() {
    let world = World::new(2, None, quick()).await;
    // It was sent, and the answer lost; then the profile is restored from before.
    world.phones.act(&phone(1), Act::LoseAnswer);
    let campaign = world.started().await;
    wait_until(SOON, || async { world.phones.received().len() == 2 }).await;
    world.phones.forget();
    world.until(campaign, CampaignState::Completed, None).await;
    assert_eq!(
        world.report(campaign).await[0],
        (phone(1), Delivery::Unknown, "undecidable".to_owned())
    );
    assert_eq!(times(&world)[&phone(1)], 1);
    world.kernel.stop().await;
}

#[actix::test]
async fn restarts_at_any_moment_double_nobody_and_skip_nobody() {
    let config = super::BlastConfig {
        batch: 3,
        in_flight: 6,
        ..quick()
    };
    let world = World::new(150, None, config).await;
    for n in (1..150).step_by(7) {
        world.phones.act(&phone(n), Act::LoseAnswer);
        world.phones.act(&phone(n + 1), Act::LoseCall);
    }
    let campaign = world.started().await;
    let path = format!("root/blasts/{campaign}");
    let mut restarts = 0;
    while world.get(campaign).await.state == CampaignState::Running {
        let before = world.phones.received().len();
        // Killed rather than stopped: a claim and whatever was in hand are left behind.
        if world.kernel.restart(&path).await.is_ok() {
            restarts += 1;
        }
        wait_until(SOON, || async {
            world.phones.received().len() > before
                || world.get(campaign).await.state != CampaignState::Running
        })
        .await;
    }
    let done = world.until(campaign, CampaignState::Completed, None).await;
    assert!(restarts > 3, "only {restarts} restarts");
    assert_eq!(done.counts.unknown, 0);
    let times = times(&world);
    assert_eq!(times.len(), 150);
    assert!(times.values().all(|times| *times == 1), "{times:?}");
    world.kernel.stop().await;
}

#[actix::test]
async fn it_pauses_by_itself_and_goes_on_where_that_was_asked_for() {
    let world = World::new(30, Some(10), quick()).await;
    let campaign = world.draft(true).await;
    world.start(campaign).await;
    let paused = world
        .until(
            campaign,
            CampaignState::Paused,
            Some(PauseReason::QuotaUsedUp),
        )
        .await;
    assert_eq!(paused.counts.queued, 20);
    world
        .sql("UPDATE packages SET monthly_quota = 30 WHERE name = 'P'")
        .await;
    world.until(campaign, CampaignState::Completed, None).await;
    assert_eq!(times(&world).len(), 30);
    world.kernel.stop().await;
}

#[actix::test]
async fn a_session_that_is_away_pauses_and_a_signal_of_the_account_stops_everything() {
    let world = World::new(8, None, quick()).await;
    world.phones.set_ready(false);
    let campaign = world.started().await;
    world
        .until(
            campaign,
            CampaignState::Paused,
            Some(PauseReason::SessionNotWorking),
        )
        .await;
    assert!(world.phones.received().is_empty());
    world.phones.set_ready(true);
    for n in 1..=8 {
        let code = "463".to_owned();
        world
            .phones
            .act(&phone(n), Act::Refuse(Trouble::AccountLimited { code }));
    }
    world.resume(campaign).await;
    let held = world
        .until(
            campaign,
            CampaignState::Paused,
            Some(PauseReason::AccountRestricted),
        )
        .await;
    assert_eq!((held.counts.failed, held.counts.total), (0, 8));
    // Their turn was not counted: once the account rests no more, everybody gets it.
    world.resume(campaign).await;
    world.until(campaign, CampaignState::Completed, None).await;
    assert_eq!(times(&world).len(), 8);
    world.kernel.stop().await;
}

#[actix::test]
async fn too_many_failures_pause() {
    let world = World::new(40, None, quick()).await;
    for n in 1..=40 {
        let detail = "boom".to_owned();
        world
            .phones
            .act(&phone(n), Act::Refuse(Trouble::Other { detail }));
    }
    let campaign = world.started().await;
    // Twenty at a time, so twice.
    for _ in 0..2 {
        world
            .until(
                campaign,
                CampaignState::Paused,
                Some(PauseReason::TooManyFailures),
            )
            .await;
        world.resume(campaign).await;
    }
    world.until(campaign, CampaignState::Completed, None).await;
    assert_eq!(times(&world).len(), 40);
    world.kernel.stop().await;
}

#[actix::test]
async fn a_schedule_starts_once_and_a_missed_one_waits_for_a_person() {
    let world = World::new(2, None, quick()).await;
    let (due, missed) = (world.draft(false).await, world.draft(false).await);
    let now = world.db.clock().now();
    let tenant = world.tenant;
    for (campaign, ago) in [(due, 5), (missed, 3_600)] {
        let at = now - chrono::TimeDelta::seconds(ago);
        world
            .db
            .system(async |tx| siar_db::campaigns::schedule(tx, tenant, campaign, at).await)
            .await
            .unwrap();
    }
    world.campaigns.wake_scheduler();
    world.until(due, CampaignState::Completed, None).await;
    world
        .until(
            missed,
            CampaignState::Paused,
            Some(PauseReason::ScheduleMissed),
        )
        .await;
    assert_eq!(world.phones.received().len(), 2);
    world.kernel.stop().await;
}

#[actix::test]
async fn cancelled_means_that_nothing_more_leaves() {
    let world = World::new(40, None, quick()).await;
    world
        .sql("UPDATE sessions SET min_delay_ms = 20, max_delay_ms = 20")
        .await;
    let campaign = world.started().await;
    wait_until(SOON, || async { world.phones.received().len() > 3 }).await;
    let tenant = world.tenant;
    world
        .db
        .system(async |tx| siar_db::campaigns::cancel(tx, tenant, campaign).await)
        .await
        .unwrap();
    world.campaigns.wake(tenant, campaign);
    let path = format!("root/blasts/{campaign}");
    wait_until(SOON, || async {
        world.kernel.snapshot().find(&path).is_none()
    })
    .await;
    let cancelled = world.get(campaign).await;
    let received = i64::try_from(world.phones.received().len()).unwrap();
    assert_eq!(cancelled.counts.skipped, 40 - received);
    assert!(received < 40);
    world.kernel.stop().await;
}
