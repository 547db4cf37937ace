//! What whoever runs the platform sees live: the tree, alerts, sessions.

use serde_json::{Value, json};
use siar_db::DbError;
use siar_domain::{event::Event, permission::Role, session::SessionState};

use super::stream::{Socket, next, open, say};
use crate::{admin::keep_logs, app::TestApp};

/// The next frame of the type.
async fn next_of(kind: &str, socket: &mut Socket) -> Value {
    loop {
        let frame = next(socket).await;
        if frame["type"] == kind {
            return frame["data"].clone();
        }
    }
}

#[actix_web::test]
async fn the_platform_sees_the_tree_and_its_changes() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let mut socket = open(&admin, "").await.unwrap();
    let tree = next(&mut socket).await;
    assert_eq!(tree["type"], "actor-tree");
    assert_eq!(tree["data"]["path"], "root");
    app.state
        .actors
        .kernel()
        .restart("root/chores/hub")
        .await
        .unwrap();
    let mut states = Vec::new();
    while states.last() != Some(&json!("running")) {
        let change = next_of("actor-health", &mut socket).await;
        assert_eq!(
            change["path"].as_str().map(|p| p.starts_with("root")),
            Some(true)
        );
        if change["path"] == "root/chores/hub" {
            states.push(change["change"]["state"]["name"].clone());
        }
    }
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn an_alert_is_told_when_it_opens_and_with_each_step() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let mut socket = open(&admin, "").await.unwrap();
    let which = json!({"path": "root/chores/sweep", "reason": "trying"});
    admin.post("/admin/actors/park", which).await.ok(200);
    let opened = next_of("alert", &mut socket).await;
    assert_eq!(
        (&opened["state"], &opened["text"], &opened["subject"]),
        (
            &json!("open"),
            &json!("root/chores/sweep is parked: trying"),
            &json!("test root/chores/sweep")
        )
    );
    let path = format!("/admin/alerts/{}", opened["id"].as_str().unwrap());
    let post = async |step: &str| {
        admin
            .post(&format!("{path}/{step}"), json!({}))
            .await
            .ok(200)
    };
    post("acknowledge").await;
    let acknowledged = next_of("alert", &mut socket).await;
    assert_eq!(acknowledged["state"], "acknowledged");
    assert_eq!(acknowledged["id"], opened["id"]);
    // What changes nothing is not told: the next frame is the resolution.
    post("acknowledge").await;
    let which = json!({"path": "root/chores/sweep"});
    admin.post("/admin/actors/release", which).await.ok(200);
    let resolved = next_of("alert", &mut socket).await;
    assert_eq!(
        (&resolved["state"], &resolved["id"]),
        (&json!("resolved"), &opened["id"])
    );
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn every_customers_session_is_told_and_nothing_else_of_theirs() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Auditor).await;
    let owner = app.tenant("A").await;
    let scope = app.scope(&owner).await;
    let mut socket = open(&admin, "").await.unwrap();
    assert_eq!(next(&mut socket).await["type"], "actor-tree");
    let phones = json!({"phones": ["+6281100000001"]});
    owner.post("/suppressions", phones).await.ok(200);
    let since = app.state.clock.now();
    app.state
        .db
        .tenant(&scope, async |tx| {
            tx.emit(
                scope.tenant(),
                Event::ConnectionStatus {
                    from: SessionState::Working,
                    to: SessionState::LoggedOut,
                    reason: Some("unlinked on the phone".to_owned()),
                    since,
                },
            );
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    let frame = loop {
        let frame = next(&mut socket).await;
        if !frame["type"].as_str().unwrap().starts_with("actor-") {
            break frame;
        }
    };
    assert_eq!(
        frame,
        json!({"type": "session", "data": {
            "tenant_id": scope.tenant(), "from": "working", "to": "logged_out",
            "reason": "unlinked on the phone", "since": since,
        }})
    );
    drop(socket);
    app.stop().await;
}

/// Waits until everything said before was understood: frames are answered in order, and this one is a mistake.
async fn understood(socket: &mut Socket) {
    say(json!({"action": "sing"}), socket).await;
    loop {
        let frame = next(socket).await;
        if frame["type"] == "error" {
            assert_eq!(frame["code"], "malformed");
            break;
        }
    }
}

#[actix_web::test]
async fn the_log_comes_to_those_who_follow_it_and_only_while_they_do() {
    keep_logs();
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let (mut socket, mut other) = (
        open(&admin, "").await.unwrap(),
        open(&admin, "").await.unwrap(),
    );
    let follow = json!({"action": "follow", "topics": ["logs"]});
    say(follow, &mut socket).await;
    understood(&mut socket).await;
    tracing::info!(phone = "+6281234567890", "following");
    let mut sequences = Vec::new();
    let mut found = None;
    while found.is_none() {
        let lines = next_of("logs", &mut socket).await["lines"].clone();
        for line in lines.as_array().unwrap() {
            sequences.push(line["sequence"].as_u64().unwrap());
            if line["message"] == "following" {
                found = Some(line.clone());
            }
        }
    }
    let line = found.unwrap();
    assert_eq!(
        (&line["level"], &line["fields"]),
        (
            &json!("info"),
            &json!([{"name": "phone", "value": "+*********7890"}])
        )
    );
    let first = sequences[0];
    let all: Vec<u64> = (first..).take(sequences.len()).collect();
    assert_eq!(sequences, all, "without gaps");

    // The other one hears of the tree, but not of the log.
    let restart = json!({"path": "root/chores/hub"});
    admin.post("/admin/actors/restart", restart).await.ok(200);
    loop {
        let frame = next(&mut other).await;
        assert_ne!(frame["type"], "logs");
        if frame["data"]["change"]["state"]["name"] == "running" {
            break;
        }
    }
    say(json!({"action": "follow", "topics": []}), &mut socket).await;
    understood(&mut socket).await;
    tracing::info!("nobody follows");
    admin
        .post(
            "/admin/actors/restart",
            json!({"path": "root/chores/sweep"}),
        )
        .await
        .ok(200);
    loop {
        let frame = next(&mut socket).await;
        assert_ne!(frame["type"], "logs");
        let data = &frame["data"];
        if data["path"] == "root/chores/sweep" && data["change"]["state"]["name"] == "running" {
            break;
        }
    }
    drop((socket, other));
    app.stop().await;
}

#[actix_web::test]
async fn the_health_of_what_is_needed_comes_at_once_to_those_who_follow_it() {
    let app = TestApp::start().await;
    let auditor = app.platform(Role::Auditor).await;
    let mut socket = open(&auditor, "").await.unwrap();
    say(
        json!({"action": "follow", "topics": ["health"]}),
        &mut socket,
    )
    .await;
    let health = next_of("health", &mut socket).await;
    assert_eq!(health["dependencies"][0]["name"], "postgresql");
    assert_eq!(health["dependencies"][0]["state"], "up");
    drop(socket);
    app.stop().await;
}
