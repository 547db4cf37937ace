//! Linking, staying linked, and losing the link.

use crate::browser::Browser;
use crate::setup::{PERSON, Setup};
use serde_json::json;
use siar_sandbox::world::{FaultKind, Settings};
use std::fs;

#[tokio::test]
async fn a_reload_and_a_restart_need_no_second_scan() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser.page.refresh().await.unwrap();
    browser.ready().await;
    browser.close().await;
    let browser = setup.browser().await;
    browser.ready().await;
    let me = browser.run("return String(WPP.conn.getMyUserId())").await;
    assert_eq!(me, json!("628110000001@c.us"));
    let (linked, logins) = (setup.truth("linked").await, setup.truth("logged_in").await);
    assert_eq!((linked.len(), logins.len()), (1, 3));
}

#[tokio::test]
async fn a_copied_profile_is_a_working_login_and_takes_the_connection_over() {
    let setup = Setup::new().await;
    setup.linked().await.close().await;
    let copy = tempfile::tempdir().unwrap();
    copy_folder(setup.profile.path(), copy.path());
    let first = Browser::accepted(setup.profile.path()).await;
    first
        .inject(
            "window.sockets = []; window.timers = [];
             window.WebSocket = class extends WebSocket { constructor(url) { super(url); sockets.push(this); } };
             const later = window.setTimeout;
             window.setTimeout = (work, ms) => { timers.push(ms); return later(work, ms); };",
        )
        .await;
    first.page.goto(&setup.sandbox.web_url()).await.unwrap();
    first.ready().await;
    let second = Browser::accepted(copy.path()).await;
    second.page.goto(&setup.sandbox.web_url()).await.unwrap();
    second.ready().await;
    first
        .wait_for("WPP.conn.getStreamData().mode === 'CONFLICT'")
        .await;
    // The older one stays away: its connection ends and it sets no timer to come back (the shortest is 125 ms; drawing takes 100).
    first.run("timers.length = 0").await;
    first
        .wait_for("sockets[0].readyState === WebSocket.CLOSED")
        .await;
    let retries = first
        .run("return [sockets.length, timers.filter(ms => ms > 100)]")
        .await;
    assert_eq!(retries, json!([1, []]));
    let id = second.message_id(PERSON).await;
    second.send(&id, "Halo", true).await;
    second.ack(&id, 3).await;
    assert_eq!(setup.truth("logged_in").await.len(), 3);
}

#[tokio::test]
async fn a_pairing_code_links_the_phone_it_was_made_for() {
    let setup = Setup::new().await;
    let browser = setup.browser().await;
    browser.wait_for("window.WPP?.isFullReady").await;
    let digits = setup.phone.digits();
    let ask = format!("return WPP.conn.startLinkDeviceCodeForPhoneNumber('{digits}')");
    let code = browser.run(&ask).await;
    assert_eq!(
        browser.run(&ask).await,
        code,
        "the active code is used again"
    );
    let other = "+628110000002".parse().unwrap();
    setup.sandbox.create_phone(&other, "Lain").await.unwrap();
    let code = code.as_str().unwrap();
    let refused = setup
        .sandbox
        .enter_code(&other, code)
        .await
        .unwrap_err()
        .to_string();
    assert!(refused.contains("no_such_code"), "{refused}");
    let device = setup.sandbox.enter_code(&setup.phone, code).await.unwrap();
    browser.ready().await;
    let page = setup.sandbox.pages().await.unwrap().remove(0);
    assert_eq!(
        (page.account, page.device),
        (Some(setup.phone.clone()), Some(device))
    );
}

#[tokio::test]
async fn codes_change_then_pause_until_asked_again() {
    let settings = Settings {
        qr_ms: 40,
        ..Settings::default()
    };
    let setup = Setup::with(settings).await;
    let browser = setup.browser().await;
    browser.wait_for("window.WPP?.conn.isIdle()").await;
    assert_eq!(
        browser.run("return WPP.conn.getAuthCode()").await,
        json!(null)
    );
    let codes = browser
        .run(
            "const seen = []; WPP.on('conn.auth_code_change', c => seen.push(c?.fullCode ?? null));
             const idle = new Promise(r => WPP.once('conn.qrcode_idle', r));
             return WPP.conn.refreshQR().then(() => idle).then(() => seen)",
        )
        .await;
    let codes = codes.as_array().unwrap();
    assert_eq!((codes.len(), &codes[5]), (6, &json!(null)), "{codes:?}");
    assert!(
        codes[..5]
            .iter()
            .all(|code| code.as_str().unwrap().matches(',').count() == 3)
    );
}

