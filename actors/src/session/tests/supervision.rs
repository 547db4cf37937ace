//! What breaks, and whom it touches.

use siar_db::sessions::{self, Hold, HoldKind, Want, Wanted};
use siar_domain::session::SessionState as S;
use siar_engines::{AckLevel, EngineEvent, MessageId, SendReceipt};
use siar_testkit::wait_until;

use super::{PATIENCE, World, scripted::Manner, start};
use crate::{
    Actors,
    session::{AskReadiness, Submit},
};

fn submit(n: usize) -> Submit {
    Submit {
        message_id: MessageId(format!("true_x_{n}")),
        phone: "+628111".to_owned(),
        body: "Halo".to_owned(),
    }
}

#[actix_rt::test]
async fn a_dead_engine_is_restarted_from_the_profile_it_left() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let life = world.row(&scope).await.profile_life;
    let die = async || {
        let detail = "the browser is gone".to_owned();
        world.engine.say(tenant, EngineEvent::Died { detail }).await;
        wait_until(PATIENCE, || async {
            world
                .path(&scope)
                .await
                .ends_with(&[S::Reconnecting, S::Working])
        })
        .await;
    };
    let starts = world.starts(&scope).len();
    die().await;
    assert_eq!(world.starts(&scope)[starts..], ["resume+"]);
    let row = world.row(&scope).await;
    assert_eq!(row.profile_life, life, "nothing was lost");
    assert_eq!(row.last_error.as_deref(), Some("the browser is gone"));

    world
        .engine
        .phone(tenant, |phone| phone.keeps_directory = false);
    let moves = world.path(&scope).await.len();
    let detail = "again".to_owned();
    world.engine.say(tenant, EngineEvent::Died { detail }).await;
    wait_until(PATIENCE, || async {
        world.path(&scope).await.len() == moves + 2
    })
    .await;
    let row = world.row(&scope).await;
    assert_eq!(
        row.profile_life,
        life + 1,
        "an older snapshot forgot what was sent since"
    );
    world.end().await;
}

#[actix_rt::test]
async fn a_page_that_is_too_old_is_loaded_again() {
    let world = World::new().await;
    let scope = world.working().await;
    let starts = world.starts(&scope).len();
    world
        .engine
        .say(scope.tenant(), EngineEvent::NeedsUpdate)
        .await;
    wait_until(PATIENCE, || async {
        world
            .path(&scope)
            .await
            .ends_with(&[S::Working, S::Reconnecting, S::Working])
    })
    .await;
    assert_eq!(world.starts(&scope)[starts..], ["resume+"]);
    let row = world.row(&scope).await;
    assert_eq!(
        row.last_error.as_deref(),
        Some("WhatsApp wants a newer page")
    );
    world.end().await;
}

#[actix_rt::test]
async fn a_hang_is_a_crash() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    world
        .engine
        .phone(tenant, |phone| phone.manner = Manner::Hangs);
    world.is(&scope, S::Reconnecting).await;
    assert!(world.engine.phone(tenant, |phone| phone.killed) >= 1);
    world
        .engine
        .phone(tenant, |phone| phone.manner = Manner::Well);
    world.is(&scope, S::Working).await;
    world.end().await;
}

#[actix_rt::test]
async fn a_silent_session_is_found_and_restarted() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let starts = world.starts(&scope).len();
    let sent = world.actors.ask_session(tenant, submit(1)).await.unwrap();
    assert_eq!(sent.unwrap(), SendReceipt::Accepted);
    wait_until(PATIENCE, || async { world.starts(&scope).len() > starts }).await;
    assert_eq!(world.engine.phone(tenant, |phone| phone.killed), 1);
    world.is(&scope, S::Working).await;
    world.end().await;
}

#[actix_rt::test]
async fn a_browser_that_grows_too_large_is_recycled_gracefully() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let starts = world.starts(&scope).len();
    world.engine.phone(tenant, |phone| phone.memory = u64::MAX);
    wait_until(PATIENCE, || async { world.starts(&scope).len() > starts }).await;
    world.is(&scope, S::Working).await;
    assert_eq!(world.starts(&scope)[starts..], ["snapshot"]);
    assert_eq!(world.engine.phone(tenant, |phone| phone.killed), 0);
    world.end().await;
}

