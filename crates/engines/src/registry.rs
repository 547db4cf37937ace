//! The engines of a node by the word the database and the API know them by.

use crate::Engine;
use std::{collections::BTreeMap, sync::Arc};

/// The engines a node offers.
#[derive(Debug, Clone, Default)]
pub struct Engines(BTreeMap<&'static str, Arc<dyn Engine>>);

impl Engines {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one, in the place of another of the same name.
    #[must_use]
    pub fn with(mut self, engine: Arc<dyn Engine>) -> Self {
        self.0.insert(engine.name(), engine);
        self
    }

    /// The engine of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Arc<dyn Engine>> {
        self.0.get(name).cloned()
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn Engine>> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::{BrowserConfig, BrowserEngine};
    use siar_domain::clock::SystemClock;

    #[test]
    fn an_engine_is_found_by_its_word() {
        let browser = BrowserEngine::new(BrowserConfig::new("/d".into()), Arc::new(SystemClock));
        let engines = Engines::new().with(Arc::new(browser));
        assert_eq!(engines.get("browser").unwrap().name(), "browser");
        assert!(engines.get("waha").is_none());
        assert_eq!(engines.iter().count(), 1);
    }
}
