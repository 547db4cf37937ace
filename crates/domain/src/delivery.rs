//! The life of one recipient in the ledger (CMP-2, CMP-6; DESIGN invariant 2).
//!
//! ```text
//! queued ─► leased ─► submitting ─► sent ─► delivered ─► read
//!    ▲         │           │
//!    │         ├─► skipped │
//!    └─────────┼─► retry ◄─┤  (leased again when its time comes)
//!              └─► failed ◄┤
//!                          └─► unknown ─► queued | failed   (a person decides)
//! ```
//! The message id is committed with `submitting`, before the engine is told to send. A receipt is a fact: it settles a recipient
//! as sent, delivered or read from wherever it stands, also from `unknown`, `failed` or a place in the queue, and never backwards.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

use crate::session::UnknownState;

/// Where one recipient of one campaign stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Waits for a slot.
    Queued,
    /// Held by a campaign's actor for a short time; one quota unit is reserved.
    Leased,
    /// A message id is committed; the engine has been, or is about to be, told to send.
    Submitting,
    /// WhatsApp's server acknowledged it (ack 1).
    Sent,
    /// The phone has it (ack 2).
    Delivered,
    /// It was read or played (ack 3, 4).
    Read,
    /// A passing failure; will be leased again when `retry_at` comes.
    Retry,
    /// Given up, with a reason.
    Failed,
    /// Never sent, with a reason (suppressed, blocked, cancelled).
    Skipped,
    /// Cannot be known. Listed, never sent again by itself.
    Unknown,
}

impl Delivery {
    /// Every state.
    pub const ALL: [Self; 10] = [
        Self::Queued,
        Self::Leased,
        Self::Submitting,
        Self::Sent,
        Self::Delivered,
        Self::Read,
        Self::Retry,
        Self::Failed,
        Self::Skipped,
        Self::Unknown,
    ];

    /// The word used in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Leased => "leased",
            Self::Submitting => "submitting",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Retry => "retry",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the campaign still has work to do for this recipient.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Queued | Self::Leased | Self::Submitting | Self::Retry
        )
    }

    /// Whether `next` may follow `self`.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use Delivery::{
            Delivered, Failed, Leased, Queued, Read, Retry, Sent, Skipped, Submitting, Unknown,
        };
        match next {
            Sent => !matches!(self, Sent | Delivered | Read),
            Delivered => !matches!(self, Delivered | Read),
            Read => !matches!(self, Read),
            _ => matches!(
                (self, next),
                (Queued | Retry, Leased | Skipped)
                    | (Leased, Queued | Submitting | Skipped | Retry | Failed)
                    | (Submitting, Retry | Failed | Unknown)
                    | (Unknown | Failed, Queued)
                    | (Unknown | Sent, Failed)
            ),
        }
    }

    /// What this state means for the quota. The sum over the ledger always equals the accounts of the quota (DESIGN invariant 3).
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Queued | Self::Retry | Self::Failed | Self::Skipped => Unit::None,
            Self::Leased | Self::Submitting | Self::Unknown => Unit::Reserved,
            Self::Sent | Self::Delivered | Self::Read => Unit::Used,
        }
    }
}

/// What one recipient holds of the tenant's quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing.
    None,
    /// One unit, held until it is known whether the message left. `unknown` keeps holding it until a receipt or a person decides.
    Reserved,
    /// One unit, spent.
    Used,
}

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Delivery {
    type Err = UnknownState;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| UnknownState(text.to_owned()))
    }
}

/// Why a recipient was not, or will not be, sent to. Words of the API and of the database's `reason` column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryReason {
    /// The number has no WhatsApp account. Permanent.
    NotOnWhatsapp,
    /// The person blocked the sender, or the tenant blocked the contact. Permanent.
    Blocked,
    /// The number is on the tenant's do-not-message register. Permanent.
    Suppressed,
    /// Another number of the same WhatsApp account is in the campaign: the account is written to once. Permanent.
    SameAccount,
    /// The contact was deleted, or got another number, after the campaign had started. Permanent.
    ContactDeleted,
    /// The campaign asks for consent and none is on record. Permanent until there is one.
    NoConsent,
    /// A variable of the template has no value for this person. Permanent until the contact is mended.
    MissingVariable,
    /// The template could not be rendered within its bounds. Permanent.
    RenderFailed,
    /// WhatsApp refused because of a limit on the account (463 time lock, new-chat capping). The campaign pauses.
    AccountLimited,
    /// The connection or WhatsApp's server failed; tried again later.
    Network,
    /// The engine could not send it; tried again later.
    Engine,
    /// Retries are used up.
    RetriesExhausted,
    /// The campaign was cancelled before this recipient's turn.
    Cancelled,
    /// After a crash neither the engine nor a receipt could tell whether the message left.
    Undecidable,
}

impl DeliveryReason {
    /// Every reason.
    pub const ALL: [Self; 14] = [
        Self::NotOnWhatsapp,
        Self::Blocked,
        Self::Suppressed,
        Self::SameAccount,
        Self::ContactDeleted,
        Self::NoConsent,
        Self::MissingVariable,
        Self::RenderFailed,
        Self::AccountLimited,
        Self::Network,
        Self::Engine,
        Self::RetriesExhausted,
        Self::Cancelled,
        Self::Undecidable,
    ];

    /// The word used in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotOnWhatsapp => "not_on_whatsapp",
            Self::Blocked => "blocked",
            Self::Suppressed => "suppressed",
            Self::SameAccount => "same_account",
            Self::ContactDeleted => "contact_deleted",
            Self::NoConsent => "no_consent",
            Self::MissingVariable => "missing_variable",
            Self::RenderFailed => "render_failed",
            Self::AccountLimited => "account_limited",
            Self::Network => "network",
            Self::Engine => "engine",
            Self::RetriesExhausted => "retries_exhausted",
            Self::Cancelled => "cancelled",
            Self::Undecidable => "undecidable",
        }
    }
}

impl fmt::Display for DeliveryReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DeliveryReason {
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
        for state in Delivery::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        for reason in DeliveryReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
            assert_eq!(reason.as_str().parse(), Ok(reason));
        }
    }

    #[test]
    fn a_receipt_moves_forward_from_anywhere_and_never_back() {
        let reached = [Delivery::Sent, Delivery::Delivered, Delivery::Read];
        for state in Delivery::ALL {
            let rank = reached.iter().position(|one| *one == state);
            for (place, level) in reached.into_iter().enumerate() {
                assert_eq!(
                    state.may_become(level),
                    rank.is_none_or(|rank| rank < place),
                    "{state} to {level}"
                );
            }
        }
    }

    #[test]
    fn what_is_sent_to_holds_a_unit_and_what_waits_does_not() {
        let units: Vec<_> = Delivery::ALL.into_iter().map(Delivery::unit).collect();
        use Unit::{None, Reserved, Used};
        assert_eq!(
            units,
            [
                None, Reserved, Reserved, Used, Used, Used, None, None, None, Reserved
            ]
        );
    }

    #[test]
    fn what_was_read_stays_read() {
        assert!(
            Delivery::ALL
                .iter()
                .all(|next| !Delivery::Read.may_become(*next))
        );
    }

    #[test]
    fn an_unknown_recipient_is_leased_only_after_a_person_queued_it_again() {
        assert!(!Delivery::Unknown.may_become(Delivery::Leased));
        assert!(!Delivery::Unknown.may_become(Delivery::Submitting));
        assert!(Delivery::Unknown.may_become(Delivery::Queued));
    }
}
