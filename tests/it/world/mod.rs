//! A whole world for a journey: the sandbox and the server as real programs, the server with its own PostgreSQL and Redis and with real
//! Chromium, everything in one temporary directory. Nothing of it outlives the test.

pub(crate) mod api;
pub(crate) mod processes;
mod siar;
pub(crate) mod stream;
pub(crate) mod tenant;
pub(crate) mod truth;

use std::{
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use siar_sandbox::{chance::Delay, client::Client as Sandbox, person::Defaults};
use siar_testkit::ChildGroup;
use tokio::sync::{OnceCell, Semaphore, SemaphorePermit};
use uuid::Uuid;

pub(crate) use siar::{ADMIN, Siar};

/// For what takes a browser or a server some steps. A deadline, not a wait.
pub(crate) const SOON: Duration = Duration::from_secs(90);

/// The pace turned down, and what is waited for in minutes waited for in seconds.
pub(crate) const FAST: &[(&str, &str)] = &[
    ("SIAR_PACE_LEAST_DELAY_MS", "100"),
    ("SIAR_PACE_HOURLY_LIMIT", "1000000"),
    ("SIAR_PACE_DAILY_LIMIT", "1000000"),
    ("SIAR_RECEIPT_WITHIN_SECONDS", "2"),
    ("SIAR_ASK_AGAIN_SECONDS", "1"),
];

/// Worlds at a time within one process: each keeps a core busy.
static WORLDS: Semaphore = Semaphore::const_new(2);

/// The world.
pub(crate) struct World {
    pub(crate) siar: Siar,
    pub(crate) sandbox: Sandbox,
    _sandbox: ChildGroup,
    /// Whose browsers' folders are removed at the end.
    tenants: std::sync::Mutex<Vec<Uuid>>,
    place: tempfile::TempDir,
    _permit: SemaphorePermit<'static>,
}

impl World {
    /// A sandbox with quick people who all read, and a server that is ready.
    pub(crate) async fn start(settings: &[(&str, &str)]) -> Self {
        let permit = WORLDS.acquire().await.unwrap();
        let place = tempfile::Builder::new()
            .prefix("siar-world-")
            .tempdir()
            .unwrap();
        // As root the databases run as another user.
        std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let (program, url) = start_sandbox(place.path().join("sandbox.log")).await;
        let sandbox = Sandbox::new(&url);
        sandbox.set_defaults(&quick_people()).await.unwrap();
        let smtp_port = sandbox.health().await.unwrap().smtp_port.to_string();
        let mut all = vec![
            ("SIAR_SMTP_HOST", "127.0.0.1"),
            ("SIAR_SMTP_PORT", &smtp_port),
            ("SIAR_SMTP_TLS", "none"),
            ("SIAR_MAIL_FROM", "Siar <siar@world.example>"),
        ];
        all.extend(settings);
        let siar = Siar::new(place.path(), &url, &all);
        let mut world = Self {
            siar,
            sandbox,
            _sandbox: program,
            tenants: std::sync::Mutex::default(),
            place,
            _permit: permit,
        };
        world.siar.start();
        world.siar.ready().await;
        world
    }

    /// Stops the server in order, and checks that nothing stays.
    pub(crate) async fn stop(mut self) {
        self.siar.stop().await;
    }

    /// Remembers whose browsers ran here.
    pub(crate) fn note_tenant(&self, tenant: Uuid) {
        self.tenants.lock().unwrap().push(tenant);
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.siar.log();
            let lines: Vec<&str> = log.lines().collect();
            let end = &lines[lines.len().saturating_sub(80)..];
            eprintln!("--- the end of the server's log\n{}\n---", end.join("\n"));
            if let Some(folder) = std::env::var_os("SIAR_KEEP_LOGS") {
                let _ = std::fs::write(PathBuf::from(folder).join("siar.log"), &log);
            }
        }
        // The browsers' folders lie in shared memory, under a name that only the server knows.
        let tenants = std::mem::take(&mut *self.tenants.lock().unwrap());
        for entry in std::fs::read_dir("/dev/shm")
            .into_iter()
            .flatten()
            .flatten()
        {
            let ours = tenants
                .iter()
                .any(|tenant| entry.path().join(tenant.to_string()).is_dir());
            let named = entry.file_name().to_string_lossy().starts_with("siar-");
            if ours && named {
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        let _ = &self.place;
    }
}

/// Everybody has WhatsApp, gets every message soon, and reads some.
pub(crate) fn quick_people() -> Defaults {
    Defaults {
        has_whatsapp: 1.0,
        delivers: 1.0,
        reads: 0.6,
        replies: 0.0,
        opts_out: 0.0,
        delivery: Delay::new(20, 150),
        reading: Delay::new(50, 400),
        replying: Delay::new(50, 200),
    }
}

async fn start_sandbox(log: PathBuf) -> (ChildGroup, String) {
    let log = std::fs::File::create(log).unwrap();
    let mut program = ChildGroup::spawn(
        Command::new(sandbox_program().await)
            .args(["--port", "0", "--seed", "7"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log),
    )
    .unwrap();
    let mut line = String::new();
    let output = program.child().stdout.take().unwrap();
    BufReader::new(output).read_line(&mut line).unwrap();
    let url = line.split_whitespace().last().expect("its address");
    (program, url.to_owned())
}

/// The sandbox's program: beside the server's, where a build of the workspace puts it; built when only this package was.
async fn sandbox_program() -> PathBuf {
    static BUILT: OnceCell<PathBuf> = OnceCell::const_new();
    let built = BUILT.get_or_init(async || {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_siar")).with_file_name("siar-sandbox");
        if !program.exists() {
            let mut cargo = ChildGroup::spawn(Command::new(env!("CARGO")).args([
                "build",
                "--quiet",
                "--package",
                "siar-sandbox",
            ]))
            .unwrap();
            assert!(cargo.ended(Duration::from_secs(600)).await.success());
        }
        program
    });
    built.await.clone()
}

/// Waits until `check` is satisfied, asking less often than `siar_testkit::wait_until` does: what is asked costs the server something.
pub(crate) async fn patiently<T>(
    deadline: Duration,
    mut check: impl AsyncFnMut() -> Result<T, String>,
) -> T {
    let mut last_asked = None::<tokio::time::Instant>;
    let mut last = Err("not asked yet".to_owned());
    let end = tokio::time::Instant::now() + deadline;
    loop {
        if last_asked.is_none_or(|at| at.elapsed() >= Duration::from_millis(100)) {
            last = check().await;
            last_asked = Some(tokio::time::Instant::now());
        }
        match last {
            Ok(value) => return value,
            Err(seen) if tokio::time::Instant::now() > end => {
                panic!("waited {deadline:?} in vain: {seen}")
            }
            Err(seen) => last = Err(seen),
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
