//! Templates over the API.

use serde_json::json;

use crate::app::TestApp;

#[actix_web::test]
async fn a_template_has_versions_and_is_tried_with_a_contact() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let made = owner
        .post(
            "/templates",
            json!({"name": "Promo", "body": "Halo {{ name | default(\"Kak\") }} di {Kota}!"}),
        )
        .await
        .ok(201);
    let id = made["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (&made["version"], &made["variables"]),
        (&json!(1), &json!(["kota", "name"]))
    );
    let path = format!("/templates/{id}");
    let update = json!({"version": 1, "name": "Promo", "body": "Hai {{ name }}"});
    let changed = owner
        .send(reqwest::Method::PUT, &path, Some(update.clone()))
        .await
        .ok(200);
    assert_eq!(changed["version"], 2);
    let late = owner
        .send(
            reqwest::Method::PUT,
            &path,
            Some(json!({"version": 1, "name": "Promo", "body": "Lain"})),
        )
        .await
        .fails(409, "changed_meanwhile");
    assert_eq!(late["template"], changed);
    let contact = owner
        .post(
            "/contacts",
            json!({"phone": "08111111111", "attributes": {"kota": "Medan"}}),
        )
        .await
        .ok(201);
    let tried = owner
        .post(
            "/templates/preview",
            json!({"body": made["body"], "contact_id": contact["id"]}),
        )
        .await
        .ok(200);
    assert_eq!(
        tried,
        json!({"text": "Halo Kak di Medan!", "length": 18, "variables": ["kota", "name"], "missing": []})
    );
    let tried = owner
        .post(
            "/templates/preview",
            json!({"body": "{Salam} {name} di {kota}", "contact_id": contact["id"], "defaults": {"Name": "Kak", "kota": "Solo"}}),
        )
        .await
        .ok(200);
    assert_eq!(
        tried,
        json!({"text": null, "length": 0, "variables": ["kota", "name", "salam"], "missing": ["salam"]}),
        "a default counts as a value"
    );
    let tried = owner
        .post(
            "/templates/preview",
            json!({"body": "{name} di {kota}", "contact_id": contact["id"], "defaults": {"Name": "Kak", "kota": "Solo"}}),
        )
        .await
        .ok(200);
    assert_eq!(
        tried["text"], "Kak di Medan",
        "the contact's own value first"
    );
    let missing = owner.get(&format!("{path}/missing")).await.ok(200);
    assert_eq!(
        missing,
        json!([{"contact_id": contact["id"], "phone": "+628111111111", "missing": ["name"]}])
    );
    owner
        .send(reqwest::Method::DELETE, &path, None)
        .await
        .ok(200);
    owner.get(&path).await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn a_text_that_can_never_work_is_refused_with_its_place() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    for (body, code) in [
        (" ".to_owned(), "template_empty"),
        ("x".repeat(5000), "template_too_long"),
        ("Halo {{ name".to_owned(), "template_syntax"),
        (
            "{% for a in range(99999999) %}x{% endfor %}".to_owned(),
            "template_not_offered",
        ),
        ("{% include 'secrets' %}".to_owned(), "template_not_offered"),
    ] {
        let details = owner
            .post("/templates", json!({"name": "T", "body": body}))
            .await
            .fails(422, "invalid");
        assert_eq!(details["fields"][0]["code"], code, "{details}");
    }
    assert_eq!(owner.get("/templates").await.ok(200), json!([]));
    app.stop().await;
}
