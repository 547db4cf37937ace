//! The PostgreSQL server that all test processes of this checkout share.
//!
//! The first process that wants one makes a cluster in the temporary directory and starts it; the others find it again. Every process
//! holds a shared lock on `users` for as long as it lives; a small watchdog (a shell, so that it outlives all of them) stops the server
//! when nobody has held that lock for a minute. fsync is off: what these databases hold is never wanted again.

use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use nix::fcntl::{Flock, FlockArg};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid};
use tokio_postgres::config::Host;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};

use crate::cluster;
use crate::programs::{PostgresPrograms, RunAs};
use crate::wait_until;

/// Password that Siar's roles get on a server of somebody else's (`SIAR_TEST_DATABASE_URL`); our own needs none.
const ROLE_PASSWORD: &str = "siar-test";

/// How long a server may take to start, or to get out of the way.
const PATIENCE: Duration = Duration::from_secs(30);

/// Stops the server `$1` of the directory `$PWD` once `users` has been free at six looks in a row, ten seconds apart.
const WATCHDOG: &str = r#"
idle=0
while sleep 10; do
    kill -0 "$1" 2>/dev/null || exit 0
    if flock --nonblock --exclusive users true; then idle=$((idle + 1)); else idle=0; fi
    if [ "$idle" -ge 6 ]; then
        flock --nonblock --exclusive users sh -c '
            kill -INT "$1"
            while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
            rm -rf pg pg.new socket' sh "$1" && exit 0
    fi
done
"#;

/// A server that tests may make databases on.
#[derive(Debug)]
pub(crate) enum Server {
    /// Ours, behind the socket in this directory.
    Private { socket_dir: PathBuf },
    /// The one of `SIAR_TEST_DATABASE_URL`.
    Given(Box<Config>),
}

impl Server {
    /// The server of this checkout, started if need be.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Server> = OnceLock::new();
        SHARED.get_or_init(|| match std::env::var("SIAR_TEST_DATABASE_URL") {
            Ok(url) if !url.is_empty() => Self::Given(Box::new(
                url.parse()
                    .unwrap_or_else(|error| panic!("SIAR_TEST_DATABASE_URL: {error}")),
            )),
            _ => start_or_find(),
        })
    }

    /// Connection URL of one of Siar's roles.
    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        match self {
            Self::Private { socket_dir } => cluster::socket_url(role, database, socket_dir),
            Self::Given(config) => given_url(config, role, ROLE_PASSWORD, database),
        }
    }

    /// Connection URL of the superuser.
    pub(crate) fn superuser_url(&self, database: &str) -> String {
        match self {
            Self::Private { socket_dir } => {
                cluster::socket_url(cluster::SUPERUSER, database, socket_dir)
            }
            Self::Given(config) => given_url(
                config,
                config.get_user().unwrap_or(cluster::SUPERUSER),
                &String::from_utf8_lossy(config.get_password().unwrap_or_default()),
                database,
            ),
        }
    }

    /// Makes the three roles, or puts them right.
    pub(crate) async fn make_roles(&self, superuser: &Client) {
        let mut sql = cluster::ROLES_SQL.to_owned();
        if matches!(self, Self::Given(_)) {
            for role in ["siar_owner", "siar_app", "siar_system"] {
                sql.push_str(&format!("ALTER ROLE {role} PASSWORD '{ROLE_PASSWORD}';\n"));
            }
        }
        superuser
            .batch_execute(&sql)
            .await
            .unwrap_or_else(|error| panic!("cannot make Siar's roles: {error:?}"));
    }
}

/// Connects, with the connection's work done by a task of the current runtime.
pub(crate) async fn connect(url: &str) -> Client {
    // A server that has just been started listens a little before it serves.
    let (client, connection) = wait_until(PATIENCE, async || {
        match tokio_postgres::connect(url, NoTls).await {
            Err(error) if error.code() == Some(&SqlState::CANNOT_CONNECT_NOW) => Err(error),
            otherwise => Ok(otherwise),
        }
    })
    .await
    .unwrap_or_else(|error| panic!("cannot connect to {url}: {error:?}"));
    tokio::spawn(connection);
    client
}

fn given_url(config: &Config, user: &str, password: &str, database: &str) -> String {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => cluster::percent_encoded(name.as_bytes()),
        Some(Host::Unix(path)) => cluster::percent_encoded(path.as_os_str().as_encoded_bytes()),
        None => "localhost".to_owned(),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let password = cluster::percent_encoded(password.as_bytes());
    format!("postgres://{user}:{password}@/{database}?host={host}&port={port}")
}

fn start_or_find() -> Server {
    let base = base_directory();
    fs::create_dir_all(&base)
        .unwrap_or_else(|error| panic!("cannot make the directory {base:?} for tests: {error}"));
    // For as long as this process lives: the watchdog stops the server only when nobody holds this.
    static IN_USE: OnceLock<Flock<File>> = OnceLock::new();
    IN_USE.get_or_init(|| lock(&base.join("users"), FlockArg::LockShared));
    let _one_at_a_time = lock(&base.join("start"), FlockArg::LockExclusive);

    let socket_dir = base.join("socket");
    if !answers(&socket_dir) && !settles(&base.join("pg"), &socket_dir) {
        start(&base, &socket_dir);
    }
    Server::Private { socket_dir }
}

