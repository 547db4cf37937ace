//! The page over its DevTools socket: events without polling, and questions that do not queue behind WebDriver commands.

use super::events::{BridgeEvent, Entry, Position, Taken};
use crate::EngineError;
use futures::{SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    net::TcpStream,
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// The binding that the bridge rings.
const DOORBELL: &str = "__siarEvent";
const CONNECT: Duration = Duration::from_secs(5);
/// A socket that broke while the browser lives is replaced this often before the page counts as gone.
const RECONNECTS: u32 = 5;

/// What the page's socket reports.
#[derive(Debug)]
pub(super) enum Signal {
    /// The bridge posted something.
    Event(BridgeEvent),
    /// The page crashed or the browser is gone. The last signal.
    Gone(String),
}

/// A question to the page. Its reply is dropped when the page is gone.
struct Question {
    method: &'static str,
    params: Value,
    reply: oneshot::Sender<Result<Value, String>>,
}

/// A handle on the socket. The socket closes when the last handle is dropped.
#[derive(Debug, Clone)]
pub(super) struct Page {
    questions: mpsc::UnboundedSender<Question>,
    position: Arc<Mutex<Position>>,
}

impl Page {
    /// Connects to a page and listens for the bridge. Must be done before the page is navigated.
    pub(super) async fn connect(
        address: String,
        signals: mpsc::UnboundedSender<Signal>,
    ) -> Result<Self, EngineError> {
        let socket = open(&address)
            .await
            .map_err(|error| EngineError::Start(format!("the page's DevTools socket: {error}")))?;
        let (questions, inbox) = mpsc::unbounded_channel();
        let position = Arc::new(Mutex::new(Position::default()));
        let listener = Listener {
            address,
            position: Arc::clone(&position),
            signals,
            waiting: HashMap::new(),
            draining: None,
            next: 1,
        };
        tokio::spawn(listener.run(socket, inbox));
        Ok(Self {
            questions,
            position,
        })
    }

    /// One DevTools command. Waits as long as the caller lets it.
    pub(super) async fn command(
        &self,
        method: &'static str,
        params: Value,
    ) -> Result<Value, EngineError> {
        let gone = || EngineError::Gone("the page's DevTools socket is closed".to_owned());
        let (reply, answer) = oneshot::channel();
        self.questions
            .send(Question {
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

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn open(address: &str) -> Result<Socket, String> {
    match timeout(CONNECT, connect_async(address)).await {
        Ok(Ok((socket, _))) => Ok(socket),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no connection within {CONNECT:?}")),
    }
}

/// Owns the socket.
struct Listener {
    address: String,
    position: Arc<Mutex<Position>>,
    signals: mpsc::UnboundedSender<Signal>,
    waiting: HashMap<u64, oneshot::Sender<Result<Value, String>>>,
    /// The command that fetches missed events, while it runs.
    draining: Option<u64>,
    next: u64,
}

/// Why listening on one socket ended.
enum End {
    /// Nobody asks any more.
    Unused,
    /// The page or the browser is gone.
    Gone(String),
    /// The socket broke.
    Broken(String),
}

impl Listener {
    async fn run(mut self, mut socket: Socket, mut inbox: mpsc::UnboundedReceiver<Question>) {
        let mut broken = 0;
        let detail = loop {
            match self.listen(&mut socket, &mut inbox, broken > 0).await {
                End::Unused => return,
                End::Gone(detail) => break detail,
                End::Broken(detail) => {
                    // Answers to what was asked over the old socket never come.
                    self.waiting.clear();
                    self.draining = None;
                    broken += 1;
                    if broken > RECONNECTS {
                        break detail;
                    }
                    sleep(Duration::from_millis(20) * broken).await;
                    match open(&self.address).await {
                        Ok(fresh) => socket = fresh,
                        Err(_) => break detail,
                    }
                }
            }
        };
        let _ = self.signals.send(Signal::Gone(detail));
    }

    async fn listen(
        &mut self,
        socket: &mut Socket,
        inbox: &mut mpsc::UnboundedReceiver<Question>,
        again: bool,
    ) -> End {
        let greetings = [("Inspector.enable", json!({})), ("Page.enable", json!({}))];
        for (method, params) in greetings {
            if let Err(error) = self.ask(socket, method, params).await {
                return End::Broken(error);
            }
        }
        if again {
            self.hang_doorbell(socket).await;
        }
        loop {
            tokio::select! {
                question = inbox.recv() => {
                    let Some(Question { method, params, reply }) = question else { return End::Unused };
                    match self.ask(socket, method, params).await {
                        Ok(id) => { self.waiting.insert(id, reply); }
                        Err(error) => return End::Broken(error),
                    }
                }
                message = socket.next() => match message {
                    Some(Ok(Message::Text(text))) => {
                        if let Some(end) = self.hear(socket, &text).await { return end; }
                    }
                    Some(Ok(Message::Close(_))) | None => return End::Broken("the browser closed the page's socket".to_owned()),
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return End::Broken(error.to_string()),
                }
            }
        }
    }

    async fn ask(
        &mut self,
        socket: &mut Socket,
        method: &str,
        params: Value,
    ) -> Result<u64, String> {
        let id = self.next;
        self.next += 1;
        let text = json!({"id": id, "method": method, "params": params}).to_string();
        match timeout(CONNECT, socket.send(Message::text(text))).await {
            Ok(Ok(())) => Ok(id),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the browser does not read its socket".to_owned()),
        }
    }

    /// A binding reaches the documents there are, not those to come, unless the whole Runtime domain is enabled, which would
    /// send us every line the page logs. So it is hung again in every new document; what was posted before is drained.
    async fn hang_doorbell(&mut self, socket: &mut Socket) {
        let params = json!({"name": DOORBELL});
        // A broken socket shows when it is read.
        if self.ask(socket, "Runtime.addBinding", params).await.is_ok() {
            self.draining = None;
            self.drain(socket).await;
        }
    }

    async fn drain(&mut self, socket: &mut Socket) {
        if self.draining.is_some() {
            return;
        }
        let Position { doc, seq } = self.position().clone();
        let doc = Value::String(doc);
        let expression = format!("window.__siar ? window.__siar.drain({doc}, {seq}) : null");
        self.draining = self
            .ask(socket, "Runtime.evaluate", evaluation(&expression))
            .await
            .ok();
    }

    async fn hear(&mut self, socket: &mut Socket, text: &str) -> Option<End> {
        let mut message: Value = serde_json::from_str(text).ok()?;
        if let Some(id) = message.get("id").and_then(Value::as_u64) {
            let result = match message.get_mut("result") {
                Some(result) => Ok(result.take()),
                None => Err(message
                    .pointer("/error/message")
                    .and_then(Value::as_str)
                    .unwrap_or("an error")
                    .to_owned()),
            };
            if self.draining == Some(id) {
                self.draining = None;
                self.take_drained(result.and_then(value_of).unwrap_or_default());
            } else if let Some(reply) = self.waiting.remove(&id) {
                self.check_for_missed(socket, &result).await;
                let _ = reply.send(result);
            }
            return None;
        }
        match message.get("method").and_then(Value::as_str)? {
            "Runtime.bindingCalled"
                if message.pointer("/params/name").and_then(Value::as_str) == Some(DOORBELL) =>
            {
                let payload = message.pointer("/params/payload").and_then(Value::as_str)?;
                self.take(socket, payload).await;
                None
            }
            "Page.frameNavigated" | "Page.domContentEventFired" | "Page.loadEventFired" => {
                self.hang_doorbell(socket).await;
                None
            }
            "Inspector.targetCrashed" => Some(End::Gone("the page crashed".to_owned())),
            "Inspector.detached" => Some(End::Broken(
                "the browser let go of the page's socket".to_owned(),
            )),
            _ => None,
        }
    }

    async fn take(&mut self, socket: &mut Socket, payload: &str) {
        let entry: Entry = match serde_json::from_str(payload) {
            Ok(entry) => entry,
            Err(error) => {
                tracing::warn!(%error, "the bridge posted something unknown");
                return;
            }
        };
        let taken = self.position().take(entry);
        match taken {
            Taken::Next(event) => self.tell(event),
            Taken::Known => {}
            Taken::Gap(_) => self.drain(socket).await,
        }
    }

    /// A probe says how many events the page has posted: more than we took means that a doorbell was missed.
    async fn check_for_missed(&mut self, socket: &mut Socket, result: &Result<Value, String>) {
        let Some(here) = result
            .as_ref()
            .ok()
            .and_then(|result| result.pointer("/result/value"))
        else {
            return;
        };
        let (Some(doc), Some(last)) = (
            here.get("doc").and_then(Value::as_str),
            here.get("last").and_then(Value::as_u64),
        ) else {
            return;
        };
        let missed = {
            let position = self.position();
            last > 0 && (position.doc != doc || last > position.seq)
        };
        if missed {
            self.drain(socket).await;
        }
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
