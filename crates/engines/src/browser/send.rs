//! The calls that need WhatsApp's answer: what is asked of the bridge and how its words are read.

use super::{events::trouble, link::BrowserLink};
use crate::{AckLevel, EngineError, Lookup, MessageId, NewMessageId, SendReceipt};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::sync::oneshot;

/// Calls that wait for their answer.
#[derive(Debug, Default)]
pub(super) struct Calls {
    last: AtomicU64,
    waiting: Mutex<HashMap<u64, oneshot::Sender<Value>>>,
}

impl Calls {
    /// A number for a new call and where its answer arrives.
    pub(super) fn open(&self) -> (u64, oneshot::Receiver<Value>) {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let (reply, answer) = oneshot::channel();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        // Callers that gave up leave nothing behind.
        waiting.retain(|_, reply| !reply.is_closed());
        waiting.insert(number, reply);
        (number, answer)
    }

    /// The page answered.
    pub(super) fn answered(&self, number: u64, answer: Value) {
        let reply = self
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&number);
        if let Some(reply) = reply {
            let _ = reply.send(answer);
        }
    }

    /// The page is gone: nobody answers any more.
    pub(super) fn give_up(&self) {
        self.waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

#[derive(Deserialize)]
struct Refused {
    code: String,
    detail: String,
}

fn refusal(answer: &Value) -> Option<Refused> {
    (answer.get("ok") != Some(&Value::Bool(true))).then(|| {
        Refused::deserialize(answer).unwrap_or_else(|_| Refused {
            code: "unreadable".to_owned(),
            detail: answer.to_string(),
        })
    })
}

/// The answer, unless it is a refusal.
pub(super) fn accepted(what: &'static str, answer: Value) -> Result<Value, EngineError> {
    match refusal(&answer) {
        None => Ok(answer),
        Some(Refused { code, detail }) => Err(EngineError::Page {
            what,
            detail: format!("{code}: {detail}"),
        }),
    }
}

fn unreadable(what: &'static str, answer: &Value) -> EngineError {
    EngineError::Page {
        what,
        detail: format!("an unreadable answer: {answer}"),
    }
}

impl BrowserLink {
    pub(super) async fn ask_pairing_code(
        &self,
        phone: &str,
        limit: Duration,
    ) -> Result<String, EngineError> {
        let what = "pairing_code";
        let answer = self
            .call(what, "pairingCode", json!({"phone": phone}), limit)
            .await?;
        let answer = accepted(what, answer)?;
        let code = answer.get("code").and_then(Value::as_str);
        code.map(str::to_owned)
            .ok_or_else(|| unreadable(what, &answer))
    }

    pub(super) async fn ask_message_id(
        &self,
        phone: &str,
        limit: Duration,
    ) -> Result<NewMessageId, EngineError> {
        let what = "new_message_id";
        let answer = self
            .call(what, "newMessageId", json!({"phone": phone}), limit)
            .await?;
        let answer = accepted(what, answer)?;
        match answer.get("id") {
            Some(Value::Null) => Ok(NewMessageId::NotOnWhatsapp),
            Some(Value::String(id)) => Ok(NewMessageId::Id(MessageId(id.clone()))),
            _ => Err(unreadable(what, &answer)),
        }
    }

    pub(super) async fn hand_over_text(
        &self,
        id: &MessageId,
        body: &str,
        limit: Duration,
    ) -> Result<SendReceipt, EngineError> {
        let what = "send_text";
        let arguments = json!({"id": id, "body": body});
        let answer = self.call(what, "sendText", arguments, limit).await?;
        match refusal(&answer) {
            None => match answer.get("already_used").and_then(Value::as_bool) {
                Some(true) => Ok(SendReceipt::AlreadyUsed),
                Some(false) => Ok(SendReceipt::Accepted),
                None => Err(unreadable(what, &answer)),
            },
            // Late: it may have been handed over. Only a look-up can tell.
            Some(Refused { code, detail }) if code == "deadline" => {
                Err(EngineError::Page { what, detail })
            }
            Some(Refused { code, detail }) => Ok(SendReceipt::Refused(trouble(&code, &detail))),
        }
    }

    pub(super) async fn ask_about(
        &self,
        id: &MessageId,
        limit: Duration,
    ) -> Result<Lookup, EngineError> {
        let what = "look_up";
        let answer = self.call(what, "lookUp", json!({"id": id}), limit).await?;
        let answer = accepted(what, answer)?;
        let level = || AckLevel::deserialize(answer.get("level")?).ok();
        match answer.get("state").and_then(Value::as_str) {
            Some("not_found") => Some(Lookup::NotFound),
            Some("pending") => Some(Lookup::Pending),
            Some("failed") => Some(Lookup::Failed),
            Some("acked") => level().map(Lookup::Acked),
            _ => None,
        }
        .ok_or_else(|| unreadable(what, &answer))
    }

    pub(super) async fn ask_replay(
        &self,
        since: DateTime<Utc>,
        limit: Duration,
    ) -> Result<usize, EngineError> {
        let what = "replay_incoming";
        let arguments = json!({"since": since.timestamp()});
        let answer = self.call(what, "replayIncoming", arguments, limit).await?;
        let answer = accepted(what, answer)?;
        answer
            .get("replayed")
            .and_then(Value::as_u64)
            .and_then(|count| usize::try_from(count).ok())
            .ok_or_else(|| unreadable(what, &answer))
    }
}
