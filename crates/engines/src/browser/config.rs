//! What the browser engine needs to know of its machine.

use std::{path::PathBuf, time::Duration};

/// Settings of the browser engine. [`BrowserConfig::new`] fits a Debian machine.
#[derive(Debug, Clone)]
pub struct BrowserConfig {
    /// The page to open.
    pub page_url: String,
    /// The browser itself, not a shell wrapper around it (those add flags of their own).
    pub chromium: PathBuf,
    /// Another wa-js bundle than the built-in one (`SIAR_WA_JS`).
    pub wa_js: Option<PathBuf>,
    /// Where profiles live while a browser runs, if shared memory cannot take them.
    pub data_dir: PathBuf,
    /// The browser's language, e.g. `id` or `en-US`.
    pub locale: String,
    /// Hosts the browser may reach besides the page's own and WhatsApp's, as patterns (`*.example.org`).
    pub extra_hosts: Vec<String>,
    /// Whether profiles may lie in `/dev/shm`, where nothing reaches a disk.
    pub profiles_in_memory: bool,
    /// How long things may take.
    pub deadlines: Deadlines,
}

/// Deadlines of the calls. Past them a link counts as dead, except for `answer`, where the page was alive but WhatsApp
/// did not answer it.
#[derive(Debug, Clone, Copy)]
pub struct Deadlines {
    /// Until a browser that was killed has let go of its profile.
    pub profile: Duration,
    /// From nothing to a page that posts events.
    pub start: Duration,
    /// One DevTools command.
    pub command: Duration,
    /// One liveness probe.
    pub probe: Duration,
    /// WhatsApp's answer to a call, as counted by the page.
    pub answer: Duration,
    /// Reading back what was missed.
    pub replay: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            profile: Duration::from_secs(20),
            start: Duration::from_secs(60),
            command: Duration::from_secs(10),
            probe: Duration::from_secs(5),
            answer: Duration::from_secs(15),
            replay: Duration::from_secs(60),
        }
    }
}

impl BrowserConfig {
    /// The usual settings, with private files under `data_dir`.
    #[must_use]
    pub fn new(data_dir: PathBuf) -> Self {
        Self {
            page_url: "https://web.whatsapp.com/".to_owned(),
            chromium: "/usr/lib/chromium/chromium".into(),
            wa_js: None,
            data_dir,
            locale: "en-US".to_owned(),
            extra_hosts: Vec::new(),
            profiles_in_memory: true,
            deadlines: Deadlines::default(),
        }
    }
}
