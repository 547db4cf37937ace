//! Every id of Siar, from one list: a campaign's id cannot be passed where a contact's is wanted.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
    )+};
}

ids! {
    /// A customer business.
    TenantId
    /// A login, of a tenant or of the platform.
    UserId
    /// One login on one device: the family of refresh tokens it has had.
    LoginId
    /// An invitation to a team.
    InvitationId
    /// A package that is sold.
    PackageId
    /// What a tenant holds of a package.
    SubscriptionId
    /// A person a tenant knows.
    ContactId
    /// A named set of contacts.
    ListId
    /// One import of a file or of pasted numbers.
    ImportId
    /// A message template; its texts are numbered versions.
    TemplateId
    /// A message to many recipients.
    CampaignId
    /// One event of the stream.
    EventId
    /// One run of one Siar process, new at every boot.
    NodeId
    /// An alert to the tenant or the administrator.
    AlertId
}
