//! What the bridge posts, in the order of its numbers, and what of it the engine's users see.
//!
//! The page numbers its events; a document that was reloaded starts again under another name. A gap in the numbers means
//! that a doorbell was missed while the DevTools connection was replaced: the events are still in the page and are drained.

use crate::{AckLevel, EngineEvent, MessageId, Trouble};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

/// One event with its number. The page's `Entry`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Entry {
    pub(super) doc: String,
    pub(super) seq: u64,
    pub(super) event: BridgeEvent,
}

/// The page's `BridgeEvent`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum BridgeEvent {
    Hello {
        version: String,
    },
    Qr {
        code: String,
    },
    PairingCode {
        code: String,
    },
    QrIdle,
    Authenticated,
    Ready {
        phone: String,
    },
    CaughtUp,
    Online {
        online: bool,
    },
    LoggedOut {
        reason: String,
    },
    TemporarilyBanned {
        detail: String,
    },
    Banned {
        detail: String,
    },
    Conflict,
    NeedsUpdate,
    Ack {
        id: String,
        level: AckLevel,
    },
    SendFailed {
        id: String,
        code: String,
        detail: String,
    },
    Incoming {
        id: String,
        from: String,
        body: String,
        at: i64,
    },
    Answer {
        call: u64,
        answer: Value,
    },
}

/// What became of an entry.
#[derive(Debug, PartialEq)]
pub(super) enum Taken {
    /// The next one: use it.
    Next(BridgeEvent),
    /// Known already.
    Known,
    /// Something before it was missed: drain from this number on, which brings it again.
    Gap(u64),
}

/// Where in the numbers we are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// The document; empty before the first event.
    pub(super) doc: String,
    /// The last number taken.
    pub(super) seq: u64,
}

impl Position {
    /// Takes an entry if it is the next one.
    pub(super) fn take(&mut self, entry: Entry) -> Taken {
        if entry.doc != self.doc {
            *self = Self {
                doc: entry.doc,
                seq: 0,
            };
        }
        if entry.seq <= self.seq {
            return Taken::Known;
        }
        if entry.seq > self.seq + 1 {
            return Taken::Gap(self.seq + 1);
        }
        self.seq = entry.seq;
        Taken::Next(entry.event)
    }

    /// Takes a drained entry: what is older than it is not there any more, so a gap is accepted.
    pub(super) fn take_drained(&mut self, entry: Entry) -> Option<BridgeEvent> {
        if entry.doc != self.doc {
            *self = Self {
                doc: entry.doc.clone(),
                seq: 0,
            };
        }
        if entry.seq > self.seq + 1 {
            tracing::warn!(
                from = self.seq + 1,
                to = entry.seq,
                "the page dropped events"
            );
            self.seq = entry.seq - 1;
        }
        match self.take(entry) {
            Taken::Next(event) => Some(event),
            Taken::Known | Taken::Gap(_) => None,
        }
    }
}

/// Turns bridge events into the engine's. Remembers only what spans documents.
#[derive(Debug, Default)]
pub(super) struct Translator {
    logged_in: bool,
}

impl Translator {
    /// The events to show for one of the bridge's; `now` stands in for a message without a time.
    pub(super) fn translate(&mut self, event: BridgeEvent, now: DateTime<Utc>) -> Vec<EngineEvent> {
        let one = match event {
            BridgeEvent::Hello { .. } | BridgeEvent::Answer { .. } => return Vec::new(),
            BridgeEvent::Qr { code } => {
                let qr = EngineEvent::Qr { code };
                if std::mem::take(&mut self.logged_in) {
                    // The page went away before it could say so.
                    let reason = "unknown".to_owned();
                    return vec![EngineEvent::LoggedOut { reason }, qr];
                }
                qr
            }
            BridgeEvent::PairingCode { code } => EngineEvent::PairingCode { code },
            BridgeEvent::QrIdle => EngineEvent::QrIdle,
            BridgeEvent::Authenticated => {
                self.logged_in = true;
                EngineEvent::Authenticated
            }
            BridgeEvent::Ready { phone } => EngineEvent::Ready { phone },
            BridgeEvent::CaughtUp => EngineEvent::CaughtUp,
            BridgeEvent::Online { online } => EngineEvent::Online(online),
            BridgeEvent::LoggedOut { reason } => {
                self.logged_in = false;
                EngineEvent::LoggedOut { reason }
            }
            BridgeEvent::TemporarilyBanned { detail } => EngineEvent::TemporarilyBanned { detail },
            BridgeEvent::Banned { detail } => {
                self.logged_in = false;
                EngineEvent::Banned { detail }
            }
            BridgeEvent::Conflict => EngineEvent::Conflict,
            BridgeEvent::NeedsUpdate => EngineEvent::NeedsUpdate,
            BridgeEvent::Ack { id, level } => EngineEvent::Ack {
                id: MessageId(id),
                level,
            },
            BridgeEvent::SendFailed { id, code, detail } => EngineEvent::SendFailed {
                id: MessageId(id),
                trouble: trouble(&code, &detail),
            },
            BridgeEvent::Incoming { id, from, body, at } => EngineEvent::Incoming {
                id: MessageId(id),
                from,
                body,
                at: DateTime::from_timestamp(at, 0)
                    .filter(|_| at > 0)
                    .unwrap_or(now),
            },
        };
        vec![one]
    }
}

