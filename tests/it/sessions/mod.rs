//! The session over the API.

mod browser;
mod privileges;

use serde_json::{Value, json};
use siar_domain::permission::Role;
use siar_testkit::wait_until;
use std::time::Duration;

use crate::{app::TestApp, client::Client};

/// A server on a machine without Chromium.
async fn without_browser() -> TestApp {
    TestApp::start_with(|config| {
        config.engine.chromium = Some("/nonexistent/chromium".into());
    })
    .await
}

async fn in_state(client: &Client, state: &str) -> Value {
    wait_until(Duration::from_secs(20), || async {
        let session = client.get("/session").await.ok(200);
        if session["state"] == state {
            Ok(session)
        } else {
            Err(session.to_string())
        }
    })
    .await
}

#[actix_web::test]
async fn every_tenant_has_a_session_that_says_why_it_cannot_start() {
    let app = without_browser().await;
    let owner = app.customer("A").await;
    owner.get("/session").await.is(
        200,
        json!({"success": true, "data": {
            "state": "stopped", "unknown_since": null, "reason": null, "since": "2026-01-05T08:00:00Z", "last_error": null,
            "wanted": false, "hold": null, "phone": null, "linked_at": null, "verified_at": null, "engine": "browser",
            "support_screenshots": false,
        }}),
    );
    owner
        .get("/session/qr")
        .await
        .fails(409, "session_not_running");
    let started = owner.post("/session/start", json!(null)).await.ok(202);
    assert_eq!(started["wanted"], true);
    let failed = in_state(&owner, "failed").await;
    // What is missing on the server is for those who run it.
    assert_eq!(
        (&failed["reason"], &failed["last_error"]),
        (
            &json!("WhatsApp's page cannot be opened on this server"),
            &json!(null)
        )
    );
    owner.get("/session/qr").await.fails(409, "no_qr");
    owner.get("/session/qr.png").await.fails(409, "no_qr");
    owner
        .post("/session/pairing-code", json!({"phone": "+6281234567890"}))
        .await
        .fails(409, "session_not_running");
    owner
        .post("/session/pairing-code", json!({"phone": "0812"}))
        .await
        .fails(422, "invalid");
    owner
        .post("/session/logout", json!(null))
        .await
        .fails(409, "not_linked");
    let steps = owner.get("/session/history").await.ok(200);
    let steps: Vec<_> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["from"].as_str().unwrap(), step["to"].as_str().unwrap()))
        .collect();
    assert_eq!(steps, [("starting", "failed"), ("stopped", "starting")]);
    let page = owner.get("/session/history?limit=1").await;
    let cursor = page.json()["meta"]["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let rest = owner
        .get(&format!("/session/history?limit=1&cursor={cursor}"))
        .await
        .ok(200);
    assert_eq!(rest[0]["from"], "stopped");
    let stopped = owner.post("/session/stop", json!(null)).await.ok(202);
    assert_eq!(stopped["wanted"], false);
    let figures = owner.get("/session/metrics").await.ok(200);
    assert_eq!(
        (&figures["starts"], &figures["memory_bytes"]),
        (&json!(1), &Value::Null)
    );
    app.stop().await;
}

#[actix_web::test]
async fn a_tenant_can_be_slower_than_the_platform_but_not_faster() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let put = async |body: Value| {
        owner
            .send(reqwest::Method::PUT, "/session/pace", Some(body))
            .await
    };
    let slow =
        json!({"min_delay_ms": 20_000, "max_delay_ms": 30_000, "hourly_cap": 60, "daily_cap": 100});
    put(slow.clone()).await.ok(200);
    owner.get("/session/pace").await.is(
        200,
        json!({"success": true, "data": {
            "pace": slow,
            "limits": {"least_delay_ms": 3_000, "hourly_cap": 600, "daily_cap": 5_000},
        }}),
    );
    for (change, field, code) in [
        (
            json!({"min_delay_ms": 2_999}),
            "min_delay_ms",
            "pace_too_fast",
        ),
        (
            json!({"max_delay_ms": 1}),
            "max_delay_ms",
            "pace_delays_crossed",
        ),
        (json!({"hourly_cap": 601}), "hourly_cap", "pace_hourly_cap"),
        (json!({"daily_cap": 0}), "daily_cap", "pace_daily_cap"),
    ] {
        let details = put(change).await.fails(422, "invalid");
        let fault = &details["fields"][0];
        assert_eq!(
            (&fault["field"], &fault["code"]),
            (&json!(field), &json!(code))
        );
    }
    assert_eq!(owner.get("/session/pace").await.ok(200)["pace"], slow);
    app.stop().await;
}

