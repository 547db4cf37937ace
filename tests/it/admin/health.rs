//! How everything is that the server needs.

use serde_json::{Value, json};
use siar_domain::permission::Role;

use crate::app::TestApp;

#[actix_web::test]
async fn everything_is_looked_at_and_what_is_missing_is_said() {
    let app = TestApp::start_with(|config| {
        config.engine.chromium = Some("/no/such/browser".into());
    })
    .await;
    let auditor = app.platform(Role::Auditor).await;
    let health = auditor.get("/admin/health").await.ok(200);
    let all = health["dependencies"].as_array().unwrap();
    let names: Vec<&Value> = all.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["postgresql", "redis", "chromium", "disk", "node"]);
    let states: Vec<(&Value, &Value)> = all
        .iter()
        .map(|one| (&one["state"], &one["problem"]))
        .collect();
    assert_eq!(
        states[..3],
        [
            (&json!("up"), &json!(null)),
            (&json!("warning"), &json!("not_configured")),
            (&json!("down"), &json!("not_found")),
        ]
    );
    for one in all {
        assert_eq!(one["checked_at"], "2026-01-05T08:00:00Z");
        assert!(one["took_ms"].as_u64().unwrap() < 3000, "{one}");
        assert_eq!(one["reason"].is_null(), one["problem"].is_null(), "{one}");
    }
    let disk = &all[3]["facts"];
    assert!(disk["free_bytes"].as_u64().unwrap() <= disk["total_bytes"].as_u64().unwrap());
    assert_eq!(all[4]["state"], "up");
    assert_eq!(all[4]["facts"]["nodes"], 1);
    assert_eq!(all[4]["facts"]["started_at"], "2026-01-05T08:00:00Z");
    assert_eq!(all[4]["facts"]["version"], env!("CARGO_PKG_VERSION"));
    let owner = app.tenant("A").await;
    owner.get("/admin/health").await.fails(404, "not_found");
    app.stop().await;
}
