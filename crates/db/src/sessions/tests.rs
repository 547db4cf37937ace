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

#[tokio::test]
async fn one_owner_at_a_time_and_a_late_one_changes_nothing() {
    let world = World::new().await;
    let tenant = world.tenant().await.tenant();
    let first = world.claim(tenant, NODE).await;
    assert_eq!(
        world.try_claim(tenant, OTHER).await,
        Claim::Held {
            node: NODE,
            until: world.clock.now() + LEASE
        }
    );
    world.clock.advance(LEASE);
    let second = world.claim(tenant, OTHER).await;
    assert_eq!(second.epoch(), first.epoch() + 1);

    assert_eq!(
        world.step(&first, S::Stopped, S::Starting).await,
        Moved::Fenced
    );
    let late = world
        .db
        .tenant(first.scope(), async |tx| {
            let beat = beat(tx, &first, LEASE, Sign::default()).await?;
            let saved = save_profile(tx, &first, 1, b"late", 4).await?;
            let linked = linked(tx, &first, "+628111111111").await?;
            let opened = opened(tx, &first, true).await?;
            let opening = opening(tx, &first, "here", &keys(&[1])).await?;
            let released = release(tx, &first).await?;
            Ok::<_, DbError>((beat, saved, linked, opened, opening.is_none(), released))
        })
        .await
        .unwrap();
    assert_eq!(late, (Beat::Lost, false, Linked::Lost, None, true, false));
    let row = world.load(second.scope()).await;
    assert_eq!(
        (row.state, row.node, row.phone, row.epoch),
        (S::Stopped, Some(OTHER), None, second.epoch())
    );
}

#[tokio::test]
async fn a_new_run_of_the_same_node_need_not_wait_for_the_lease() {
    let world = World::new().await;
    let tenant = world.tenant().await.tenant();
    let begin = async |id: NodeId, name: &'static str| {
        world
            .db
            .system(async |tx| nodes::begin(tx, id, name, "1").await)
            .await
            .unwrap()
    };
    begin(NODE, "one").await;
    begin(NodeId(Uuid::from_u128(0xd)), "two").await;
    let killed = world.claim(tenant, NODE).await;
    let next = NodeId(Uuid::from_u128(0xc));
    let ended = begin(next, "one").await;
    assert_eq!((ended.runs, ended.sessions, ended.campaigns), (1, 1, 0));
    assert_eq!(
        world.step(&killed, S::Stopped, S::Starting).await,
        Moved::Fenced
    );
    world.claim(tenant, next).await;
    let beat = world
        .db
        .system(async |tx| nodes::beat(tx, NODE).await)
        .await;
    assert_eq!(beat.unwrap(), nodes::Beat::Replaced);
}

#[tokio::test]
async fn a_move_leaves_history_and_event_and_names_what_it_expects() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let mut events = world.db.committed();
    let owner = world.claim(scope.tenant(), NODE).await;
    world
        .walk(&owner, &[S::Stopped, S::Starting, S::ScanQr])
        .await;
    assert_eq!(
        world.step(&owner, S::Starting, S::Failed).await,
        Moved::Elsewhere(S::ScanQr)
    );
    assert_eq!(
        world.step(&owner, S::Stopped, S::Failed).await,
        Moved::Forbidden
    );
    let told: Vec<_> = [events.try_recv().unwrap(), events.try_recv().unwrap()]
        .iter()
        .flat_map(|committed| committed.events.clone())
        .map(|stored| (stored.sequence, stored.event))
        .collect();
    let event = |from, to| Event::ConnectionStatus {
        from,
        to,
        reason: Some("because".to_owned()),
        since: world.clock.now(),
    };
    assert_eq!(
        told,
        [
            (1, event(S::Stopped, S::Starting)),
            (2, event(S::Starting, S::ScanQr))
        ]
    );
    assert!(events.try_recv().is_err(), "a refused move told something");
    let page = world
        .db
        .tenant(&scope, async |tx| {
            let first = history(tx, &scope, None, 1).await?;
            let rest = history(tx, &scope, Some(first[0].id), 10).await?;
            Ok::<_, DbError>((first, rest))
        })
        .await
        .unwrap();
    let short = |t: &Transition| (t.from, t.to, t.reason.clone().unwrap());
    assert_eq!(
        page.0.iter().chain(&page.1).map(short).collect::<Vec<_>>(),
        [
            (S::Starting, S::ScanQr, "because".to_owned()),
            (S::Stopped, S::Starting, "because".to_owned())
        ]
    );
}

