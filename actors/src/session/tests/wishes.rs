//! What a person asks for, and what the account says.

use siar_db::{Scope, sessions::Want};
use siar_domain::session::SessionState as S;
use siar_engines::{AckLevel, EngineEvent, SendReceipt};
use siar_testkit::wait_until;
use std::sync::Arc;
use tokio::sync::Semaphore;

use super::{PATIENCE, World};
use crate::session::{
    AskCodes, AskMetrics, AskPairingCode, AskReadiness, AskScreenshot, LinkTrouble, PrepareId,
    Submit,
};

#[actix_rt::test]
async fn an_account_is_linked_by_qr_code_and_its_login_saved_before_it_works() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let tenant = scope.tenant();
    world.want(&scope, Want::Running).await;
    world.is(&scope, S::ScanQr).await;
    let codes = world.actors.ask_session(tenant, AskCodes).await.unwrap();
    assert_eq!(codes.qr.unwrap().code, "2@first");
    let pairing = AskPairingCode {
        phone: "+628111".to_owned(),
    };
    let asked = world
        .actors
        .ask_session(tenant, pairing.clone())
        .await
        .unwrap();
    let first = asked.unwrap();
    assert_eq!(first.code, "ABCD1234");
    // The same code lasts no longer because somebody asks again.
    let again = world.actors.ask_session(tenant, pairing).await.unwrap();
    assert_eq!(again.unwrap(), first);
    world.engine.scan(tenant).await;
    let row = world.is(&scope, S::Working).await;
    assert_eq!(row.phone.as_deref(), Some(super::scripted::NUMBER));
    assert_eq!(world.starts(&scope), ["fresh", "snapshot"]);
    assert_eq!(
        world.path(&scope).await,
        [S::Starting, S::ScanQr, S::Starting, S::Working]
    );
    let codes = world.actors.ask_session(tenant, AskCodes).await.unwrap();
    assert_eq!((codes.qr, codes.pairing), (None, None));
    let readiness = world
        .actors
        .ask_session(tenant, AskReadiness)
        .await
        .unwrap();
    assert!(readiness.working && readiness.caught_up, "{readiness:?}");
    assert_eq!(readiness.profile_life, 1, "the first link began a life");
    world.end().await;
}

#[actix_rt::test]
async fn nothing_is_sent_through_a_session_that_does_not_work() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let submit = Submit {
        message_id: siar_engines::MessageId("true_x_1".to_owned()),
        phone: "+628111".to_owned(),
        body: "Halo".to_owned(),
    };
    let sent = world.actors.ask_session(tenant, submit.clone()).await;
    assert_eq!(sent.unwrap().unwrap(), SendReceipt::Accepted);
    // WhatsApp's sign: without one the session would count as silent after a while, and be restarted.
    let ack = EngineEvent::Ack {
        id: submit.message_id.clone(),
        level: AckLevel::Server,
    };
    world.engine.say(tenant, ack).await;
    assert_eq!(
        world
            .actors
            .ask_session(tenant, AskMetrics)
            .await
            .unwrap()
            .sends,
        1
    );
    world.engine.phone(tenant, |phone| phone.online = false);
    world.engine.say(tenant, EngineEvent::Online(false)).await;
    world.is(&scope, S::Reconnecting).await;
    let refused = world.actors.ask_session(tenant, submit).await.unwrap();
    assert!(matches!(refused, Err(LinkTrouble::NotReady)), "{refused:?}");
    let refused = PrepareId {
        phone: "+628111".to_owned(),
    };
    let refused = world.actors.ask_session(tenant, refused).await.unwrap();
    assert!(matches!(refused, Err(LinkTrouble::NotReady)), "{refused:?}");
    let replays = world.engine.phone(tenant, |phone| phone.replays.len());
    world.engine.phone(tenant, |phone| phone.online = true);
    world.engine.say(tenant, EngineEvent::Online(true)).await;
    world.is(&scope, S::Working).await;
    wait_until(PATIENCE, || async {
        world.engine.phone(tenant, |phone| phone.replays.len()) > replays
    })
    .await;
    assert_eq!(
        world.engine.phone(tenant, |phone| phone.killed),
        0,
        "the page reconnects by itself"
    );
    world.end().await;
}

