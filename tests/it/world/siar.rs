//! The real program, `siar serve`, with its own PostgreSQL, Redis and browsers.

use std::{
    fs::{File, OpenOptions},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use nix::sys::signal::Signal;
use siar_testkit::{ChildGroup, wait_until};

use super::processes;

/// From nothing: a database is made, tables too.
const START: Duration = Duration::from_secs(120);
const STOP: Duration = Duration::from_secs(90);

/// Of the log, when a test fails.
const LAST_LINES: usize = 80;

/// The administrator that every server of a test has.
pub(crate) const ADMIN: (&str, &str) = ("admin@siar.example", "the administrators password");

/// A server program and where it keeps its things. It may run or not.
pub(crate) struct Siar {
    running: Option<ChildGroup>,
    place: PathBuf,
    settings: Vec<(String, String)>,
    port: u16,
    metrics: u16,
}

impl Siar {
    /// Not started yet. `place` is an empty directory that everybody may enter.
    pub(crate) fn new(place: &Path, sandbox: &str, settings: &[(&str, &str)]) -> Self {
        let mut all = vec![
            ("SIAR_SANDBOX_URL".to_owned(), sandbox.to_owned()),
            ("SIAR_ADMIN_EMAIL".to_owned(), ADMIN.0.to_owned()),
            ("SIAR_ADMIN_PASSWORD".to_owned(), ADMIN.1.to_owned()),
            ("SIAR_NODE_NAME".to_owned(), "the-only-one".to_owned()),
        ];
        all.extend(
            settings
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        Self {
            running: None,
            place: place.to_owned(),
            settings: all,
            port: free_port(),
            metrics: free_port(),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Where it keeps its things.
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.place.join("data")
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.running.as_ref().expect("the server runs").pid()
    }

    /// Starts it, and does not wait until it answers.
    pub(crate) fn start(&mut self) {
        assert!(self.running.is_none(), "the server runs already");
        let mut command = Command::new(env!("CARGO_BIN_EXE_siar"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("SIAR_") || name.ends_with("_URL") {
                command.env_remove(&*name);
            }
        }
        command
            .arg("serve")
            .env("SIAR_DATA_DIR", self.place.join("data"))
            .env("SIAR_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("SIAR_METRICS_LISTEN", format!("127.0.0.1:{}", self.metrics))
            .envs(self.settings.iter().cloned())
            .current_dir(&self.place)
            .stdin(Stdio::null())
            .stdout(self.log_file())
            .stderr(self.log_file());
        self.running = Some(ChildGroup::spawn(&mut command).unwrap());
    }

    /// Nobody starts it again when it ends by itself: then there is nothing to wait for.
    pub(crate) fn still_runs(&mut self) {
        let program = self.running.as_mut().expect("the server runs");
        let ended = program.child().try_wait().unwrap();
        assert!(ended.is_none(), "the server ended by itself: {ended:?}");
    }

    /// Waits until it says that it is ready.
    pub(crate) async fn ready(&mut self) {
        let url = format!("{}/health/ready", self.url());
        let http = reqwest::Client::new();
        let program = self.running.as_mut().expect("the server runs");
        wait_until(START, || {
            let ended = program.child().try_wait().unwrap();
            assert!(ended.is_none(), "the server ended by itself: {ended:?}");
            let asked = http.get(&url).timeout(Duration::from_secs(5)).send();
            async move {
                match asked.await {
                    Ok(reply) if reply.status().is_success() => Ok(()),
                    Ok(reply) => Err(reply.text().await.unwrap_or_default()),
                    Err(error) => Err(error.to_string()),
                }
            }
        })
        .await;
    }

    /// `kill -9`, and nothing else is told.
    pub(crate) async fn kill(&mut self) {
        let mut program = self.running.take().expect("the server runs");
        program.signal(Signal::SIGKILL);
        program.ended(STOP).await;
    }

    /// A signal to the server alone.
    pub(crate) fn signal(&self, signal: Signal) {
        self.running
            .as_ref()
            .expect("the server runs")
            .signal(signal);
    }

    /// Stops it as an operator does. It must end well and take everything it started along.
    pub(crate) async fn stop(&mut self) {
        let mut program = self.running.take().expect("the server runs");
        let started = processes::descendants(program.pid());
        program.signal(Signal::SIGTERM);
        let status = program.ended(STOP).await;
        assert!(status.success(), "the server ended with {status}");
        let left: Vec<_> = started
            .iter()
            .filter(|one| processes::lives(one.pid))
            .collect();
        assert!(left.is_empty(), "left behind: {left:?}");
    }

    /// Everything that it wrote to its log, over all its lives.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.place.join("siar.log")).unwrap_or_default()
    }

    fn log_file(&self) -> File {
        let path = self.place.join("siar.log");
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .unwrap()
    }
}

/// A test that fails says what the server said last: on another machine nobody can look.
impl Drop for Siar {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let log = self.log();
        let lines: Vec<&str> = log.lines().collect();
        let last = &lines[lines.len().saturating_sub(LAST_LINES)..];
        eprintln!(
            "the server's last {} lines:\n{}",
            last.len(),
            last.join("\n")
        );
    }
}

/// A port that nobody listens on. The same over the lives of the server, so that clients find it again.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
