//! How sessions reach WhatsApp.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use secrecy::SecretString;
use siar_actors::session::SessionConfig;
use siar_domain::{clock::Clock, pacing::PaceLimits};
use siar_engines::browser::{BrowserConfig, BrowserEngine};

/// How sessions reach WhatsApp.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Sessions")]
pub struct EngineConfig {
    /// The browser program. Unset: the distribution's Chromium is looked for.
    #[arg(long, env = "SIAR_CHROMIUM")]
    pub chromium: Option<PathBuf>,
    /// Another wa-js bundle than the built-in one.
    #[arg(long, env = "SIAR_WA_JS")]
    pub wa_js: Option<PathBuf>,
    /// The page to open, for the sandbox. Unset: WhatsApp Web, or the sandbox's page when SIAR_SANDBOX_URL is set.
    #[arg(long, env = "SIAR_PAGE_URL")]
    pub page_url: Option<String>,
    /// Keys that encrypt the sessions' logins at rest, as `2:base64,1:base64`: the first encrypts, all decrypt. Unset: one is made and kept in the data directory.
    #[arg(long, env = "SIAR_VAULT_KEYS", hide_env_values = true)]
    pub vault_keys: Option<SecretString>,
    /// Sessions started at a time, after a boot for example. 0: as many as there are cores.
    #[arg(long, env = "SIAR_STARTS_AT_ONCE", default_value_t = 0)]
    pub starts_at_once: usize,
    /// Sessions that run here at most; a start beyond it is refused with `503 node_full`. Unset: as many as fit into the machine's (or container's) memory, 200 MB each, beside 1 GB for everything else.
    #[arg(long, env = "SIAR_SESSION_LIMIT", value_parser = clap::value_parser!(u32).range(1..))]
    pub session_limit: Option<u32>,
    /// Above this a session's browser is closed and opened again, megabytes.
    #[arg(long, env = "SIAR_BROWSER_MEMORY_MB", default_value_t = 600)]
    pub browser_memory_mb: u64,
    /// How long a session belongs to this process after each sign of life, seconds. Another node waits this long before it takes over.
    #[arg(long, env = "SIAR_LEASE_SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(3..=600))]
    pub lease_seconds: u64,
    /// Shortest time between two messages that a tenant may set, milliseconds.
    #[arg(long, env = "SIAR_PACE_LEAST_DELAY_MS", default_value_t = 3_000)]
    pub pace_least_delay_ms: u32,
    /// Most messages in any 60 minutes that a tenant may set.
    #[arg(long, env = "SIAR_PACE_HOURLY_LIMIT", default_value_t = 600)]
    pub pace_hourly_limit: u32,
    /// Most messages in any 24 hours that a tenant may set.
    #[arg(long, env = "SIAR_PACE_DAILY_LIMIT", default_value_t = 5_000)]
    pub pace_daily_limit: u32,
}

/// Where distributions keep the browser itself rather than a script around it.
const BROWSERS: [&str; 4] = [
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
];

impl EngineConfig {
    /// What the platform allows tenants to set as pace.
    #[must_use]
    pub const fn pace_limits(&self) -> PaceLimits {
        PaceLimits {
            least_delay_ms: self.pace_least_delay_ms,
            hourly_cap: self.pace_hourly_limit,
            daily_cap: self.pace_daily_limit,
        }
    }

    /// Times and bounds of sessions.
    #[must_use]
    pub fn sessions(&self) -> SessionConfig {
        let lease = Duration::from_secs(self.lease_seconds);
        SessionConfig {
            lease,
            beat: lease / 3,
            memory_cap_bytes: self.browser_memory_mb.saturating_mul(1_000_000),
            ..SessionConfig::default()
        }
    }

    /// The engine of this machine, with private files under `data_dir`.
    #[must_use]
    pub fn browser(
        &self,
        sandbox_url: Option<&str>,
        data_dir: &Path,
        clock: Arc<dyn Clock>,
    ) -> BrowserEngine {
        let mut config = BrowserConfig::new(data_dir.join("browsers"));
        if let Some(chromium) = self.find_chromium() {
            config.chromium = chromium;
        }
        config.wa_js = self.wa_js.clone();
        let of_sandbox = sandbox_url.map(|url| format!("{}/web/", url.trim_end_matches('/')));
        if let Some(page) = self.page_url.clone().or(of_sandbox) {
            config.page_url = page;
        }
        BrowserEngine::new(config, clock)
    }
    /// The browser program, if there is one.
    #[must_use]
    pub fn find_chromium(&self) -> Option<PathBuf> {
        self.chromium.clone().or_else(|| {
            BROWSERS
                .iter()
                .map(PathBuf::from)
                .find(|path| path.is_file())
                .or_else(|| on_path("chromium"))
                .or_else(|| on_path("google-chrome"))
        })
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    crate::embedded::programs::find_on_path(name)
}
