//! A running link: the browser, its page, and what the session's actor asks of them.

use super::{
    config::Deadlines,
    group::{Process, ProcessGroup},
    home::Home,
    page::Page,
    profile,
    send::Calls,
};
use crate::{
    EngineError, EngineEvent, Link, LinkStats, Lookup, MessageId, NewMessageId, Probe,
    ProfileOrigin, ProfileSnapshot, SendReceipt, StopOutcome,
};
use async_trait::async_trait;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::mpsc,
    time::{sleep, timeout},
};

/// How often something is looked at that does not tell.
const TICK: Duration = Duration::from_millis(5);
/// Nothing was written for this long after the page had gone: there was nothing to write. On a busy machine it was seen to take 300 ms.
const IDLE_TICKS: u32 = 300;
/// The page does not go.
const MOST_TICKS: u32 = 900;

/// One session's browser.
pub(super) struct BrowserLink {
    pub(super) page: Page,
    pub(super) group: Arc<ProcessGroup>,
    /// `None` only while it is being stopped.
    pub(super) home: Option<Home>,
    pub(super) origin: ProfileOrigin,
    pub(super) calls: Arc<Calls>,
    pub(super) events: Option<mpsc::Receiver<EngineEvent>>,
    pub(super) deadlines: Deadlines,
    /// Set before a graceful end, so that it is not reported as a death.
    pub(super) ending: Arc<AtomicBool>,
}

impl std::fmt::Debug for BrowserLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BrowserLink(group {})", self.group.id())
    }
}

impl BrowserLink {
    /// A question to the page. One that it does not answer in time it never answers: the browser is ended, which the event stream reports.
    async fn in_time<T>(
        &self,
        what: &'static str,
        question: impl Future<Output = Result<T, EngineError>> + Send,
    ) -> Result<T, EngineError> {
        let after = self.deadlines.command;
        timeout(after, question).await.unwrap_or_else(|_| {
            self.group.kill();
            Err(EngineError::TimedOut { what, after })
        })
    }

    /// A call to the bridge: handed over by a question that the page answers at once, answered by an event.
    pub(super) async fn call(
        &self,
        what: &'static str,
        name: &str,
        arguments: Value,
        limit: Duration,
    ) -> Result<Value, EngineError> {
        let (number, answer) = self.calls.open();
        let arguments = json!([number, name, arguments, limit.as_millis()]);
        let expression = format!(
            "window.__siar ? window.__siar.call(...{arguments}) \
             : {{ok: false, code: 'no_bridge', detail: 'the page has no bridge'}}"
        );
        let taken = self.in_time(what, self.page.evaluate(&expression)).await?;
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
    async fn close(&self, home: &Home) -> Option<ProfileSnapshot> {
        self.flush(home).await;
        let browser = self.browser().await;
        self.page.close_browser().await.ok()?;
        // The last of them writes what the others handed to it.
        while browser.iter().any(Process::is_alive) {
            sleep(TICK).await;
        }
        let from = home.profile();
        tokio::task::spawn_blocking(move || profile::pack(&from))
            .await
            .ok()?
            .inspect_err(|error| tracing::warn!(%error, "a closed profile could not be packed"))
            .ok()
    }

    /// Leaves the page, so that its local storage is written. A browser that is told to close usually writes it as well, but
    /// on a busy machine its parts do not wait for each other, and half a login is lost: seen in one of thirty closings.
    pub(super) async fn flush(&self, home: &Home) {
        let mut pages = self.browser().await;
        pages.retain(Process::is_renderer);
        let before = home.local_storage();
        // Not `about:blank`: the page's process, which holds the storage open, would stay.
        let away = json!({"url": "data:,"});
        if self.page.command("Page.navigate", away).await.is_err() {
            return;
        }
        let (mut left, mut idle) = (0, 0);
        while home.local_storage() == before && idle < IDLE_TICKS && left < MOST_TICKS {
            left += 1;
            // Written soon after the process's end, if there is anything to write.
            idle += u32::from(!pages.iter().any(Process::is_alive));
            sleep(TICK).await;
        }
    }

    async fn browser(&self) -> Vec<Process> {
        let group = Arc::clone(&self.group);
        tokio::task::spawn_blocking(move || group.processes())
            .await
            .unwrap_or_default()
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
        let what = "screenshot";
        let taken = self.page.command("Page.captureScreenshot", json!({}));
        let taken = self.in_time(what, taken).await?;
        taken
            .get("data")
            .and_then(Value::as_str)
            .and_then(|data| BASE64_STANDARD.decode(data).ok())
            .ok_or_else(|| EngineError::Page {
                what,
                detail: "no picture".to_owned(),
            })
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
        let closed = timeout(deadline, self.close(&home)).await.ok().flatten();
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