#[actix_rt::test]
async fn what_came_while_it_was_off_line_during_a_reading_back_is_read_back_too() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let tenant = scope.tenant();
    let permits = Arc::new(Semaphore::new(0));
    let slow = Some(Arc::clone(&permits));
    world
        .engine
        .phone(tenant, |phone| phone.slow_replays = slow);
    let replays = || world.engine.phone(tenant, |phone| phone.replays.len());
    world.want(&scope, Want::Running).await;
    world.is(&scope, S::ScanQr).await;
    world.engine.scan(tenant).await;
    world.is(&scope, S::Working).await;
    wait_until(PATIENCE, || async { replays() == 1 }).await;

    world.engine.phone(tenant, |phone| phone.online = false);
    world.engine.say(tenant, EngineEvent::Online(false)).await;
    world.is(&scope, S::Reconnecting).await;
    // The first reading back ends only now: it cannot know what came after it began.
    permits.add_permits(1);
    wait_until(PATIENCE, || async { permits.available_permits() == 0 }).await;
    world.engine.phone(tenant, |phone| phone.online = true);
    world.engine.say(tenant, EngineEvent::Online(true)).await;
    world.is(&scope, S::Working).await;
    wait_until(PATIENCE, || async { replays() == 2 }).await;
    permits.add_permits(1);
    world.end().await;
}

#[actix_rt::test]
async fn stop_keeps_the_login_restart_renews_the_engine_and_logout_forgets() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    world.want(&scope, Want::Stopped).await;
    let row = world.is(&scope, S::Stopped).await;
    assert!(row.linked_at.is_some());
    wait_until(PATIENCE, || async {
        world.row(&scope).await.node.is_none()
    })
    .await;

    world.want(&scope, Want::Running).await;
    world.is(&scope, S::Working).await;
    assert_eq!(world.starts(&scope).last().unwrap(), "snapshot");
    let closed = world.engine.phone(tenant, |phone| phone.closed);
    world.want(&scope, Want::Restarted).await;
    wait_until(PATIENCE, || async {
        world.engine.phone(tenant, |phone| phone.closed) == closed + 1
    })
    .await;
    world.is(&scope, S::Working).await;

    world.want(&scope, Want::LoggedOut).await;
    let row = world.is(&scope, S::LoggedOut).await;
    assert_eq!((row.linked_at, row.phone, row.wanted), (None, None, false));
    assert_eq!(world.engine.phone(tenant, |phone| phone.logouts), 1);
    world.want(&scope, Want::Running).await;
    world.is(&scope, S::ScanQr).await;
    assert_eq!(world.starts(&scope).last().unwrap(), "fresh");
    world.end().await;
}

#[actix_rt::test]
async fn a_ban_is_quarantined_until_a_person_asks() {
    let world = World::new().await;
    let scope = world.working().await;
    let detail = "terms of service".to_owned();
    world
        .engine
        .say(scope.tenant(), EngineEvent::Banned { detail })
        .await;
    let row = world.is(&scope, S::Banned).await;
    assert_eq!(row.reason.as_deref(), Some("WhatsApp blocked the account"));
    assert_eq!(row.last_error.as_deref(), Some("terms of service"));
    wait_until(PATIENCE, || async {
        world.row(&scope).await.node.is_none()
    })
    .await;
    let starts = world.starts(&scope).len();
    world.actors.wake_session(scope.tenant());
    // A wake-up of a banned session ends with the row given back again.
    wait_until(PATIENCE, || async {
        let now = world.row(&scope).await;
        now.epoch > row.epoch + 1 && now.node.is_none()
    })
    .await;
    assert_eq!(world.starts(&scope).len(), starts, "started by itself");
    world.want(&scope, Want::Running).await;
    world.is(&scope, S::Working).await;
    world.end().await;
}

#[actix_rt::test]
async fn a_limited_account_rests_but_keeps_its_link() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let failed = EngineEvent::SendFailed {
        id: siar_engines::MessageId("true_x_1".to_owned()),
        trouble: siar_engines::Trouble::AccountLimited {
            code: "463".to_owned(),
        },
    };
    world.engine.say(tenant, failed).await;
    world.is(&scope, S::Restricted).await;
    assert_eq!(
        world
            .actors
            .ask_session(tenant, AskScreenshot)
            .await
            .unwrap()
            .unwrap(),
        b"PNG"
    );
    world.want(&scope, Want::Running).await;
    world.is(&scope, S::Working).await;
    assert_eq!(world.starts(&scope).len(), 2, "the link was kept");
    world.end().await;
}

