//! The page over the browser's DevTools pipe: events without polling, and questions of which none waits for another's answer.

use super::{
    events::{BridgeEvent, Entry, Position, Taken},
    pipe::{self, Pipe},
};
use crate::EngineError;
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{mpsc, oneshot};

/// The binding that the bridge rings.
const DOORBELL: &str = "__siarEvent";

/// What the page reports.
#[derive(Debug)]
pub(super) enum Signal {
    /// The bridge posted something.
    Event(BridgeEvent),
    /// The page crashed or the browser is gone. The last signal.
    Gone(String),
}

/// A question to the page or to its browser. Its reply is dropped when the page is gone.
struct Question {
    to_browser: bool,
    method: &'static str,
    params: Value,
    reply: oneshot::Sender<Result<Value, String>>,
}

/// A handle on the page. The pipe closes, and the browser with it, when the last handle is dropped.
#[derive(Debug, Clone)]
pub(super) struct Page {
    questions: mpsc::UnboundedSender<Question>,
    position: Arc<Mutex<Position>>,
}

impl Page {
    /// Listens for the bridge in the page of this DevTools session. Must be done before the page is navigated.
    pub(super) fn listen(
        pipe: Pipe,
        session: String,
        signals: mpsc::UnboundedSender<Signal>,
    ) -> Self {
        let (questions, inbox) = mpsc::unbounded_channel();
        let position = Arc::new(Mutex::new(Position::default()));
        let listener = Listener {
            pipe,
            session,
            position: Arc::clone(&position),
            signals,
            waiting: HashMap::new(),
            draining: None,
        };
        tokio::spawn(listener.run(inbox));
        Self {
            questions,
            position,
        }
    }

    /// One DevTools command to the page. Waits as long as the caller lets it.
    pub(super) async fn command(
        &self,
        method: &'static str,
        params: Value,
    ) -> Result<Value, EngineError> {
        self.ask(false, method, params).await
    }

    /// Tells the browser to close, as a person would who is done: it writes what it has not written yet.
    pub(super) async fn close_browser(&self) -> Result<(), EngineError> {
        self.ask(true, "Browser.close", json!({})).await.map(|_| ())
    }

    async fn ask(
        &self,
        to_browser: bool,
        method: &'static str,
        params: Value,
    ) -> Result<Value, EngineError> {
        let gone = || EngineError::Gone("the browser's DevTools pipe is closed".to_owned());
        let (reply, answer) = oneshot::channel();
        self.questions
            .send(Question {
                to_browser,
                method,
                params,
                reply,
            })
            .map_err(|_| gone())?;
        answer
            .await
            .map_err(|_| gone())?
            .map_err(|detail| EngineError::Page {
                what: method,
                detail,
            })
    }

    /// The value of an expression in the page. A promise is waited for.
    pub(super) async fn evaluate(&self, expression: &str) -> Result<Value, EngineError> {
        let result = self
            .command("Runtime.evaluate", evaluation(expression))
            .await?;
        value_of(result).map_err(|detail| EngineError::Page {
            what: "Runtime.evaluate",
            detail,
        })
    }

