//! A running link: the browser, its page, and what the session's actor asks of them.

use super::{
    bundle,
    config::{BrowserConfig, Deadlines},
    driver::{self, Driver},
    events::{BridgeEvent, Translator},
    group::ProcessGroup,
    home::{self, Home},
    page::{Page, Signal},
    profile,
    send::Calls,
};
use crate::{
    EngineError, EngineEvent, Link, LinkStats, Lookup, MessageId, NewMessageId, Probe,
    ProfileOrigin, ProfileSnapshot, ProfileSource, SendReceipt, StartSpec, StopOutcome,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use fantoccini::Client;
use serde_json::{Value, json};
use siar_domain::{clock::Clock, id::TenantId};
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};

/// Events that may wait for the actor; more wait inside, so that a slow actor never holds up a probe.
const EVENTS: usize = 256;

/// One session's browser.
pub(super) struct BrowserLink {
    client: Client,
    pub(super) page: Page,
    group: Arc<ProcessGroup>,
    /// `None` only while it is being stopped.
    home: Option<Home>,
    origin: ProfileOrigin,
    calls: Arc<Calls>,
    events: Option<mpsc::Receiver<EngineEvent>>,
    deadlines: Deadlines,
    /// Set before a graceful end, so that it is not reported as a death.
    ending: Arc<AtomicBool>,
}

impl std::fmt::Debug for BrowserLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BrowserLink(group {})", self.group.id())
    }
}

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
    let launch = async |home: &Home| driver::start(config, home, version, memory_cap_bytes).await;

    let Prepared {
        mut home,
        mut origin,
        fallback,
    } = prepare(spec.tenant, spec.profile).await?;
    let driver = match launch(&home).await {
        Err(error) if origin == ProfileOrigin::Resumed => {
            tracing::warn!(tenant = %spec.tenant, %error, "no browser starts on the profile that was left");
            let source = fallback.map_or(ProfileSource::Fresh, ProfileSource::Snapshot);
            let prepared = prepare(spec.tenant, source).await?;
            (home, origin) = (prepared.home, prepared.origin);
            launch(&home).await?
        }
        started => started?,
    };
    open(config, driver, home, origin, script, clock).await
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
    driver: Driver,
    home: Home,
    origin: ProfileOrigin,
    script: String,
    clock: Arc<dyn Clock>,
) -> Result<BrowserLink, EngineError> {
    let Driver {
        client,
        group,
        page_address,
    } = driver;
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
    let page = Page::connect(page_address, signals).await?;
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
        client,
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

/// Turns what the page says into events and answers.
struct Reporter {
    translator: Translator,
    clock: Arc<dyn Clock>,
    calls: Arc<Calls>,
    group: Arc<ProcessGroup>,
    ending: Arc<AtomicBool>,
    greet: Option<oneshot::Sender<()>>,
}

impl Reporter {
    async fn run(
        mut self,
        mut inbox: mpsc::UnboundedReceiver<Signal>,
        events: mpsc::Sender<EngineEvent>,
    ) {
        // Answers must not wait for an actor that is slow to take events.
        let (forward, mut queue) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Some(event) = queue.recv().await {
                if events.send(event).await.is_err() {
                    return;
                }
            }
        });
        while let Some(signal) = inbox.recv().await {
            match signal {
                Signal::Event(BridgeEvent::Answer { call, answer }) => {
                    self.calls.answered(call, answer)
                }
                Signal::Event(event) => {
                    if matches!(event, BridgeEvent::Hello { .. })
                        && let Some(greet) = self.greet.take()
                    {
                        let _ = greet.send(());
                    }
                    for event in self.translator.translate(event, self.clock.now()) {
                        let _ = forward.send(event);
                    }
                }
                Signal::Gone(detail) => {
                    if !self.ending.load(Ordering::SeqCst) {
                        let _ = forward.send(EngineEvent::Died { detail });
                        // A crashed page leaves a browser behind that can do nothing any more.
                        self.group.kill();
                    }
                    break;
                }
            }
        }
        self.calls.give_up();
    }
}

