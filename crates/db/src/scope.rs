//! Whose rows a call may touch (DESIGN invariant 1). A [`Scope`] cannot be made from an id that came in a request: only from a row
//! that was authenticated or claimed.

use siar_domain::id::{TenantId, UserId};

/// The right to act for one tenant. Row-level security holds every statement made under it to that tenant's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    tenant: TenantId,
    by: By,
}

/// Who acts, for the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person who logged in.
    User(UserId),
    /// Siar itself: a session's, campaign's or import's actor.
    Siar,
}

impl Scope {
    /// Made only where a row of that tenant has just been authenticated or claimed.
    pub(crate) const fn of(tenant: TenantId, by: By) -> Self {
        Self { tenant, by }
    }

    /// The tenant.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Who acts.
    #[must_use]
    pub const fn by(&self) -> By {
        self.by
    }
}
