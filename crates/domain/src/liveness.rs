//! No lies (SES-5, DESIGN invariant 8): what may be said of a session, given when it was last probed; and what its state means for
//! campaigns (CMP-4).

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    campaign::PauseReason,
    session::{PROBE_FRESH_SECONDS, SessionState},
};

/// A session that reconnects for no longer than this leaves its campaigns running: they wait for slots.
pub const PAUSE_AFTER_SECONDS: i64 = 60;

/// What is shown of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Shown {
    /// It is in this state. `working` was verified by a probe within the last 30 s.
    Known {
        /// The state.
        state: SessionState,
    },
    /// It was `working`; whether it still is has not been verified since.
    Unverified {
        /// The last successful probe, or when it was recorded as `working`.
        since: DateTime<Utc>,
    },
}

/// What may be said at `now` of a session recorded in `state` since `since`, probed with success at `probed_at`.
///
/// Every other state needs no probe: it is what Siar itself did or last heard, and promises nothing.
#[must_use]
pub fn shown(
    state: SessionState,
    since: DateTime<Utc>,
    probed_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Shown {
    if state != SessionState::Working || is_fresh(probed_at, now) {
        return Shown::Known { state };
    }
    Shown::Unverified {
        since: probed_at.unwrap_or(since),
    }
}

/// Whether a probe that succeeded at `probed_at` still proves something. One from the future (the clocks of two nodes differ)
/// proves as much as one of now, up to the same bound.
#[must_use]
pub fn is_fresh(probed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    let bound = Duration::seconds(PROBE_FRESH_SECONDS);
    probed_at.is_some_and(|at| now.signed_duration_since(at).abs() <= bound)
}

/// Why campaigns of a session in `state` since `since` must pause; none when they go on or only wait.
#[must_use]
pub fn pause_reason(
    state: SessionState,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<PauseReason> {
    let long = now.signed_duration_since(since) >= Duration::seconds(PAUSE_AFTER_SECONDS);
    match state {
        SessionState::Working => None,
        SessionState::Starting | SessionState::Reconnecting => {
            long.then_some(PauseReason::SessionNotWorking)
        }
        SessionState::Restricted | SessionState::Banned => Some(PauseReason::AccountRestricted),
        SessionState::Stopped
        | SessionState::ScanQr
        | SessionState::Pairing
        | SessionState::LoggedOut
        | SessionState::Conflict
        | SessionState::Failed => Some(PauseReason::SessionNotWorking),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::seconds(seconds)
    }

    #[test]
    fn working_is_said_only_while_a_probe_is_fresh() {
        let working = |probed| shown(SessionState::Working, at(0), probed, at(100));
        let known = Shown::Known {
            state: SessionState::Working,
        };
        assert_eq!(working(Some(at(100))), known);
        assert_eq!(working(Some(at(70))), known);
        assert_eq!(working(Some(at(69))), Shown::Unverified { since: at(69) });
        assert_eq!(working(None), Shown::Unverified { since: at(0) });
        assert_eq!(working(Some(at(130))), known);
        assert_eq!(working(Some(at(131))), Shown::Unverified { since: at(131) });
    }

    #[test]
    fn every_other_state_is_what_it_is() {
        for state in SessionState::ALL
            .into_iter()
            .filter(|state| *state != SessionState::Working)
        {
            assert_eq!(
                shown(state, at(0), None, at(1_000_000)),
                Shown::Known { state }
            );
        }
    }

    #[test]
    fn campaigns_pause_for_what_lasts_and_obey_the_account_at_once() {
        for state in SessionState::ALL {
            let now = pause_reason(state, at(0), at(0));
            let later = pause_reason(state, at(0), at(60));
            let expected = match state {
                SessionState::Working => (None, None),
                SessionState::Starting | SessionState::Reconnecting => {
                    (None, Some(PauseReason::SessionNotWorking))
                }
                SessionState::Restricted | SessionState::Banned => (
                    Some(PauseReason::AccountRestricted),
                    Some(PauseReason::AccountRestricted),
                ),
                _ => (
                    Some(PauseReason::SessionNotWorking),
                    Some(PauseReason::SessionNotWorking),
                ),
            };
            assert_eq!((now, later), expected, "{state}");
        }
    }
}
