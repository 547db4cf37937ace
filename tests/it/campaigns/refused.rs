//! What is refused, and with which word.

use serde_json::json;
use siar_domain::permission::Role;
use uuid::Uuid;

use super::{draft, shop};
use crate::app::TestApp;

#[actix_web::test]
async fn bad_drafts_name_their_faults() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 1).await;
    let unknown = Uuid::now_v7().to_string();
    for (change, field, code) in [
        (json!({"name": " "}), "name", "required"),
        (json!({"list_ids": []}), "list_ids", "required"),
        (json!({"list_ids": [unknown]}), "list_ids", "unknown"),
        (
            json!({"text": null, "template_id": unknown}),
            "template_id",
            "unknown",
        ),
        (json!({"text": null}), "text", "required"),
        (json!({"template_id": unknown}), "text", "required"),
        (
            json!({"text": "x".repeat(5_000)}),
            "text",
            "template_too_long",
        ),
        (json!({"text": "Halo {{ name"}), "text", "template_syntax"),
        (
            json!({"text": "{% for a in range(99999999) %}x{% endfor %}"}),
            "text",
            "template_not_offered",
        ),
        (
            json!({"late_bound_seconds": -1}),
            "late_bound_seconds",
            "out_of_range",
        ),
    ] {
        let mut asked = draft(&list);
        for (name, value) in change.as_object().unwrap() {
            asked[name] = value.clone();
        }
        let details = owner.post("/campaigns", asked).await.fails(422, "invalid");
        assert_eq!(
            (
                &details["fields"][0]["field"],
                &details["fields"][0]["code"]
            ),
            (&json!(field), &json!(code)),
            "{change}"
        );
    }
    let mut asked = draft(&list);
    asked["numbers"] = json!(["08110000001", "12", "not a number"]);
    let details = owner.post("/campaigns", asked).await.fails(422, "invalid");
    let fields: Vec<_> = details["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["numbers[1]", "numbers[2]"]);
    let nul = owner
        .post(
            "/campaigns",
            json!({"name": "Promo", "list_ids": [list], "text": "a\0b"}),
        )
        .await;
    assert_eq!(nul.status, 422);
    app.stop().await;
}

#[actix_web::test]
async fn nobody_starts_for_nothing_or_for_others() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 0).await;
    let made = owner.post("/campaigns", draft(&list)).await.ok(201);
    let path = format!("/campaigns/{}", made["id"].as_str().unwrap());
    owner
        .post(&format!("{path}/start"), json!({}))
        .await
        .fails(409, "no_recipients");
    for verb in ["pause", "resume", "cancel", "unschedule"] {
        owner
            .post(&format!("{path}/{verb}"), json!({}))
            .await
            .fails(409, "wrong_state");
    }
    let viewer = app.user(owner.tenant.unwrap(), Role::Viewer).await;
    viewer
        .post(&format!("{path}/start"), json!({}))
        .await
        .fails(403, "forbidden");
    let (stranger, _) = shop(&app, 1).await;
    stranger.get(&path).await.fails(404, "not_found");
    for verb in ["start", "pause", "resume", "cancel", "clone"] {
        stranger
            .post(&format!("{path}/{verb}"), json!({}))
            .await
            .fails(404, "not_found");
    }
    stranger
        .get(&format!("{path}/recipients.csv"))
        .await
        .fails(404, "not_found");
    owner
        .get("/campaigns?state=flying")
        .await
        .fails(422, "invalid");
    let nobody = app.tenant("Poor").await;
    let list = nobody.post("/lists", json!({"name": "All"})).await.ok(201);
    let mut asked = draft(list["id"].as_str().unwrap());
    asked["numbers"] = json!(["08110000001"]);
    let made = nobody.post("/campaigns", asked).await.ok(201);
    nobody
        .post(
            &format!("/campaigns/{}/start", made["id"].as_str().unwrap()),
            json!({}),
        )
        .await
        .fails(409, "no_subscription");
    app.stop().await;
}
