//! E-mail: from purpose and parameters to text and HTML ([`render()`]), and from there to a server ([`Smtp`]).

mod render;
mod smtp;

use std::fmt;

use async_trait::async_trait;
use uuid::Uuid;

pub use render::{Letterhead, RenderError, To, render};
pub use smtp::{Smtp, SmtpError, SmtpSettings, SmtpTls};

/// An e-mail ready to be handed over.
#[derive(Clone)]
pub struct Outgoing {
    /// Its id: the same for every attempt, so that mail programs show a repeated one once.
    pub id: Uuid,
    /// The purpose's word.
    pub purpose: &'static str,
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The link in it, if any: a secret.
    pub link: Option<String>,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the texts nor the link: whoever reads the link has what it opens.
        f.debug_struct("Outgoing")
            .field("id", &self.id)
            .field("purpose", &self.purpose)
            .field("to", &siar_domain::mail::masked(&self.to))
            .finish_non_exhaustive()
    }
}

/// Why an e-mail was not handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// The server refused it for good (5xx): it would refuse it again.
    #[error("refused for good: {0}")]
    Refused(String),
    /// The server refused it for now (4xx).
    #[error("refused for now: {0}")]
    Deferred(String),
    /// The server cannot be reached, does not answer in time, or refuses our login: nothing to do with this e-mail.
    #[error("the mail server cannot be used: {0}")]
    Unavailable(String),
    /// No mail server is set up.
    #[error("no mail server is set up")]
    NotConfigured,
}

/// Takes e-mails to where they are going.
#[async_trait]
pub trait Transport: Send + Sync + fmt::Debug {
    /// Hands one over, within a deadline of its own. `Ok`: the server has taken the responsibility for it.
    async fn deliver(&self, mail: &Outgoing) -> Result<(), DeliveryError>;

    /// Whether e-mails reach people: what asks for a confirmed address depends on it.
    fn reaches_people(&self) -> bool {
        true
    }
}

/// For development without a mail server: writes links to the log, where the log's readers can open them.
#[derive(Debug)]
pub struct LinksToLog;

#[async_trait]
impl Transport for LinksToLog {
    async fn deliver(&self, mail: &Outgoing) -> Result<(), DeliveryError> {
        tracing::info!(
            purpose = mail.purpose,
            to = siar_domain::mail::masked(&mail.to),
            link_token = mail.link.as_deref().unwrap_or("none"),
            "an e-mail, not sent: no mail server is set up"
        );
        Ok(())
    }

    fn reaches_people(&self) -> bool {
        false
    }
}

/// For production without a mail server: nothing is sent, and no link appears anywhere.
#[derive(Debug)]
pub struct Unconfigured;

#[async_trait]
impl Transport for Unconfigured {
    async fn deliver(&self, _: &Outgoing) -> Result<(), DeliveryError> {
        Err(DeliveryError::NotConfigured)
    }

    fn reaches_people(&self) -> bool {
        false
    }
}