    /// Where in the bridge's numbers we are.
    pub(super) fn position(&self) -> Position {
        self.position
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn evaluation(expression: &str) -> Value {
    json!({"expression": expression, "returnByValue": true, "awaitPromise": true, "silent": true})
}

fn value_of(mut result: Value) -> Result<Value, String> {
    if let Some(exception) = result.get("exceptionDetails") {
        let text = exception
            .pointer("/exception/description")
            .or_else(|| exception.get("text"))
            .and_then(Value::as_str);
        return Err(text.unwrap_or("an exception").to_owned());
    }
    Ok(result
        .pointer_mut("/result/value")
        .map_or(Value::Null, Value::take))
}

/// Owns the pipe.
struct Listener {
    pipe: Pipe,
    session: String,
    position: Arc<Mutex<Position>>,
    signals: mpsc::UnboundedSender<Signal>,
    waiting: HashMap<u64, oneshot::Sender<Result<Value, String>>>,
    /// The command that fetches missed events, while it runs.
    draining: Option<u64>,
}

/// The page or its browser is gone, and why.
struct Gone(String);

impl Listener {
    async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Question>) {
        if let Err(Gone(detail)) = self.listen(&mut inbox).await {
            let _ = self.signals.send(Signal::Gone(detail));
        }
    }

    /// Until nobody asks any more.
    async fn listen(&mut self, inbox: &mut mpsc::UnboundedReceiver<Question>) -> Result<(), Gone> {
        self.write("Inspector.enable", json!({})).await?;
        self.write("Page.enable", json!({})).await?;
        loop {
            tokio::select! {
                question = inbox.recv() => {
                    let Some(question) = question else { return Ok(()) };
                    self.pass_on(question).await?;
                }
                message = self.pipe.read() => self.hear(message.map_err(Gone)?).await?,
            }
        }
    }

    async fn pass_on(&mut self, question: Question) -> Result<(), Gone> {
        let Question {
            to_browser,
            method,
            params,
            reply,
        } = question;
        let session = (!to_browser).then_some(self.session.as_str());
        let id = self
            .pipe
            .write(session, method, params)
            .await
            .map_err(Gone)?;
        self.waiting.insert(id, reply);
        Ok(())
    }

    async fn write(&mut self, method: &str, params: Value) -> Result<u64, Gone> {
        self.pipe
            .write(Some(&self.session), method, params)
            .await
            .map_err(Gone)
    }

    /// A binding reaches the documents there are, not those to come, unless the whole Runtime domain is enabled, which would
    /// send us every line the page logs. So it is hung again in every new document; what was posted before is drained.
    async fn hang_doorbell(&mut self) -> Result<(), Gone> {
        self.write("Runtime.addBinding", json!({"name": DOORBELL}))
            .await?;
        self.draining = None;
        self.drain().await
    }

    async fn drain(&mut self) -> Result<(), Gone> {
        if self.draining.is_some() {
            return Ok(());
        }
        let Position { doc, seq } = self.position().clone();
        let doc = Value::String(doc);
        let expression = format!("window.__siar ? window.__siar.drain({doc}, {seq}) : null");
        let id = self
            .write("Runtime.evaluate", evaluation(&expression))
            .await?;
        self.draining = Some(id);
        Ok(())
    }

    async fn hear(&mut self, mut message: Value) -> Result<(), Gone> {
        if let Some(id) = message.get("id").and_then(Value::as_u64) {
            let result = pipe::answer(&mut message);
            if self.draining == Some(id) {
                self.draining = None;
                self.take_drained(result.and_then(value_of).unwrap_or_default());
            } else if let Some(reply) = self.waiting.remove(&id) {
                self.check_for_missed(&result).await?;
                let _ = reply.send(result);
            }
            return Ok(());
        }
        match message.get("method").and_then(Value::as_str) {
            Some("Runtime.bindingCalled")
                if message.pointer("/params/name").and_then(Value::as_str) == Some(DOORBELL) =>
            {
                match message.pointer("/params/payload").and_then(Value::as_str) {
                    Some(payload) => self.take(payload).await,
                    None => Ok(()),
                }
            }
            Some("Page.frameNavigated" | "Page.domContentEventFired" | "Page.loadEventFired") => {
                self.hang_doorbell().await
            }
            Some("Inspector.targetCrashed") => Err(Gone("the page crashed".to_owned())),
            Some("Inspector.detached" | "Target.detachedFromTarget") => {
                Err(Gone("the browser closed the page".to_owned()))
            }
            _ => Ok(()),
        }
    }

    async fn take(&mut self, payload: &str) -> Result<(), Gone> {
        let entry: Entry = match serde_json::from_str(payload) {
            Ok(entry) => entry,
            Err(error) => {
                tracing::warn!(%error, "the bridge posted something unknown");
                return Ok(());
            }
        };
        let taken = self.position().take(entry);
        match taken {
            Taken::Next(event) => self.tell(event),
            Taken::Known => {}
            Taken::Gap(_) => self.drain().await?,
        }
        Ok(())
    }

    /// A probe says how many events the page has posted: more than we took means that a doorbell was missed.
    async fn check_for_missed(&mut self, result: &Result<Value, String>) -> Result<(), Gone> {
        let here = result
            .as_ref()
            .ok()
            .and_then(|result| result.pointer("/result/value"));
        let said =
            here.and_then(|here| Some((here.get("doc")?.as_str()?, here.get("last")?.as_u64()?)));
        let Some((doc, last)) = said else {
            return Ok(());
        };
        let missed = {
            let position = self.position();
            last > 0 && (position.doc != doc || last > position.seq)
        };
        if missed {
            self.drain().await?;
        }
        Ok(())
    }

    fn take_drained(&mut self, mut drained: Value) {
        let entries = drained.get_mut("entries").map_or(Value::Null, Value::take);
        let Value::Array(entries) = entries else {
            return;
        };
        for entry in entries {
            // One that we do not understand must not keep back those behind it.
            match Entry::deserialize(&entry) {
                Ok(entry) => {
                    let event = self.position().take_drained(entry);
                    if let Some(event) = event {
                        self.tell(event);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the bridge posted something unknown");
                    if let Some(seq) = entry.get("seq").and_then(Value::as_u64) {
                        let mut position = self.position();
                        position.seq = position.seq.max(seq);
                    }
                }
            }
        }
    }

    fn tell(&self, event: BridgeEvent) {
        let _ = self.signals.send(Signal::Event(event));
    }

    fn position(&self) -> std::sync::MutexGuard<'_, Position> {
        self.position.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
