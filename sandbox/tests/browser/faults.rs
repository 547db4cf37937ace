//! Faults that the page has to act out or live through.

use crate::setup::{PERSON, Setup};
use serde_json::json;
use siar_sandbox::truth::Filter;
use siar_sandbox::world::FaultKind;

#[tokio::test]
async fn a_crash_kills_the_page_and_leaves_what_was_stored() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    let id = browser.message_id(PERSON).await;
    setup.cause(FaultKind::LostServerAck, |_| ()).await;
    setup
        .cause(FaultKind::LostReceipt, |fault| fault.count = Some(2))
        .await;
    browser.send(&id, "Halo", false).await;
    browser.wait_for_truth(&setup, "read", 1).await;
    setup.cause(FaultKind::CrashPage, |_| ()).await;
    browser.wait_for_truth(&setup, "disconnected", 1).await;
    let error = browser
        .page
        .execute("return 1", vec![])
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("tab crashed"), "{error}");
    let fates = setup.sandbox.fates(&Filter::default()).await.unwrap();
    assert_eq!((fates.len(), fates[0].shown, fates[0].read), (1, 1, true));
}

#[tokio::test]
async fn a_frozen_page_answers_late() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser.run("window.began = performance.now()").await;
    setup
        .cause(FaultKind::FreezePage, |fault| fault.ms = Some(1_500))
        .await;
    browser.wait_for("performance.now() - began > 1500").await;
    let longest = browser.run("return performance.now() - began").await;
    assert!(longest.as_f64().unwrap() > 1_500.0);
    browser.ready().await;
}

#[tokio::test]
async fn a_dropped_connection_returns_and_nothing_is_lost_or_doubled() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser
        .run("window.online = []; WPP.on('conn.online', o => online.push(o))")
        .await;
    let id = browser.message_id(PERSON).await;
    setup.cause(FaultKind::DropConnection, |_| ()).await;
    browser.wait_for("online.length > 0").await;
    browser.send(&id, "Halo", false).await;
    browser.ack(&id, 3).await;
    assert_eq!(browser.run("return online").await, json!([false, true]));
    let fates = setup.sandbox.fates(&Filter::default()).await.unwrap();
    assert_eq!(
        (fates.len(), fates[0].server_arrivals, fates[0].shown),
        (1, 1, 1)
    );
}

#[tokio::test]
async fn a_lost_ack_stays_pending_until_a_receipt_tells() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    setup.cause(FaultKind::LostServerAck, |_| ()).await;
    setup
        .cause(FaultKind::LostReceipt, |fault| fault.count = Some(1))
        .await;
    let id = browser.message_id(PERSON).await;
    browser
        .run("window.acks = []; WPP.whatsapp.MsgStore.on('change:ack', m => acks.push(m.ack))")
        .await;
    browser.send(&id, "Halo", false).await;
    browser.ack(&id, 3).await;
    assert_eq!(browser.run("return acks").await, json!([3]));
}

#[tokio::test]
async fn a_temporary_block_is_told_and_ends() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser
        .run("window.bans = []; WPP.on('conn.backend_event', (n, a) => { if (n === 'account_temporarily_banned') bans.push(a.banned); })")
        .await;
    setup
        .cause(FaultKind::TemporaryBlock, |fault| fault.ms = Some(700))
        .await;
    browser.wait_for("bans.at(-1) === false").await;
    assert_eq!(browser.run("return bans[0]").await, json!(true));
    browser.ready().await;
}

#[tokio::test]
async fn a_ban_is_a_logout_and_a_blocked_stream() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser.run("window.heard = []; WPP.on('conn.logout_reason', r => heard.push(r)); WPP.on('conn.logout', () => heard.push('logout'))").await;
    setup.cause(FaultKind::Ban, |_| ()).await;
    browser.wait_for("heard.includes('logout')").await;
    let state = browser
        .run("return [WPP.conn.getStreamData().mode, WPP.whatsapp.Socket.state, WPP.conn.isAuthenticated(), heard]")
        .await;
    assert_eq!(
        state,
        json!([
            "TOS_BLOCK",
            "TOS_BLOCK",
            false,
            ["account_locked", "logout"]
        ])
    );
    let refused = setup
        .sandbox
        .scan(&setup.phone, "x")
        .await
        .unwrap_err()
        .to_string();
    assert!(refused.contains("banned"), "{refused}");
}
