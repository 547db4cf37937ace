//! From nothing to a server that answers, and back again in order.

mod database;
pub mod redis;
mod serve;
pub mod tls;

use std::{path::PathBuf, sync::Arc, time::Duration};

use bb8_redis::{RedisConnectionManager, bb8::Pool};
use secrecy::SecretString;
use siar_actors::{Actors, Parts, import::Spool, tree::StartError};
use siar_db::{
    Db, DbError, DbUrls,
    away::wait_while_away,
    high_water::{self, HighWater, Looked, SetBack},
    migrate,
};
use siar_domain::clock::{Clock, SystemClock};

use crate::{
    ApiError, State,
    auth::Auth,
    config::{
        Config, MailConfigError, StoreConfig,
        secrets::{self, SecretError},
    },
    embedded::{self, Embedded, EmbeddedError},
    mailer::Mailer,
};

pub use database::{Urls, UrlsError};
pub use serve::serve;

/// How long Redis may take to give a connection.
const REDIS_DEADLINE: Duration = Duration::from_millis(500);
/// Redis connections at the most.
const REDIS_CONNECTIONS: u32 = 8;

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum BootError {
    /// The private database or Redis cannot be started.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    /// The database's URLs cannot be used.
    #[error(transparent)]
    Urls(#[from] UrlsError),
    /// The tables cannot be brought up to date.
    #[error(transparent)]
    Migrate(#[from] migrate::MigrateError),
    /// The database does not answer.
    #[error(transparent)]
    Database(#[from] DbError),
    /// Requests would run as a role that row-level security does not hold.
    #[error("refusing to serve: {}", .0.join("; "))]
    StrongRole(Vec<String>),
    /// Requests would run by a log-in that can make itself one that row-level security does not hold.
    #[error(
        "refusing to serve: {}. Give DATABASE_APP_URL and DATABASE_SYSTEM_URL log-ins of their own (docs/OPERATIONS.md)", .0.join("; ")
    )]
    StrongLogin(Vec<String>),
    /// What is in the database would go over a network for everybody to read.
    #[error(
        "refusing to start: {setting} leads to {host} without TLS, where whoever is in between reads and changes everything. {remedy}, or set \
         SIAR_ALLOW_PLAINTEXT=true where the network itself keeps strangers out"
    )]
    Plaintext {
        /// The setting.
        setting: &'static str,
        /// Where it leads.
        host: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// The listener cannot speak TLS.
    #[error(transparent)]
    ListenTls(#[from] tls::ListenTlsError),
    /// A key cannot be had.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The settings for e-mail do not fit together.
    #[error(transparent)]
    Mail(#[from] MailConfigError),
    /// The first administrator cannot be made.
    #[error("the first administrator: {0}")]
    Administrator(#[from] ApiError),
    /// Redis' settings cannot be used.
    #[error(transparent)]
    Redis(#[from] redis::RedisUrlError),
    /// Redis' address is none after all.
    #[error("REDIS_URL: {0}")]
    RedisAddress(#[from] ::redis::RedisError),
    /// The actors did not start.
    #[error(transparent)]
    Actors(#[from] StartError),
    /// The address cannot be listened on, or another thing of the system failed.
    #[error("{what}: {source}")]
    System {
        /// What was tried.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A mistake of ours.
    #[error("{0}")]
    Ours(String),
}

/// The services behind the server: private ones that were started, or the operator's.
#[derive(Debug)]
pub struct Ground {
    /// The private services; holds the data directory even when none was started.
    pub embedded: Embedded,
    /// Where the database is.
    pub urls: Urls,
    /// Where Redis is.
    pub redis: SecretString,
    /// Where files are kept.
    pub data_dir: PathBuf,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Ground {
    /// Starts what the settings do not name, and brings the tables up to date.
    ///
    /// # Errors
    /// [`BootError`]; nothing is left running then.
    pub async fn prepare(config: &Config) -> Result<Self, BootError> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let store = &config.store;
        refuse_plaintext(store)?;
        let data_dir = store
            .data_dir
            .clone()
            .unwrap_or_else(embedded::default_data_dir);
        let mut options = embedded::Options::new(&data_dir, Arc::clone(&clock));
        options.postgres = store.database_url.is_none();
        options.redis = store.redis_url.is_none();
        let embedded = Embedded::start(options).await?;
        match Self::on(config, &embedded).await {
            Ok((urls, redis)) => Ok(Self {
                data_dir: embedded.data_dir().to_owned(),
                embedded,
                urls,
                redis,
                clock,
            }),
            Err(error) => {
                embedded.stop(STOP_DEADLINE).await;
                Err(error)
            }
        }
    }

    async fn on(config: &Config, embedded: &Embedded) -> Result<(Urls, SecretString), BootError> {
        let redis = config
            .store
            .redis_url
            .clone()
            .or_else(|| embedded.redis_url().map(SecretString::from))
            .ok_or_else(|| BootError::Ours("no Redis was started".to_owned()))?;
        let urls = Urls::choose(&config.store, embedded.urls())?;
        for applied in wait_while_away(async || migrate::run(&urls.owner).await).await? {
            tracing::info!(migration = applied, "applied");
        }
        if urls.derived {
            migrate::grant_roles(&urls.owner).await?;
        }
        Ok((urls, redis))
    }

    /// The database, once it is sure that row-level security holds the roles.
    ///
    /// # Errors
    /// [`BootError::StrongRole`] when it does not.
    pub async fn database(&self, config: &Config) -> Result<Db, BootError> {
        let urls = DbUrls {
            app: self.urls.app.clone(),
            system: self.urls.system.clone(),
            connections: config.store.connections,
        };
        let db = Db::connect(&urls, Arc::clone(&self.clock)).await?;
        let wrong = wait_while_away(async || migrate::strength_of_roles(&db).await).await?;
        if !wrong.is_empty() {
            return Err(BootError::StrongRole(wrong));
        }
        let strong = migrate::strength_of_logins(&db).await?;
        if !strong.is_empty() && config.is_production() {
            return Err(BootError::StrongLogin(strong));
        }
        for words in strong {
            tracing::warn!(
                "{words}: whoever can run SQL as the application could switch row-level security off. Outside the sandbox this is refused"
            );
        }
        Ok(db)
    }

    /// What handlers can reach, with the tree of actors running.
    ///
    /// # Errors
    /// [`BootError`].
    pub async fn state(&self, config: Config) -> Result<State, BootError> {
        let db = self.database(&config).await?;
        let db = self.held_against_its_mark(db).await?;
        let key = secrets::token_key(config.auth.jwt_key.as_ref(), &self.data_dir)?;
        let mail = config
            .mail
            .out(&config.http.base_url(), config.store.sandbox_url.is_some())?;
        say_about_mail(&config, mail.transport.reaches_people());
        let redis = redis::target(&self.redis, config.store.redis_ca_file.as_deref())?;
        let manager = RedisConnectionManager::new(redis)?;
        // Tested at checkout: after a restart of Redis a dead connection must not be handed out.
        let redis = Pool::builder()
            .max_size(REDIS_CONNECTIONS)
            .connection_timeout(REDIS_DEADLINE)
            .build_unchecked(manager);
        let spool_at = self.data_dir.join("spool");
        let spool = Spool::open(&spool_at).map_err(|source| BootError::System {
            what: format!("{}", spool_at.display()),
            source,
        })?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let engine = config.engine.browser(
            config.store.sandbox_url.as_deref(),
            &self.data_dir,
            Arc::clone(&self.clock),
        );
        let keys = Arc::new(secrets::vault_keys(
            config.engine.vault_keys.as_ref(),
            &self.data_dir,
        )?);
        let reaches_people = mail.transport.reaches_people();
        let mailer = Mailer::new(Arc::clone(&keys), reaches_people);
        let parts = Parts {
            db: db.clone(),
            engine: Arc::new(engine),
            keys: Arc::clone(&keys),
            spool: spool.clone(),
            mail,
            node_name: node_name(&config),
            session: config.engine.sessions(),
            blast: config.campaigns.blasts(config.engine.lease_seconds),
            audit_head: self.data_dir.join("audit.head"),
            kept: config.store.kept(reaches_people),
            starts_at_once: match config.engine.starts_at_once {
                0 => cores,
                set => set,
            },
            arbiters: cores,
            seed: uuid::Uuid::new_v4().as_u64_pair().0,
        };
        let actors = Actors::start(parts).await?;
        let auth = Auth::new(&key);
        let state = State::new(db, config, auth, Some(redis), actors, spool, mailer)
            .map_err(|error| BootError::Ours(error.to_string()))?;
        tracing::info!(limit = state.room.limit(), "sessions that may run here");
        Ok(state)
    }

    /// The database, compared with what was kept outside of it: one that was set back must not send by itself what it has forgotten.
    async fn held_against_its_mark(&self, db: Db) -> Result<Db, BootError> {
        let path = self.data_dir.join("ledger.mark");
        let high_water = HighWater::open(&path).map_err(|source| BootError::System {
            what: format!("{}", path.display()),
            source,
        })?;
        let highest = high_water.highest();
        let hold = async || {
            db.system(async |tx| high_water::hold_if_set_back(tx, highest).await)
                .await
        };
        let Looked { mark, set_back } = wait_while_away(hold).await?;
        high_water.note(mark);
        if let Some(SetBack { missing, campaigns }) = set_back {
            tracing::error!(
                ?missing,
                campaigns,
                "the database was set back: campaigns are held until a person has looked (docs/OPERATIONS.md)"
            );
        }
        Ok(db.keeping(high_water))
    }

    /// Stops the private services.
    pub async fn stop(self) {
        self.embedded.stop(STOP_DEADLINE).await;
    }
}

/// Refuses what leads to another machine in the clear, unless the settings say that it may.
///
/// # Errors
/// [`BootError::Plaintext`], and an address that cannot be understood.
pub fn refuse_plaintext(store: &StoreConfig) -> Result<(), BootError> {
    let database = match store.database_url {
        Some(_) => Urls::choose(store, None)?.in_the_clear()?,
        None => None,
    };
    let redis = match &store.redis_url {
        Some(url) => {
            let target = redis::target(url, store.redis_ca_file.as_deref())?;
            redis::in_the_clear(&target).map(str::to_owned)
        }
        None => None,
    };
    if store.allow_plaintext {
        return Ok(());
    }
    if let Some((setting, host)) = database {
        return Err(BootError::Plaintext {
            setting,
            host,
            remedy: "Add sslmode=verify-full (or verify-ca, require) to it",
        });
    }
    if let Some(host) = redis {
        return Err(BootError::Plaintext {
            setting: "REDIS_URL",
            host,
            remedy: "Begin it with rediss://",
        });
    }
    Ok(())
}

/// What an operator has to know about e-mail at the start.
fn say_about_mail(config: &Config, reaches_people: bool) {
    let (host, public_url) = (&config.mail.smtp_host, &config.http.public_url);
    if !reaches_people && config.store.sandbox_url.is_some() {
        tracing::warn!("no mail server is set up: the links of e-mails are written to this log");
    } else if !reaches_people {
        tracing::warn!(
            "no mail server is set up (SIAR_SMTP_HOST): nobody can reset a forgotten password or be invited, and addresses are not confirmed"
        );
    } else {
        tracing::info!(host, tls = ?config.mail.smtp_tls, "e-mails are sent");
        if public_url.is_none() {
            tracing::warn!(
                "SIAR_PUBLIC_URL is not set: links in e-mails lead to the address listened on"
            );
        }
    }
}

/// The node's name: as set, or the machine's.
fn node_name(config: &Config) -> String {
    config.store.node_name.clone().unwrap_or_else(|| {
        nix::unistd::gethostname()
            .ok()
            .and_then(|name| name.into_string().ok())
            .unwrap_or_else(|| "siar".to_owned())
    })
}

/// How long the private services may take to stop.
const STOP_DEADLINE: Duration = Duration::from_secs(30);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plaintext_to_another_machine_is_refused_unless_it_is_allowed() {
        let mut store = Config::defaults().unwrap().store;
        let said = |store: &StoreConfig| match refuse_plaintext(store) {
            Ok(()) => String::new(),
            Err(error) => error.to_string(),
        };
        assert_eq!(said(&store), "");
        store.redis_url = Some("redis://:hunter2@cache.example".to_owned().into());
        let redis = "refusing to start: REDIS_URL leads to cache.example without TLS, where whoever is in between reads and changes \
                     everything. Begin it with rediss://, or set SIAR_ALLOW_PLAINTEXT=true where the network itself keeps strangers out";
        assert_eq!(said(&store), redis);
        store.database_url = Some("postgres://u:hunter2@localhost/db".to_owned().into());
        assert_eq!(said(&store), redis);
        store.database_app_url = Some("postgres://u:hunter2@db.example/db".to_owned().into());
        assert_eq!(
            said(&store),
            "refusing to start: DATABASE_APP_URL leads to db.example without TLS, where whoever is in between reads and changes \
             everything. Add sslmode=verify-full (or verify-ca, require) to it, or set SIAR_ALLOW_PLAINTEXT=true where the network itself \
             keeps strangers out"
        );
        store.allow_plaintext = true;
        assert_eq!(said(&store), "");
        // What cannot be understood is told in any case.
        store.database_system_url =
            Some("postgres://u:hunter2@h/db?sslmode=full".to_owned().into());
        assert_eq!(
            said(&store),
            "DATABASE_SYSTEM_URL: sslmode must be disable, prefer, require, verify-ca or verify-full"
        );
    }
}
