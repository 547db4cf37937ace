//! What a campaign needs of its tenant's session, whoever provides it: the session's actor, or a script in tests.

use async_trait::async_trait;
use siar_engines::{Lookup, MessageId, NewMessageId, SendReceipt};

/// Whether messages can be sent, and what look-ups are worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Readiness {
    /// The session works and this node holds it.
    pub working: bool,
    /// Messages and receipts of the time offline have been delivered: look-ups can be believed.
    pub caught_up: bool,
    /// Number of the browser profile's life.
    pub profile_life: i64,
}

/// Why a call on the session gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// The session is not working, or cannot be reached: certainly nothing was done.
    #[error("the session is not ready")]
    NotReady,
    /// The call was lost on the way: it may have been carried out, and may still be.
    #[error("no answer from the session: {0}")]
    Lost(String),
}

/// A session to send through. Calls may be made side by side; each has a deadline of its own.
#[async_trait]
pub trait Sender: Send + Sync + std::fmt::Debug {
    /// Whether it can send. One that cannot be reached is not working.
    async fn readiness(&self) -> Readiness;

    /// An id for one text message to `phone` (E.164). Nothing is sent.
    async fn prepare_id(&self, phone: &str) -> Result<NewMessageId, NoAnswer>;

    /// Sends `body` under an id that is committed already. Never sends a used id again.
    async fn submit(
        &self,
        id: &MessageId,
        phone: &str,
        body: &str,
    ) -> Result<SendReceipt, NoAnswer>;

    /// What the engine knows of an id.
    async fn look_up(&self, id: &MessageId) -> Result<Lookup, NoAnswer>;
}
