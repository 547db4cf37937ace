//! The parts that the conformance suite cannot see, in a real browser on a page of this test's own.

mod bridge;
mod ends;
mod private;

use super::{BrowserConfig, BrowserEngine, home, launch, link::BrowserLink, start};
use crate::{
    Engine, EngineError, EngineEvent, Link, ProfileOrigin, ProfileSource, StartSpec, StopOutcome,
    conformance::is_alive,
};
use nix::{
    fcntl::{FcntlArg, fcntl},
    libc,
    sys::signal,
    unistd::Pid,
};
use serde_json::{Value, json};
use siar_domain::{clock::SystemClock, id::TenantId};
use siar_testkit::wait_until;
use std::{fs, os::unix::fs::PermissionsExt, sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::{Semaphore, SemaphorePermit},
};

const PATIENCE: Duration = Duration::from_secs(60);
static BROWSERS: Semaphore = Semaphore::const_new(2);

/// A page without WhatsApp in it, and a place for a browser.
struct Blank {
    config: BrowserConfig,
    _data_dir: TempDir,
    _permit: SemaphorePermit<'static>,
}

impl Blank {
    async fn new() -> Self {
        let permit = BROWSERS.acquire().await.unwrap();
        let data_dir = tempfile::tempdir().unwrap();
        let mut config = BrowserConfig::new(data_dir.path().into());
        config.page_url = format!("http://127.0.0.1:{}/", serve_blank_page().await);
        Self {
            config,
            _data_dir: data_dir,
            _permit: permit,
        }
    }

    async fn open(&self) -> BrowserLink {
        let version = launch::version(&self.config).await.unwrap();
        let clock = Arc::new(SystemClock);
        start::start(&self.config, &version, clock, spec())
            .await
            .unwrap()
    }

    fn engine(&self) -> BrowserEngine {
        BrowserEngine::new(self.config.clone(), Arc::new(SystemClock))
    }
}

impl Drop for Blank {
    fn drop(&mut self) {
        home::forget_all(&self.config);
    }
}

fn spec() -> StartSpec {
    StartSpec {
        tenant: TenantId(uuid::Uuid::from_u128(1)),
        profile: ProfileSource::Fresh,
        memory_cap_bytes: 400 * 1024 * 1024,
    }
}

async fn serve_blank_page() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            tokio::spawn(async move {
                let _ = client.read(&mut [0; 4096]).await;
                let answer = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\
                    content-length: 15\r\n\r\n<!doctype html>";
                let _ = client.write_all(answer).await;
            });
        }
    });
    port
}

#[tokio::test]
async fn the_real_wa_js_has_every_function_that_the_bridge_calls() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    let version = link.page.evaluate("WPP.version").await.unwrap();
    assert_eq!(version, json!("4.6.0"), "the bundle that npm installed");
    let missing = link.page.evaluate("__siar.missing()").await.unwrap();
    assert_eq!(missing, json!([]));
    // It asks nobody else: neither analytics nor servers for link previews.
    let config = "(({disableGoogleAnalytics, linkPreviewApiServers, poweredBy, deviceName}) => \
        [disableGoogleAnalytics, linkPreviewApiServers.length, poweredBy, deviceName])(WPP.config)";
    let config = link.page.evaluate(config).await.unwrap();
    assert_eq!(config, json!([true, 0, null, false]));
}

#[tokio::test]
async fn a_bundle_without_the_functions_is_found_out() {
    let mut blank = Blank::new().await;
    let bundle = blank.config.data_dir.join("other.js");
    fs::write(&bundle, "self.WPP = {version: 'other', on() {}, conn: {}};").unwrap();
    blank.config.wa_js = Some(bundle.clone());
    let link = blank.open().await;
    let missing = link.page.evaluate("__siar.missing()").await.unwrap();
    let missing = missing.as_array().unwrap();
    assert!(
        missing.contains(&json!("chat.sendTextMessage")),
        "{missing:?}"
    );
    assert!(missing.contains(&json!("whatsapp.MsgStore")), "{missing:?}");
    assert!(!missing.contains(&json!("on")), "{missing:?}");
    drop(link);

    fs::remove_file(&bundle).unwrap();
    let refused = blank.engine().start(spec()).await.err().unwrap();
    assert!(matches!(refused, EngineError::Missing { .. }), "{refused}");
}

#[tokio::test]
async fn the_browser_says_what_it_is_and_reaches_only_its_page() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    let agent = link.page.evaluate("navigator.userAgent").await.unwrap();
    let version = launch::version(&blank.config).await.unwrap();
    let major = version.split('.').next().unwrap();
    assert_eq!(
        agent,
        json!(format!(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"
        ))
    );
    assert_eq!(
        link.page.evaluate("navigator.webdriver").await.unwrap(),
        json!(true)
    );
    let port = serve_blank_page().await;
    let reach = |host: &str| {
        let url = format!("http://{host}:{port}/");
        let ask = format!("fetch('{url}', {{mode: 'no-cors'}}).then(() => true, () => false)");
        let page = link.page.clone();
        async move { page.evaluate(&ask).await.unwrap() }
    };
    assert_eq!(reach("127.0.0.1").await, json!(true), "the page's own host");
    assert_eq!(reach("localhost").await, json!(false), "another host");
}

#[tokio::test]
async fn a_reloaded_page_is_heard_again() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    let first = link.page.position();
    assert_eq!(first.seq, 1, "the greeting");
    link.page.evaluate("void location.reload()").await.unwrap();
    let page = link.page.clone();
    wait_until(PATIENCE, || async {
        page.position().doc != first.doc && page.position().seq == 1
    })
    .await;
}

#[tokio::test]
async fn a_page_that_cannot_be_reached_is_said_so() {
    let mut blank = Blank::new().await;
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    blank.config.page_url = format!("http://{closed}/");
    match blank.engine().start(spec()).await.err().unwrap() {
        EngineError::Start(detail) => {
            assert!(detail.contains("ERR_CONNECTION_REFUSED"), "{detail}")
        }
        other => panic!("{other}"),
    }
    wait_until(PATIENCE, || async {
        home::holders(&blank.config).is_empty()
    })
    .await;
}

#[tokio::test]
async fn a_missing_program_is_named() {
    let mut blank = Blank::new().await;
    blank.config.chromium = "/nowhere/chromium".into();
    match blank.engine().start(spec()).await.err().unwrap() {
        EngineError::Missing { what, .. } => assert_eq!(what, "Chromium (/nowhere/chromium)"),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn events_posted_while_nobody_listens_are_drained() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    // The page loses its doorbell; an answer is posted all the same and found by the next probe.
    link.page
        .evaluate("void (window.__siarEvent = undefined)")
        .await
        .unwrap();
    let (call, probes) = tokio::join!(
        link.call(
            "look_up",
            "lookUp",
            json!({"id": "x"}),
            Duration::from_secs(5)
        ),
        async {
            wait_until(PATIENCE, || async {
                let said = link.page.evaluate("__siar.probe('', 0)").await.unwrap();
                link.page.position().seq == said["last"].as_u64().unwrap()
                    && said["last"] != json!(1)
            })
            .await;
        }
    );
    let () = probes;
    let answer: Value = call.unwrap();
    assert_eq!(answer["ok"], json!(false));
    assert_eq!(answer["code"], json!("not_ready"));
}