impl BrowserLink {
    /// A WebDriver command. One that is late is not given up by chromedriver: everything behind it would wait. So the
    /// browser is ended, which the event stream reports.
    async fn command<T>(
        &self,
        what: &'static str,
        work: impl Future<Output = Result<T, fantoccini::error::CmdError>> + Send,
    ) -> Result<T, EngineError> {
        let after = self.deadlines.command;
        match timeout(after, work).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(EngineError::Gone(error.to_string())),
            Err(_) => {
                self.group.kill();
                Err(EngineError::TimedOut { what, after })
            }
        }
    }

    /// A call to the bridge: handed over by a WebDriver command that returns at once, answered by an event.
    pub(super) async fn call(
        &self,
        what: &'static str,
        name: &str,
        arguments: Value,
        limit: Duration,
    ) -> Result<Value, EngineError> {
        let (number, answer) = self.calls.open();
        let arguments = vec![
            json!(number),
            json!(name),
            arguments,
            json!(limit.as_millis()),
        ];
        let script = "return window.__siar ? window.__siar.call(...arguments) \
             : {ok: false, code: 'no_bridge', detail: 'the page has no bridge'}";
        let taken = self
            .command(what, self.client.execute(script, arguments))
            .await?;
        super::send::accepted(what, taken)?;
        // The page keeps its own deadline; ours is for a page that died meanwhile.
        let after = limit + self.deadlines.command;
        match timeout(after, answer).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) => Err(EngineError::Gone("the page ended".to_owned())),
            Err(_) => {
                self.group.kill();
                Err(EngineError::TimedOut { what, after })
            }
        }
    }

    /// Closes the browser and packs what it leaves.
    async fn close(client: Client, group: &ProcessGroup, home: &Home) -> Option<ProfileSnapshot> {
        client.close().await.ok()?;
        while !group.browser_is_gone() {
            sleep(Duration::from_millis(5)).await;
        }
        let from = home.profile();
        tokio::task::spawn_blocking(move || profile::pack(&from))
            .await
            .ok()?
            .inspect_err(|error| tracing::warn!(%error, "a closed profile could not be packed"))
            .ok()
    }
}

#[async_trait]
impl Link for BrowserLink {
    fn events(&mut self) -> Option<mpsc::Receiver<EngineEvent>> {
        self.events.take()
    }

    fn origin(&self) -> ProfileOrigin {
        self.origin
    }

    async fn probe(&self) -> Result<Probe, EngineError> {
        let after = self.deadlines.probe;
        let position = self.page.position();
        let expression = format!(
            "window.__siar ? window.__siar.probe({}, {}) : null",
            Value::String(position.doc),
            position.seq
        );
        let said = timeout(after, self.page.evaluate(&expression))
            .await
            .map_err(|_| EngineError::TimedOut {
                what: "probe",
                after,
            })??;
        let refused = |detail: String| EngineError::Page {
            what: "probe",
            detail,
        };
        if said.is_null() {
            return Err(refused("the page has no bridge".to_owned()));
        }
        serde_json::from_value(said).map_err(|error| refused(error.to_string()))
    }

    async fn pairing_code(&self, phone: &str) -> Result<String, EngineError> {
        self.ask_pairing_code(phone, self.deadlines.answer).await
    }

    async fn new_message_id(&self, phone: &str) -> Result<NewMessageId, EngineError> {
        self.ask_message_id(phone, self.deadlines.answer).await
    }

    async fn send_text(
        &self,
        id: &MessageId,
        _phone: &str,
        body: &str,
    ) -> Result<SendReceipt, EngineError> {
        self.hand_over_text(id, body, self.deadlines.answer).await
    }

    async fn look_up(&self, id: &MessageId) -> Result<Lookup, EngineError> {
        self.ask_about(id, self.deadlines.answer).await
    }

    async fn replay_incoming(&self, since: DateTime<Utc>) -> Result<usize, EngineError> {
        self.ask_replay(since, self.deadlines.replay).await
    }

    async fn logout(&self) -> Result<(), EngineError> {
        let limit = self.deadlines.answer;
        let answer = self.call("logout", "logout", json!({}), limit).await?;
        super::send::accepted("logout", answer).map(|_| ())
    }

    async fn screenshot(&self) -> Result<Vec<u8>, EngineError> {
        self.command("screenshot", self.client.screenshot()).await
    }

    async fn stats(&self) -> Result<LinkStats, EngineError> {
        let group = Arc::clone(&self.group);
        tokio::task::spawn_blocking(move || group.stats())
            .await
            .map_err(|error| EngineError::Gone(error.to_string()))
    }

    async fn stop(mut self: Box<Self>, deadline: Duration) -> StopOutcome {
        self.ending.store(true, Ordering::SeqCst);
        let Some(home) = self.home.take() else {
            return StopOutcome::Killed;
        };
        let closing = Self::close(self.client.clone(), &self.group, &home);
        let closed = timeout(deadline, closing).await.ok().flatten();
        self.group.kill();
        match closed {
            Some(snapshot) => {
                let _ = tokio::task::spawn_blocking(move || home.remove()).await;
                StopOutcome::Clean(snapshot)
            }
            // The profile stays: the next start may resume from it.
            None => StopOutcome::Killed,
        }
    }

    fn kill(&self) {
        self.group.kill();
    }
}

impl Drop for BrowserLink {
    fn drop(&mut self) {
        self.group.kill();
    }
}
