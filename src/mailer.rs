//! The server's side of e-mail: one-time links sealed for the e-mail that carries them. Writing the e-mail is [`siar_db::mail`]'s,
//! delivering it the mail actor's.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use siar_db::{DbError, mail::Link, vault::VaultKeys};
use siar_domain::id::TenantId;

/// Makes the links of e-mails. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    keys: Arc<VaultKeys>,
    reaches_people: bool,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer")
            .field("reaches_people", &self.reaches_people)
            .finish_non_exhaustive()
    }
}

impl Mailer {
    /// With the keys that seal links.
    #[must_use]
    pub const fn new(keys: Arc<VaultKeys>, reaches_people: bool) -> Self {
        Self {
            keys,
            reaches_people,
        }
    }

    /// The keys.
    #[must_use]
    pub const fn keys(&self) -> &Arc<VaultKeys> {
        &self.keys
    }

    /// Whether a mail server is set up. Where none is, nothing may depend on a confirmed address.
    #[must_use]
    pub const fn reaches_people(&self) -> bool {
        self.reaches_people
    }

    /// The link of an e-mail about `tenant`, for [`siar_db::mail::enqueue`].
    ///
    /// # Errors
    /// When it cannot be sealed: the machine's fault.
    pub fn link(
        &self,
        tenant: Option<TenantId>,
        token: &SecretString,
        expires_at: DateTime<Utc>,
    ) -> Result<Link, DbError> {
        Ok(Link::seal(&self.keys, tenant, token, expires_at)?)
    }
}
