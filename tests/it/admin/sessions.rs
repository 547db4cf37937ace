//! What an administrator does to a session's actor lasts, and its tenant is told.

use std::time::Duration;

use serde_json::{Value, json};
use siar_domain::permission::Role;
use siar_testkit::wait_until;

use crate::app::TestApp;

const PATIENCE: Duration = Duration::from_secs(20);

#[actix_web::test]
async fn what_an_administrator_took_down_is_started_only_by_those_who_may() {
    let app = TestApp::start_with(|config| {
        config.engine.chromium = Some("/nonexistent/chromium".into());
    })
    .await;
    let owner = app.customer("Toko").await;
    let admin = app.platform(Role::Admin).await;
    let tenant = owner.tenant.unwrap();
    let path = format!("root/sessions/{tenant}");
    let act = async |action: &str, reason: Option<&str>| {
        let which = json!({"path": path, "reason": reason});
        admin.post(&format!("/admin/actors/{action}"), which).await
    };
    let start = async || owner.post("/session/start", json!(null)).await;
    let row = async || owner.get("/session").await.ok(200);
    let gives_up = async || {
        wait_until(PATIENCE, || async {
            let session = row().await;
            let fits = session["state"] == "failed" && session["hold"].is_null();
            if fits {
                Ok(())
            } else {
                Err(session.to_string())
            }
        })
        .await;
    };

    // No actor stands there, now or after a restart of the server: it is the row that says so.
    act("park", Some("cleaning the disk")).await.ok(200);
    assert_eq!(
        row().await["hold"],
        json!({"kind": "quarantined", "reason": "cleaning the disk"})
    );
    assert_eq!(
        start().await.json()["error"],
        json!({
            "code": "session_quarantined",
            "message": "It cannot be started now: an administrator took it out of service: cleaning the disk.",
            "details": {},
        })
    );
    owner
        .post("/session/restart", json!(null))
        .await
        .fails(409, "session_quarantined");
    let listed = admin.get("/admin/sessions").await.ok(200);
    assert_eq!(listed[0]["session"]["hold"]["kind"], "quarantined");
    act("stop", None).await.ok(200);
    let hold = row().await["hold"].clone();
    assert_eq!(hold["kind"], "quarantined", "stopping does not loosen it");
    act("release", None).await.ok(200);
    assert_eq!(row().await["hold"], Value::Null);
    // 404 as long as its actor is not up yet.
    let again = act("release", None).await;
    assert!([404, 409].contains(&again.status), "{again:?}");

    start().await.ok(202);
    gives_up().await;
    act("stop", Some("moving the server")).await.ok(200);
    assert_eq!(
        row().await["hold"],
        json!({"kind": "stopped", "reason": "moving the server"})
    );
    start().await.ok(202);
    gives_up().await;

    // An administrator's restart also gives one that was given up another try.
    act("stop", None).await.ok(200);
    act("restart", None).await.ok(200);
    gives_up().await;
    let history = owner.get("/session/history").await.ok(200);
    assert!(
        history.as_array().unwrap().iter().any(|step| {
            step["reason"] == "an administrator asked for a new start" && step["to"] == "stopped"
        }),
        "{history}"
    );
    let audited: i64 = app
        .base
        .superuser()
        .await
        .query_one(
            "SELECT count(*) FROM audit_log WHERE action LIKE 'actor.%' AND tenant_id = $1 AND user_id IS NOT NULL",
            &[&tenant.0],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(audited, 7);
    let nobody = json!({"path": format!("root/sessions/{}", uuid::Uuid::now_v7())});
    admin
        .post("/admin/actors/restart", nobody)
        .await
        .fails(404, "not_found");
    app.stop().await;
}
