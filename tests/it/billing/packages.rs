//! What is sold.

use serde_json::json;
use siar_domain::permission::Role;

use crate::app::TestApp;

#[actix_web::test]
async fn four_packages_are_there_from_the_start() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Auditor).await;
    let packages = admin.get("/admin/packages").await.ok(200);
    let seen: Vec<_> = packages
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            (
                package["name"].clone(),
                package["price"].clone(),
                package["messages_per_day"].clone(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (json!("Basic"), json!("99000.00"), json!(1000)),
            (json!("Pro"), json!("299000.00"), json!(5000)),
            (json!("Business"), json!("999000.00"), json!(20000)),
            (json!("Enterprise"), json!("4999000.00"), json!(null)),
        ]
    );
    app.stop().await;
}

#[actix_web::test]
async fn a_package_is_made_changed_and_named_once() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let terms = json!({"name": "Mini", "price": "10.5", "monthly_quota": 10, "messages_per_day": null,
                       "contact_limit": 500, "api_tier": "basic", "features": {"webhooks": true}});
    let reply = admin.post("/admin/packages", terms.clone()).await;
    let made = reply.ok(201);
    let id = made["id"].as_str().unwrap();
    assert_eq!(
        reply.header("location"),
        Some(format!("/api/v1/admin/packages/{id}").as_str())
    );
    let view = |name: &str, price: &str, active: bool| {
        json!({"id": id, "name": name, "description": "", "price": price, "currency": "IDR", "period_months": 1,
               "monthly_quota": 10, "messages_per_day": null, "contact_limit": 500, "api_tier": "basic",
               "features": {"webhooks": true}, "active": active, "created_at": "2026-01-05T08:00:00Z"})
    };
    assert_eq!(made, view("Mini", "10.50", true));
    admin
        .post("/admin/packages", terms.clone())
        .await
        .fails(409, "already_exists");
    let mut changed = terms.clone();
    changed["name"] = json!("Mikro");
    changed["price"] = json!("11");
    changed["active"] = json!(false);
    let path = format!("/admin/packages/{id}");
    let reply = admin
        .send(reqwest::Method::PUT, &path, Some(changed.clone()))
        .await;
    assert_eq!(reply.ok(200), view("Mikro", "11.00", false));
    let nowhere = format!("/admin/packages/{}", uuid::Uuid::now_v7());
    admin
        .send(reqwest::Method::PUT, &nowhere, Some(changed))
        .await
        .fails(404, "not_found");
    let details = admin
        .post("/admin/packages", json!({"name": "", "price": "1.234", "monthly_quota": 0, "contact_limit": 0, "api_tier": "gold", "period_months": 37, "currency": "rp"}))
        .await
        .fails(422, "invalid");
    let fields: Vec<_> = details["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["field"].clone())
        .collect();
    assert_eq!(
        fields,
        [
            "name",
            "price",
            "currency",
            "period_months",
            "monthly_quota",
            "contact_limit",
            "api_tier"
        ]
    );
    app.stop().await;
}
