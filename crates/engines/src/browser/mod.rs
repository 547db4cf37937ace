//! WhatsApp Web in Chromium: one browser for each session, in a process group of its own.
//!
//! Commands go by WebDriver (fantoccini); events and liveness probes by the page's DevTools socket, beside them, so that
//! neither waits for the other. In the page runs wa-js with our bridge behind it (`web/bridge`). Siar gives the browser a
//! user agent without "Headless", without which the page does not start, and does nothing else to hide what it is.

mod bundle;
mod config;
mod events;
mod flags;
mod group;
mod home;
mod launch;
mod link;
mod locks;
mod page;
mod pipe;
mod profile;
mod report;
mod send;
mod spawner;
mod start;
#[cfg(test)]
mod tests;

pub use config::{BrowserConfig, Deadlines};

use crate::{Engine, EngineError, Link, StartSpec};
use async_trait::async_trait;
use siar_domain::clock::Clock;
use std::sync::Arc;
use tokio::{sync::OnceCell, time::timeout};

/// The folders outside of a data directory in which its browsers keep files, whether or not they are there.
#[must_use]
pub fn folders(data_dir: &std::path::Path) -> Vec<std::path::PathBuf> {
    let data_dir = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.to_owned());
    home::outside(&BrowserConfig::new(data_dir))
}

/// Starts browsers. Holds no session's state.
#[derive(Debug)]
pub struct BrowserEngine {
    config: BrowserConfig,
    clock: Arc<dyn Clock>,
    version: OnceCell<String>,
}

impl BrowserEngine {
    /// An engine for this machine. The clock dates messages that come without a time.
    #[must_use]
    pub fn new(mut config: BrowserConfig, clock: Arc<dyn Clock>) -> Self {
        // Other programs get these paths, and the folder's name in shared memory is made of it.
        config.data_dir = std::path::absolute(&config.data_dir).unwrap_or(config.data_dir);
        Self {
            config,
            clock,
            version: OnceCell::new(),
        }
    }

    async fn begin(&self, spec: StartSpec) -> Result<Box<dyn Link>, EngineError> {
        launch::demand_browser(&self.config)?;
        let version = self
            .version
            .get_or_try_init(|| launch::version(&self.config))
            .await?;
        tracing::debug!(tenant = %spec.tenant, source = ?spec.profile, "a browser is starting");
        let clock = Arc::clone(&self.clock);
        let link = start::start(&self.config, version, clock, spec).await?;
        Ok(Box::new(link))
    }
}

#[async_trait]
impl Engine for BrowserEngine {
    fn name(&self) -> &'static str {
        "browser"
    }

    async fn start(&self, spec: StartSpec) -> Result<Box<dyn Link>, EngineError> {
        let after = self.config.deadlines.start;
        // Dropping an unfinished start drops its process group, which kills it.
        timeout(after, self.begin(spec))
            .await
            .unwrap_or(Err(EngineError::TimedOut {
                what: "start",
                after,
            }))
    }

    async fn sweep(&self) -> Result<usize, EngineError> {
        let config = self.config.clone();
        tokio::task::spawn_blocking(move || home::sweep(&config))
            .await
            .map_err(|error| EngineError::Start(error.to_string()))
    }
}
