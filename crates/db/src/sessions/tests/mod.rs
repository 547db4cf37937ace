//! A database with tenants and nodes, and a clock turned by hand.

mod logins;
mod moves;
mod owners;
mod wishes;

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use siar_domain::{
    campaign::PauseReason, event::Event, id::CampaignId, session::SessionState as S,
};
use siar_testkit::{FakeClock, TestDb};

use chrono::TimeDelta;
use siar_domain::{
    clock::Clock,
    id::{NodeId, TenantId},
    liveness::Shown,
    session::PROBE_FRESH_SECONDS,
};
use uuid::Uuid;

use super::{
    Beat, Claim, Hold, HoldKind, Linked, Move, Moved, Owner, Session, Sign, Transition, Want,
    Wanted, beat, claim, create, forget_profile, history, hold, linked, list, load, opened,
    opening, out_of_service, release, resume, rewrap, save_profile, transition, want, wanted,
};
use crate::{By, Db, DbError, DbUrls, Scope, nodes, vault::VaultKeys};

struct World {
    test: TestDb,
    db: Db,
    clock: Arc<FakeClock>,
}

const LEASE: TimeDelta = TimeDelta::seconds(15);
const NODE: NodeId = NodeId(Uuid::from_u128(0xa));
const OTHER: NodeId = NodeId(Uuid::from_u128(0xb));

impl World {
    async fn new() -> Self {
        let test = TestDb::new().await;
        let clock = Arc::new(FakeClock::default());
        let urls = DbUrls {
            app: test.app_url().to_owned().into(),
            system: test.system_url().to_owned().into(),
            connections: 4,
        };
        let db = Db::connect(&urls, clock.clone()).await.unwrap();
        Self { test, db, clock }
    }

    async fn tenant(&self) -> Scope {
        let tenant = TenantId(Uuid::new_v4());
        self.test
            .superuser()
            .await
            .batch_execute(&format!(
                "INSERT INTO tenants (id, name, created_at) VALUES ('{tenant}', 'Warung', now())"
            ))
            .await
            .unwrap();
        self.db
            .system(async |tx| create(tx, tenant).await)
            .await
            .unwrap();
        Scope::of(tenant, By::Siar)
    }

    async fn claim(&self, tenant: TenantId, node: NodeId) -> Owner {
        match self.try_claim(tenant, node).await {
            Claim::Ours(owner, _) => owner,
            other => panic!("{other:?}"),
        }
    }

    async fn try_claim(&self, tenant: TenantId, node: NodeId) -> Claim {
        self.db
            .system(async |tx| claim(tx, tenant, node, LEASE).await)
            .await
            .unwrap()
    }

    async fn step(&self, owner: &Owner, from: S, to: S) -> Moved {
        let step = Move {
            from,
            to,
            reason: Some("because".to_owned()),
            error: None,
            probed_at: (to == S::Working).then(|| self.clock.now()),
            ends_wish: false,
        };
        self.make(owner, &step).await
    }

    async fn make(&self, owner: &Owner, step: &Move) -> Moved {
        self.db
            .tenant(owner.scope(), async |tx| transition(tx, owner, step).await)
            .await
            .unwrap()
    }

    async fn walk(&self, owner: &Owner, states: &[S]) {
        for pair in states.windows(2) {
            let moved = self.step(owner, pair[0], pair[1]).await;
            assert!(matches!(moved, Moved::Done { .. }), "{pair:?}: {moved:?}");
        }
    }

    async fn want(&self, scope: &Scope, wish: Want) -> Wanted {
        self.db
            .tenant(scope, async |tx| want(tx, scope, wish).await)
            .await
            .unwrap()
    }

    async fn load(&self, scope: &Scope) -> Session {
        self.db
            .tenant(scope, async |tx| load(tx, scope).await)
            .await
            .unwrap()
    }
}

fn keys(ids: &[u8]) -> VaultKeys {
    let one = |id: &u8| format!("{id}:{}", STANDARD.encode([*id; 32]));
    VaultKeys::parse(&ids.iter().map(one).collect::<Vec<_>>().join(",")).unwrap()
}
