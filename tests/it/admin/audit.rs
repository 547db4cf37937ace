//! The audit log: read by those who run the platform, and shown to be as it was written.

use std::time::Duration;

use serde_json::{Value, json};
use siar_actors::audit::verify_all;
use siar_db::audit::chain::Verified;
use siar_domain::permission::Role;
use siar_testkit::wait_until;

use crate::{
    app::{PASSWORD, TestApp},
    client::Client,
};

const PATIENCE: Duration = Duration::from_secs(30);

async fn entries(by: &Client, query: &str) -> Vec<Value> {
    let rows = by.get(&format!("/admin/audit?{query}")).await.ok(200);
    rows.as_array().unwrap().clone()
}

/// Waits until the newest entry is sealed.
async fn sealed(app: &TestApp) {
    let looker = app.base.superuser().await;
    wait_until(PATIENCE, async || {
        let open: i64 = looker
            .query_one(
                "SELECT count(*) FROM audit_log l WHERE NOT EXISTS (SELECT FROM audit_seals s WHERE s.audit_id = l.id)",
                &[],
            )
            .await
            .unwrap()
            .get(0);
        if open == 0 { Ok(()) } else { Err(format!("{open} are not sealed")) }
    })
    .await;
}

#[actix_web::test]
async fn log_ins_failures_and_changes_are_told_with_names() {
    let app = TestApp::start().await;
    let auditor = app.platform(Role::Auditor).await;
    let owner = app.tenant("Warung").await;
    let log_in = async |password: &str| {
        let body = json!({"email": owner.email, "password": password});
        app.nobody().post("/auth/login", body).await
    };
    let tenant = owner.tenant.unwrap();
    log_in("not the password")
        .await
        .fails(401, "wrong_credentials");
    // It is written beside the answer.
    wait_until(PATIENCE, async || {
        let failures = format!("tenant_id={tenant}&action=login.failed");
        match entries(&auditor, &failures).await.len() {
            1 => Ok(()),
            count => Err(format!("{count} failures")),
        }
    })
    .await;
    let tokens = log_in(PASSWORD).await.ok(200);
    let again = app
        .nobody()
        .with_token(tokens["access_token"].as_str().unwrap());
    again.post("/auth/logout", json!({})).await.ok(200);
    // Whoever tries an address that nobody has leaves nothing here.
    let body = json!({"email": "nobody@b.example", "password": PASSWORD});
    app.nobody()
        .post("/auth/login", body)
        .await
        .fails(401, "wrong_credentials");

    let told = entries(&auditor, &format!("tenant_id={tenant}&action=login.")).await;
    let words: Vec<(&str, &Value)> = told
        .iter()
        .map(|row| (row["action"].as_str().unwrap(), &row["detail"]["why"]))
        .collect();
    assert_eq!(
        words,
        [
            ("login.ended", &json!("logout")),
            ("login.opened", &Value::Null),
            ("login.failed", &json!("password")),
            // The one of the test's own client.
            ("login.opened", &Value::Null),
        ]
    );
    assert_eq!(
        (&told[1]["user_email"], &told[1]["tenant_name"]),
        (&json!(owner.email), &json!("Warung"))
    );
    let by_owner = format!("user_id={}&action=tenant.registered", owner.user.unwrap());
    assert_eq!(entries(&auditor, &by_owner).await.len(), 1);
    let pages = auditor.get("/admin/audit?limit=1").await.json();
    let cursor = pages["meta"]["next_cursor"].as_str().unwrap();
    let next = entries(&auditor, &format!("limit=1&cursor={cursor}")).await;
    assert!(next[0]["id"].as_i64() < pages["data"][0]["id"].as_i64());
    assert_eq!(entries(&auditor, "to=2020-01-01T00:00:00Z").await.len(), 0);
    // A business does not see it, nor that it is there.
    owner.get("/admin/audit").await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn a_log_that_was_changed_is_found_and_told() {
    let app = TestApp::start().await;
    let admin = app.platform(Role::SuperAdmin).await;
    app.tenant("Warung").await;
    sealed(&app).await;
    let Verified::UpTo(head) = verify_all(&app.state.db).await.unwrap() else {
        panic!("it is as it was written");
    };
    assert!(head.place >= 2);
    let looker = app.base.superuser().await;
    looker
        .execute(
            "DELETE FROM audit_log WHERE id = (SELECT audit_id FROM audit_seals WHERE place = 2)",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(
        verify_all(&app.state.db).await.unwrap(),
        Verified::Broken { place: 2 }
    );
    // Whoever cuts the end off, seals and all, is found by what stands outside the database.
    looker
        .execute("DELETE FROM audit_seals WHERE place = $1", &[&head.place])
        .await
        .unwrap();
    wait_until(PATIENCE, async || {
        let alerts = admin.get("/admin/alerts").await.ok(200);
        let told =
            alerts.as_array().unwrap().iter().any(|alert| {
                alert["kind"] == "audit_log_changed" && alert["severity"] == "critical"
            });
        if told {
            Ok(())
        } else {
            Err(alerts.to_string())
        }
    })
    .await;
    app.stop().await;
}
