//! The log's last lines.

use serde_json::{Value, json};
use siar::logging::{Keeping, recent};
use siar_domain::permission::Role;
use tracing_subscriber::{layer::SubscriberExt, util::SubscriberInitExt};

use crate::app::TestApp;

/// From now on everything that this process logs is kept, as in the real program.
pub(crate) fn keep_logs() {
    // Another test of the same process may have done it.
    let _ = tracing_subscriber::registry()
        .with(tracing_subscriber::EnvFilter::new("info"))
        .with(Keeping(recent()))
        .try_init();
}

/// Sentences of the lines.
fn said(log: &Value) -> Vec<&str> {
    let lines = log["lines"].as_array().unwrap().iter();
    lines
        .map(|line| line["message"].as_str().unwrap())
        .filter(|text| text.starts_with("trying"))
        .collect()
}

#[actix_web::test]
async fn the_log_is_read_by_level_text_and_sequence_and_shows_no_number() {
    keep_logs();
    let app = TestApp::start().await;
    let auditor = app.platform(Role::Auditor).await;
    let before = auditor.get("/admin/logs?limit=1").await.ok(200)["newest"]
        .as_u64()
        .unwrap();
    let span = tracing::info_span!("request", id = "r1", phone = "6281234567890");
    span.in_scope(|| tracing::warn!(to = "+6281234567890", count = 3, "trying 6281234567890"));
    tracing::info!(token = "very-private", "trying a letter");
    tracing::debug!("trying what the filter leaves out");
    let log = auditor
        .get(&format!("/admin/logs?after={before}"))
        .await
        .ok(200);
    assert_eq!(said(&log), ["trying *********7890", "trying a letter"]);
    let line = log["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["level"] == "warn" && line["message"] == "trying *********7890")
        .unwrap();
    assert_eq!(line["target"], "it::admin::logs");
    assert_eq!(
        line["fields"],
        json!([
            {"name": "to", "value": "+*********7890"},
            {"name": "count", "value": "3"},
            {"name": "id", "value": "r1"},
            {"name": "phone", "value": "*********7890"},
        ])
    );
    let text = log.to_string();
    assert!(
        !text.contains("62812345") && !text.contains("very-private"),
        "{text}"
    );
    let read = async |query: &str| {
        let log = auditor.get(&format!("/admin/logs?{query}")).await.ok(200);
        said(&log).iter().map(|text| (*text).to_owned()).collect()
    };
    let warnings: Vec<String> = read("level=warn&text=trying").await;
    assert_eq!(warnings, ["trying *********7890"]);
    let letters: Vec<String> = read("text=A%20LETTER").await;
    assert_eq!(letters, ["trying a letter"]);
    let newest: Vec<String> = read("text=trying&limit=1").await;
    assert_eq!(newest, ["trying a letter"]);
    let beyond: Vec<String> = read("text=trying&after=999999999").await;
    assert_eq!(beyond, Vec::<String>::new());
    app.stop().await;
}

#[actix_web::test]
async fn the_log_is_the_platforms_and_says_what_is_wrong_with_a_question() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    owner.get("/admin/logs").await.fails(404, "not_found");
    let admin = app.platform(Role::Admin).await;
    for query in ["limit=0", "limit=2001"] {
        let details = admin
            .get(&format!("/admin/logs?{query}"))
            .await
            .fails(422, "invalid");
        assert_eq!(details["fields"][0]["field"], "limit");
    }
    let long = format!("/admin/logs?text={}", "x".repeat(201));
    let details = admin.get(&long).await.fails(422, "invalid");
    assert_eq!(details["fields"][0]["field"], "text");
    let status = admin.get("/admin/logs?level=loud").await.status;
    assert!(status == 400 || status == 422, "{status}");
    app.stop().await;
}
