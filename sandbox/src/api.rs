//! The words of the control desk's HTTP interface, used by the server and by [`crate::client`].

use crate::clock::Millis;
use crate::number::Number;
use crate::person::Behaviour;
use crate::wire::Shape;
use crate::world::PageId;
use serde::{Deserialize, Serialize};

/// `GET /control/health`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Health {
    /// The world's time, milliseconds since 1970.
    pub now_ms: Millis,
    /// The seed.
    pub seed: u64,
    /// People's delays are divided by this.
    pub time_scale: f64,
    /// How many phones there are.
    pub phones: usize,
    /// How many pages are connected.
    pub pages: usize,
    /// How long the truth log is.
    pub truth: u64,
    /// Port of the mail server; 0: there is none.
    pub smtp_port: u16,
    /// E-mails that were offered to the mail server, taken or not.
    pub emails_offered: u64,
}

/// `POST /control/reset`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResetTo {
    /// A new seed; none keeps the old one.
    #[serde(default)]
    pub seed: Option<u64>,
}

/// `POST /control/phones`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPhone {
    /// Its number.
    pub number: Number,
    /// Its owner's name.
    #[serde(default)]
    pub name: Option<String>,
}

/// `POST /control/phones/{number}/scan`: one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scan {
    /// The QR code's text.
    #[serde(default)]
    pub qr: Option<String>,
    /// The page whose present code is scanned.
    #[serde(default)]
    pub page: Option<PageId>,
}

/// `POST /control/phones/{number}/enter-code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enter {
    /// The pairing code, with or without separators.
    pub code: String,
}

/// The answer to a scan or a typed code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeEntered {
    /// The new device's id.
    pub device: String,
}

/// `POST /control/phones/{number}/unlink`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlink {
    /// One device; none: all.
    #[serde(default)]
    pub device: Option<String>,
    /// WhatsApp's reason; `unknown_companion` if not given.
    #[serde(default)]
    pub reason: Option<String>,
}

/// How many devices were unlinked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlinked {
    /// How many.
    pub devices: usize,
}

/// A person and how they behave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonView {
    /// The number.
    pub number: Number,
    /// The behaviour now.
    #[serde(flatten)]
    pub behaviour: Behaviour,
}

/// A person's message to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saying {
    /// Who writes; in `/people/{number}/say` the number in the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Number>,
    /// The account.
    pub to: Number,
    /// The text.
    pub body: String,
    /// What it stands in.
    #[serde(default)]
    pub shape: Shape,
    /// The earlier message of the same person whose text this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<String>,
}

impl Saying {
    /// A message of its own.
    #[must_use]
    pub fn new(to: &Number, body: &str) -> Self {
        Self {
            from: None,
            to: to.clone(),
            body: body.to_owned(),
            shape: Shape::Text,
            edits: None,
        }
    }
}

/// The message's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Without its chat.
    pub message_id: String,
}

/// The answer to a request for trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caused {
    /// How many pages or accounts were met at once; 0 for a fault that waits for its occasion.
    pub met: usize,
}
