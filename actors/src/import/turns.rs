//! Whose import is next.

use std::collections::{HashMap, HashSet};

use siar_domain::id::{ImportId, TenantId};

/// Imports under way at once. Each remembers the numbers of its file, some tens of megabytes at the most.
const OPEN: usize = 8;

/// Which tenants' imports are under way, and whose turn was when.
#[derive(Debug, Default)]
pub(super) struct Turns {
    open: HashSet<TenantId>,
    last: HashMap<TenantId, u64>,
    turn: u64,
}

impl Turns {
    /// Of the unfinished imports, oldest first, those to begin now: one of each tenant, and first of those whose turn is longest ago.
    pub(super) fn next(
        &mut self,
        mut unfinished: Vec<(TenantId, ImportId)>,
    ) -> Vec<(TenantId, ImportId)> {
        // Who has nothing left is forgotten: the next time it comes first.
        let waiting: HashSet<TenantId> = unfinished.iter().map(|(tenant, _)| *tenant).collect();
        self.last.retain(|tenant, _| waiting.contains(tenant));
        // A stable order: within a tenant the oldest stays first.
        unfinished.sort_by_key(|(tenant, _)| self.last.get(tenant).copied().unwrap_or(0));
        let mut begun = Vec::new();
        for (tenant, import) in unfinished {
            if self.open.len() < OPEN && self.open.insert(tenant) {
                self.turn += 1;
                self.last.insert(tenant, self.turn);
                begun.push((tenant, import));
            }
        }
        begun
    }

    /// The tenant's import ended or was interrupted.
    pub(super) fn end(&mut self, tenant: TenantId) {
        self.open.remove(&tenant);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn tenant(n: u128) -> TenantId {
        TenantId(Uuid::from_u128(n))
    }

    fn import(n: u128) -> ImportId {
        ImportId(Uuid::from_u128(n))
    }

    #[test]
    fn each_tenant_has_one_import_under_way() {
        let mut turns = Turns::default();
        let waiting = vec![
            (tenant(1), import(1)),
            (tenant(1), import(2)),
            (tenant(2), import(3)),
        ];
        assert_eq!(
            turns.next(waiting.clone()),
            [(tenant(1), import(1)), (tenant(2), import(3))]
        );
        assert_eq!(turns.next(waiting), []);
        turns.end(tenant(1));
        assert_eq!(
            turns.next(vec![(tenant(1), import(2)), (tenant(2), import(3))]),
            [(tenant(1), import(2))]
        );
    }

    #[test]
    fn whose_turn_is_longest_ago_comes_first() {
        let mut turns = Turns::default();
        // More tenants than places; the first has many imports, all older than the others'.
        let mut waiting: Vec<_> = (0..20).map(|n| (tenant(0), import(n))).collect();
        waiting.extend((1..=OPEN as u128).map(|n| (tenant(n), import(100 + n))));
        let begun = turns.next(waiting.clone());
        let whose: Vec<_> = begun.iter().map(|(tenant, _)| *tenant).collect();
        assert_eq!(whose, (0..OPEN as u128).map(tenant).collect::<Vec<_>>());
        waiting.remove(0);
        turns.end(tenant(0));
        assert_eq!(
            turns.next(waiting),
            [(tenant(OPEN as u128), import(100 + OPEN as u128))]
        );
    }
}
