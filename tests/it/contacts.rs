//! Contacts and the do-not-message register over the API.

use serde_json::{Value, json};
use siar_domain::permission::Role;

use crate::app::TestApp;

#[actix_web::test]
async fn a_contact_is_stored_changed_found_and_deleted() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let made = owner
        .post(
            "/contacts",
            json!({"phone": "0812-3456-7890", "name": " Ani ", "tags": ["vip"], "attributes": {"city": "Medan"},
                   "consent": {"source": "form"}}),
        )
        .await
        .ok(201);
    let id = made["id"].as_str().unwrap().to_owned();
    assert_eq!(
        made,
        json!({
            "id": id, "phone": "+6281234567890", "name": "Ani", "email": null, "notes": null, "language": null, "time_zone": null,
            "tags": ["vip"], "attributes": {"city": "Medan"}, "blocked_at": null, "blocked_reason": null,
            "consent_at": "2026-01-05T08:00:00Z", "consent_source": "form", "consent_proof": null,
            "last_in_at": null, "last_out_at": null,
            "created_at": "2026-01-05T08:00:00Z", "updated_at": "2026-01-05T08:00:00Z",
        })
    );
    owner
        .post("/contacts", json!({"phone": "+6281234567890"}))
        .await
        .fails(409, "phone_taken");
    let path = format!("/contacts/{id}");
    let changed = owner
        .patch(
            &path,
            json!({"name": null, "blocked_reason": "asked twice"}),
        )
        .await
        .ok(200);
    assert_eq!(
        (
            &changed["name"],
            &changed["blocked_reason"],
            &changed["tags"]
        ),
        (&Value::Null, &json!("asked twice"), &json!(["vip"]))
    );
    let found = owner.get("/contacts?tag=vip&phone=%2B6281").await.ok(200);
    assert_eq!(found, json!([changed]));
    owner
        .send(reqwest::Method::DELETE, &path, None)
        .await
        .ok(200);
    owner.get(&path).await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn what_is_no_contact_is_told_field_by_field() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    for (body, field, code) in [
        (json!({"phone": "12"}), "phone", "phone_too_short"),
        (
            json!({"phone": "0800-FLOWERS"}),
            "phone",
            "phone_not_a_number",
        ),
        (
            json!({"phone": "08123456789", "email": "x"}),
            "email",
            "invalid_email",
        ),
        (
            json!({"phone": "08123456789", "name": "x".repeat(201)}),
            "name",
            "too_long",
        ),
        (
            json!({"phone": "08123456789", "time_zone": "Mars/Base"}),
            "time_zone",
            "unknown_time_zone",
        ),
    ] {
        let reply = owner.post("/contacts", body.clone()).await;
        let details = reply.fails(422, "invalid");
        assert_eq!(details["fields"][0]["field"], field, "{body} {details}");
        assert_eq!(details["fields"][0]["code"], code, "{body} {details}");
    }
    owner
        .post("/contacts", json!({"phone": "0812\u{0}3456789"}))
        .await
        .fails(422, "nul_not_allowed");
    assert_eq!(owner.get("/contacts").await.ok(200), json!([]));
    app.stop().await;
}

#[actix_web::test]
async fn another_tenants_contact_does_not_exist() {
    let app = TestApp::start().await;
    let (one, two) = (app.tenant("A").await, app.tenant("B").await);
    let made = one
        .post("/contacts", json!({"phone": "08123456789"}))
        .await
        .ok(201);
    let path = format!("/contacts/{}", made["id"].as_str().unwrap());
    two.get(&path).await.fails(404, "not_found");
    two.patch(&path, json!({"name": "mine"}))
        .await
        .fails(404, "not_found");
    two.send(reqwest::Method::DELETE, &path, None)
        .await
        .fails(404, "not_found");
    // The same number is each tenant's own contact.
    two.post("/contacts", json!({"phone": "08123456789"}))
        .await
        .ok(201);
    assert_eq!(one.get(&path).await.ok(200), made);
    let viewer = app.user(one.tenant.unwrap(), Role::Viewer).await;
    viewer.get(&path).await.ok(200);
    viewer
        .patch(&path, json!({"name": "x"}))
        .await
        .fails(403, "forbidden");
    app.stop().await;
}

