//! The actor tree and its alerts for the administrator.

use serde_json::json;
use siar_domain::permission::Role;
use siar_testkit::wait_until;

use crate::app::TestApp;

const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

#[actix_web::test]
async fn an_actor_is_parked_seen_and_released() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let state = async || {
        let tree = admin.get("/admin/actors").await.ok(200);
        let mut at = &tree;
        for id in ["chores", "hub"] {
            let children = at["children"].as_array().unwrap();
            at = children.iter().find(|child| child["id"] == id).unwrap();
        }
        at["state"].clone()
    };
    assert_eq!(state().await["name"], "running");
    admin
        .post(
            "/admin/actors/park",
            json!({"path": "root/chores/hub", "reason": "trying"}),
        )
        .await
        .is(200, json!({"success": true, "data": {"late": []}}));
    assert_eq!(
        state().await,
        json!({"name": "parked", "reason": "trying", "by_hand": true})
    );
    // What serves everybody is missing: said where whoever spreads requests asks.
    let missing = app
        .nobody()
        .get("//health/ready")
        .await
        .fails(503, "not_ready");
    assert_eq!(
        missing["dependencies"][1],
        json!({"name": "workers", "up": false, "needed": true, "took_ms": 0, "problem": "stopped"})
    );
    admin
        .post("/admin/actors/release", json!({"path": "root/chores/hub"}))
        .await
        .ok(200);
    assert_eq!(state().await["name"], "running");
    admin
        .post("/admin/actors/restart", json!({"path": "root/nobody"}))
        .await
        .fails(404, "not_found");
    admin
        .post("/admin/actors/stop", json!({"path": "root"}))
        .await
        .fails(422, "invalid");
    admin
        .post("/admin/actors/explode", json!({"path": "root/chores/hub"}))
        .await
        .fails(404, "not_found");
    let audited: i64 = app
        .base
        .superuser()
        .await
        .query_one(
            "SELECT count(*) FROM audit_log WHERE action LIKE 'actor.%' AND user_id IS NOT NULL",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(audited, 3);
    app.stop().await;
}

#[actix_web::test]
async fn a_supervisor_that_is_parked_is_told() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    admin
        .post(
            "/admin/actors/park",
            json!({"path": "root/blasts", "reason": "trying"}),
        )
        .await
        .ok(200);
    app.nobody()
        .get("//health/ready")
        .await
        .fails(503, "not_ready");
    wait_until(PATIENCE, async || {
        let alerts = admin.get("/admin/alerts").await.ok(200);
        let text = alerts.to_string();
        if text.contains("root/blasts is parked: trying") {
            Ok(())
        } else {
            Err(text)
        }
    })
    .await;
    admin
        .post("/admin/actors/release", json!({"path": "root/blasts"}))
        .await
        .ok(200);
    app.nobody().get("//health/ready").await.ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn a_campaign_that_an_operator_parked_is_not_released_by_its_tenant() {
    let app = TestApp::start().await;
    let (admin, owner) = (app.platform(Role::Admin).await, app.customer("Toko").await);
    // A session that may come back soon: the campaign waits for it, where one that was never linked would pause it.
    app.base
        .superuser()
        .await
        .batch_execute(&format!(
            "UPDATE sessions SET state = 'reconnecting' WHERE tenant_id = '{}'",
            owner.tenant.unwrap()
        ))
        .await
        .unwrap();
    let draft = json!({"name": "Promo", "numbers": ["+6281234567890"], "text": "Halo"});
    let made = owner.post("/campaigns", draft).await.ok(201);
    let path = format!("/campaigns/{}", made["id"].as_str().unwrap());
    owner
        .post(&format!("{path}/start"), json!({}))
        .await
        .ok(200);
    let worker = format!("root/blasts/{}", made["id"].as_str().unwrap());
    wait_until(PATIENCE, async || {
        let park = json!({"path": worker, "reason": "looking"});
        let reply = admin.post("/admin/actors/park", park).await;
        if reply.status == 200 {
            Ok(())
        } else {
            Err(reply.text)
        }
    })
    .await;
    assert_eq!(
        owner.get(&path).await.ok(200)["stuck_since"],
        "2026-01-05T08:00:00Z"
    );
    owner
        .post(&format!("{path}/pause"), json!({}))
        .await
        .ok(200);
    owner
        .post(&format!("{path}/resume"), json!({}))
        .await
        .ok(200);
    let resumed = owner.get(&path).await.ok(200);
    assert_eq!(
        (&resumed["state"], &resumed["stuck_since"]),
        (&json!("running"), &json!("2026-01-05T08:00:00Z"))
    );
    app.stop().await;
}

#[actix_web::test]
async fn the_tree_is_hidden_from_tenants_and_untouched_by_auditors() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    owner.get("/admin/actors").await.fails(404, "not_found");
    owner
        .post("/admin/actors/stop", json!({"path": "root/chores/hub"}))
        .await
        .fails(404, "not_found");
    let auditor = app.platform(Role::Auditor).await;
    auditor.get("/admin/actors").await.ok(200);
    auditor
        .post("/admin/actors/stop", json!({"path": "root/chores/hub"}))
        .await
        .fails(403, "forbidden");
    app.stop().await;
}

#[actix_web::test]
async fn what_is_parked_is_an_alert_until_it_is_released() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let alerts = async |state: &str| {
        let list = admin
            .get(&format!("/admin/alerts?state={state}"))
            .await
            .ok(200);
        list.as_array().unwrap().clone()
    };
    assert_eq!(alerts("open").await, Vec::<serde_json::Value>::new());
    let which = json!({"path": "root/chores/scheduler", "reason": "trying"});
    admin.post("/admin/actors/park", which).await.ok(200);
    wait_until(PATIENCE, || async { alerts("open").await.len() == 1 }).await;
    let [alert] = &alerts("open").await[..] else {
        panic!("one alert");
    };
    assert_eq!(
        (
            &alert["kind"],
            &alert["severity"],
            &alert["subject"],
            &alert["text"],
            &alert["tenant_id"]
        ),
        (
            &json!("actor_parked"),
            &json!("warning"),
            &json!("test root/chores/scheduler"),
            &json!("root/chores/scheduler is parked: trying"),
            &json!(null)
        )
    );
    let path = format!("/admin/alerts/{}", alert["id"].as_str().unwrap());
    for _ in 0..2 {
        admin
            .post(&format!("{path}/acknowledge"), json!({}))
            .await
            .ok(200);
    }
    assert_eq!(alerts("acknowledged").await.len(), 1);
    admin
        .post(
            "/admin/actors/release",
            json!({"path": "root/chores/scheduler"}),
        )
        .await
        .ok(200);
    wait_until(PATIENCE, || async { alerts("resolved").await.len() == 1 }).await;
    admin
        .post(&format!("{path}/resolve"), json!({}))
        .await
        .ok(200);
    let none = uuid::Uuid::now_v7();
    admin
        .post(&format!("/admin/alerts/{none}/resolve"), json!({}))
        .await
        .fails(404, "not_found");
    app.stop().await;
}