#[tokio::test]
async fn working_needs_a_fresh_probe_and_is_shown_only_while_it_is_fresh() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let owner = world.claim(scope.tenant(), NODE).await;
    world.walk(&owner, &[S::Stopped, S::Starting]).await;
    let claim_working = |probed_at| Move {
        from: S::Starting,
        to: S::Working,
        reason: None,
        error: None,
        probed_at,
        ends_wish: false,
    };
    let old = world.clock.now() - TimeDelta::seconds(PROBE_FRESH_SECONDS + 1);
    for probed_at in [None, Some(old)] {
        assert_eq!(
            world.make(&owner, &claim_working(probed_at)).await,
            Moved::Forbidden
        );
    }
    let probed_at = world.clock.now();
    assert!(matches!(
        world.make(&owner, &claim_working(Some(probed_at))).await,
        Moved::Done { .. }
    ));
    let row = world.load(&scope).await;
    assert_eq!(
        row.shown(world.clock.now()),
        Shown::Known { state: S::Working }
    );
    let later = world
        .clock
        .advance(TimeDelta::seconds(PROBE_FRESH_SECONDS + 1));
    assert_eq!(row.shown(later), Shown::Unverified { since: probed_at });
}

#[tokio::test]
async fn a_ban_pauses_campaigns_alerts_once_and_waits_for_a_person() {
    let world = World::new().await;
    let (scope, other) = (world.tenant().await, world.tenant().await);
    let campaign = CampaignId(Uuid::new_v4());
    let superuser = world.test.superuser().await;
    for (id, tenant, state) in [
        (campaign.0, scope.tenant(), "running"),
        (Uuid::new_v4(), scope.tenant(), "draft"),
        (Uuid::new_v4(), other.tenant(), "running"),
    ] {
        superuser
            .batch_execute(&format!(
                "INSERT INTO campaigns (id, tenant_id, name, state, created_at, updated_at)
                 VALUES ('{id}', '{tenant}', 'c', '{state}', now(), now())"
            ))
            .await
            .unwrap();
    }
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    let owner = world.claim(scope.tenant(), NODE).await;
    world
        .walk(&owner, &[S::Stopped, S::Starting, S::Working])
        .await;
    let mut events = world.db.committed();
    assert_eq!(
        world.step(&owner, S::Working, S::Banned).await,
        Moved::Done {
            paused: vec![campaign]
        }
    );
    let told: Vec<_> = events
        .try_recv()
        .unwrap()
        .events
        .iter()
        .map(|stored| stored.event.kind())
        .collect();
    assert_eq!(told, ["connection-status", "alert", "campaign-status"]);
    let reasons: Vec<Option<String>> = superuser
        .query(
            "SELECT pause_reason FROM campaigns WHERE state = 'paused'",
            &[],
        )
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert_eq!(
        reasons,
        [Some(PauseReason::AccountRestricted.as_str().to_owned())]
    );
    let needing = async || world.db.system(async |tx| wanted(tx).await).await.unwrap();
    assert_eq!(needing().await, [], "a banned session is not started again");

    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    let row = world.load(&scope).await;
    assert_eq!((row.state, row.wanted), (S::Stopped, true));
    assert_eq!(needing().await, [], "its owner knows of it");
    world.clock.advance(LEASE);
    assert_eq!(needing().await, [scope.tenant()]);
    let open = async || {
        let rows = superuser
            .query("SELECT kind FROM alerts WHERE resolved_at IS NULL", &[])
            .await
            .unwrap();
        rows.iter().map(|row| row.get(0)).collect::<Vec<String>>()
    };
    assert_eq!(open().await, ["session_banned"]);
    world
        .walk(&owner, &[S::Stopped, S::Starting, S::Working])
        .await;
    assert_eq!(open().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_wish_is_recorded_once_and_a_logout_needs_a_login() {
    let world = World::new().await;
    let scope = world.tenant().await;
    assert_eq!(world.want(&scope, Want::Stopped).await, Wanted::Already);
    assert_eq!(world.want(&scope, Want::LoggedOut).await, Wanted::NotLinked);
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Already);
    assert_eq!(world.want(&scope, Want::Restarted).await, Wanted::Recorded);
    assert_eq!(world.load(&scope).await.run_wanted, 1);

    let owner = world.claim(scope.tenant(), NODE).await;
    world.walk(&owner, &[S::Stopped, S::Starting]).await;
    let vault = keys(&[1]);
    let sealed = vault
        .seal(
            scope.tenant(),
            crate::vault::Column::SessionProfile,
            b"login",
        )
        .unwrap();
    world
        .db
        .tenant(&scope, async |tx| {
            linked(tx, &owner, "+628111111111").await?;
            save_profile(tx, &owner, vault.current(), &sealed, 5).await
        })
        .await
        .unwrap();
    assert_eq!(world.want(&scope, Want::LoggedOut).await, Wanted::Recorded);
    world
        .walk(&owner, &[S::Starting, S::Working, S::LoggedOut])
        .await;
    let row = world.load(&scope).await;
    assert_eq!(
        (row.wanted, row.logout_wanted, row.linked_at, row.phone),
        (false, false, None, None)
    );
    let left: i64 = world
        .test
        .superuser()
        .await
        .query_one("SELECT count(*) FROM session_profiles", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(left, 0, "the login is still in the vault");
}

#[tokio::test]
async fn a_start_says_where_the_newest_login_is() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let owner = world.claim(scope.tenant(), NODE).await;
    let vault = keys(&[1]);
    let opening = async |node: &'static str| {
        let opening = world
            .db
            .tenant(&scope, async |tx| {
                super::opening(tx, &owner, node, &vault).await
            })
            .await
            .unwrap()
            .unwrap();
        let snapshot = opening.snapshot.map(|s| s.to_vec());
        (
            opening.linked,
            opening.on_this_disk,
            opening.is_latest,
            snapshot,
        )
    };
    let save = async |plain: &'static [u8]| {
        let sealed = vault
            .seal(scope.tenant(), crate::vault::Column::SessionProfile, plain)
            .unwrap();
        let saved = world
            .db
            .tenant(&scope, async |tx| {
                linked(tx, &owner, "+628111111111").await?;
                save_profile(tx, &owner, 1, &sealed, plain.len()).await
            })
            .await;
        assert!(saved.unwrap());
    };
    assert_eq!(opening("one").await, (false, false, false, None));
    save(b"first").await;
    let first = Some(b"first".to_vec());
    assert_eq!(
        opening("one").await,
        (true, false, true, first.clone()),
        "closed well"
    );
    assert_eq!(
        opening("one").await,
        (true, true, false, first.clone()),
        "crashed here"
    );
    assert_eq!(
        opening("two").await,
        (true, false, false, first.clone()),
        "crashed elsewhere"
    );
    let life = async |nothing_lost| {
        world
            .db
            .tenant(&scope, async |tx| opened(tx, &owner, nothing_lost).await)
            .await
            .unwrap()
    };
    assert_eq!((life(true).await, life(false).await), (Some(0), Some(1)));
}

