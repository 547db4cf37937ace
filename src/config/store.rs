//! Where data is kept.

use std::path::PathBuf;

use chrono::TimeDelta;
use secrecy::SecretString;
use siar_db::retention::Kept;

/// So long has a business to confirm its address.
const UNCONFIRMED: TimeDelta = TimeDelta::days(30);

/// Where data is kept.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Data")]
pub struct StoreConfig {
    /// PostgreSQL, as an owner of the tables who may become siar_app and siar_system. Unset: Siar runs a private one.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<SecretString>,
    /// PostgreSQL for requests, as siar_app. Unset: made from DATABASE_URL, which is refused outside the sandbox.
    #[arg(long, env = "DATABASE_APP_URL", hide_env_values = true)]
    pub database_app_url: Option<SecretString>,
    /// PostgreSQL for system work, as siar_system. Unset: made from DATABASE_URL, which is refused outside the sandbox.
    #[arg(long, env = "DATABASE_SYSTEM_URL", hide_env_values = true)]
    pub database_system_url: Option<SecretString>,
    /// File with the certificate authorities (PEM) that PostgreSQL's certificate is checked by, instead of the system's. `sslrootcert` in a URL
    /// wins. With it `sslmode=require` means verify-ca, as in libpq.
    #[arg(long, env = "SIAR_DATABASE_CA_FILE")]
    pub database_ca_file: Option<PathBuf>,
    /// Redis (rediss:// with TLS). Unset: Siar runs a private one.
    #[arg(long, env = "REDIS_URL", hide_env_values = true)]
    pub redis_url: Option<SecretString>,
    /// File with the certificate authorities (PEM) that Redis' certificate is checked by, instead of the system's.
    #[arg(long, env = "SIAR_REDIS_CA_FILE")]
    pub redis_ca_file: Option<PathBuf>,
    /// Reach PostgreSQL and Redis on other machines without TLS, where the network itself keeps strangers out.
    #[arg(long, env = "SIAR_ALLOW_PLAINTEXT", action = clap::ArgAction::Set, default_value_t = false)]
    pub allow_plaintext: bool,
    /// Directory for everything that is kept on disk. Unset: the usual place for the user's data.
    #[arg(long, env = "SIAR_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// The user as whom Siar goes on when it is started as root; the data directory becomes this user's.
    #[arg(long, env = "SIAR_RUN_AS")]
    pub run_as: Option<String>,
    /// Run as root, without Chromium's sandbox. Otherwise Siar refuses to, except with the simulated world.
    #[arg(long, env = "SIAR_ALLOW_ROOT")]
    pub allow_root: bool,
    /// Database connections of each of the two roles at the most. Request threads hold one more each, for single reads.
    #[arg(long, env = "SIAR_DATABASE_CONNECTIONS", default_value_t = 12)]
    pub connections: u32,
    /// Days for which the stream can be taken up again where it broke off; older events are removed.
    #[arg(long, env = "SIAR_EVENTS_KEPT_DAYS", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub events_kept_days: u16,
    /// Days for which campaigns that ended, with their recipients, and messages that came in are kept.
    #[arg(long, env = "SIAR_HISTORY_KEPT_DAYS", default_value_t = 730, value_parser = clap::value_parser!(u16).range(30..=3650))]
    pub history_kept_days: u16,
    /// Days for which entries of the audit log are kept.
    #[arg(long, env = "SIAR_AUDIT_KEPT_DAYS", default_value_t = 400, value_parser = clap::value_parser!(u16).range(91..=3650))]
    pub audit_kept_days: u16,
    /// The simulated world instead of WhatsApp: address of a siar-sandbox. Without a mail server the links of e-mails
    /// are then written to the log.
    #[arg(long, env = "SIAR_SANDBOX_URL")]
    pub sandbox_url: Option<String>,
    /// Name of this node; its own leases are recovered at once after a crash. Unset: the machine's name.
    #[arg(long, env = "SIAR_NODE_NAME")]
    pub node_name: Option<String>,
}

impl StoreConfig {
    /// The directory for everything that is kept on disk.
    #[must_use]
    pub fn data_dir(&self) -> PathBuf {
        self.data_dir
            .clone()
            .unwrap_or_else(crate::embedded::default_data_dir)
    }

    /// How long what happened is kept. Where no e-mail reaches anybody, no address is ever confirmed, and no business goes for want of it.
    #[must_use]
    pub fn kept(&self, mail_reaches_people: bool) -> Kept {
        let days = |days: u16| TimeDelta::days(days.into());
        Kept {
            events: days(self.events_kept_days),
            history: days(self.history_kept_days),
            audit: days(self.audit_kept_days),
            unconfirmed: mail_reaches_people.then_some(UNCONFIRMED),
        }
    }
}
