//! A package for a tenant, by the administrator's hand; and suspension.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use siar_domain::permission::Role;

use crate::{app::TestApp, client::Client};

const BASIC: &str = "01900000-0000-7000-8000-000000000001";
const PRO: &str = "01900000-0000-7000-8000-000000000002";

async fn assign(
    admin: &Client,
    tenant: &Client,
    package: &str,
    months: u32,
) -> crate::client::Reply {
    let path = format!("/admin/customers/{}/subscription", tenant.tenant.unwrap());
    let body = json!({"package_id": package, "months": months});
    admin.send(Method::PUT, &path, Some(body)).await
}

fn quota(
    package: (&str, &str),
    ends: &str,
    period: (&str, &str),
    limit: i64,
    per_day: i64,
    starts: &str,
) -> Value {
    json!({
        "subscription": {"package_id": package.0, "package": package.1, "state": "active", "starts_at": starts, "ends_at": ends},
        "period": {"starts_at": period.0, "ends_at": period.1, "limit": limit, "used": 0, "reserved": 0, "left": limit, "per_day": per_day},
    })
}

#[actix_web::test]
async fn an_assigned_package_gives_a_quota_is_extended_and_replaced() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::SuperAdmin).await;
    let owner = app.tenant("A").await;
    let nothing = json!({"subscription": null, "period": null});
    assert_eq!(owner.get("/quota").await.ok(200), nothing);

    let january = ("2026-01-05T08:00:00Z", "2026-02-05T08:00:00Z");
    let basic = quota(
        (BASIC, "Basic"),
        "2026-02-05T08:00:00Z",
        january,
        30000,
        1000,
        january.0,
    );
    assert_eq!(assign(&admin, &owner, BASIC, 1).await.ok(200), basic);
    assert_eq!(owner.get("/quota").await.ok(200), basic);

    // Again: longer, the same period.
    app.clock.advance(TimeDelta::days(10));
    let (admin, owner) = (app.renewed(&admin).await, app.renewed(&owner).await);
    let longer = quota(
        (BASIC, "Basic"),
        "2026-04-05T08:00:00Z",
        january,
        30000,
        1000,
        january.0,
    );
    assert_eq!(assign(&admin, &owner, BASIC, 2).await.ok(200), longer);

    // Another: at once, with a period of its own.
    let begun = "2026-01-15T08:00:00Z";
    let pro = quota(
        (PRO, "Pro"),
        "2026-02-15T08:00:00Z",
        (begun, "2026-02-15T08:00:00Z"),
        150_000,
        5000,
        begun,
    );
    assert_eq!(assign(&admin, &owner, PRO, 1).await.ok(200), pro);
    let admin_sees = admin
        .get(&format!("/admin/customers/{}", owner.tenant.unwrap()))
        .await
        .ok(200);
    assert_eq!(
        admin_sees,
        json!({"id": owner.tenant, "name": "A", "state": "active", "country": "ID", "time_zone": "Asia/Jakarta",
               "created_at": "2026-01-05T08:00:00Z", "suspension": null, "quota": pro})
    );
    let overlapping: i64 = app
        .base
        .superuser()
        .await
        .query_one(
            "SELECT count(*) FROM quota_periods a JOIN quota_periods b
             ON a.tenant_id = b.tenant_id AND a.starts_at < b.starts_at AND a.ends_at > b.starts_at",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(overlapping, 0);

    assign(&admin, &owner, BASIC, 0).await.fails(422, "invalid");
    let unknown = uuid::Uuid::now_v7().to_string();
    assign(&admin, &owner, &unknown, 1)
        .await
        .fails(422, "invalid");
    app.stop().await;
}

#[actix_web::test]
async fn of_many_assignments_at_once_every_one_counts_and_one_subscription_lives() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let owner = app.tenant("A").await;
    let replies = futures::future::join_all((0..6).map(|_| assign(&admin, &owner, BASIC, 1))).await;
    for reply in replies {
        reply.ok(200);
    }
    let held = owner.get("/quota").await.ok(200);
    assert_eq!(held["subscription"]["ends_at"], "2026-07-05T08:00:00Z");
    app.stop().await;
}

