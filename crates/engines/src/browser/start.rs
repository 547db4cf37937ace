//! From a saved profile, or none, to a page that posts events. Whatever goes wrong on the way, nothing of it stays.

use super::{
    bundle,
    config::BrowserConfig,
    events::Translator,
    group::ProcessGroup,
    home::{self, Home},
    launch::{self, Launched},
    link::BrowserLink,
    page::Page,
    profile,
    report::Reporter,
    send::Calls,
};
use crate::{EngineError, ProfileOrigin, ProfileSnapshot, ProfileSource, StartSpec};
use serde_json::{Value, json};
use siar_domain::{clock::Clock, id::TenantId};
use std::sync::{Arc, atomic::AtomicBool};
use tokio::sync::{mpsc, oneshot};

/// Events that may wait for the actor; more wait inside, so that a slow actor never holds up a probe.
const EVENTS: usize = 256;
/// So many starts in a row on the profile that was left must fail before the snapshot takes its place. The snapshot is older: with the
/// profile goes all knowledge of what was sent since, so one start that something else spoilt is no reason.
const RESUME_ATTEMPTS: u32 = 3;

/// Starts a browser on a profile and opens the page in it, up to the first sign of life of the bridge.
pub(super) async fn start(
    config: &BrowserConfig,
    version: &str,
    clock: Arc<dyn Clock>,
    spec: StartSpec,
) -> Result<BrowserLink, EngineError> {
    let script = bundle::script(config).await?;
    let memory_cap_bytes = spec.memory_cap_bytes;
    let prepare = |tenant, source| {
        let config = config.clone();
        async move {
            tokio::task::spawn_blocking(move || prepare(&config, tenant, source))
                .await
                .map_err(|error| EngineError::Start(error.to_string()))?
        }
    };
    let launch = async |home: &Home| launch::launch(config, home, version, memory_cap_bytes).await;

    let mut prepared = prepare(spec.tenant, spec.profile).await?;
    let mut attempt = 1;
    let launched = loop {
        let error = match launch(&prepared.home).await {
            Ok(launched) => break launched,
            Err(error) if prepared.origin == ProfileOrigin::Resumed => error,
            Err(error) => return Err(error),
        };
        tracing::warn!(tenant = %spec.tenant, %error, attempt, "no browser starts on the profile that was left");
        let fallback = prepared.fallback.take();
        let source = if attempt < RESUME_ATTEMPTS {
            ProfileSource::Resume { fallback }
        } else {
            fallback.map_or(ProfileSource::Fresh, ProfileSource::Snapshot)
        };
        attempt += 1;
        prepared = prepare(spec.tenant, source).await?;
    };
    let Prepared { home, origin, .. } = prepared;
    open(config, launched, home, origin, script, clock).await
}

/// A folder a browser can be started on.
struct Prepared {
    home: Home,
    origin: ProfileOrigin,
    /// What to restore if no browser starts on a resumed profile.
    fallback: Option<ProfileSnapshot>,
}

fn prepare(
    config: &BrowserConfig,
    tenant: TenantId,
    source: ProfileSource,
) -> Result<Prepared, EngineError> {
    // Two browsers on one profile destroy it.
    home::evict(config, tenant);
    let (snapshot, fallback) = match source {
        ProfileSource::Fresh => (None, None),
        ProfileSource::Snapshot(snapshot) => (Some(snapshot), None),
        ProfileSource::Resume { fallback } => match Home::left(config, tenant) {
            Some(home) => {
                home.released(config.deadlines.profile)?;
                home.settle()?;
                return Ok(Prepared {
                    home,
                    origin: ProfileOrigin::Resumed,
                    fallback,
                });
            }
            None => (fallback, None),
        },
    };
    let home = Home::make(config, tenant)?;
    let origin = match snapshot {
        None => ProfileOrigin::Fresh,
        Some(snapshot) => {
            profile::unpack(&snapshot, &home.unfinished())?;
            ProfileOrigin::Restored
        }
    };
    home.finish()?;
    home.settle()?;
    Ok(Prepared {
        home,
        origin,
        fallback,
    })
}

/// Opens the page in a browser that has started.
async fn open(
    config: &BrowserConfig,
    launched: Launched,
    home: Home,
    origin: ProfileOrigin,
    script: String,
    clock: Arc<dyn Clock>,
) -> Result<BrowserLink, EngineError> {
    let Launched {
        group,
        pipe,
        session,
    } = launched;
    let unfinished = Unfinished(Some(Arc::clone(&group)));
    let calls = Arc::new(Calls::default());
    let ending = Arc::new(AtomicBool::new(false));
    let (events, receiver) = mpsc::channel(EVENTS);
    let (signals, inbox) = mpsc::unbounded_channel();
    let (greet, greeted) = oneshot::channel();
    let reporter = Reporter {
        translator: Translator::default(),
        clock,
        calls: Arc::clone(&calls),
        group: Arc::clone(&group),
        ending: Arc::clone(&ending),
        greet: Some(greet),
    };
    let page = Page::listen(pipe, session, signals);
    tokio::spawn(reporter.run(inbox, events));
    page.command(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({"source": script}),
    )
    .await?;
    let arrived = page
        .command("Page.navigate", json!({"url": config.page_url}))
        .await?;
    if let Some(error) = arrived.get("errorText").and_then(Value::as_str) {
        return Err(EngineError::Start(format!(
            "the page did not load: {error}"
        )));
    }
    greeted
        .await
        .map_err(|_| EngineError::Start("the page died while it loaded".to_owned()))?;
    unfinished.finished();
    Ok(BrowserLink {
        page,
        group,
        home: Some(home),
        origin,
        calls,
        events: Some(receiver),
        deadlines: config.deadlines,
        ending,
    })
}

/// Kills the browser of a start that failed or was given up, before its folder is removed.
struct Unfinished(Option<Arc<ProcessGroup>>);

impl Unfinished {
    fn finished(mut self) {
        self.0 = None;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(group) = &self.0 {
            group.kill();
        }
    }
}
