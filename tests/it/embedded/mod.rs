//! The private PostgreSQL and Redis: started, killed, stopped, started again.

mod crash;
mod start;
mod stop;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use siar::embedded::{Embedded, Options, State};
use siar_testkit::{FakeClock, wait_until};
use tokio_postgres::{Client, NoTls};

const SOON: Duration = Duration::from_secs(30);

/// A directory that the databases' user can reach, removed at the end.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let directory = tempfile::Builder::new()
            .prefix("siar-embedded-")
            .tempdir()
            .unwrap();
        std::fs::set_permissions(directory.path(), PermissionsExt::from_mode(0o755)).unwrap();
        Self(directory)
    }

    fn data_dir(&self) -> PathBuf {
        self.0.path().join("data")
    }

    fn options(&self) -> Options {
        Options::new(self.data_dir(), Arc::new(FakeClock::default()))
    }

    async fn start(&self) -> Embedded {
        Embedded::start(self.options()).await.unwrap()
    }
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn shown(client: &Client, setting: &str) -> String {
    client
        .query_one(&format!("SHOW {setting}"), &[])
        .await
        .unwrap()
        .get(0)
}

fn pid_of(embedded: &Embedded, service: &str) -> u32 {
    embedded
        .pids()
        .into_iter()
        .find_map(|(name, pid)| (name == service).then_some(pid))
        .unwrap_or_else(|| panic!("{service} is not up: {:?}", *embedded.health().borrow()))
}

fn send(pid: u32, signal: Signal) {
    kill(Pid::from_raw(pid.cast_signed()), signal).unwrap();
}

fn alive(pid: u32) -> bool {
    // A zombie has no working directory any more.
    std::fs::read_link(format!("/proc/{pid}/cwd")).is_ok()
}

/// Waits until `service` is up again in another process than `before`.
async fn up_again(embedded: &Embedded, service: &str, before: u32) {
    wait_until(SOON, || async {
        let health = embedded.health().borrow().clone();
        let state = match service {
            "PostgreSQL" => health.postgres.clone(),
            _ => health.redis.clone(),
        };
        match state.map(|service| service.state) {
            Some(State::Up { pid }) if pid != before => Ok(()),
            other => Err(format!("{other:?}")),
        }
    })
    .await;
}

/// Processes that work anywhere below `directory`.
fn processes_in(directory: &Path) -> Vec<String> {
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let cwd = std::fs::read_link(entry.path().join("cwd")).ok()?;
            let name = std::fs::read_to_string(entry.path().join("comm")).ok()?;
            cwd.starts_with(directory)
                .then(|| format!("{} {}", entry.file_name().display(), name.trim()))
        })
        .collect()
}

async fn redis_set(url: &str, value: &str) {
    let mut connection = redis_connection(url).await;
    redis::cmd("SET")
        .arg("kept")
        .arg(value)
        .exec_async(&mut connection)
        .await
        .unwrap();
}

async fn redis_get(url: &str) -> Option<String> {
    let mut connection = redis_connection(url).await;
    redis::cmd("GET")
        .arg("kept")
        .query_async(&mut connection)
        .await
        .unwrap()
}

async fn redis_connection(url: &str) -> redis::aio::MultiplexedConnection {
    redis::Client::open(url)
        .unwrap()
        .get_multiplexed_async_connection()
        .await
        .unwrap()
}
