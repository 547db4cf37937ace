//! What the page and the world's server say to each other over the WebSocket at `/web/socket`: one JSON object a frame.
//! The TypeScript side is `web/stand-in/src/wire.ts`; both are kept the same by hand and by the browser test.

use serde::{Deserialize, Serialize};

/// From the page.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromPage {
    /// No login in this profile: wants to be linked.
    Hello {
        /// Public halves and the secret that the QR code carries.
        keys: PageKeys,
    },
    /// Has a login: proves it with the key that it keeps.
    Login {
        /// `<digits>:<n>`.
        device: String,
        /// Hex of HMAC-SHA256(key, challenge).
        proof: String,
    },
    /// Wants a fresh QR code after the codes were used up.
    RefreshQr,
    /// Wants a pairing code for this number.
    LinkCode {
        /// The number as typed.
        phone: String,
    },
    /// No longer wants the pairing code.
    CancelLinkCode,
    /// Puts a message on the wire.
    Send {
        /// The id without its chat (`3EB0…`).
        id: String,
        /// The chat's id, `…@lid` or `…@c.us`.
        chat: String,
        /// The text.
        body: String,
    },
    /// Asks whether a number or LID has an account.
    Exists {
        /// Comes back in the answer.
        req: u64,
        /// `…@lid` or `…@c.us`.
        wid: String,
    },
    /// Everything up to this delivery is stored in the page.
    Got {
        /// [`ToPage::Deliver`]'s number.
        upto: u64,
        /// When the page told its listeners of the last of them, where that is a message: microseconds since 1970.
        #[serde(default)]
        told_us: Option<u64>,
    },
    /// The chat was opened: its incoming messages are read.
    Read {
        /// The chat.
        chat: String,
    },
    /// Shows "typing" to the person.
    Composing {
        /// The chat.
        chat: String,
    },
    /// Ends the link from this side.
    Logout,
}

/// What the page shows in a QR code beside the server's reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageKeys {
    /// Base64.
    pub static_key: String,
    /// Base64.
    pub identity_key: String,
    /// Base64 of 32 bytes: becomes the device's login key when the code is scanned.
    pub secret: String,
}

/// To the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToPage {
    /// The first frame: what a login has to sign.
    Challenge {
        /// Random text.
        nonce: String,
        /// The world's share of one-to-one messages that first arrive undecrypted.
        ciphertext_share: f64,
        /// The share of receipts that are told under the person's number though the chat is a LID.
        receipt_by_number_share: f64,
    },
    /// A QR code's reference; the page appends its keys.
    Qr {
        /// The reference.
        reference: String,
    },
    /// Codes are used up until the page asks again.
    QrIdle,
    /// A pairing code.
    LinkCode {
        /// Eight characters.
        code: String,
    },
    /// No pairing code for that number.
    LinkCodeError {
        /// Why.
        reason: String,
    },
    /// A phone scanned the code or typed the pairing code.
    Linked {
        /// The device's id: to be kept.
        device: String,
    },
    /// The login is good.
    LoginOk {
        /// The account's number, digits.
        phone: String,
        /// The account's LID.
        lid: String,
        /// The device's id.
        device: String,
        /// The phone owner's name.
        name: String,
    },
    /// The link is gone or refused.
    LoggedOut {
        /// WhatsApp's reason, e.g. `unknown_companion`.
        reason: String,
    },
    /// Blocked for good under the terms of service.
    Banned,
    /// Blocked until a moment; the server closes the connection after it.
    TemporarilyBanned {
        /// Seconds since 1970.
        until: u64,
    },
    /// Another page took over this device's connection.
    Conflict,
    /// The page is too old.
    NeedsUpdate,
    /// The server has the message (ack 1).
    ServerAck {
        /// The id.
        id: String,
        /// The chat.
        chat: String,
    },
    /// The server refuses the message (ack -1).
    Nack {
        /// The id.
        id: String,
        /// The chat.
        chat: String,
        /// The reason's code, e.g. `463`.
        code: String,
    },
    /// Answer to [`FromPage::Exists`].
    ExistsAnswer {
        /// The question's number.
        req: u64,
        /// The account, if there is one.
        found: Option<Found>,
        /// The server failed to answer; `found` says nothing.
        failed: bool,
    },
    /// A kept delivery: sent again after a reconnect until the page says that it has it.
    Deliver {
        /// Counts up per device.
        seq: u64,
        /// What is delivered.
        item: Delivery,
    },
    /// Everything that waited while the page was away has been delivered.
    OfflineEnd {
        /// How many.
        count: usize,
    },
    /// A fault to act out.
    Fault(PageFault),
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// `<digits>@c.us`.
    pub wid: String,
    /// `<digits>@lid`.
    pub lid: String,
    /// The id that a one-to-one chat with it has: one of the two above.
    pub chat: String,
}

/// What a person's text stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A message of its own.
    #[default]
    Text,
    /// Below a picture.
    Caption,
    /// The label of a button that the person pressed.
    Button,
    /// The line of a list that the person chose.
    ListRow,
}

/// Something that waits for a device until it has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Delivery {
    /// A message from a person.
    Message {
        /// The id without its chat.
        id: String,
        /// The chat.
        chat: String,
        /// The number behind the chat, `<digits>@c.us`.
        from: String,
        /// The person's name.
        name: String,
        /// The text.
        body: String,
        /// What it stands in.
        #[serde(default)]
        shape: Shape,
        /// The earlier message of the same person whose text this one replaces, its id without its chat.
        #[serde(default)]
        edits: Option<String>,
        /// Seconds since 1970.
        t: u64,
    },
    /// A receipt from a person's phone.
    Receipt {
        /// The message.
        id: String,
        /// The chat.
        chat: String,
        /// 2 or 3.
        ack: u8,
        /// Seconds since 1970.
        t: u64,
    },
}

/// Trouble that the page itself has to act out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum PageFault {
    /// Every call takes this much longer from now on.
    Slow {
        /// Milliseconds; 0 ends it.
        ms: u64,
    },
    /// The page's process dies.
    Crash,
    /// The page's script is busy and answers nothing.
    Freeze {
        /// For this long, milliseconds; 0 is for ever.
        ms: u64,
    },
}