#[tokio::test]
async fn keys_rotate_and_a_profile_moved_to_another_tenant_does_not_open() {
    let world = World::new().await;
    let (scope, thief) = (world.tenant().await, world.tenant().await);
    let owner = world.claim(scope.tenant(), NODE).await;
    let old = keys(&[1]);
    let sealed = old
        .seal(
            scope.tenant(),
            crate::vault::Column::SessionProfile,
            b"login",
        )
        .unwrap();
    world
        .db
        .tenant(&scope, async |tx| {
            save_profile(tx, &owner, 1, &sealed, 5).await
        })
        .await
        .unwrap();
    let both = keys(&[2, 1]);
    let rewrap = async || {
        world
            .db
            .system(async |tx| rewrap(tx, &both, 10).await)
            .await
    };
    assert_eq!(rewrap().await.unwrap(), 1);
    assert_eq!(rewrap().await.unwrap(), 0);
    let new = keys(&[2]);
    let opening = world
        .db
        .tenant(&scope, async |tx| opening(tx, &owner, "one", &new).await)
        .await;
    assert_eq!(
        opening.unwrap().unwrap().snapshot.unwrap().as_slice(),
        b"login"
    );

    world
        .test
        .superuser()
        .await
        .batch_execute(&format!(
            "INSERT INTO session_profiles
             SELECT '{}', key_id, sealed, plain_bytes, epoch, saved_at FROM session_profiles",
            thief.tenant()
        ))
        .await
        .unwrap();
    let robber = world.claim(thief.tenant(), NODE).await;
    let stolen = world
        .db
        .tenant(&thief, async |tx| {
            super::opening(tx, &robber, "one", &new).await
        })
        .await;
    assert!(matches!(stolen, Err(DbError::Corrupt(_))), "{stolen:?}");
}

