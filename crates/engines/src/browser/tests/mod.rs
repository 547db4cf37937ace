//! The parts that the conformance suite cannot see, in a real browser on a page of this test's own.

mod bridge;

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
async fn files_of_a_session_are_private() {
    let blank = Blank::new().await;
    let _link = blank.open().await;
    let home = home::Home::left(&blank.config, spec().tenant).unwrap();
    for folder in home.profile().ancestors().take(3) {
        let mode = fs::metadata(folder).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o700, "{}", folder.display());
    }
}

async fn until_gone(group: i32, pids: &[i32]) {
    wait_until(PATIENCE, || async {
        pids.iter().all(|pid| !is_alive(group, *pid))
    })
    .await;
}

/// Kills the session's processes of one kind and waits for its last event. All of a kind: the page has one renderer, and others lie
/// ready for pages to come.
async fn last_event_after_killing(which: impl Fn(&str) -> bool) -> Option<EngineEvent> {
    let blank = Blank::new().await;
    let mut link = blank.open().await;
    let mut events = link.events().unwrap();
    let stats = link.stats().await.unwrap();
    assert!(stats.processes.len() > 3, "{stats:?}");
    let victims: Vec<i32> = stats
        .processes
        .iter()
        .copied()
        .filter(|pid| {
            fs::read_to_string(format!("/proc/{pid}/cmdline")).is_ok_and(|line| which(&line))
        })
        .collect();
    assert!(!victims.is_empty(), "{stats:?}");
    for pid in victims {
        // One may have ended by itself meanwhile.
        let _ = signal::kill(Pid::from_raw(pid), signal::Signal::SIGKILL);
    }
    let mut last = None;
    let ended = async {
        while let Some(event) = events.recv().await {
            last = Some(event);
        }
    };
    tokio::time::timeout(PATIENCE, ended).await.unwrap();
    until_gone(stats.process_group, &stats.processes).await;
    last
}

#[tokio::test]
async fn nothing_survives_a_killed_browser() {
    let browser = |line: &str| line.contains("chromium") && !line.contains("--type=");
    let last = last_event_after_killing(browser).await;
    assert!(matches!(last, Some(EngineEvent::Died { .. })), "{last:?}");
}

#[tokio::test]
async fn nothing_survives_a_killed_page() {
    let last = last_event_after_killing(|line: &str| line.contains("--type=renderer")).await;
    let detail = "the page crashed".to_owned();
    assert_eq!(last, Some(EngineEvent::Died { detail }));
}

#[tokio::test]
async fn a_profile_no_browser_starts_on_is_not_the_end() {
    let mut blank = Blank::new().await;
    // A browser that refuses a profile with this file in it.
    let picky = blank.config.data_dir.join("picky");
    let script = format!(
        "#!/bin/sh\nfor word; do case \"$word\" in --user-data-dir=*) [ -e \"${{word#*=}}/broken\" ] && exit 1;; esac; done\n\
         exec '{}' \"$@\"\n",
        blank.config.chromium.display()
    );
    fs::write(&picky, script).unwrap();
    fs::set_permissions(&picky, PermissionsExt::from_mode(0o700)).unwrap();
    blank.config.chromium = picky;
    let engine = blank.engine();
    let link = engine.start(spec()).await.unwrap();
    let StopOutcome::Clean(snapshot) = link.stop(PATIENCE).await else {
        panic!("not closed");
    };
    for (fallback, origin) in [
        (Some(snapshot), ProfileOrigin::Restored),
        (None, ProfileOrigin::Fresh),
    ] {
        let link = engine.start(spec()).await.unwrap();
        link.kill();
        let home = home::Home::left(&blank.config, spec().tenant).unwrap();
        fs::write(home.profile().join("broken"), "").unwrap();
        let profile = ProfileSource::Resume { fallback };
        let link = engine.start(StartSpec { profile, ..spec() }).await.unwrap();
        assert_eq!(link.origin(), origin);
    }
}

#[tokio::test]
async fn no_browser_starts_on_a_profile_that_a_dying_one_still_holds() {
    let mut blank = Blank::new().await;
    blank.config.deadlines.profile = Duration::from_millis(200);
    let link = blank.open().await;
    let kept = "(localStorage.setItem('login', 'kept'), 0)";
    link.page.evaluate(kept).await.unwrap();
    let home = link.home.as_ref().unwrap();
    link.flush(home).await;
    link.kill();
    let home = home::Home::left(&blank.config, spec().tenant).unwrap();
    home.released(PATIENCE).unwrap();

    // As a process holds it that was killed and has not ended yet.
    let lock = home.profile().join("Default/Local Storage/leveldb/LOCK");
    let held = fs::File::options().write(true).open(&lock).unwrap();
    let whole = libc::flock {
        l_type: libc::F_WRLCK as _,
        l_whence: libc::SEEK_SET as _,
        l_start: 0,
        l_len: 0,
        l_pid: 0,
    };
    fcntl(&held, FcntlArg::F_OFD_SETLK(&whole)).unwrap();
    let engine = blank.engine();
    let resume = || StartSpec {
        profile: ProfileSource::Resume { fallback: None },
        ..spec()
    };
    let refused = engine.start(resume()).await.err().unwrap().to_string();
    assert!(refused.contains("Local Storage/leveldb/LOCK"), "{refused}");
    assert!(refused.contains("still held"), "{refused}");

    drop(held);
    let version = launch::version(&blank.config).await.unwrap();
    let clock = Arc::new(SystemClock);
    let link = start::start(&blank.config, &version, clock, resume())
        .await
        .unwrap();
    let login = "localStorage.getItem('login')";
    let login = link.page.evaluate(login).await.unwrap();
    assert_eq!(
        (link.origin(), login),
        (ProfileOrigin::Resumed, json!("kept"))
    );
}

