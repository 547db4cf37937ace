//! The topics of the event stream, and the permission that each needs.

use crate::permission::{Permission, words};

words! {
    /// What an event is about: the word in its `type`.
    Topic {
        /// A new QR code.
        QrCode = "qr-code",
        /// A new pairing code.
        PairingCode = "pairing-code",
        /// The session's state.
        ConnectionStatus = "connection-status",
        /// The end of a link.
        SessionExpired = "session-expired",
        /// An incoming message.
        NewMessage = "new-message",
        /// The state of recipients.
        MessageStatusUpdated = "message-status-updated",
        /// The counts of a campaign.
        CampaignProgress = "campaign-progress",
        /// The state of a campaign.
        CampaignStatus = "campaign-status",
        /// The progress of an import.
        ImportProgress = "import-progress",
        /// The quota.
        Quota = "quota",
        /// An alert.
        Alert = "alert",
        /// A new opt-out.
        ContactSuppressed = "contact-suppressed",
        /// The end of an opt-out, by the person's own message.
        ContactCameBack = "contact-came-back",
    }
}

impl Topic {
    /// What a login needs, besides [`Permission::EventsRead`], to receive events of this topic: the same as for reading the
    /// resource that they are about.
    #[must_use]
    pub const fn permission(self) -> Permission {
        match self {
            // Whoever has a code can link a phone of their own.
            Self::QrCode | Self::PairingCode => Permission::SessionManage,
            Self::ConnectionStatus | Self::SessionExpired => Permission::SessionRead,
            Self::MessageStatusUpdated | Self::CampaignProgress | Self::CampaignStatus => {
                Permission::CampaignsRead
            }
            Self::NewMessage
            | Self::ImportProgress
            | Self::ContactSuppressed
            | Self::ContactCameBack => Permission::ContactsRead,
            Self::Quota => Permission::QuotaRead,
            Self::Alert => Permission::EventsRead,
        }
    }
}