#[tokio::test]
async fn one_tenants_call_reaches_no_other_session() {
    let world = World::new().await;
    let (scope, other) = (world.tenant().await, world.tenant().await);
    let owner_of_other = world.claim(other.tenant(), NODE).await;
    let foreign = world
        .db
        .tenant(&scope, async |tx| {
            let beat = beat(tx, &owner_of_other, LEASE, Sign::default()).await?;
            let released = release(tx, &owner_of_other).await?;
            let loaded = load(tx, &other).await.is_err();
            Ok::<_, DbError>((beat, released, loaded))
        })
        .await
        .unwrap();
    assert_eq!(foreign, (Beat::Lost, false, true));
    let listed = world
        .db
        .system(async |tx| list(tx, Some(S::Stopped), None, None, 10).await)
        .await
        .unwrap();
    assert_eq!(
        listed
            .iter()
            .map(|l| l.tenant_name.as_str())
            .collect::<Vec<_>>(),
        ["Warung", "Warung"]
    );
}

#[tokio::test]
async fn what_an_administrator_keeps_down_is_wanted_by_nobody_until_it_is_let_go() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let tenant = scope.tenant();
    let put = async |kind, reason: &str| {
        let hold_it = Hold {
            kind,
            reason: Some(reason.to_owned()),
        };
        world
            .db
            .system(async |tx| hold(tx, tenant, &hold_it).await)
            .await
            .unwrap()
    };
    let wanted = async || world.db.system(async |tx| wanted(tx).await).await.unwrap();
    let held = |kind, reason: &str| {
        Some(Hold {
            kind,
            reason: Some(reason.to_owned()),
        })
    };
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    assert_eq!(wanted().await, [tenant]);

    assert!(put(HoldKind::Stopped, "a").await);
    assert_eq!(wanted().await, []);
    let row = world.load(&scope).await;
    assert_eq!((row.wanted, row.shall_run()), (true, false));
    assert_eq!(row.hold, held(HoldKind::Stopped, "a"));
    // The tenant may start it; the wish that it had before is no reason to do nothing.
    assert_eq!(world.want(&scope, Want::Running).await, Wanted::Recorded);
    assert_eq!(world.load(&scope).await.hold, None);
    assert_eq!(wanted().await, [tenant]);

    assert!(put(HoldKind::Quarantined, "b").await);
    for wish in [Want::Running, Want::Restarted, Want::LoggedOut] {
        assert_eq!(world.want(&scope, wish).await, Wanted::Quarantined);
    }
    // Its tenant may change its mind about afterwards, and stopping does not loosen it.
    assert_eq!(world.want(&scope, Want::Stopped).await, Wanted::Recorded);
    assert!(put(HoldKind::Stopped, "c").await);
    let row = world.load(&scope).await;
    assert_eq!(
        (row.wanted, row.hold),
        (false, held(HoldKind::Quarantined, "b"))
    );
    let let_go = async |tenant| {
        world
            .db
            .system(async |tx| resume(tx, tenant).await)
            .await
            .unwrap()
    };
    assert_eq!(let_go(tenant).await, Some(held(HoldKind::Quarantined, "b")));
    assert_eq!(let_go(tenant).await, Some(None));
    assert_eq!(let_go(TenantId(Uuid::new_v4())).await, None);
    assert_eq!(world.load(&scope).await.hold, None);
}

