//! The settings, typed: each from an environment variable or a flag, all documented in `docs/CONFIGURATION.md`, which is made from here.

mod http;

pub use http::Http;

/// All settings.
#[derive(Debug, Clone, clap::Args)]
pub struct Config {
    /// What listens, and how much it takes.
    #[command(flatten)]
    pub http: Http,
}

impl Config {
    /// The settings when nothing is set, whatever the environment says: what tests begin with.
    #[must_use]
    pub fn defaults() -> Self {
        Self {
            http: Http::default(),
        }
    }
}