/// WhatsApp's and wa-js's codes in the engine's words.
pub(super) fn trouble(code: &str, detail: &str) -> Trouble {
    let word = code.to_ascii_lowercase();
    if word == "463"
        || ["limit", "capped", "timelock", "time_lock"]
            .iter()
            .any(|part| word.contains(part))
    {
        return Trouble::AccountLimited {
            code: code.to_owned(),
        };
    }
    if word.contains("not_on_whatsapp") || word.contains("invalid_wid") {
        return Trouble::NotOnWhatsapp;
    }
    if word.contains("blocked") {
        return Trouble::BlockedByRecipient;
    }
    if word.contains("network") || word == "not_ready" || word == "deadline" {
        return Trouble::Network;
    }
    Trouble::Other {
        detail: if detail.is_empty() {
            code.to_owned()
        } else {
            format!("{code}: {detail}")
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn entry(doc: &str, seq: u64) -> Entry {
        serde_json::from_value(json!({"doc": doc, "seq": seq, "event": {"kind": "qr_idle"}}))
            .unwrap()
    }

    #[test]
    fn each_number_is_taken_once_and_in_order() {
        let mut position = Position::default();
        assert_eq!(
            position.take(entry("a", 1)),
            Taken::Next(BridgeEvent::QrIdle)
        );
        assert_eq!(position.take(entry("a", 1)), Taken::Known);
        assert_eq!(position.take(entry("a", 4)), Taken::Gap(2));
        assert_eq!(
            position.take_drained(entry("a", 2)),
            Some(BridgeEvent::QrIdle)
        );
        assert_eq!(position.take_drained(entry("a", 2)), None);
        assert_eq!(
            position.take_drained(entry("a", 4)),
            Some(BridgeEvent::QrIdle)
        );
        assert_eq!(position.seq, 4);
    }

    #[test]
    fn a_reloaded_page_starts_again() {
        let mut position = Position::default();
        position.take(entry("a", 1));
        assert_eq!(
            position.take(entry("b", 1)),
            Taken::Next(BridgeEvent::QrIdle)
        );
        assert_eq!(position.take(entry("c", 2)), Taken::Gap(1));
    }

    #[test]
    fn a_qr_code_after_a_login_means_that_the_login_ended() {
        let mut translator = Translator::default();
        let now = DateTime::UNIX_EPOCH;
        let qr = || BridgeEvent::Qr { code: "x".into() };
        let shown = EngineEvent::Qr { code: "x".into() };
        assert_eq!(translator.translate(qr(), now), vec![shown.clone()]);
        translator.translate(BridgeEvent::Authenticated, now);
        assert_eq!(
            translator.translate(qr(), now),
            [
                EngineEvent::LoggedOut {
                    reason: "unknown".into()
                },
                shown.clone()
            ]
        );
        translator.translate(BridgeEvent::Authenticated, now);
        translator.translate(BridgeEvent::LoggedOut { reason: "r".into() }, now);
        assert_eq!(translator.translate(qr(), now), [shown]);
    }

    #[test]
    fn codes_become_troubles() {
        let limited = |code: &str| Trouble::AccountLimited { code: code.into() };
        assert_eq!(trouble("463", ""), limited("463"));
        let capped = "UserReachedMaxMonthlyLimitForNewMessages";
        assert_eq!(trouble(capped, "ack -1"), limited(capped));
        assert_eq!(trouble("network", "x"), Trouble::Network);
        assert_eq!(
            trouble("ack_-1", "ack -1"),
            Trouble::Other {
                detail: "ack_-1: ack -1".into()
            }
        );
    }
}
