//! What the suite needs of the world on the other side of an engine.

use crate::Engine;
use async_trait::async_trait;
use std::{fmt::Debug, time::Duration};

/// An engine and the world it is connected to, made for one case.
pub trait Setup: Send + Sync {
    /// The engine under test.
    fn engine(&self) -> &dyn Engine;
    /// The other side.
    fn world(&self) -> &dyn World;
}

/// A kind of person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// Has an account, gets messages and reads them, within seconds.
    Reads,
    /// Has an account; the phone is off and nothing reaches it.
    PhoneOff,
    /// Has no account.
    WithoutAccount,
}

/// Something that happens to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// The connection breaks and cannot be made again for this long.
    ConnectionDrop(Duration),
    /// The page's process dies.
    Crash,
    /// The page stops answering, for ever.
    Freeze,
    /// The phone ends the link.
    Unlinked,
    /// A block for some minutes.
    TemporaryBan,
    /// A block for good.
    Ban,
    /// Another client takes over.
    Conflict,
    /// No messages to strangers for some minutes (463).
    TimeLock,
    /// The server takes the next message and never says so.
    LostServerAck,
}

/// The other side. Numbers are in E.164. A call that fails panics.
#[async_trait]
pub trait World: Send + Sync + Debug {
    /// The number of a phone that can be linked, not linked yet.
    async fn account(&self) -> String;
    /// A new person's number.
    async fn person(&self, kind: Person) -> String;
    /// The phone scans a QR code's text.
    async fn scan(&self, account: &str, qr: &str);
    /// The phone's owner types a pairing code.
    async fn enter_code(&self, account: &str, code: &str);
    /// A person writes to the account.
    async fn says(&self, person: &str, account: &str, body: &str);
    /// Something happens to the account.
    async fn happens(&self, account: &str, what: Happening);
    /// The texts of this account that arrived on a person's phone, in order, repetitions included.
    async fn arrived(&self, account: &str, person: &str) -> Vec<String>;
}
