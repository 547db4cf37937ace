//! The settings, typed: each from an environment variable or a flag, all documented in `docs/CONFIGURATION.md`, which is made from here
//! (`siar config-docs`).

mod auth;
mod campaigns;
mod docs;
mod engine;
mod http;
mod log;
mod mail;
pub mod secret_settings;
pub mod secrets;
mod shares;
mod store;

pub use auth::{AuthConfig, SecondFactorRule, SignUp};
pub use campaigns::CampaignConfig;
pub use docs::markdown;
pub use engine::EngineConfig;
pub use http::HttpConfig;
pub use log::{LogConfig, LogFormat};
pub use mail::{MailConfig, MailConfigError, SmtpTlsMode};
pub use shares::ShareConfig;
pub use store::StoreConfig;

use clap::{Args, Command, FromArgMatches, builder::Resettable};

/// All settings.
#[derive(Debug, Clone, clap::Args)]
pub struct Config {
    /// What listens, and how much it takes.
    #[command(flatten)]
    pub http: HttpConfig,
    /// Who may come in.
    #[command(flatten)]
    pub auth: AuthConfig,
    /// Where data is kept.
    #[command(flatten)]
    pub store: StoreConfig,
    /// How e-mails are sent.
    #[command(flatten)]
    pub mail: MailConfig,
    /// How sessions reach WhatsApp.
    #[command(flatten)]
    pub engine: EngineConfig,
    /// How campaigns send.
    #[command(flatten)]
    pub campaigns: CampaignConfig,
    /// What one tenant may take of what all share.
    #[command(flatten)]
    pub shares: ShareConfig,
    /// What is written to the log.
    #[command(flatten)]
    pub log: LogConfig,
}

impl Config {
    /// Whether real people are written to: everywhere but in the sandbox.
    #[must_use]
    pub const fn is_production(&self) -> bool {
        self.store.sandbox_url.is_none()
    }

    /// The settings when nothing is set, whatever the environment says: what tests begin with.
    ///
    /// # Errors
    /// A default that is not allowed: a bug.
    pub fn defaults() -> Result<Self, clap::Error> {
        let command = Self::augment_args(Command::new("siar"))
            .mut_args(|argument| argument.env(Resettable::Reset));
        Self::from_arg_matches(&command.try_get_matches_from(["siar"])?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_allowed() {
        let config = Config::defaults().unwrap();
        assert_eq!(config.http.body_limit, 10 * 1024 * 1024);
        assert!(config.auth.admin_password.is_none());
    }
}
