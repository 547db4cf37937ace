//! The page for working the sandbox by hand, and how clean both pages are.

use crate::browser::{Browser, PATIENCE};
use crate::setup::{PERSON, Setup};
use fantoccini::Locator;
use serde_json::json;
use siar_sandbox::truth::Event;
use siar_sandbox::world::FaultKind;
use siar_testkit::wait_until;

#[tokio::test]
async fn a_person_scans_writes_and_makes_trouble_by_hand() {
    let setup = Setup::new().await;
    let page = setup.browser().await;
    let folder = tempfile::tempdir().unwrap();
    let desk = Browser::accepted(folder.path()).await;
    desk.page
        .goto(&setup.sandbox.web_url().replace("/web", "/"))
        .await
        .unwrap();
    desk.wait_for("document.querySelector('#waiting img')?.naturalWidth > 100")
        .await;
    press(&desk, "Scan with Toko Maju").await;
    page.ready().await;
    desk.wait_for("document.querySelector('#phones').textContent.includes('1 linked, 1 online')")
        .await;
    for (field, text) in [
        ("#say [name=from]", PERSON),
        ("#say [name=body]", "<b>Halo</b>"),
    ] {
        let field = desk.page.find(Locator::Css(field)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }
    press(&desk, "Send").await;
    desk.wait_for("document.querySelector('#truth').textContent.includes('“<b>Halo</b>”')")
        .await;
    page.wait_for("WPP.chat.list().then(chats => chats[0]?.unreadCount === 1)")
        .await;
    desk.run("document.querySelector('#phones details').open = true")
        .await;
    press(&desk, "Log out").await;
    page.wait_for("window.WPP?.isFullReady && !WPP.conn.isAuthenticated()")
        .await;
    desk.wait_for("document.querySelector('#truth').textContent.includes('logged out')")
        .await;
    let gone = setup.truth("logged_out").await.remove(0).event;
    let (device, reason) = ("628110000001:1".to_owned(), "unknown_companion".to_owned());
    assert_eq!(gone, Event::LoggedOut { device, reason });
    setup.cause(FaultKind::Ban, |_| ()).await;
    let phones = "document.querySelector('#phones').textContent.includes('banned')";
    desk.wait_for(phones).await;
    press(&desk, "End all trouble: faults, blocks, bans").await;
    desk.wait_for(&format!("!{phones}")).await;
    assert_eq!(desk.console().await, Vec::<String>::new());
    assert_eq!(page.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_page_has_the_size_that_memory_figures_assume() {
    let setup = Setup::new().await;
    let browser = Browser::accepted(setup.profile.path()).await;
    let heap = "return performance.memory.usedJSHeapSize / 1048576";
    browser.page.goto(&setup.sandbox.web_url()).await.unwrap();
    browser.wait_for("window.WPP?.isFullReady").await;
    let nodes = browser
        .run("return document.querySelectorAll('*').length")
        .await;
    assert!((280..=340).contains(&nodes.as_i64().unwrap()), "{nodes}");
    let empty = browser.run(heap).await.as_f64().unwrap();
    browser
        .page
        .goto(&format!("{}?heap_mb=16", setup.sandbox.web_url()))
        .await
        .unwrap();
    browser.wait_for("window.WPP?.isFullReady").await;
    let more = browser.run(heap).await.as_f64().unwrap() - empty;
    assert!((12.0..=24.0).contains(&more), "{more} MB above {empty} MB");
    assert_eq!(
        browser.run("return typeof window.sandboxBallast").await,
        json!("object")
    );
}

/// Clicks a button. The desk draws its cards again when something changed: then the button is looked for again.
async fn press(desk: &Browser, text: &str) {
    let button = format!("//button[normalize-space()='{text}']");
    wait_until(PATIENCE, || async {
        desk.page.find(Locator::XPath(&button)).await?.click().await
    })
    .await;
}