#[actix_web::test]
async fn pages_of_contacts_have_no_gap() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    for n in 0..7 {
        owner
            .post("/contacts", json!({"phone": format!("+62811000{n:04}")}))
            .await
            .ok(201);
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let reply = owner.get(&format!("/contacts?limit=3{cursor}")).await;
        for row in reply.ok(200).as_array().unwrap() {
            seen.push(row["phone"].as_str().unwrap().to_owned());
        }
        match reply.json()["meta"]["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let all: Vec<String> = (0..7).map(|n| format!("+62811000{n:04}")).collect();
    assert_eq!(seen, all);
    owner
        .get("/contacts?cursor=garbage")
        .await
        .fails(400, "bad_cursor");
    owner
        .get("/contacts?limit=1000")
        .await
        .fails(422, "invalid");
    owner
        .get("/contacts/not-an-id")
        .await
        .fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn the_register_takes_numbers_once_and_gives_them_back_by_hand() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let body = json!({"phones": ["+628111111111", "+628222222222"]});
    assert_eq!(
        owner.post("/suppressions", body.clone()).await.ok(200),
        json!({"added": ["+628111111111", "+628222222222"], "rejected": []})
    );
    assert_eq!(
        owner.post("/suppressions", body).await.ok(200),
        json!({"added": [], "rejected": []})
    );
    let path = "/suppressions/%2B628111111111";
    owner
        .send(reqwest::Method::DELETE, path, None)
        .await
        .ok(200);
    owner
        .send(reqwest::Method::DELETE, path, None)
        .await
        .fails(404, "not_found");
    assert_eq!(
        owner.get("/suppressions").await.ok(200),
        json!([{"phone": "+628222222222", "name": null, "source": "by_hand", "keyword": null, "message": null, "created_at": "2026-01-05T08:00:00Z"}])
    );
    // As people write them, and found again by the beginning of the number, with the contact's name.
    owner
        .post(
            "/contacts",
            json!({"phone": "0833 3333 3333", "name": "Ani"}),
        )
        .await
        .ok(201);
    assert_eq!(
        owner
            .post("/suppressions", json!({"phones": ["0833-3333-3333"]}))
            .await
            .ok(200),
        json!({"added": ["+6283333333333"], "rejected": []})
    );
    assert_eq!(
        owner.get("/suppressions?phone=%2B6283").await.ok(200),
        json!([{"phone": "+6283333333333", "name": "Ani", "source": "by_hand", "keyword": null, "message": null, "created_at": "2026-01-05T08:00:00Z"}])
    );
    // One odd number keeps nobody off the register, and a number that no plan knows is taken as it would be dialled.
    let mixed = json!({"phones": ["08444444444", "abc", "551190000012", "+55 11 9000-0013", "0811"], "country": "BR"});
    assert_eq!(
        owner.post("/suppressions", mixed).await.ok(200),
        json!({
            "added": ["+551190000012", "+551190000013", "+558444444444"],
            "rejected": [
                {"place": 1, "code": "phone_not_a_number",
                 "message": "this is not a phone number: take away the letters and signs that a number never has"},
                {"place": 4, "code": "phone_too_short", "message": "the phone number has too few digits"},
            ]
        })
    );
    owner
        .post("/suppressions", json!({"phones": ["abc", "0811"]}))
        .await
        .fails(422, "invalid");
    // Off again in any spelling of the account.
    owner.delete("/suppressions/%2B5511990000012").await.ok(200);
    owner.delete("/suppressions/0833-3333-3333").await.ok(200);
    owner
        .delete("/suppressions/abc")
        .await
        .fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn an_import_brings_no_withdrawn_agreement_back() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let list = owner.post("/lists", json!({"name": "All"})).await.ok(201)["id"].clone();
    let paste = async |source: &str| {
        let body = json!({"text": "0812 3456 7890", "consent_source": source});
        let path = format!("/lists/{}/numbers", list.as_str().unwrap());
        owner.post(&path, body).await.ok(200);
        owner.get("/contacts").await.ok(200)[0].clone()
    };
    let contact = paste("form 2025").await;
    assert_eq!(contact["consent_source"], "form 2025");
    let path = format!("/contacts/{}", contact["id"].as_str().unwrap());
    owner.patch(&path, json!({"consent": null})).await.ok(200);
    assert_eq!(paste("form 2026").await["consent_at"], json!(null));
    // The person's own new agreement counts again.
    owner
        .patch(&path, json!({"consent": {"source": "counter"}}))
        .await
        .ok(200);
    assert_eq!(paste("form 2027").await["consent_source"], "counter");
    app.stop().await;
}