#[tokio::test]
async fn a_parked_actor_s_session_is_put_to_rest_by_its_own_node_and_only_for_its_own_life() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let tenant = scope.tenant();
    world.want(&scope, Want::Running).await;
    let owner = world.claim(tenant, NODE).await;
    world
        .walk(
            &owner,
            &[S::Stopped, S::Starting, S::Working, S::Reconnecting],
        )
        .await;
    let rest = async |node, lease_until| {
        world
            .db
            .system(async |tx| out_of_service(tx, node, tenant, "the page", lease_until).await)
            .await
            .unwrap();
        let row = world.load(&scope).await;
        (row.state, row.reason, row.node)
    };
    let as_before = (S::Reconnecting, Some("because".to_owned()), Some(NODE));
    let until = world.clock.now() + LEASE;
    assert_eq!(rest(OTHER, until).await, as_before, "another node's");
    let earlier = until - TimeDelta::milliseconds(1);
    assert_eq!(rest(NODE, earlier).await, as_before, "a newer life's");
    let reason = "taken out of service after repeated crashes: the page".to_owned();
    assert_eq!(rest(NODE, until).await, (S::Failed, Some(reason), None));
    // The life that crashed writes nothing any more, and nobody starts it but a person.
    assert_eq!(
        world.step(&owner, S::Failed, S::Stopped).await,
        Moved::Fenced
    );
    let wanted = world.db.system(async |tx| wanted(tx).await).await.unwrap();
    assert_eq!(wanted, []);
    world
        .db
        .system(async |tx| resume(tx, tenant).await)
        .await
        .unwrap();
    assert_eq!(world.load(&scope).await.state, S::Stopped);
}

#[tokio::test]
async fn the_same_account_is_read_back_and_another_one_holds_what_was_begun() {
    let world = crate::ledger::tests::World::new().await;
    let of = world.started(2, None).await;
    let draft = world.started(1, None).await;
    let superuser = world.test.superuser().await;
    let tenant = of.tenant;
    let claim = async || {
        let claimed = world
            .db
            .system(async |tx| claim(tx, tenant, world.node, LEASE).await)
            .await
            .unwrap();
        let Claim::Ours(owner, _) = claimed else {
            panic!("held")
        };
        owner
    };
    let owner = claim().await;
    let link = async |phone: &str| {
        world
            .db
            .tenant(owner.scope(), async |tx| linked(tx, &owner, phone).await)
            .await
            .unwrap()
    };
    let forget = async || {
        world
            .db
            .tenant(owner.scope(), async |tx| forget_profile(tx, &owner).await)
            .await
            .unwrap();
    };
    let first_heard = world.now();
    assert_eq!(
        link("+5491123456789").await,
        Linked::Ours {
            heard_until: first_heard,
            held: vec![]
        }
    );
    world.clock.advance(TimeDelta::minutes(10));
    forget().await;
    // Another spelling of the same account: read back from when it was last listened to.
    assert_eq!(
        link("+541123456789").await,
        Linked::Ours {
            heard_until: first_heard,
            held: vec![]
        }
    );
    forget().await;
    let now = world.now();
    assert_eq!(
        link("+6281200000009").await,
        Linked::Ours {
            heard_until: now,
            held: vec![of.campaign]
        }
    );
    let states = superuser
        .query(
            "SELECT state, pause_reason FROM campaigns WHERE id = ANY ($1)",
            &[&vec![of.campaign.0]],
        )
        .await
        .unwrap();
    assert_eq!(
        (states[0].get(0), states[0].get(1)),
        ("paused", Some("account_changed"))
    );
    let others = superuser
        .query_one(
            "SELECT state FROM campaigns WHERE id = $1",
            &[&draft.campaign.0],
        )
        .await
        .unwrap();
    assert_eq!(others.get::<_, String>(0), "running", "another tenant's");
    let alerts = superuser
        .query(
            "SELECT FROM alerts WHERE kind = 'session_account_changed'",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(alerts.len(), 1);
}
