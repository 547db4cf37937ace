//! The ground truth: what happened in the world, in order, whatever any page or server believes. Append-only; with a
//! data directory also one JSON object a line in `truth.jsonl`.

use crate::clock::Millis;
use crate::number::Number;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Counts up from 1 without holes.
    pub seq: u64,
    /// When, milliseconds since 1970.
    pub at_ms: Millis,
    /// The account (phone) concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Number>,
    /// The other person's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Number>,
    /// The message concerned, without its chat (`3EB0…`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// The kinds of things that happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A message from an account's page reached the server.
    ServerArrival {
        /// The text.
        body: String,
        /// The how-manieth time this id came from this account.
        arrival: u32,
        /// The device that sent it.
        device: String,
    },
    /// The server refused it; it went no further.
    ServerRefused {
        /// The code that the page was given.
        code: String,
    },
    /// It reached the person's phone.
    PhoneArrival {
        /// The text.
        body: String,
        /// The how-manieth time this id reached this phone.
        arrival: u32,
        /// The phone had it already and showed nothing.
        dropped_as_duplicate: bool,
    },
    /// The person read it.
    Read,
    /// A person wrote to an account.
    Incoming {
        /// The text.
        body: String,
    },
    /// A linked page has stored a person's message.
    IncomingStored {
        /// The device.
        device: String,
        /// When the page told its listeners of it, by its own word: microseconds since 1970.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told_us: Option<u64>,
    },
    /// An account's page opened the chat: the person sees blue ticks.
    MarkedRead,
    /// An account's page showed the person that somebody types.
    Typing,
    /// A receipt was put in the way of a device.
    Receipt {
        /// 2 delivered, 3 read.
        ack: u8,
    },
    /// A phone linked a device.
    Linked {
        /// The device.
        device: String,
    },
    /// A device logged in.
    LoggedIn {
        /// The device.
        device: String,
    },
    /// A device's link ended.
    LoggedOut {
        /// The device.
        device: String,
        /// WhatsApp's reason.
        reason: String,
    },
    /// A linked page's connection ended, from whichever side.
    Disconnected {
        /// The device.
        device: String,
    },
    /// A fault was acted out.
    Fault {
        /// Its name.
        fault: String,
    },
}

impl Event {
    /// The event's name as written in `kind`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ServerArrival { .. } => "server_arrival",
            Self::ServerRefused { .. } => "server_refused",
            Self::PhoneArrival { .. } => "phone_arrival",
            Self::Read => "read",
            Self::Incoming { .. } => "incoming",
            Self::IncomingStored { .. } => "incoming_stored",
            Self::MarkedRead => "marked_read",
            Self::Typing => "typing",
            Self::Receipt { .. } => "receipt",
            Self::Linked { .. } => "linked",
            Self::LoggedIn { .. } => "logged_in",
            Self::LoggedOut { .. } => "logged_out",
            Self::Disconnected { .. } => "disconnected",
            Self::Fault { .. } => "fault",
        }
    }
}

/// Which entries are asked for; what is not given does not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Only later than this sequence number.
    #[serde(default)]
    pub after: u64,
    /// At most this many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Only this account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Number>,
    /// Only this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Number>,
    /// Only this message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Only this kind, e.g. `phone_arrival`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

impl Filter {
    fn takes(&self, entry: &Entry) -> bool {
        fn fits<T: PartialEq>(wanted: &Option<T>, found: &Option<T>) -> bool {
            wanted.is_none() || wanted == found
        }
        entry.seq > self.after
            && fits(&self.account, &entry.account)
            && fits(&self.person, &entry.person)
            && fits(&self.message_id, &entry.message_id)
            && self.kind.as_deref().is_none_or(|k| k == entry.event.kind())
    }
}

/// One message's fate, summed up from the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// From this account.
    pub account: Number,
    /// To this person.
    pub person: Number,
    /// The message, without its chat.
    pub message_id: String,
    /// The text as it first arrived.
    pub body: String,
    /// How often it reached the server.
    pub server_arrivals: u32,
    /// How often it reached the phone.
    pub phone_arrivals: u32,
    /// How often the person sees it: at most 1 unless the world is broken.
    pub shown: u32,
    /// The person read it.
    pub read: bool,
    /// The server refused it with this code the last time.
    pub refused: Option<String>,
}

/// The log.
#[derive(Debug, Default)]
pub struct Truth {
    entries: Vec<Entry>,
}

impl Truth {
    /// Goes on from what an earlier run wrote.
    #[must_use]
    pub fn from_entries(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    /// Everything so far, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many entries there are; also the last one's `seq`.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Nothing has happened yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Writes one entry.
    pub fn record(
        &mut self,
        at_ms: Millis,
        account: Option<&Number>,
        person: Option<&Number>,
        message_id: Option<&str>,
        event: Event,
    ) {
        self.entries.push(Entry {
            seq: self.len() + 1,
            at_ms,
            account: account.cloned(),
            person: person.cloned(),
            message_id: message_id.map(ToOwned::to_owned),
            event,
        });
    }

    /// The entries that a filter takes, oldest first.
    #[must_use]
    pub fn select(&self, filter: &Filter) -> Vec<Entry> {
        let from = usize::try_from(filter.after)
            .unwrap_or(usize::MAX)
            .min(self.entries.len());
        let later = self.entries.get(from..).unwrap_or_default();
        let taken = later.iter().filter(|e| filter.takes(e));
        taken
            .take(filter.limit.unwrap_or(usize::MAX))
            .cloned()
            .collect()
    }

    /// Every outgoing message's fate, in the order of first arrival at the server.
    #[must_use]
    pub fn fates(&self, filter: &Filter) -> Vec<Fate> {
        let mut order = BTreeMap::new();
        let mut known: HashMap<(&Number, &Number, &str), u64> = HashMap::new();
        for entry in self.entries.iter().filter(|e| filter.takes(e)) {
            let (Some(account), Some(person), Some(id)) =
                (&entry.account, &entry.person, entry.message_id.as_deref())
            else {
                continue;
            };
            if matches!(
                entry.event,
                Event::Incoming { .. } | Event::IncomingStored { .. }
            ) {
                continue;
            }
            let place = *known.entry((account, person, id)).or_insert(entry.seq);
            let fate = order.entry(place).or_insert_with(|| Fate {
                account: account.clone(),
                person: person.clone(),
                message_id: id.to_owned(),
                body: String::new(),
                server_arrivals: 0,
                phone_arrivals: 0,
                shown: 0,
                read: false,
                refused: None,
            });
            fate.take_in(&entry.event);
        }
        order.into_values().collect()
    }
}

impl Fate {
    fn take_in(&mut self, event: &Event) {
        match event {
            Event::ServerArrival { body, .. } => {
                self.server_arrivals += 1;
                if self.body.is_empty() {
                    self.body.clone_from(body);
                }
            }
            Event::PhoneArrival {
                body,
                dropped_as_duplicate,
                ..
            } => {
                self.phone_arrivals += 1;
                self.shown += u32::from(!dropped_as_duplicate);
                if self.body.is_empty() {
                    self.body.clone_from(body);
                }
            }
            Event::Read => self.read = true,
            Event::ServerRefused { code } => self.refused = Some(code.clone()),
            _ => {}
        }
    }
}
