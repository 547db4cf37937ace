//! The ledger: one row per person and campaign (CMP-6; DESIGN invariants 2 and 3).
//!
//! Every function here moves rows, the quota they hold and the campaign's counts in one statement, so that they cannot disagree; a
//! batch of any size costs one round trip. Who may write is decided by the database: a campaign's actor carries a [`Fence`], and once
//! another run has claimed the campaign every write of the earlier one finds nothing. Receipts are not fenced: they are facts.
//!
//! Locks are taken in one order everywhere: campaign, recipients by ordinal, quota, counts, the tenant's event sequence.

mod acknowledge;
mod by_hand;
mod lease;
mod on_the_way;
mod open;
mod settle;
mod snapshot;
mod sql;
mod submit;
#[cfg(test)]
pub(crate) mod tests;
mod text;

pub use acknowledge::{Receipt, acknowledge};
pub use by_hand::{Again, Pick, fail_unknown, queue_again};
pub use lease::{Leased, Recipient, lease};
pub use on_the_way::{OnTheWay, on_the_way};
pub use open::{InFlight, Outlook, hand_back, in_flight, outlook};
pub use settle::{Outcome, Settlement, Under, settle};
pub(crate) use snapshot::snapshot;
pub(crate) use sql::{read_counts, skip_queued};
pub use submit::{Submission, Submitted, submitting};

use siar_domain::{
    delivery::{Delivery, DeliveryReason},
    event::{Counts, Event, StatusItem},
    id::{CampaignId, TenantId},
};

use crate::{DbError, Tx};

/// The right of one run of a campaign's actor to write to its ledger. Made by claiming the campaign; worth nothing once another
/// run has claimed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fence {
    pub(crate) tenant: TenantId,
    pub(crate) campaign: CampaignId,
    pub(crate) epoch: i64,
}

impl Fence {
    /// Whose campaign.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Which campaign.
    #[must_use]
    pub const fn campaign(&self) -> CampaignId {
        self.campaign
    }

    /// Which of the campaign's runs.
    #[must_use]
    pub const fn epoch(&self) -> i64 {
        self.epoch
    }
}

/// A fenced write came too late: another run has claimed the campaign, or the campaign is not running any more. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the campaign belongs to another run, or is not running")]
pub struct Fenced;

/// One recipient that a statement moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its place in the campaign.
    pub ordinal: i32,
    /// The number in E.164.
    pub phone: String,
    /// Where it is now.
    pub state: Delivery,
    /// Why, where there is a reason.
    pub reason: Option<DeliveryReason>,
}

/// What a statement answered, read apart: rows of campaigns, their counts after the move, the quota after the move.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    pub(crate) fence_held: bool,
    pub(crate) rows: Vec<(CampaignId, Moved)>,
    pub(crate) counts: Vec<(CampaignId, Counts)>,
    pub(crate) quota: Option<(Option<i64>, i64, i64)>,
    /// The number of the batch, where the statement counts them.
    pub(crate) mark: i64,
}

impl Moves {
    pub(crate) fn read(lines: Vec<sql::Line>) -> Result<Self, DbError> {
        let mut moves = Self::default();
        for line in lines {
            match (
                line.tag,
                line.campaign_id,
                line.ordinal,
                line.phone,
                line.state,
            ) {
                (sql::TAG_FENCE, ..) => {
                    moves.fence_held = true;
                    let mark = line.numbers.as_deref().and_then(<[_]>::first);
                    moves.mark = mark.copied().flatten().unwrap_or_default();
                }
                (sql::TAG_ROW, Some(campaign), Some(ordinal), Some(phone), Some(state)) => {
                    let moved = Moved {
                        ordinal,
                        phone,
                        state: word(&state)?,
                        reason: line.reason.as_deref().map(word).transpose()?,
                    };
                    moves.rows.push((CampaignId(campaign), moved));
                }
                (sql::TAG_COUNTS, Some(campaign), ..) => {
                    let counts = sql::read_counts(line.numbers.as_deref().unwrap_or_default())?;
                    moves.counts.push((CampaignId(campaign), counts));
                }
                (sql::TAG_QUOTA, ..) => moves.quota = Some(sql::quota(line.numbers.as_deref())?),
                other => return Err(DbError::Corrupt(format!("a line of the ledger: {other:?}"))),
            }
        }
        moves
            .rows
            .sort_by_key(|(campaign, moved)| (*campaign, moved.ordinal));
        Ok(moves)
    }

    /// Tells the stream what moved: the items that people watch, the counts, the quota. Being leased or submitted is no news.
    pub(crate) fn emit(&self, tx: &mut Tx, tenant: TenantId) {
        let mut items: Vec<StatusItem> = Vec::new();
        let mut news = false;
        let mut of = None;
        for (campaign, moved) in &self.rows {
            if of != Some(*campaign) {
                tell(tx, tenant, of, &mut items);
                of = Some(*campaign);
            }
            if matches!(moved.state, Delivery::Leased | Delivery::Submitting) {
                continue;
            }
            news = true;
            items.push(StatusItem {
                ordinal: moved.ordinal,
                phone: moved.phone.clone(),
                state: moved.state,
                reason: moved.reason,
            });
        }
        tell(tx, tenant, of, &mut items);
        if !news {
            return;
        }
        for (campaign_id, counts) in &self.counts {
            tx.emit(
                tenant,
                Event::CampaignProgress {
                    campaign_id: *campaign_id,
                    counts: *counts,
                },
            );
        }
        if let Some((limit, used, reserved)) = self.quota {
            tx.emit(
                tenant,
                Event::Quota {
                    limit,
                    used,
                    reserved,
                },
            );
        }
    }
}

fn tell(tx: &mut Tx, tenant: TenantId, campaign: Option<CampaignId>, items: &mut Vec<StatusItem>) {
    if let (Some(campaign_id), false) = (campaign, items.is_empty()) {
        let items = std::mem::take(items);
        tx.emit(tenant, Event::MessageStatusUpdated { campaign_id, items });
    }
}

/// A word of the database read back.
pub(crate) fn word<T: std::str::FromStr>(text: &str) -> Result<T, DbError>
where
    T::Err: std::fmt::Display,
{
    text.parse()
        .map_err(|error: T::Err| DbError::Corrupt(error.to_string()))
}
