//! How many streams are open: per login, tenant and network of origin, on this node.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use siar_domain::id::{LoginId, TenantId};

/// Whom an open stream counts for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Holder {
    /// One login.
    Login(LoginId),
    /// All users of a tenant.
    Tenant(TenantId),
    /// Everybody at one address, or in one IPv6 network.
    Network(String),
}

impl Holder {
    /// What it is, for a message.
    #[must_use]
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Login(_) => "login",
            Self::Tenant(_) => "tenant",
            Self::Network(_) => "address",
        }
    }
}

/// One more stream would be too many.
#[derive(Debug, PartialEq, Eq)]
pub struct Full {
    /// For whom.
    pub holder: Holder,
    /// How many are allowed.
    pub limit: u32,
}

/// Counts the open streams.
#[derive(Debug, Default)]
pub struct OpenStreams {
    open: Mutex<HashMap<Holder, u32>>,
}

impl OpenStreams {
    /// Counts one more stream for each holder, or for none when one of them has as many as its limit.
    ///
    /// # Errors
    /// The first holder that has no place left.
    pub fn take(
        self: &Arc<Self>,
        holders: impl IntoIterator<Item = (Holder, u32)>,
    ) -> Result<Place, Full> {
        let holders: Vec<(Holder, u32)> = holders.into_iter().collect();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for (holder, limit) in &holders {
            if open.get(holder).is_some_and(|count| count >= limit) || *limit == 0 {
                return Err(Full {
                    holder: holder.clone(),
                    limit: *limit,
                });
            }
        }
        let holders: Vec<Holder> = holders.into_iter().map(|(holder, _)| holder).collect();
        for holder in &holders {
            *open.entry(holder.clone()).or_default() += 1;
        }
        metrics::gauge!("siar_streams").increment(1.0);
        Ok(Place {
            streams: Arc::clone(self),
            holders,
        })
    }
}

/// The place of one open stream; free again when dropped.
#[derive(Debug)]
pub struct Place {
    streams: Arc<OpenStreams>,
    holders: Vec<Holder>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self
            .streams
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for holder in &self.holders {
            if let Some(count) = open.get_mut(holder) {
                *count -= 1;
                if *count == 0 {
                    open.remove(holder);
                }
            }
        }
        metrics::gauge!("siar_streams").decrement(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_refused_stream_counts_for_nobody_and_a_closed_one_no_longer() {
        let streams = Arc::new(OpenStreams::default());
        let tenant = || (Holder::Tenant(TenantId(Uuid::from_u128(1))), 2);
        let login = Holder::Login(LoginId(Uuid::from_u128(2)));
        let one = streams.take([(login.clone(), 1), tenant()]).unwrap();
        let other = (Holder::Tenant(TenantId(Uuid::from_u128(3))), 1);
        let full = streams.take([other.clone(), (login.clone(), 1)]);
        let holder = login.clone();
        assert_eq!(full.unwrap_err(), Full { holder, limit: 1 });
        assert!(!streams.open.lock().unwrap().contains_key(&other.0));
        drop(one);
        assert!(streams.open.lock().unwrap().is_empty());
        assert!(streams.take([(login, 1)]).is_ok());
    }
}
