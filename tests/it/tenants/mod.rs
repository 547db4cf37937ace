//! The tenant's own settings.

use serde_json::json;

use crate::app::TestApp;

#[actix_web::test]
async fn settings_are_read_and_changed_in_parts() {
    let app = TestApp::start().await;
    let owner = app.tenant("Warung Sari").await;
    let settings = |name: &str, zone: &str, words: serde_json::Value| {
        json!({"success": true, "data": {"id": owner.tenant, "name": name, "country": "ID", "time_zone": zone,
            "language": "en", "opt_out_words": words, "created_at": "2026-01-05T08:00:00Z"}})
    };
    let usual = json!([
        "STOP",
        "STOPALL",
        "BERHENTI",
        "UNSUB",
        "UNSUBSCRIBE",
        "UNREG",
        "OPT OUT",
        "OPTOUT",
        "JANGAN KIRIM LAGI"
    ]);
    owner
        .get("/tenant")
        .await
        .is(200, settings("Warung Sari", "Asia/Jakarta", usual.clone()));
    owner
        .patch(
            "/tenant",
            json!({"name": " Toko ", "time_zone": "Asia/Makassar"}),
        )
        .await
        .is(200, settings("Toko", "Asia/Makassar", usual));
    let words = owner
        .patch(
            "/tenant",
            json!({"opt_out_words": ["stop", "Keluar", "STOP"]}),
        )
        .await
        .ok(200);
    assert_eq!(words["opt_out_words"], json!(["KELUAR", "STOP"]));
    owner
        .patch("/tenant", json!({"opt_out_words": []}))
        .await
        .fails(422, "invalid");
    owner
        .patch("/tenant", json!({"name": "", "country": "id"}))
        .await
        .fails(422, "invalid");
    app.stop().await;
}
