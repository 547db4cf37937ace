//! PostgreSQL and Redis as children of Siar, so that one command is enough to have everything running.
//!
//! `siar serve` without `DATABASE_URL` or `REDIS_URL` starts a private server of each from the machine's packages: on unix sockets in a
//! directory closed to others, as another user when Siar runs as root, with durability on. They are the same servers that an operator
//! would install: nothing is emulated. A child that crashes or hangs is started again; `kill -9` of Siar takes its children along (the
//! kernel signals them), and the next start waits for whatever of them is still on its way out.
//!
//! Not promised: protection of the data from other processes of the same user. Whoever may open the socket is trusted.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use siar_domain::clock::Clock;
use tokio::sync::watch;

mod child;
pub mod cluster;
mod directory;
mod health;
mod keeper;
mod leftovers;
mod postgres;
pub mod programs;
mod redis_server;
mod service;

pub use cluster::ClusterError;
pub use directory::{DirectoryError, default_data_dir};
pub use health::{Health, ServiceHealth, State};
pub use programs::ProgramError;

use directory::DataDirectory;
use keeper::Keeper;
use postgres::Postgres;
use programs::RunAs;
use redis_server::RedisServer;

/// What to start and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where everything is kept between starts; made if missing. See [`default_data_dir`].
    pub data_dir: PathBuf,
    /// Whether to start PostgreSQL: no when `DATABASE_URL` is set.
    pub postgres: bool,
    /// Whether to start Redis: no when `REDIS_URL` is set.
    pub redis: bool,
    /// How long both together may take to become ready. Recovery after a crash replays the write-ahead log: give it minutes.
    pub start_deadline: Duration,
    /// A child that has not answered a probe for this long is killed and started again.
    pub hang_after: Duration,
    /// Tells since when a child is in its state.
    pub clock: Arc<dyn Clock>,
}

impl Options {
    /// Both services in `data_dir`, with the usual deadlines: three minutes to start, one minute without an answer is a hang.
    #[must_use]
    pub fn new(data_dir: impl Into<PathBuf>, clock: Arc<dyn Clock>) -> Self {
        Self {
            data_dir: data_dir.into(),
            postgres: true,
            redis: true,
            start_deadline: Duration::from_secs(180),
            hang_after: Duration::from_secs(60),
            clock,
        }
    }
}

/// Why the embedded services could not be started.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// A program or the user to run it as is missing.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// The data directory cannot be used.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// PostgreSQL's data directory could not be made.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    /// A service did not become ready.
    #[error("the embedded {service} did not start: {reason}. Its log is {log:?}")]
    NotReady {
        /// `PostgreSQL` or `Redis`.
        service: &'static str,
        /// What was last seen of it.
        reason: String,
        /// Where it writes its log.
        log: PathBuf,
    },
    /// The database or its roles could not be made.
    #[error("cannot prepare the embedded database: {0}")]
    Prepare(#[from] tokio_postgres::Error),
    /// No thread could be started.
    #[error("cannot start a thread to keep the embedded services: {0}")]
    Thread(#[source] std::io::Error),
}

/// How to connect to the embedded database, as URLs that tokio-postgres reads (`postgres://siar_app@/siar?host=%2Fpath`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrls {
    /// As `siar_owner`, who owns the tables: for migrations only.
    pub owner: String,
    /// As `siar_app`: what requests use.
    pub app: String,
    /// As `siar_system`: what actors use that work across tenants.
    pub system: String,
}

/// The running services. [`Embedded::stop`] ends them in order; dropping this asks them to stop and does not wait.
#[derive(Debug)]
pub struct Embedded {
    health: watch::Receiver<Health>,
    urls: Option<DatabaseUrls>,
    redis_url: Option<String>,
    // In the order they are stopped.
    keepers: Vec<Keeper>,
    // Dropped last: frees the data directory for another Siar.
    directory: Arc<DataDirectory>,
}

