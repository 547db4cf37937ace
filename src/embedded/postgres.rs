//! The private PostgreSQL: its command line, what has to be cleared away before it starts, and the database in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::signal::Signal;
use tokio_postgres::NoTls;
use tokio_postgres::error::SqlState;

use super::child::end_with_this_thread;
use super::cluster::{self, ClusterError, ROLES_SQL, SUPERUSER, socket_url};
use super::directory::DataDirectory;
use super::health::Which;
use super::programs::{PostgresPrograms, RunAs};
use super::service::{Answer, Service};
use super::{DatabaseUrls, EmbeddedError};

/// Name of the database.
const DATABASE: &str = "siar";

/// Settings that differ from PostgreSQL's own defaults. Durability (`fsync`, `synchronous_commit`, `full_page_writes`) is on by default
/// and said again here so that no configuration file can turn it off.
const SETTINGS: [&str; 16] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "max_connections=200",
    "shared_buffers=256MB",
    "max_wal_size=1GB",
    "wal_compression=on",
    "random_page_cost=1.1",
    "jit=off",
    "timezone=UTC",
    "log_destination=stderr",
    "logging_collector=off",
    // A failed statement's text and values may hold people's numbers and messages: they stay out of the log.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
];

#[derive(Debug, Clone)]
pub(super) struct Postgres {
    programs: PostgresPrograms,
    run_as: Option<RunAs>,
    data: PathBuf,
    sockets: PathBuf,
    log: PathBuf,
}

impl Postgres {
    pub(super) fn new(
        directory: &DataDirectory,
        run_as: Option<RunAs>,
    ) -> Result<Self, EmbeddedError> {
        let data = directory.root().join("pg");
        Ok(Self {
            programs: PostgresPrograms::find_for(&data)?,
            run_as,
            data,
            sockets: directory.sockets().to_path_buf(),
            log: directory.log_dir().join("postgres.log"),
        })
    }

    pub(super) fn urls(&self) -> DatabaseUrls {
        let url = |role| socket_url(role, DATABASE, &self.sockets);
        DatabaseUrls {
            owner: url("siar_owner"),
            app: url("siar_app"),
            system: url("siar_system"),
        }
    }

    /// Makes the roles and the database unless they are there.
    pub(super) async fn prepare_database(&self) -> Result<(), EmbeddedError> {
        let url = socket_url(SUPERUSER, "postgres", &self.sockets);
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
        let work = async {
            client.batch_execute(ROLES_SQL).await?;
            let there = client
                .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&DATABASE])
                .await?;
            if there.is_none() {
                let create = format!("CREATE DATABASE {DATABASE} OWNER siar_owner");
                client.batch_execute(&create).await?;
            }
            Ok::<_, tokio_postgres::Error>(())
        };
        tokio::select! {
            done = work => done?,
            lost = connection => lost?,
        }
        Ok(())
    }

    /// What a server that was killed leaves: its lock files name a process that may be somebody else's by now, and PostgreSQL would
    /// then refuse to start.
    fn remove_stale_locks(&self) -> Result<(), ClusterError> {
        let stale = [
            self.data.join("postmaster.pid"),
            self.sockets.join(".s.PGSQL.5432.lock"),
            self.sockets.join(".s.PGSQL.5432"),
        ];
        for path in stale {
            match fs::remove_file(&path) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(ClusterError::Io {
                        what: "remove",
                        path,
                        source,
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Service for Postgres {
    const NAME: &'static str = "PostgreSQL";
    const WHICH: Which = Which::Postgres;
    const PROGRAM: &'static str = "postgres";
    // "Fast shutdown": open transactions are rolled back, everything is written, then it ends.
    const STOP: Signal = Signal::SIGINT;
    // "Immediate shutdown": the next start replays the write-ahead log.
    const STOP_AT_ONCE: Signal = Signal::SIGQUIT;

    fn directory(&self) -> &Path {
        &self.data
    }

    fn log(&self) -> &Path {
        &self.log
    }

    fn prepare(&self, alone: bool, _failures: u32) -> Result<(), EmbeddedError> {
        let made =
            cluster::initialise(&self.programs, self.run_as.as_ref(), &self.data, |initdb| {
                end_with_this_thread(initdb, Signal::SIGKILL)
            })?;
        if made {
            tracing::info!(data = %self.data.display(), "made a new PostgreSQL data directory");
        }
        if alone {
            self.remove_stale_locks()?;
        }
        Ok(())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.programs.postgres);
        command
            .arg("-D")
            .arg(&self.data)
            .arg("-k")
            .arg(&self.sockets)
            .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        if let Some(user) = &self.run_as {
            user.apply(&mut command);
        }
        command
    }

    async fn probe(&self) -> Answer {
        let url = socket_url(SUPERUSER, "postgres", &self.sockets);
        let (client, connection) = match tokio_postgres::connect(&url, NoTls).await {
            Ok(connected) => connected,
            Err(error) if error.code() == Some(&SqlState::CANNOT_CONNECT_NOW) => {
                return Answer::Busy;
            }
            // Full of connections, and well enough to say so.
            Err(error) if error.code() == Some(&SqlState::TOO_MANY_CONNECTIONS) => {
                return Answer::Ready;
            }
            Err(_) => return Answer::None,
        };
        tokio::select! {
            answered = client.simple_query("SELECT 1") => match answered {
                Ok(_) => Answer::Ready,
                Err(_) => Answer::None,
            },
            _ = connection => Answer::None,
        }
    }
}
