//! The actor tree for the administrator.

use serde_json::json;
use siar_domain::permission::Role;

use crate::app::TestApp;

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
    assert_eq!(state().await, json!({"name": "parked", "reason": "trying"}));
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
