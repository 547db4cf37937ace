//! Who a login is, remembered for a few seconds, so that a hot read need not ask the database twice.
//!
//! What happens in this process (log-out, password change, suspension) forgets at once; another node's news takes at most
//! [`REMEMBERED_FOR`].

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, TimeDelta, Utc};
use siar_db::logins::Principal;
use siar_domain::id::{LoginId, TenantId, UserId};
use tokio::sync::broadcast;

/// How long a principal is believed without asking again.
pub const REMEMBERED_FOR: TimeDelta = TimeDelta::seconds(10);
/// More than this many are never held.
const MOST: usize = 50_000;
/// Changes that may wait for a slow listener; one that misses some looks for itself.
const CHANGES: usize = 256;

#[derive(Debug, Default)]
struct Held {
    by_login: HashMap<LoginId, (Arc<Principal>, DateTime<Utc>)>,
    /// Grows with every forgetting: an answer that was asked for before is not remembered.
    generation: u64,
}

/// Whose rights or log-ins changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// One login.
    Login(LoginId),
    /// All logins of a user.
    User(UserId),
    /// All logins of a tenant.
    Tenant(TenantId),
}

impl Changed {
    /// Whether `principal` is one of those.
    #[must_use]
    pub fn concerns(self, principal: &Principal) -> bool {
        match self {
            Self::Login(login) => principal.login == login,
            Self::User(user) => principal.user == user,
            Self::Tenant(tenant) => principal
                .scope
                .as_ref()
                .is_some_and(|scope| scope.tenant() == tenant),
        }
    }
}

/// The principals seen lately.
#[derive(Debug)]
pub struct Principals {
    held: RwLock<Held>,
    changes: broadcast::Sender<Changed>,
}

impl Default for Principals {
    fn default() -> Self {
        Self {
            held: RwLock::default(),
            changes: broadcast::Sender::new(CHANGES),
        }
    }
}

impl Principals {
    /// What changes from now on: for whoever keeps a principal longer than a request.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Changed> {
        self.changes.subscribe()
    }

    /// The principal, if it was asked for within [`REMEMBERED_FOR`].
    pub fn get(&self, login: LoginId, user: UserId, now: DateTime<Utc>) -> Option<Arc<Principal>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let (principal, until) = held.by_login.get(&login)?;
        (*until > now && principal.user == user).then(|| Arc::clone(principal))
    }

    /// To be taken before the database is asked, and given to [`Principals::remember`].
    pub fn generation(&self) -> u64 {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.generation
    }

    /// Remembers what the database said, unless something was forgotten since it was asked.
    pub fn remember(&self, principal: &Arc<Principal>, asked_at: u64, now: DateTime<Utc>) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        if held.generation != asked_at {
            return;
        }
        if held.by_login.len() >= MOST {
            held.by_login.retain(|_, (_, until)| *until > now);
            if held.by_login.len() >= MOST {
                held.by_login.clear();
            }
        }
        held.by_login.insert(
            principal.login,
            (Arc::clone(principal), now + REMEMBERED_FOR),
        );
    }

    /// Forgets one login.
    pub fn forget_login(&self, login: LoginId) {
        self.forget(Changed::Login(login));
    }

    /// Forgets all logins of a user.
    pub fn forget_user(&self, user: UserId) {
        self.forget(Changed::User(user));
    }

    /// Forgets all logins of a tenant.
    pub fn forget_tenant(&self, tenant: TenantId) {
        self.forget(Changed::Tenant(tenant));
    }

    fn forget(&self, changed: Changed) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.generation += 1;
        held.by_login
            .retain(|_, (principal, _)| !changed.concerns(principal));
        // Nobody listens: nobody to tell.
        let _ = self.changes.send(changed);
    }
}
