//! After a crash (CMP-6, DESIGN invariant 2): what becomes of a recipient whose message id was committed but whose fate is not
//! recorded.
//!
//! The one rule above all: **sent again only when it cannot have left.** That is known in one case alone: the engine says
//! that it never had the id, and its memory is the same one that would have had it. After a restart from an older profile "never
//! had it" proves nothing. An acknowledgement or a receipt always settles the matter. What is in between waits for receipts, and
//! after the grace time is `unknown`: listed for a person, never sent again by itself.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::delivery::Delivery;

/// How far a message got, as WhatsApp acknowledges it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Ack {
    /// WhatsApp's server has it (ack 1).
    Server,
    /// The phone has it (ack 2).
    Device,
    /// Read or played (ack 3, 4).
    Read,
}

impl Ack {
    /// Every level, lowest first.
    pub const ALL: [Self; 3] = [Self::Server, Self::Device, Self::Read];

    /// The ledger's state that says this.
    #[must_use]
    pub const fn delivery(self) -> Delivery {
        match self {
            Self::Server => Delivery::Sent,
            Self::Device => Delivery::Delivered,
            Self::Read => Delivery::Read,
        }
    }
}

/// What the engine says of the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// It cannot be asked, or has not caught up with what happened while it was away: it says nothing yet.
    None,
    /// It never had the id.
    NotFound,
    /// It has the id and no acknowledgement: it may or may not have left.
    Pending,
    /// It has the id and a failure after handing it over: it may or may not have left.
    Failed,
    /// It has the id and this acknowledgement.
    Acked(Ack),
}

impl Evidence {
    /// Every value.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::NotFound,
        Self::Pending,
        Self::Failed,
        Self::Acked(Ack::Server),
        Self::Acked(Ack::Device),
        Self::Acked(Ack::Read),
    ];
}

/// Everything that is known about one message in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InDoubt {
    /// The ledger's state.
    pub state: Delivery,
    /// What the engine says.
    pub evidence: Evidence,
    /// The engine's memory since the submit: the profile was restored from a snapshot taken before it, or lost.
    pub memory_lost: bool,
    /// The highest receipt that came for the id by any way.
    pub receipt: Option<Ack>,
    /// When waiting for receipts began: the later of the submit and of the link having caught up.
    pub waiting_since: DateTime<Utc>,
}

/// How long to wait for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For receipts of a message that may have left.
    pub receipts: Duration,
    /// For an engine that can be asked at all.
    pub engine: Duration,
}

impl Default for Patience {
    /// 15 minutes for receipts; 7 days for an engine.
    fn default() -> Self {
        Self {
            receipts: Duration::minutes(15),
            engine: Duration::days(7),
        }
    }
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It cannot have left: send it under the same id.
    SendAgainSameId,
    /// It left, and got so far.
    MarkSent(Ack),
    /// It may have left: look again at this time, or when a receipt comes.
    WaitForReceipts(DateTime<Utc>),
    /// The engine cannot say yet: ask it again when it can.
    AskAgain,
    /// Nobody can know.
    MarkUnknown,
    /// Nothing is in doubt.
    Nothing,
}

/// Decides about one message.
#[must_use]
pub fn decide(doubt: &InDoubt, patience: &Patience, now: DateTime<Utc>) -> Decision {
    let acked = match doubt.evidence {
        Evidence::Acked(level) => Some(level),
        _ => None,
    };
    let known = doubt.receipt.max(acked);
    match (doubt.state, known) {
        (Delivery::Submitting | Delivery::Unknown, Some(level)) => Decision::MarkSent(level),
        // What is unknown stays so until a receipt or a person settles it.
        (Delivery::Submitting, None) => undecided(doubt, patience, now),
        _ => Decision::Nothing,
    }
}