#[actix_web::test]
async fn support_sees_the_page_only_with_consent_and_viewers_change_nothing() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let tenant = owner.tenant.unwrap();
    let viewer = app.user(tenant, Role::Viewer).await;
    let admin = app.platform(Role::Admin).await;
    let auditor = app.platform(Role::Auditor).await;
    let picture = format!("/admin/sessions/{tenant}/screenshot");
    admin.get(&picture).await.fails(403, "no_consent");
    viewer
        .send(
            reqwest::Method::PUT,
            "/session/support",
            Some(json!({"screenshots": true})),
        )
        .await
        .fails(403, "forbidden");
    owner
        .send(
            reqwest::Method::PUT,
            "/session/support",
            Some(json!({"screenshots": true})),
        )
        .await
        .ok(200);
    admin.get(&picture).await.fails(409, "session_not_running");
    auditor.get(&picture).await.fails(403, "forbidden");
    owner.get(&picture).await.fails(404, "not_found");
    let nobody = uuid::Uuid::new_v4();
    admin
        .get(&format!("/admin/sessions/{nobody}/screenshot"))
        .await
        .fails(404, "not_found");

    for verb in ["start", "stop", "restart", "logout"] {
        viewer
            .post(&format!("/session/{verb}"), json!(null))
            .await
            .fails(403, "forbidden");
    }
    viewer.get("/session").await.ok(200);
    viewer.get("/session/qr").await.fails(403, "forbidden");
    let listed = auditor.get("/admin/sessions?state=stopped").await.ok(200);
    assert_eq!(
        (&listed[0]["tenant_id"], &listed[0]["session"]["state"]),
        (&json!(tenant), &json!("stopped"))
    );
    assert_eq!(
        auditor.get("/admin/sessions?state=banned").await.ok(200),
        json!([])
    );
    assert_eq!(
        auditor.get("/admin/sessions?search=nobody").await.ok(200),
        json!([])
    );
    let name = listed[0]["tenant_name"].as_str().unwrap().to_lowercase();
    assert_eq!(
        auditor
            .get(&format!("/admin/sessions?search={name}"))
            .await
            .ok(200),
        listed
    );
    owner.get("/admin/sessions").await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn a_session_starts_for_confirmed_customers_only() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.customer("A").await;
    let start = async || owner.post("/session/start", json!(null)).await;
    start().await.fails(403, "email_not_confirmed");
    // A restart starts what was stopped, too.
    owner
        .post("/session/restart", json!(null))
        .await
        .fails(403, "email_not_confirmed");
    app.base
        .superuser()
        .await
        .execute("UPDATE users SET email_verified_at = now()", &[])
        .await
        .unwrap();
    start().await.ok(202);
    owner.post("/session/stop", json!(null)).await.ok(202);
    app.tenant("B")
        .await
        .post("/session/start", json!(null))
        .await
        .fails(403, "email_not_confirmed");
    app.stop().await;

    let app = without_browser().await;
    let owner = app.tenant("C").await;
    owner
        .post("/session/start", json!(null))
        .await
        .fails(403, "no_subscription");
    app.stop().await;
}

#[actix_web::test]
async fn a_full_server_starts_no_more_sessions() {
    let app = TestApp::start_with(|config| {
        // A browser that is there and always ends at once: its session goes on trying.
        config.engine.chromium = Some("/bin/true".into());
        config.engine.session_limit = Some(2);
    })
    .await;
    let mut owners = Vec::new();
    for name in ["A", "B", "C", "D"] {
        owners.push(app.customer(name).await);
    }
    let start = async |owner: &Client| owner.post("/session/start", json!(null)).await;
    // Of those who come at once, exactly as many get in as there are places.
    let answers = futures::future::join_all(owners.iter().map(start)).await;
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (owner, answer) in owners.iter().zip(answers) {
        if answer.status == 202 {
            inside.push(owner);
        } else {
            answer.fails(503, "node_full");
            outside.push(owner);
        }
    }
    assert_eq!((inside.len(), outside.len()), (2, 2));
    assert_eq!(outside[0].get("/session").await.ok(200)["wanted"], false);
    // Whoever has a place keeps it.
    start(inside[0]).await.ok(202);
    let restart = inside[0].post("/session/restart", json!(null)).await;
    restart.ok(202);
    outside[0]
        .post("/session/restart", json!(null))
        .await
        .fails(503, "node_full");
    // A place that was left is free once the session has stopped.
    inside[0].post("/session/stop", json!(null)).await.ok(202);
    in_state(inside[0], "stopped").await;
    start(outside[0]).await.ok(202);
    start(outside[1]).await.fails(503, "node_full");
    app.stop().await;
}