#[tokio::test]
async fn a_sweep_kills_what_an_earlier_run_left_and_keeps_its_profile() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    let stats = link.stats().await.unwrap();
    let engine = blank.engine();
    assert_eq!(engine.sweep().await.unwrap(), 1);
    until_gone(stats.process_group, &stats.processes).await;
    assert_eq!(engine.sweep().await.unwrap(), 0);
    assert!(home::Home::left(&blank.config, spec().tenant).is_some());
}

#[tokio::test]
async fn a_start_that_is_given_up_leaves_nothing() {
    let mut blank = Blank::new().await;
    // Accepts and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    blank.config.page_url = format!("http://{}/", silent.local_addr().unwrap());
    blank.config.deadlines.start = Duration::from_secs(4);
    let refused = blank.engine().start(spec()).await.err().unwrap();
    assert!(
        matches!(refused, EngineError::TimedOut { what: "start", .. }),
        "{refused}"
    );
    wait_until(PATIENCE, || async {
        home::holders(&blank.config).is_empty()
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

#[tokio::test]
async fn what_the_page_stored_just_now_is_on_the_disk_before_the_browser_closes() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    let home = home::Home::left(&blank.config, spec().tenant).unwrap();
    // The first write is written soon, those after it up to a minute later.
    let write = |key: &str| format!("void localStorage.setItem('{key}', 'stored')");
    link.page.evaluate(&write("first")).await.unwrap();
    let before = home.local_storage();
    wait_until(PATIENCE, || async { home.local_storage() != before }).await;
    link.page.evaluate(&write("last")).await.unwrap();
    let before = home.local_storage();
    link.flush(&home).await;
    assert_ne!(home.local_storage(), before, "flushed");
}

/// The numbers of the sockets on which the machine listens, by `/proc/net` (proc(5): state `0A`, the tenth field is the inode).
fn listening() -> Vec<String> {
    ["tcp", "tcp6"]
        .iter()
        .flat_map(|kind| {
            let table = fs::read_to_string(format!("/proc/net/{kind}")).unwrap_or_default();
            let rows = table.lines().skip(1).map(str::to_owned);
            rows.collect::<Vec<_>>()
        })
        .filter_map(|row| {
            let fields: Vec<_> = row.split_whitespace().collect();
            (fields[3] == "0A").then(|| format!("socket:[{}]", fields[9]))
        })
        .collect()
}

fn sockets_of(pid: i32) -> Vec<String> {
    let files = fs::read_dir(format!("/proc/{pid}/fd"))
        .into_iter()
        .flatten();
    files
        .flatten()
        .filter_map(|file| Some(fs::read_link(file.path()).ok()?.to_str()?.to_owned()))
        .filter(|name| name.starts_with("socket:"))
        .collect()
}

#[tokio::test]
async fn a_browser_has_no_port_and_no_file_for_others() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    let here = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listening = listening();
    let ours = sockets_of(i32::try_from(std::process::id()).unwrap());
    assert!(
        ours.iter().any(|socket| listening.contains(socket)),
        "our own listener {here:?} is found"
    );
    for pid in link.stats().await.unwrap().processes {
        let open: Vec<_> = sockets_of(pid);
        let ports: Vec<_> = open
            .iter()
            .filter(|open| listening.contains(open))
            .collect();
        assert!(ports.is_empty(), "process {pid} listens: {ports:?}");
    }

    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let home = home::Home::left(&blank.config, spec().tenant).unwrap();
    let as_nobody = |program: &str, path: &std::path::Path| {
        let output = std::process::Command::new("setpriv")
            .args([
                "--reuid",
                "65534",
                "--regid",
                "65534",
                "--clear-groups",
                "--",
                program,
            ])
            .arg(path)
            .output()
            .unwrap();
        (
            output.status.success(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert!(as_nobody("ls", "/".as_ref()).0, "nobody may look at all");
    for path in [
        home.profile(),
        home.profile().join("Local State"),
        home.tmp().to_owned(),
    ] {
        let (read, said) = as_nobody("ls", &path);
        assert!(
            !read && said.contains("Permission denied"),
            "{}: {said}",
            path.display()
        );
    }
}
