//! How sessions reach WhatsApp.

use std::path::PathBuf;

use secrecy::SecretString;

/// How sessions reach WhatsApp.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Sessions")]
pub struct EngineConfig {
    /// The browser program. Unset: the distribution's Chromium is looked for.
    #[arg(long, env = "SIAR_CHROMIUM")]
    pub chromium: Option<PathBuf>,
    /// The chromedriver program that fits the browser. Unset: looked for on the PATH.
    #[arg(long, env = "SIAR_CHROMEDRIVER")]
    pub chromedriver: Option<PathBuf>,
    /// Another wa-js bundle than the built-in one.
    #[arg(long, env = "SIAR_WA_JS")]
    pub wa_js: Option<PathBuf>,
    /// The page to open, for the sandbox. Unset: WhatsApp Web, or the sandbox's page when SIAR_SANDBOX_URL is set.
    #[arg(long, env = "SIAR_PAGE_URL")]
    pub page_url: Option<String>,
    /// Keys that encrypt the sessions' logins at rest, as `2:base64,1:base64`: the first encrypts, all decrypt. Unset: one is made and kept in the data directory.
    #[arg(long, env = "SIAR_VAULT_KEYS", hide_env_values = true)]
    pub vault_keys: Option<SecretString>,
}

/// Where distributions keep the browser itself rather than a script around it.
const BROWSERS: [&str; 4] = [
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
];

impl EngineConfig {
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

    /// The chromedriver program, if there is one.
    #[must_use]
    pub fn find_chromedriver(&self) -> Option<PathBuf> {
        self.chromedriver
            .clone()
            .or_else(|| on_path("chromedriver"))
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    crate::embedded::programs::find_on_path(name)
}
