//! The events of the stream (EVT-1, EVT-2). Adding one touches this enum and the place that emits it.
//!
//! Events of a tenant are numbered without gaps (`sequence`) in the transaction that makes the change they tell of.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    campaign::{CampaignState, PauseReason},
    delivery::{Delivery, DeliveryReason},
    id::{AlertId, CampaignId, EventId, ImportId},
    session::SessionState,
    topic::Topic,
};

/// What changed. The tag is the topic's word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// A new QR code waits to be scanned.
    QrCode {
        /// The text the QR code draws.
        code: String,
        /// When WhatsApp will replace it.
        expires_at: DateTime<Utc>,
    },
    /// A pairing code waits to be typed on the phone.
    PairingCode {
        /// Eight characters.
        code: String,
        /// When it stops working.
        expires_at: DateTime<Utc>,
    },
    /// The session moved to another state; or it stays in it (`from` is `to`) and an administrator began or ended keeping it down.
    ConnectionStatus {
        /// The state it left.
        from: SessionState,
        /// The state it is in.
        to: SessionState,
        /// Why, in plain words.
        reason: Option<String>,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The link was ended by the phone or by WhatsApp; a new QR code is needed.
    SessionExpired {
        /// Why, in plain words.
        reason: String,
    },
    /// A message came in.
    NewMessage {
        /// WhatsApp's id of the message.
        message_id: String,
        /// The sender in E.164.
        from: String,
        /// The text.
        body: String,
        /// When WhatsApp says that it was sent.
        at: DateTime<Utc>,
    },
    /// Recipients moved to another state. One event carries everything that one transaction changed.
    MessageStatusUpdated {
        /// Whose recipients.
        campaign_id: CampaignId,
        /// What each became.
        items: Vec<StatusItem>,
    },
    /// The counts of a campaign changed.
    CampaignProgress {
        /// Which campaign.
        campaign_id: CampaignId,
        /// The counts after the change.
        counts: Counts,
    },
    /// A campaign moved to another state.
    CampaignStatus {
        /// Which campaign.
        campaign_id: CampaignId,
        /// The state it is in.
        state: CampaignState,
        /// Why it paused.
        pause_reason: Option<PauseReason>,
    },
    /// An import went on.
    ImportProgress {
        /// Which import.
        import_id: ImportId,
        /// running, completed, failed or cancelled.
        state: String,
        /// Rows read so far.
        rows: i64,
        /// Contacts added or updated so far.
        stored: i64,
        /// Rows that repeat an earlier number.
        duplicates: i64,
        /// Rows refused so far.
        rejected: i64,
        /// Share of the file that was read, 0 to 1.
        fraction: f64,
    },
    /// The quota of the running period changed.
    Quota {
        /// Units of the period; none means unlimited.
        limit: Option<i64>,
        /// Units of messages sent.
        used: i64,
        /// Units held for messages being sent.
        reserved: i64,
    },
    /// Something needs a person's eye.
    Alert {
        /// Which alert.
        alert_id: AlertId,
        /// info, warning or critical.
        severity: String,
        /// The code of its kind.
        kind: String,
        /// A sentence for people.
        text: String,
    },
    /// A person was put on the do-not-message register.
    ContactSuppressed {
        /// The number in E.164.
        phone: String,
        /// keyword, by_hand, import or unclear.
        source: String,
    },
    /// A person who had opted out by message asked to come back, and was taken off the do-not-message register.
    ContactCameBack {
        /// The number in E.164.
        phone: String,
    },
}

impl Event {
    /// What it is about.
    #[must_use]
    pub const fn topic(&self) -> Topic {
        match self {
            Self::QrCode { .. } => Topic::QrCode,
            Self::PairingCode { .. } => Topic::PairingCode,
            Self::ConnectionStatus { .. } => Topic::ConnectionStatus,
            Self::SessionExpired { .. } => Topic::SessionExpired,
            Self::NewMessage { .. } => Topic::NewMessage,
            Self::MessageStatusUpdated { .. } => Topic::MessageStatusUpdated,
            Self::CampaignProgress { .. } => Topic::CampaignProgress,
            Self::CampaignStatus { .. } => Topic::CampaignStatus,
            Self::ImportProgress { .. } => Topic::ImportProgress,
            Self::Quota { .. } => Topic::Quota,
            Self::Alert { .. } => Topic::Alert,
            Self::ContactSuppressed { .. } => Topic::ContactSuppressed,
            Self::ContactCameBack { .. } => Topic::ContactCameBack,
        }
    }

    /// The topic's word, as in `type`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        self.topic().as_str()
    }
}

/// One recipient's change within [`Event::MessageStatusUpdated`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatusItem {
    /// The recipient's place in the campaign, from 1.
    pub ordinal: i32,
    /// The number in E.164.
    pub phone: String,
    /// The state it is in.
    pub state: Delivery,
    /// Why, where the state has a reason.
    pub reason: Option<DeliveryReason>,
}

/// How many recipients of a campaign are in which state. `total` is their sum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    /// All recipients.
    pub total: i64,
    /// Waiting for a slot.
    pub queued: i64,
    /// Held by the campaign's actor.
    pub leased: i64,
    /// Being sent.
    pub submitting: i64,
    /// Acknowledged by WhatsApp's server, not yet on the phone.
    pub sent: i64,
    /// On the phone, not yet read.
    pub delivered: i64,
    /// Read.
    pub read: i64,
    /// Waiting to be tried again.
    pub retry: i64,
    /// Given up.
    pub failed: i64,
    /// Never sent.
    pub skipped: i64,
    /// Cannot be known.
    pub unknown: i64,
}

/// An event as it was stored: what the stream sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StoredEvent {
    /// Unique, for those who keep what they saw.
    pub id: EventId,
    /// The tenant's number of this event, without gaps, from 1.
    pub sequence: i64,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// What changed.
    #[serde(flatten)]
    pub event: Event,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_the_tag() {
        let event = Event::ConnectionStatus {
            from: SessionState::Starting,
            to: SessionState::ScanQr,
            reason: None,
            since: DateTime::UNIX_EPOCH,
        };
        assert_eq!(serde_json::to_value(&event).unwrap()["type"], event.kind());
    }
}
