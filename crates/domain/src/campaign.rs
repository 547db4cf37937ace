//! The states of a campaign (CMP-1) and why one pauses (CMP-4).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

use crate::session::UnknownState;

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    /// Being prepared; may be edited or deleted.
    Draft,
    /// Starts by itself at its time.
    Scheduled,
    /// Sending.
    Running,
    /// Held, with a [`PauseReason`].
    Paused,
    /// Every recipient reached an end.
    Completed,
    /// Ended by a person before its end.
    Cancelled,
    /// Could not be started or carried on.
    Failed,
}

impl CampaignState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Scheduled,
        Self::Running,
        Self::Paused,
        Self::Completed,
        Self::Cancelled,
        Self::Failed,
    ];

    /// The word used in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    /// Whether `next` may follow `self`.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use CampaignState::{Cancelled, Completed, Draft, Failed, Paused, Running, Scheduled};
        matches!(
            (self, next),
            (Draft, Scheduled | Running | Failed)
                | (Scheduled, Draft | Running | Paused | Cancelled | Failed)
                | (Running, Paused | Completed | Cancelled | Failed)
                | (Paused, Running | Cancelled)
                | (Completed, Running)
        )
    }
}

impl fmt::Display for CampaignState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CampaignState {
    type Err = UnknownState;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| UnknownState(text.to_owned()))
    }
}

/// Why a campaign is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A person pressed pause.
    ByHand,
    /// The session is not `working`.
    SessionNotWorking,
    /// The quota of the period is used up.
    QuotaUsedUp,
    /// No subscription, or it ended.
    SubscriptionEnded,
    /// WhatsApp limits or blocked the account.
    AccountRestricted,
    /// Too many sends in a row failed.
    TooManyFailures,
    /// Its scheduled time was missed by more than the set bound.
    ScheduleMissed,
    /// Another WhatsApp account was linked than the one it began with.
    AccountChanged,
    /// The database was restored from a backup: it may not know all that was sent.
    DatabaseSetBack,
    /// Its template was changed after its time was set, and needs values now that some people lack.
    TemplateChanged,
}

impl PauseReason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::ByHand,
        Self::SessionNotWorking,
        Self::QuotaUsedUp,
        Self::SubscriptionEnded,
        Self::AccountRestricted,
        Self::TooManyFailures,
        Self::ScheduleMissed,
        Self::AccountChanged,
        Self::DatabaseSetBack,
        Self::TemplateChanged,
    ];

    /// The word used in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::SessionNotWorking => "session_not_working",
            Self::QuotaUsedUp => "quota_used_up",
            Self::SubscriptionEnded => "subscription_ended",
            Self::AccountRestricted => "account_restricted",
            Self::TooManyFailures => "too_many_failures",
            Self::ScheduleMissed => "schedule_missed",
            Self::AccountChanged => "account_changed",
            Self::DatabaseSetBack => "database_set_back",
            Self::TemplateChanged => "template_changed",
        }
    }

    /// Whether the campaign may go on by itself once the reason is gone, where its tenant asked for that (CMP-4).
    /// A restriction is a signal to obey: it always waits for a person.
    #[must_use]
    pub const fn may_resume_by_itself(self) -> bool {
        matches!(
            self,
            Self::SessionNotWorking | Self::QuotaUsedUp | Self::SubscriptionEnded
        )
    }
}

impl FromStr for PauseReason {
    type Err = UnknownState;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.as_str() == text)
            .ok_or_else(|| UnknownState(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for state in CampaignState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
        for reason in PauseReason::ALL {
            assert_eq!(reason.as_str().parse(), Ok(reason));
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
    }

    #[test]
    fn a_cancelled_campaign_stays_cancelled() {
        assert!(
            CampaignState::ALL
                .iter()
                .all(|next| !CampaignState::Cancelled.may_become(*next))
        );
    }
}