impl Embedded {
    /// Starts what `options` ask for and waits until it is ready: about a second the first time, 50 ms afterwards.
    ///
    /// # Errors
    /// [`EmbeddedError`]; nothing is left running then.
    pub async fn start(options: Options) -> Result<Self, EmbeddedError> {
        // Without a service of ours it does not matter who else may enter the data directory.
        let run_as = if options.postgres || options.redis {
            RunAs::choose()?
        } else {
            None
        };
        let directory = Arc::new(DataDirectory::open(&options.data_dir, run_as.as_ref()).await?);
        let (sender, health) = watch::channel(Health::default());
        let health_of = health::Reporter::new(sender, Arc::clone(&options.clock));
        let mut started = Self {
            health,
            urls: None,
            redis_url: None,
            keepers: Vec::new(),
            directory: Arc::clone(&directory),
        };

        // Everything that can be missing is looked for before anything is started.
        let redis = match options.redis {
            true => Some(RedisServer::new(&directory, run_as.clone())?),
            false => None,
        };
        let postgres = match options.postgres {
            true => Some(Postgres::new(&directory, run_as)?),
            false => None,
        };
        let hang_after = options.hang_after;
        if let Some(service) = redis {
            started.redis_url = Some(service.url());
            let holder = Arc::clone(&directory);
            started.keepers.push(Keeper::start(
                service,
                holder,
                health_of.clone(),
                hang_after,
            )?);
        }
        if let Some(service) = &postgres {
            started.urls = Some(service.urls());
            let service = service.clone();
            started
                .keepers
                .push(Keeper::start(service, directory, health_of, hang_after)?);
        }

        let ready = async {
            for keeper in &started.keepers {
                keeper.ready().await?;
            }
            if let Some(postgres) = &postgres {
                postgres.prepare_database().await?;
            }
            Ok(())
        };
        let outcome = match tokio::time::timeout(options.start_deadline, ready).await {
            Ok(outcome) => outcome,
            Err(_) => Err(started.not_ready_in(options.start_deadline)),
        };
        if let Err(error) = outcome {
            started.stop(Duration::from_secs(10)).await;
            return Err(error);
        }
        Ok(started)
    }

    /// Where the database is; `None` when PostgreSQL was not asked for.
    #[must_use]
    pub fn urls(&self) -> Option<&DatabaseUrls> {
        self.urls.as_ref()
    }

    /// Where Redis is (`redis+unix:///path`); `None` when it was not asked for.
    #[must_use]
    pub fn redis_url(&self) -> Option<&str> {
        self.redis_url.as_deref()
    }

    /// How the services are, now and whenever it changes.
    #[must_use]
    pub fn health(&self) -> watch::Receiver<Health> {
        self.health.clone()
    }

    /// Process ids of what is up at the moment, by service: `("PostgreSQL", 4711)`.
    #[must_use]
    pub fn pids(&self) -> Vec<(&'static str, u32)> {
        self.health.borrow().pids()
    }

    /// The data directory in use, as an absolute path.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        self.directory.root()
    }

    /// Stops the services cleanly, Redis first, and waits for them. What has not ended by itself when `deadline` nears its end is
    /// killed: the write-ahead log and the append-only file keep the data.
    pub async fn stop(self, deadline: Duration) {
        let each = deadline / u32::try_from(self.keepers.len().max(1)).unwrap_or(1);
        for keeper in self.keepers {
            keeper.stop(each).await;
        }
    }

    fn not_ready_in(&self, deadline: Duration) -> EmbeddedError {
        let late = self.keepers.iter().find(|keeper| !keeper.is_up());
        EmbeddedError::NotReady {
            service: late.map_or("services", Keeper::name),
            reason: format!("not ready after {} s", deadline.as_secs()),
            log: late.map_or_else(
                || self.directory.log_dir(),
                |keeper| keeper.log().to_path_buf(),
            ),
        }
    }
}