#[actix_rt::test]
async fn nobody_scans_and_the_browser_goes() {
    let world = World::new().await;
    let scope = world.tenant().await;
    world.want(&scope, Want::Running).await;
    world.is(&scope, S::ScanQr).await;
    world.engine.say(scope.tenant(), EngineEvent::QrIdle).await;
    let row = world.is(&scope, S::Stopped).await;
    assert!(!row.wanted);
    assert_eq!(
        row.reason.as_deref(),
        Some("nobody scanned the QR code in time")
    );
    world.end().await;
}

#[actix_rt::test]
async fn a_saved_login_that_is_no_longer_accepted_is_forgotten() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    world.engine.phone(tenant, |phone| phone.linked = false);
    let code = "2@again".to_owned();
    world.engine.say(tenant, EngineEvent::Qr { code }).await;
    let row = world.is(&scope, S::LoggedOut).await;
    assert_eq!(row.linked_at, None);
    assert_eq!(
        world.path(&scope).await.last_chunk::<3>(),
        Some(&[S::Working, S::Reconnecting, S::LoggedOut])
    );
    assert_eq!(
        world.starts(&scope).last_chunk::<3>().unwrap(),
        &["resume+", "resume+", "snapshot"],
        "it was asked again, and last with the login of the vault"
    );
    world.end().await;
}

#[actix_rt::test]
async fn an_account_that_another_business_has_linked_is_let_go_again() {
    let world = World::new().await;
    let first = world.working().await;
    let second = world.tenant().await;
    let number = world.row(&first).await.phone.unwrap();
    world
        .engine
        .phone(second.tenant(), |phone| phone.number = number);
    world.want(&second, Want::Running).await;
    world.is(&second, S::ScanQr).await;
    world.engine.scan(second.tenant()).await;
    let row = world.is(&second, S::LoggedOut).await;
    assert_eq!(
        (row.linked_at, row.phone, row.wanted, row.reason.as_deref()),
        (
            None,
            None,
            false,
            Some("another business on this server has linked this WhatsApp account")
        )
    );
    let logouts = |scope: &Scope| world.engine.phone(scope.tenant(), |phone| phone.logouts);
    assert_eq!((logouts(&second), logouts(&first)), (1, 0));
    assert_eq!(world.row(&first).await.state, S::Working);
    // Once it is free there, it can be linked here.
    world.want(&first, Want::LoggedOut).await;
    world.is(&first, S::LoggedOut).await;
    world.want(&second, Want::Running).await;
    world.is(&second, S::ScanQr).await;
    world.engine.scan(second.tenant()).await;
    world.is(&second, S::Working).await;
    world.end().await;
}

#[actix_rt::test]
async fn a_login_that_was_lost_on_the_disk_is_taken_out_of_the_vault() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let before = world.row(&scope).await;
    world.engine.phone(tenant, |phone| {
        phone.disk_lost = true;
        phone.blind = true;
    });
    let starts = world.starts(&scope).len();
    let code = "2@again".to_owned();
    world.engine.say(tenant, EngineEvent::Qr { code }).await;
    wait_until(PATIENCE, || async {
        world.starts(&scope).len() >= starts + 3
    })
    .await;
    let row = world.is(&scope, S::Working).await;
    assert_eq!(
        world.starts(&scope)[starts..],
        ["resume+", "resume+", "snapshot"]
    );
    assert_eq!(row.linked_at, before.linked_at);
    // It does not know what was sent since it was saved: nothing that it does not find is sent again for that.
    assert_eq!(row.profile_life, before.profile_life + 1);
    world.end().await;
}

#[actix_rt::test]
async fn a_page_that_cannot_read_its_login_once_costs_no_login() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let before = world.row(&scope).await;
    for event in [
        EngineEvent::Qr {
            code: "2@again".to_owned(),
        },
        EngineEvent::QrIdle,
    ] {
        let starts = world.starts(&scope).len();
        let moves = world.path(&scope).await.len();
        world.engine.phone(tenant, |phone| phone.blind = true);
        world.engine.say(tenant, event).await;
        wait_until(PATIENCE, || async {
            world.path(&scope).await.len() >= moves + 2
        })
        .await;
        assert_eq!(
            world.path(&scope).await[moves..],
            [S::Reconnecting, S::Working]
        );
        assert_eq!(world.starts(&scope)[starts..], ["resume+"]);
    }
    let after = world.row(&scope).await;
    assert_eq!(after.linked_at, before.linked_at);
    assert_eq!(after.profile_life, before.profile_life);
    world.end().await;
}
