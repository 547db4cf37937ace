//! The stand-in page in a real Chromium against a running sandbox: linking, sending, receiving, faults.
//! Needs chromium, chromium-driver and the built page (`scripts/build-web`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod browser;

use browser::Browser;
use serde_json::json;
use siar_sandbox::chance::Delay;
use siar_sandbox::client::Client;
use siar_sandbox::clock::MachineClock;
use siar_sandbox::live::Live;
use siar_sandbox::number::Number;
use siar_sandbox::person::{Change, Defaults};
use siar_sandbox::server::{self, Running};
use siar_sandbox::truth::Filter;
use siar_sandbox::world::Settings;
use std::net::TcpListener;
use std::sync::Arc;

struct Setup {
    sandbox: Client,
    phone: Number,
    _running: Running,
}

async fn setup() -> Setup {
    let settings = Settings {
        time_scale: 20.0,
        ciphertext_share: 0.0,
        ..Settings::default()
    };
    let live = Live::in_memory(settings, Arc::new(MachineClock));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let running = server::serve(listener, live, 1).unwrap();
    let sandbox = Client::new(running.url());
    let quick = Delay::new(20, 60);
    let everyone = Defaults {
        has_whatsapp: 1.0,
        delivers: 1.0,
        reads: 1.0,
        replies: 0.0,
        opts_out: 0.0,
        delivery: quick,
        reading: quick,
        replying: quick,
    };
    sandbox.set_defaults(&everyone).await.unwrap();
    let phone: Number = "+628110000001".parse().unwrap();
    sandbox.create_phone(&phone, "Toko Maju").await.unwrap();
    Setup {
        sandbox,
        phone,
        _running: running,
    }
}

/// Opens the page and links it by scanning its code.
async fn link(setup: &Setup, browser: &Browser) {
    browser.page.goto(&setup.sandbox.web_url()).await.unwrap();
    let code = browser
        .wait_for("window.WPP?.isFullReady && WPP.conn.getAuthCode().then(c => c?.fullCode)")
        .await;
    setup
        .sandbox
        .scan(&setup.phone, code.as_str().unwrap())
        .await
        .unwrap();
    browser
        .wait_for("WPP.conn.getStreamData().mode === 'MAIN'")
        .await;
}

#[tokio::test]
async fn a_scanned_page_sends_and_sees_blue_ticks() {
    let setup = setup().await;
    let folder = tempfile::tempdir().unwrap();
    let browser = Browser::accepted(folder.path()).await;
    link(&setup, &browser).await;
    let sent = browser
        .run(
            "window.acks = []; WPP.on('chat.msg_ack_change', e => acks.push(e.ack));
             return (async () => {
               const chat = await WPP.chat.find('6281234567890@c.us');
               const id = await WPP.chat.generateMessageID(chat);
               const sent = await WPP.chat.sendTextMessage(chat.id, 'Halo kak', { messageId: id });
               return { id: sent.id, ok: sent.sendMsgResult.messageSendResult, same: sent.id === String(id) };
             })()",
        )
        .await;
    assert_eq!((&sent["ok"], &sent["same"]), (&json!("OK"), &json!(true)));
    browser.wait_for("acks.includes(3)").await;
    assert_eq!(browser.run("return acks").await, json!([1, 2, 3]));
    let person: Number = "6281234567890".parse().unwrap();
    let fates = setup.sandbox.fates(&Filter::default()).await.unwrap();
    assert_eq!(fates.len(), 1);
    let fate = &fates[0];
    assert_eq!(
        (&fate.account, &fate.person, fate.body.as_str()),
        (&setup.phone, &person, "Halo kak")
    );
    assert_eq!(
        (
            fate.server_arrivals,
            fate.phone_arrivals,
            fate.shown,
            fate.read
        ),
        (1, 1, 1, true)
    );
    assert!(
        sent["id"].as_str().unwrap().ends_with(&fate.message_id),
        "{sent} {fate:?}"
    );
    let _ = Change::default();
}
