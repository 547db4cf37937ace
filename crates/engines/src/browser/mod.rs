//! WhatsApp Web in Chromium over WebDriver: one chromedriver and one browser for each session, in a process group of their own.
//!
//! Commands go by WebDriver (fantoccini); events and liveness probes by the page's DevTools socket, beside them, so that
//! neither waits for the other. In the page runs wa-js with our bridge behind it (`web/bridge`). Siar gives the browser a
//! user agent without "Headless", without which the page does not start, and does nothing else to hide what it is.

mod bundle;
mod config;
mod driver;
mod events;
mod flags;
mod group;
mod home;
mod link;
mod page;
mod profile;
mod send;
mod spawner;

pub use config::{BrowserConfig, Deadlines};

use crate::{Engine, EngineError, Link, StartSpec};
use async_trait::async_trait;
use rand::{Rng, SeedableRng, rngs::StdRng};
use siar_domain::clock::Clock;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::{sync::OnceCell, time::timeout};

/// Starts browsers. Holds no session's state.
#[derive(Debug)]
pub struct BrowserEngine {
    config: BrowserConfig,
    clock: Arc<dyn Clock>,
    names: Mutex<StdRng>,
    version: OnceCell<String>,
}

impl BrowserEngine {
    /// An engine for this machine. `seed` makes the names of private folders.
    #[must_use]
    pub fn new(config: BrowserConfig, clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self {
            config,
            clock,
            names: Mutex::new(StdRng::seed_from_u64(seed)),
            version: OnceCell::new(),
        }
    }

    fn name(&self) -> String {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        format!("{}-{:016x}", std::process::id(), names.next_u64())
    }

    async fn begin(&self, spec: StartSpec) -> Result<Box<dyn Link>, EngineError> {
        driver::demand_programs(&self.config)?;
        let version = self
            .version
            .get_or_try_init(|| driver::version(&self.config))
            .await?;
        let name = Self::name(self);
        tracing::debug!(tenant = %spec.tenant, home = name, "a browser is starting");
        let clock = Arc::clone(&self.clock);
        let link = link::start(&self.config, version, clock, &name, spec).await?;
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
