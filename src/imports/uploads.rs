//! Files on their way into the spool: they take of their tenant's share before there is a row that says so.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use siar_domain::id::TenantId;

/// What a tenant's uploads under way have taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// How many there are.
    pub(crate) uploads: i64,
    /// Bytes that have come.
    pub(crate) bytes: i64,
}

/// The uploads under way, on this node.
#[derive(Debug, Default)]
pub(crate) struct Uploads(Mutex<HashMap<TenantId, Taken>>);

impl Uploads {
    /// Counts one more, until the answer is dropped.
    pub(crate) fn begin(self: &Arc<Self>, tenant: TenantId) -> Upload {
        let upload = Upload {
            uploads: Arc::clone(self),
            tenant,
            bytes: 0,
        };
        upload.change(1, 0);
        upload
    }
}

/// One upload under way.
#[derive(Debug)]
pub(crate) struct Upload {
    uploads: Arc<Uploads>,
    tenant: TenantId,
    bytes: i64,
}

impl Upload {
    /// What all uploads of the tenant have taken, this one included.
    pub(crate) fn taken(&self) -> Taken {
        self.change(0, 0)
    }

    /// More bytes came; answers what all have taken now.
    pub(crate) fn came(&mut self, bytes: usize) -> Taken {
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        self.bytes += bytes;
        self.change(0, bytes)
    }

    fn change(&self, uploads: i64, bytes: i64) -> Taken {
        let mut all = self
            .uploads
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let taken = all.entry(self.tenant).or_default();
        taken.uploads += uploads;
        taken.bytes += bytes;
        let now = *taken;
        if now.uploads == 0 {
            all.remove(&self.tenant);
        }
        now
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.change(-1, -self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_came_counts_for_its_tenant_until_the_upload_ends() {
        let uploads = Arc::new(Uploads::default());
        let [one, other] = [1, 2].map(|n| TenantId(Uuid::from_u128(n)));
        let mut first = uploads.begin(one);
        let mut second = uploads.begin(one);
        let stranger = uploads.begin(other);
        first.came(10);
        let taken = |uploads, bytes| Taken { uploads, bytes };
        assert_eq!(second.came(5), taken(2, 15));
        assert_eq!(stranger.taken(), taken(1, 0));
        drop(first);
        assert_eq!(second.taken(), taken(1, 5));
        drop((second, stranger));
        assert!(uploads.0.lock().unwrap().is_empty());
    }
}