fn undecided(doubt: &InDoubt, patience: &Patience, now: DateTime<Utc>) -> Decision {
    let deadline = |wait: Duration| {
        doubt
            .waiting_since
            .checked_add_signed(wait)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    };
    match doubt.evidence {
        Evidence::NotFound if !doubt.memory_lost => Decision::SendAgainSameId,
        Evidence::None if now >= deadline(patience.engine) => Decision::MarkUnknown,
        Evidence::None => Decision::AskAgain,
        _ if now >= deadline(patience.receipts) => Decision::MarkUnknown,
        _ => Decision::WaitForReceipts(deadline(patience.receipts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::minutes(minutes)
    }

    /// Every combination there is: states × evidence × memory × receipts × moments.
    fn every_case() -> impl Iterator<Item = (InDoubt, DateTime<Utc>)> {
        let receipts = [None, Some(Ack::Server), Some(Ack::Device), Some(Ack::Read)];
        let moments = [at(0), at(14), at(15), at(7 * 24 * 60)];
        Delivery::ALL.into_iter().flat_map(move |state| {
            Evidence::ALL.into_iter().flat_map(move |evidence| {
                [false, true].into_iter().flat_map(move |memory_lost| {
                    receipts.into_iter().flat_map(move |receipt| {
                        moments.into_iter().map(move |now| {
                            let doubt = InDoubt {
                                state,
                                evidence,
                                memory_lost,
                                receipt,
                                waiting_since: at(0),
                            };
                            (doubt, now)
                        })
                    })
                })
            })
        })
    }

    #[test]
    fn never_sent_again_unless_it_cannot_have_left() {
        let mut again = 0;
        for (doubt, now) in every_case() {
            if decide(&doubt, &Patience::default(), now) == Decision::SendAgainSameId {
                again += 1;
                assert_eq!(doubt.state, Delivery::Submitting);
                assert_eq!(doubt.evidence, Evidence::NotFound);
                assert!(!doubt.memory_lost);
                assert_eq!(doubt.receipt, None);
            }
        }
        assert_eq!(again, 4, "once for each moment");
    }

    #[test]
    fn an_acknowledgement_or_receipt_always_settles_it_at_the_highest_level() {
        for (doubt, now) in every_case() {
            let acked = match doubt.evidence {
                Evidence::Acked(level) => Some(level),
                _ => None,
            };
            let decision = decide(&doubt, &Patience::default(), now);
            let in_doubt = matches!(doubt.state, Delivery::Submitting | Delivery::Unknown);
            match acked.into_iter().chain(doubt.receipt).max() {
                Some(level) if in_doubt => assert_eq!(decision, Decision::MarkSent(level)),
                _ => assert!(!matches!(decision, Decision::MarkSent(_)), "{doubt:?}"),
            }
        }
    }

    #[test]
    fn every_move_is_one_the_ledger_allows() {
        for (doubt, now) in every_case() {
            let next = match decide(&doubt, &Patience::default(), now) {
                Decision::MarkSent(level) => level.delivery(),
                Decision::MarkUnknown => Delivery::Unknown,
                Decision::SendAgainSameId
                | Decision::WaitForReceipts(_)
                | Decision::AskAgain
                | Decision::Nothing => continue,
            };
            assert!(doubt.state.may_become(next), "{doubt:?} to {next}");
        }
    }

    #[test]
    fn the_table_of_what_is_being_submitted_without_a_receipt() {
        use Decision::{AskAgain, MarkUnknown, SendAgainSameId, WaitForReceipts};
        let wait = WaitForReceipts(at(15));
        let week = 7 * 24 * 60;
        for (evidence, memory_lost, minutes, expected) in [
            (Evidence::NotFound, false, 0, SendAgainSameId),
            (Evidence::NotFound, false, week, SendAgainSameId),
            (Evidence::NotFound, true, 0, wait),
            (Evidence::NotFound, true, 15, MarkUnknown),
            (Evidence::Pending, false, 14, wait),
            (Evidence::Pending, false, 15, MarkUnknown),
            (Evidence::Pending, true, 0, wait),
            (Evidence::Failed, false, 0, wait),
            (Evidence::Failed, true, 15, MarkUnknown),
            (Evidence::None, false, 15, AskAgain),
            (Evidence::None, true, week - 1, AskAgain),
            (Evidence::None, false, week, MarkUnknown),
        ] {
            let doubt = InDoubt {
                state: Delivery::Submitting,
                evidence,
                memory_lost,
                receipt: None,
                waiting_since: at(0),
            };
            let decision = decide(&doubt, &Patience::default(), at(minutes));
            assert_eq!(decision, expected, "{evidence:?} {memory_lost} {minutes}");
        }
    }

    #[test]
    fn what_is_in_doubt_always_comes_to_an_end() {
        for (doubt, _) in every_case().filter(|(doubt, _)| doubt.state == Delivery::Submitting) {
            let late = at(0) + Duration::days(8);
            let decision = decide(&doubt, &Patience::default(), late);
            assert!(
                matches!(
                    decision,
                    Decision::SendAgainSameId | Decision::MarkSent(_) | Decision::MarkUnknown
                ),
                "{doubt:?}: {decision:?}"
            );
        }
    }

    proptest::proptest! {
        /// The same rule for any patience and any moment, waiting_since included.
        #[test]
        fn time_never_turns_a_doubt_into_a_second_send(
            since in -1_000_000_i64..1_000_000,
            now in -1_000_000_i64..1_000_000,
            receipts in 0_i64..10_000,
            engine in 0_i64..10_000,
        ) {
            let patience = Patience {
                receipts: Duration::minutes(receipts),
                engine: Duration::minutes(engine),
            };
            for (doubt, _) in every_case() {
                let doubt = InDoubt { waiting_since: at(since), ..doubt };
                let provably_unsent = doubt.state == Delivery::Submitting
                    && doubt.evidence == Evidence::NotFound
                    && !doubt.memory_lost
                    && doubt.receipt.is_none();
                let again = decide(&doubt, &patience, at(now)) == Decision::SendAgainSameId;
                proptest::prop_assert_eq!(again, provably_unsent);
            }
        }
    }
}