#[actix_rt::test]
async fn what_can_never_work_here_is_said_at_once_and_a_crash_loop_is_given_up() {
    let world = World::new().await;
    for (manner, said) in [
        (Manner::Missing, "chromium is missing: install it"),
        (Manner::Dies, "given up after repeated failures: script"),
    ] {
        let scope = world.tenant().await;
        world
            .engine
            .phone(scope.tenant(), |phone| phone.manner = manner);
        world.want(&scope, Want::Running).await;
        let row = world.is(&scope, S::Failed).await;
        assert_eq!(row.last_error.as_deref(), Some(said));
        assert_eq!(
            row.reason.as_deref(),
            Some("WhatsApp's page cannot be opened on this server")
        );
    }
    world.end().await;
}

#[actix_rt::test]
async fn one_bad_session_leaves_twenty_others_at_full_pace() {
    let world = World::new().await;
    let mut good = Vec::new();
    for _ in 0..20 {
        good.push(world.working().await);
    }
    for manner in [
        Manner::Panics,
        Manner::Hangs,
        Manner::Dies,
        Manner::StartHangs,
    ] {
        let bad = world.tenant().await;
        world.engine.phone(bad.tenant(), |phone| {
            phone.manner = manner;
            phone.linked = true;
        });
        world.want(&bad, Want::Running).await;
        wait_until(PATIENCE, || async { world.starts(&bad).len() >= 3 }).await;
    }
    let mut paths = Vec::new();
    for scope in &good {
        paths.push(world.path(scope).await.len());
    }
    // A round of sends through all of them, while the four go on failing.
    let round = async |n: usize| {
        for scope in &good {
            let tenant = scope.tenant();
            let sent = world.actors.ask_session(tenant, submit(n)).await;
            assert_eq!(sent.unwrap().unwrap(), SendReceipt::Accepted);
            // Without a sign of it the session would count as silent after a while, and be restarted.
            let ack = EngineEvent::Ack {
                id: submit(n).message_id,
                level: AckLevel::Server,
            };
            world.engine.say(tenant, ack).await;
        }
    };
    tokio::time::timeout(PATIENCE, async {
        for n in 0..20 {
            round(n).await;
        }
    })
    .await
    .expect("400 sends that wait for nobody");
    for (scope, before) in good.iter().zip(paths) {
        assert_eq!(
            world.path(scope).await.len(),
            before,
            "a good session moved"
        );
        let readiness = world
            .actors
            .ask_session(scope.tenant(), AskReadiness)
            .await
            .unwrap();
        assert!(readiness.working);
    }
    world.end().await;
}

#[actix_rt::test]
async fn what_an_administrator_stops_stays_down_until_somebody_starts_it() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    let path = format!("root/sessions/{tenant}");
    let hold = async |kind| {
        let hold = Hold {
            kind,
            reason: Some("cleaning the disk".to_owned()),
        };
        let held = world
            .db
            .system(async |tx| sessions::hold(tx, tenant, &hold).await);
        assert!(held.await.unwrap());
    };
    hold(HoldKind::Stopped).await;
    world.actors.kernel().stop_at(&path).await.unwrap();
    let row = world.row(&scope).await;
    assert_eq!(
        (row.state, row.wanted, row.node, row.reason.as_deref()),
        (
            S::Stopped,
            true,
            None,
            Some("an administrator stopped it: cleaning the disk")
        )
    );
    let starts = world.starts(&scope).len();
    world.look().await;
    assert_eq!(world.starts(&scope).len(), starts, "the fleet started it");

    world.want(&scope, Want::Running).await;
    let row = world.is(&scope, S::Working).await;
    assert_eq!(row.hold, None);

    // A quarantine lasts over a restart of the server and against its tenant's wish.
    hold(HoldKind::Quarantined).await;
    world
        .actors
        .kernel()
        .park(&path, "cleaning the disk")
        .await
        .unwrap();
    let row = world.row(&scope).await;
    assert_eq!(
        (row.state, row.node, row.reason.as_deref()),
        (
            S::Stopped,
            None,
            Some("an administrator took it out of service: cleaning the disk")
        )
    );
    world.actors.stop().await;
    let starts = world.starts(&scope).len();
    let next = start(&world.db, &world.engine, &world.spool, "one");
    let world = World {
        actors: Actors::start(next).await.unwrap(),
        ..world
    };
    let refused = world
        .db
        .tenant(&scope, async |tx| {
            sessions::want(tx, &scope, Want::Running).await
        })
        .await
        .unwrap();
    assert_eq!(refused, Wanted::Quarantined);
    world.look().await;
    assert_eq!(world.row(&scope).await.state, S::Stopped);
    assert_eq!(world.starts(&scope).len(), starts, "it was started");
    world
        .db
        .system(async |tx| sessions::resume(tx, tenant).await)
        .await
        .unwrap();
    world.actors.wake_session(tenant);
    world.is(&scope, S::Working).await;
    world.end().await;
}

