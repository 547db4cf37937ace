//! The states of a tenant's link to its WhatsApp account (SES-2) and which may follow which.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// Where a session stands. The words are those of the API, the database and the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Not running, by the tenant's wish or because it was never started.
    Stopped,
    /// The engine is being started.
    Starting,
    /// A QR code waits to be scanned.
    ScanQr,
    /// A pairing code waits to be typed on the phone.
    Pairing,
    /// Linked, and a liveness probe through the page succeeded within [`PROBE_FRESH_SECONDS`].
    Working,
    /// Was linked and running; the connection or the engine broke and is being restored.
    Reconnecting,
    /// The phone or WhatsApp ended the link; a new QR code is needed.
    LoggedOut,
    /// WhatsApp limits the account for a time; nothing is sent.
    Restricted,
    /// WhatsApp blocked the account. Quarantined: no automatic login.
    Banned,
    /// Another client took the connection over.
    Conflict,
    /// Gave up after repeated failures; waits for a person.
    Failed,
}

/// `working` may be claimed only this long after the last successful probe (SES-5).
pub const PROBE_FRESH_SECONDS: i64 = 30;

impl SessionState {
    /// Every state, in the order of FEATURES SES-2.
    pub const ALL: [Self; 11] = [
        Self::Stopped,
        Self::Starting,
        Self::ScanQr,
        Self::Pairing,
        Self::Working,
        Self::Reconnecting,
        Self::LoggedOut,
        Self::Restricted,
        Self::Banned,
        Self::Conflict,
        Self::Failed,
    ];

    /// The word used in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Starting => "starting",
            Self::ScanQr => "scan_qr",
            Self::Pairing => "pairing",
            Self::Working => "working",
            Self::Reconnecting => "reconnecting",
            Self::LoggedOut => "logged_out",
            Self::Restricted => "restricted",
            Self::Banned => "banned",
            Self::Conflict => "conflict",
            Self::Failed => "failed",
        }
    }

    /// Whether campaigns may send in this state.
    #[must_use]
    pub const fn may_send(self) -> bool {
        matches!(self, Self::Working)
    }

    /// Whether a boot or a crash may start the engine again without a person asking for it.
    /// A banned, restricted, conflicting or logged-out account is left alone (SES-6).
    #[must_use]
    pub const fn restarts_by_itself(self) -> bool {
        matches!(
            self,
            Self::Starting | Self::ScanQr | Self::Pairing | Self::Working | Self::Reconnecting
        )
    }

    /// Whether `next` may follow `self`. Any running state may end or fail; a state that waits for a person is left
    /// only by `stopped` or a new start.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use SessionState::{
            Banned, Conflict, Failed, LoggedOut, Pairing, Reconnecting, Restricted, ScanQr,
            Starting, Stopped, Working,
        };
        match (self, next) {
            (Stopped | LoggedOut | Restricted | Banned | Conflict | Failed, Starting)
            | (Restricted, Working)
            // A limited account keeps its connection, over which worse may come.
            | (Restricted, Banned | LoggedOut | Conflict)
            | (LoggedOut | Restricted | Banned | Conflict | Failed, Stopped)
            | (LoggedOut, ScanQr) => true,
            (Stopped | LoggedOut | Restricted | Banned | Conflict | Failed, _) => false,
            (Starting, Starting)
            | (ScanQr, ScanQr)
            | (Pairing, Pairing)
            | (Working, Working)
            | (Reconnecting, Reconnecting) => false,
            (Starting | ScanQr | Pairing | Working | Reconnecting, _) => true,
        }
    }
}

impl fmt::Display for SessionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A state word that Siar does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown state {0:?}")]
pub struct UnknownState(pub String);

impl FromStr for SessionState {
    type Err = UnknownState;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| UnknownState(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for state in SessionState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
            assert_eq!(
                serde_json::to_value(state).unwrap(),
                serde_json::Value::from(state.as_str())
            );
        }
    }

    #[test]
    fn a_banned_session_is_left_only_by_a_person() {
        let next: Vec<_> = SessionState::ALL
            .into_iter()
            .filter(|next| SessionState::Banned.may_become(*next))
            .collect();
        assert_eq!(next, [SessionState::Stopped, SessionState::Starting]);
        assert!(!SessionState::Banned.restarts_by_itself());
    }
}
