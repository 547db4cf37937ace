//! What one tenant may take of what all share.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use siar_domain::{id::ImportId, permission::Role};
use siar_testkit::wait_until;

use crate::{
    app::TestApp,
    bodies::stalled,
    campaigns::{draft, shop},
    client::Client,
};

/// An import as it is after its end.
async fn ended(owner: &Client, import: &Value) -> Value {
    let path = format!("/imports/{}", import["id"].as_str().unwrap());
    wait_until(Duration::from_secs(30), async || {
        let now = owner.get(&path).await.ok(200);
        if now["finished_at"].is_null() {
            return Err(now.to_string());
        }
        Ok(())
    })
    .await;
    owner.get(&path).await.ok(200)
}

#[actix_web::test]
async fn lists_are_limited_in_number() {
    let app = TestApp::start_with(|config| config.shares.lists = 2).await;
    let owner = app.tenant("Warung Sari").await;
    let first = owner.post("/lists", json!({"name": "A"})).await.ok(201);
    owner.post("/lists", json!({"name": "B"})).await.ok(201);
    let refused = owner.post("/lists", json!({"name": "C"})).await;
    assert_eq!(refused.fails(409, "too_many_lists"), json!({"limit": 2}));
    // Everybody has a share of their own, and what is deleted is free again.
    let other = app.tenant("Toko Lain").await;
    other.post("/lists", json!({"name": "C"})).await.ok(201);
    let path = format!("/lists/{}", first["id"].as_str().unwrap());
    owner.delete(&path).await;
    owner.post("/lists", json!({"name": "C"})).await.ok(201);
    app.stop().await;
}

#[actix_web::test]
async fn templates_and_campaigns_that_were_not_started_are_limited_in_number() {
    let app = TestApp::start_with(|config| {
        config.shares.templates = 2;
        config.shares.drafts = 2;
    })
    .await;
    let (owner, list) = shop(&app, 1).await;
    let template = |name: &str| json!({"name": name, "body": "Hello"});
    let first = owner.post("/templates", template("A")).await.ok(201);
    owner.post("/templates", template("B")).await.ok(201);
    let refused = owner.post("/templates", template("C")).await;
    assert_eq!(
        refused.fails(409, "too_many_templates"),
        json!({"limit": 2})
    );
    let path = format!("/templates/{}", first["id"].as_str().unwrap());
    owner.delete(&path).await.ok(200);
    owner.post("/templates", template("C")).await.ok(201);

    let first = owner.post("/campaigns", draft(&list)).await.ok(201);
    let path = format!("/campaigns/{}", first["id"].as_str().unwrap());
    let at = json!({"at": "2026-01-06T09:00:00Z"});
    owner.post("/campaigns", draft(&list)).await.ok(201);
    // One that waits for its time counts like one that waits for its maker.
    owner.post(&format!("{path}/schedule"), at).await.ok(200);
    for refused in [
        owner.post("/campaigns", draft(&list)).await,
        owner.post(&format!("{path}/clone"), json!({})).await,
    ] {
        assert_eq!(refused.fails(409, "too_many_drafts"), json!({"limit": 2}));
    }
    owner
        .post(&format!("{path}/start"), json!({}))
        .await
        .ok(200);
    owner
        .post(&format!("{path}/clone"), json!({}))
        .await
        .ok(201);
    app.stop().await;
}

#[actix_web::test]
async fn files_that_wait_take_of_the_tenants_share_from_their_first_byte() {
    let app = TestApp::start_with(|config| {
        config.shares.imports = 1;
        config.shares.spool_bytes = 1_000;
    })
    .await;
    let owner = app.tenant("Warung Sari").await;
    let file = b"phone\n081111111111\n".to_vec();
    let too_large = owner
        .raw(
            Method::POST,
            "/imports",
            [file.as_slice(), &[b'\n'; 1_000]].concat(),
        )
        .await;
    assert_eq!(too_large.fails(429, "spool_full"), json!({"limit": 1_000}));
    assert_eq!(too_large.header("retry-after"), Some("30"));
    let login = format!("authorization: Bearer {}\r\n", owner.token().unwrap());
    let under_way = stalled(&app, "/api/v1/imports", 500, 100, &login).await;
    // It counts before its file is begun.
    let spool = app.state.spool.file(ImportId(uuid::Uuid::nil()));
    wait_until(Duration::from_secs(10), async || {
        match std::fs::read_dir(spool.parent().unwrap()).unwrap().count() {
            1 => Ok(()),
            files => Err(format!("{files} files")),
        }
    })
    .await;
    let refused = owner.raw(Method::POST, "/imports", file.clone()).await;
    assert_eq!(refused.fails(429, "too_many_imports"), json!({"limit": 1}));
    let other = app.tenant("Toko Lain").await;
    other
        .raw(Method::POST, "/imports", file.clone())
        .await
        .ok(202);
    drop(under_way);
    wait_until(Duration::from_secs(10), async || {
        let reply = owner.raw(Method::POST, "/imports", file.clone()).await;
        if reply.status == 202 {
            Ok(())
        } else {
            Err(reply.text)
        }
    })
    .await;
    app.stop().await;
}

#[actix_web::test]
async fn contacts_are_limited_by_the_package() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let owner = app.tenant("Warung Sari").await;
    let package = admin
        .post(
            "/admin/packages",
            json!({"name": "Tiny", "price": "1", "contact_limit": 2, "api_tier": "basic"}),
        )
        .await
        .ok(201);
    admin
        .send(
            Method::PUT,
            &format!("/admin/customers/{}/subscription", owner.tenant.unwrap()),
            Some(json!({"package_id": package["id"], "months": 1})),
        )
        .await
        .ok(200);
    let list = owner.post("/lists", json!({"name": "All"})).await.ok(201);
    let numbers = format!("/lists/{}/numbers", list["id"].as_str().unwrap());
    let person = async |phone: &str| owner.post("/contacts", json!({"phone": phone})).await;
    let first = person("+628111111111").await.ok(201);
    person("+628111111112").await.ok(201);
    let full = json!({"limit": 2});
    let refused = person("+628111111113").await;
    assert_eq!(refused.fails(409, "contact_limit"), full);
    let paste = async |text: &str| owner.post(&numbers, json!({"text": text})).await;
    let refused = paste("+628111111111\n+628111111113").await;
    assert_eq!(refused.fails(409, "contact_limit"), full);
    app.clock.advance(chrono::TimeDelta::seconds(1));
    // Who is known already takes no room.
    assert_eq!(paste("+628111111111").await.ok(200)["updated"], 1);
    let import = owner
        .raw(
            Method::POST,
            "/imports",
            b"phone\n+628111111111\n+628111111113\n".to_vec(),
        )
        .await
        .ok(202);
    let ended = ended(&owner, &import).await;
    assert_eq!(
        (&ended["state"], &ended["added"]),
        (&json!("failed"), &json!(0))
    );
    assert!(ended.to_string().contains("contact_limit"), "{ended}");
    owner
        .delete(&format!("/contacts/{}", first["id"].as_str().unwrap()))
        .await;
    person("+628111111113").await.ok(201);
    app.stop().await;
}
