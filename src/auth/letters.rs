//! What would be sent by e-mail. This release sends none: in sandbox mode the link is written to the log, otherwise a warning is.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A letter with a one-time link.
#[derive(Debug)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// What for: `verify-email` or `reset-password`.
    pub kind: &'static str,
    /// The secret part of the link.
    pub token: SecretString,
}

/// Takes letters.
pub trait Letters: Send + Sync + fmt::Debug {
    /// Takes one.
    fn post(&self, letter: Letter);
}

/// Writes letters to the log, token and all: for the sandbox only.
#[derive(Debug)]
pub struct Logged;

impl Letters for Logged {
    fn post(&self, letter: Letter) {
        tracing::info!(
            kind = letter.kind,
            to = letter.to,
            token = letter.token.expose_secret(),
            "a letter of the sandbox"
        );
    }
}

/// Says that a letter could not be sent.
#[derive(Debug)]
pub struct Unsent;

impl Letters for Unsent {
    fn post(&self, letter: Letter) {
        tracing::warn!(
            kind = letter.kind,
            "a letter was not sent: this release sends no e-mail"
        );
    }
}