/// A campaign that runs, as its row says; nobody is in it.
async fn running_campaign(app: &TestApp, owner: &Client) {
    let tenant = owner.tenant.unwrap();
    app.base
        .superuser()
        .await
        .batch_execute(&format!(
            "INSERT INTO campaigns (id, tenant_id, name, state, body, started_body, started_at, created_at, updated_at, node_id, lease_until)
             VALUES (gen_random_uuid(), '{tenant}', 'c', 'running', 'b', 'b', now(), now(), now(), gen_random_uuid(), '2099-01-01');
             INSERT INTO campaign_counts (tenant_id, campaign_id) SELECT tenant_id, id FROM campaigns"
        ))
        .await
        .unwrap();
}

#[actix_web::test]
async fn a_suspended_customer_is_told_so_until_it_is_active_again() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Admin).await;
    let owner = app.tenant("A").await;
    owner.get("/tenant").await.ok(200);
    assign(&admin, &owner, BASIC, 1).await.ok(200);
    running_campaign(&app, &owner).await;
    let path = format!("/admin/customers/{}", owner.tenant.unwrap());
    let suspend = format!("{path}/suspend");
    let refused = admin.post(&suspend, json!({"reason": "  "})).await;
    assert_eq!(
        refused.fails(422, "invalid")["fields"][0]["field"],
        "reason"
    );
    owner.get("/tenant").await.ok(200);
    let suspended_at = app.state.clock.now();
    for reason in [" unpaid since May ", "again"] {
        let grounds = json!({ "reason": reason });
        admin.post(&suspend, grounds).await.ok(200);
    }
    owner.get("/tenant").await.fails(403, "suspended");
    let held = admin.get(&path).await.ok(200);
    assert_eq!(
        (&held["state"], &held["quota"]["period"]),
        (&json!("suspended"), &json!(null))
    );
    // The second time changed nothing.
    assert_eq!(
        held["suspension"],
        json!({"at": suspended_at, "reason": "unpaid since May"})
    );
    assert_eq!(held["quota"]["subscription"]["package"], "Basic");
    let campaign: (String, String) = {
        let row = app
            .base
            .superuser()
            .await
            .query_one("SELECT state, pause_reason FROM campaigns", &[])
            .await
            .unwrap();
        (row.get(0), row.get(1))
    };
    assert_eq!(
        (campaign.0.as_str(), campaign.1.as_str()),
        ("paused", "by_hand")
    );
    assert_eq!(owner.get("/auth/me").await.ok(200)["suspended"], true);
    admin
        .post(&format!("{path}/activate"), json!({}))
        .await
        .ok(200);
    assert_eq!(admin.get(&path).await.ok(200)["suspension"], json!(null));
    owner.get("/tenant").await.ok(200);
    assert_eq!(owner.get("/quota").await.ok(200)["period"]["left"], 30000);
    let nobody = format!("/admin/customers/{}/suspend", uuid::Uuid::now_v7());
    let grounds = json!({"reason": "trying"});
    admin.post(&nobody, grounds).await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn customers_are_listed_newest_first_page_by_page() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::Auditor).await;
    for name in ["Warung A", "Warung B", "Toko C", "Warung D", "Warung E"] {
        app.tenant(name).await;
    }
    let mut names = Vec::new();
    let mut path = "/admin/customers?limit=2&search=warung".to_owned();
    loop {
        let body = admin.get(&path).await.json();
        for row in body["data"].as_array().unwrap() {
            names.push(row["name"].as_str().unwrap().to_owned());
        }
        let Some(next) = body["meta"]["next_cursor"].as_str() else {
            break;
        };
        path = format!("/admin/customers?limit=2&search=warung&cursor={next}");
    }
    assert_eq!(names, ["Warung E", "Warung D", "Warung B", "Warung A"]);
    app.stop().await;
}