#[tokio::test]
async fn a_removed_device_is_logged_out_and_shows_a_code_again() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser
        .run(
            "sessionStorage.heard = '';
             const add = (text) => { sessionStorage.heard += text + ' '; };
             WPP.on('conn.logout_reason', add); WPP.on('conn.logout', () => add('logout'));",
        )
        .await;
    setup.cause(FaultKind::Logout, |_| ()).await;
    browser
        .wait_for("window.WPP?.isFullReady && !WPP.conn.isAuthenticated() && WPP.conn.getStreamData().mode === 'QR'")
        .await;
    assert_eq!(
        browser.run("return sessionStorage.heard").await,
        json!("unknown_companion logout ")
    );
    assert_eq!(
        setup.sandbox.phone(&setup.phone).await.unwrap().devices,
        vec![]
    );
}

#[tokio::test]
async fn the_page_logs_itself_out() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    assert_eq!(browser.run("return WPP.conn.logout()").await, json!(true));
    browser
        .wait_for("window.WPP?.isFullReady && WPP.conn.getStreamData().mode === 'QR'")
        .await;
    assert_eq!(
        setup.sandbox.phone(&setup.phone).await.unwrap().devices,
        vec![]
    );
}

#[tokio::test]
async fn a_headless_agent_gets_a_page_that_never_boots() {
    let setup = Setup::new().await;
    let browser = Browser::start(setup.profile.path(), None).await;
    browser.page.goto(&setup.sandbox.web_url()).await.unwrap();
    browser
        .wait_for("document.body.textContent.includes('Google Chrome 100+')")
        .await;
    assert_eq!(
        browser.run("return typeof window.WPP").await,
        json!("undefined")
    );
}

#[tokio::test]
async fn the_page_takes_the_place_of_wa_js_that_was_there_before() {
    let real = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../web/node_modules/@wppconnect/wa-js/dist/wppconnect-wa.js"
    );
    let real = fs::read_to_string(real).expect("scripts/build-web was run");
    let setup = Setup::new().await;
    let browser = Browser::accepted(setup.profile.path()).await;
    let quiet = "window.WPPConfig = { disableGoogleAnalytics: true, linkPreviewApiServers: [] };";
    browser
        .inject(&format!("{quiet}\n{real}\nwindow.firstWPP = window.WPP;"))
        .await;
    browser.page.goto(&setup.sandbox.web_url()).await.unwrap();
    browser.wait_for("window.WPP?.isFullReady").await;
    let facts = browser
        .run("return { same: WPP === firstWPP, real: typeof firstWPP.chat.sendTextMessage, ready: firstWPP.isReady }")
        .await;
    assert_eq!(
        facts,
        json!({ "same": false, "real": "function", "ready": false })
    );
}

#[tokio::test]
async fn the_stand_in_offers_nothing_that_wa_js_has_not() {
    let real = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../web/node_modules/@wppconnect/wa-js/dist/wppconnect-wa.js"
    );
    let real = fs::read_to_string(real).expect("scripts/build-web was run");
    let setup = Setup::new().await;
    let browser = Browser::accepted(setup.profile.path()).await;
    browser
        .inject(&format!("{real}\nwindow.firstWPP = window.WPP;"))
        .await;
    browser.page.goto(&setup.sandbox.web_url()).await.unwrap();
    browser.wait_for("window.WPP?.isReady").await;
    let foreign = browser
        .run(
            "const foreign = [];
             for (const room of ['conn', 'chat', 'contact'])
               for (const name of Object.keys(WPP[room]))
                 if (typeof firstWPP[room][name] !== 'function') foreign.push(room + '.' + name);
             for (const name of ['on', 'once', 'off', 'onAny', 'offAny', 'emit', 'waitFor'])
               if (typeof firstWPP[name] !== 'function') foreign.push(name);
             return foreign",
        )
        .await;
    assert_eq!(foreign, json!([]));
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            copy_folder(&entry.path(), &to.join(name));
        } else if kind.is_file() && !name.starts_with("Singleton") {
            fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}
