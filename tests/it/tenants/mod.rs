//! The tenant's own settings.

use serde_json::json;

use crate::app::TestApp;

#[actix_web::test]
async fn settings_are_read_and_changed_in_parts() {
    let app = TestApp::start().await;
    let owner = app.tenant("Warung Sari").await;
    let settings = |name: &str, zone: &str, words: serde_json::Value| {
        json!({"success": true, "data": {"id": owner.tenant, "name": name, "country": "ID", "time_zone": zone,
            "language": "en", "opt_out_words": words, "opt_out_answer": true,
            "opt_out_text": "All right, you will get no more promotions from us. Reply START to get them again.",
            "return_text": "Welcome back: you will get messages from us again. Reply STOP to end them.", "created_at": "2026-01-05T08:00:00Z"}})
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
    let answer = async |change: serde_json::Value| {
        let after = owner.patch("/tenant", change).await.ok(200);
        (
            after["opt_out_answer"].clone(),
            after["opt_out_text"].clone(),
            after["return_text"].clone(),
        )
    };
    let usual = "Baik, Anda tidak akan menerima pesan promosi dari kami lagi. Balas MULAI untuk menerimanya kembali.";
    assert_eq!(
        answer(json!({"opt_out_answer": false, "opt_out_text": " Siap! ", "language": "id"})).await,
        (
            json!(false),
            json!("Siap!"),
            json!(
                "Senang Anda kembali: Anda akan menerima pesan dari kami lagi. Balas KELUAR untuk berhenti."
            )
        )
    );
    assert_eq!(
        answer(json!({"opt_out_answer": true, "opt_out_text": " ", "return_text": "Hore"})).await,
        (json!(true), json!(usual), json!("Hore"))
    );
    owner
        .patch("/tenant", json!({"opt_out_text": "x".repeat(1001)}))
        .await
        .fails(422, "invalid");
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