/// One directory per user and checkout: what is killed or broken in one clone does not disturb another.
fn base_directory() -> PathBuf {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_MANIFEST_DIR").hash(&mut hasher);
    let name = format!(
        "siar-test-{}-{:08x}",
        Uid::effective(),
        hasher.finish() & 0xffff_ffff
    );
    let wanted = std::env::temp_dir().join(&name);
    if cluster::fits_a_socket(&wanted.join("socket")) {
        wanted
    } else {
        Path::new("/tmp").join(name)
    }
}

fn lock(path: &Path, how: FlockArg) -> Flock<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .unwrap_or_else(|error| panic!("cannot open {path:?}: {error}"));
    Flock::lock(file, how).unwrap_or_else(|(_, error)| panic!("cannot lock {path:?}: {error}"))
}

fn answers(socket_dir: &Path) -> bool {
    UnixStream::connect(socket_dir.join(".s.PGSQL.5432")).is_ok()
}

/// Deals with what an earlier run left: `true` when its server is up after all; otherwise it is gone for certain.
fn settles(data: &Path, socket_dir: &Path) -> bool {
    let Some(postmaster) = postmaster_of(data) else {
        return false;
    };
    let end = Instant::now() + PATIENCE;
    while is_postgres(postmaster) {
        if answers(socket_dir) {
            return true;
        }
        if Instant::now() > end {
            let _already_gone = kill(postmaster, Signal::SIGKILL);
        }
        pause();
    }
    false
}

fn postmaster_of(data: &Path) -> Option<Pid> {
    let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
    Some(Pid::from_raw(text.lines().next()?.trim().parse().ok()?))
}

fn is_postgres(pid: Pid) -> bool {
    fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.trim() == "postgres")
}

#[expect(
    clippy::zombie_processes,
    reason = "both outlive this process by design; the watchdog ends them"
)]
fn start(base: &Path, socket_dir: &Path) {
    let programs = PostgresPrograms::find().unwrap_or_else(|error| panic!("{error}"));
    let run_as = RunAs::choose().unwrap_or_else(|error| panic!("{error}"));
    let data = base.join("pg");
    // fsync was off: after anything but a clean stop the old files prove nothing.
    if let Err(error) = fs::remove_dir_all(&data) {
        assert!(
            error.kind() == io::ErrorKind::NotFound,
            "cannot remove {data:?}: {error}"
        );
    }
    if let Some(barred) = run_as.as_ref().and_then(|user| user.barred_at(&data)) {
        panic!("PostgreSQL cannot run as root, and its user may not enter {barred:?}: set TMPDIR");
    }
    cluster::initialise(&programs, run_as.as_ref(), &data, |_| {})
        .and_then(|_| cluster::private_directory(socket_dir, run_as.as_ref()))
        .unwrap_or_else(|error| panic!("cannot make a cluster for tests: {error}"));

    let log_path = base.join("postgres.log");
    let log = File::create(&log_path).unwrap_or_else(|error| panic!("{log_path:?}: {error}"));
    let mut command = Command::new(&programs.postgres);
    command
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(socket_dir)
        .args(["-c", "listen_addresses="])
        .args(["-c", "fsync=off", "-c", "synchronous_commit=off"])
        .args(["-c", "full_page_writes=off", "-c", "wal_level=minimal"])
        .args(["-c", "max_wal_senders=0", "-c", "max_connections=500"])
        .args(["-c", "shared_buffers=128MB", "-c", "jit=off"])
        .args(["-c", "checkpoint_timeout=1h", "-c", "timezone=UTC"])
        .current_dir(&data)
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log);
    if let Some(user) = &run_as {
        user.apply(&mut command);
    }
    let mut server = command
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {:?}: {error}", programs.postgres));

    let end = Instant::now() + PATIENCE;
    while !answers(socket_dir) {
        let ended = server.try_wait().expect("a child of ours can be asked");
        if ended.is_some() || Instant::now() > end {
            let said = fs::read_to_string(&log_path).unwrap_or_default();
            panic!("the PostgreSQL server for tests did not start ({ended:?}):\n{said}");
        }
        pause();
    }
    Command::new("sh")
        .args(["-c", WATCHDOG, "siar-test-watchdog"])
        .arg(server.id().to_string())
        .current_dir(base)
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start the watchdog of the test server: {error}"));
}

/// Blocking on purpose: this runs once per process, inside `OnceLock`, before any test has begun its work.
#[allow(
    clippy::disallowed_methods,
    reason = "polls a starting server outside any runtime"
)]
fn pause() {
    std::thread::sleep(Duration::from_millis(5));
}
