//! However a browser ends, nothing of it stays and nothing is lost.

use super::*;

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