#[actix_rt::test]
async fn a_session_whose_actor_crashes_too_often_says_so_and_works_again_when_a_person_asks() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let tenant = scope.tenant();
    world.engine.phone(tenant, |phone| {
        phone.manner = Manner::Panics;
        phone.linked = true;
    });
    world.want(&scope, Want::Running).await;
    let row = world.is(&scope, S::Failed).await;
    assert_eq!(
        row.reason.as_deref(),
        Some("taken out of service after repeated crashes")
    );
    assert!(row.last_error.is_some());
    assert_eq!((row.wanted, row.node), (true, None));
    let starts = world.starts(&scope).len();
    world.look().await;
    assert_eq!(world.starts(&scope).len(), starts, "nobody asked for it");

    world
        .engine
        .phone(tenant, |phone| phone.manner = Manner::Well);
    world
        .db
        .tenant(&scope, async |tx| {
            sessions::want(tx, &scope, Want::Running).await
        })
        .await
        .unwrap();
    world.actors.revive_session(tenant);
    world.is(&scope, S::Working).await;
    world.end().await;
}

#[actix_rt::test]
async fn whoever_loses_the_session_kills_its_browser_at_once() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    // As another node does after this one did not renew for too long.
    world
        .base
        .superuser()
        .await
        .batch_execute(&format!(
            "UPDATE sessions SET epoch = epoch + 1, node_id = gen_random_uuid(), lease_until = now() + interval '1 day'
             WHERE tenant_id = '{tenant}'"
        ))
        .await
        .unwrap();
    wait_until(PATIENCE, || async {
        world.engine.phone(tenant, |phone| phone.killed) == 1
    })
    .await;
    let readiness = world
        .actors
        .ask_session(tenant, AskReadiness)
        .await
        .unwrap();
    assert!(!readiness.working);
    let starts = world.starts(&scope).len();
    world.actors.wake_session(tenant);
    let refused = world.actors.ask_session(tenant, submit(1)).await.unwrap();
    assert!(refused.is_err());
    assert_eq!(world.starts(&scope).len(), starts);
    world.end().await;
}

#[actix_rt::test]
async fn logins_survive_a_restart_in_order_and_one_without_warning() {
    let world = World::new().await;
    let scope = world.working().await;
    let tenant = scope.tenant();
    world.actors.stop().await;
    let row = world.row(&scope).await;
    assert_eq!((row.state, row.wanted), (S::Reconnecting, true));
    let life = row.profile_life;
    let starts = world.starts(&scope).len();

    // Nobody asks for it: the fleet finds it.
    let next = Actors::start(start(&world.db, &world.engine, &world.spool, "one"))
        .await
        .unwrap();
    world.is(&scope, S::Working).await;
    assert_eq!(world.starts(&scope)[starts..], ["snapshot"]);
    assert_eq!(world.row(&scope).await.profile_life, life);

    // The process is killed: its browser with it, its lease is still running, its profile lies on the disk.
    next.kernel()
        .park("root/chores/fleet", "killed")
        .await
        .unwrap();
    let third = start(&world.db, &world.engine, &world.spool, "one");
    let third = Actors::start(third).await.unwrap();
    wait_until(PATIENCE, || async {
        world.starts(&scope).len() == starts + 2 && world.row(&scope).await.state == S::Working
    })
    .await;
    assert_eq!(world.starts(&scope)[starts + 1..], ["resume+"]);
    assert_eq!(world.row(&scope).await.profile_life, life);
    assert_eq!(
        world.engine.phone(tenant, |phone| phone.killed),
        1,
        "the old run found that it was replaced"
    );
    third.stop().await;
    next.kernel().stop().await;
    world.end().await;
}
