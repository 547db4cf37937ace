//! The audit log: read by those who run the platform, and shown to be as it was written.

use std::time::Duration;

use reqwest::Method;
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

/// Personal data that leaves, and what others find ended or sent again.
#[actix_web::test]
async fn downloads_ended_log_ins_and_invitations_sent_again_are_noted() {
    let app = TestApp::start().await;
    let owner = app.confirmed("Warung").await;
    let csv = owner.with_header("content-type", "text/csv");
    let made = csv
        .raw(Method::POST, "/imports", b"phone\n12\n".to_vec())
        .await
        .ok(202);
    let import = made["id"].as_str().unwrap();
    wait_until(PATIENCE, async || {
        let now = owner.get(&format!("/imports/{import}")).await.ok(200);
        if now["state"] == "completed" {
            Ok(())
        } else {
            Err(now.to_string())
        }
    })
    .await;
    let rejects = owner.get(&format!("/imports/{import}/rejects.csv")).await;
    assert_eq!(rejects.status, 200);
    // What is not there leaves nothing either.
    let nothing = format!("/imports/{}/rejects.csv", uuid::Uuid::from_u128(9));
    owner.get(&nothing).await.fails(404, "not_found");

    let invited = json!({"email": "budi@warung.example", "role": "viewer"});
    let invited = owner.post("/team/invitations", invited).await.ok(201);
    let invitation = invited["id"].as_str().unwrap();
    let again = format!("/team/invitations/{invitation}/resend");
    owner.post(&again, json!({})).await.ok(200);

    let body = json!({"email": owner.email, "password": PASSWORD});
    let other = app.nobody().post("/auth/login", body).await.ok(200);
    let other = app
        .nobody()
        .with_token(other["access_token"].as_str().unwrap());
    let logins = owner.get("/auth/logins").await.ok(200);
    let ended: Vec<&Value> = logins
        .as_array()
        .unwrap()
        .iter()
        .filter(|login| login["current"] == false)
        .map(|login| &login["id"])
        .collect();
    owner.delete("/auth/logins").await.ok(200);
    other.get("/auth/me").await.fails(401, "login_ended");

    let rows = app
        .base
        .superuser()
        .await
        .query(
            "SELECT action, subject, detail FROM audit_log WHERE tenant_id = $1 AND user_id = $2
             AND action IN ('import.rejects_exported', 'invitation.resent', 'login.ended') ORDER BY id",
            &[&owner.tenant.unwrap().0, &owner.user.unwrap().0],
        )
        .await
        .unwrap();
    let told: Vec<Value> = rows
        .iter()
        .map(|row| {
            let (action, subject): (String, String) = (row.get(0), row.get(1));
            json!([action, subject, row.get::<_, Value>(2)])
        })
        .collect();
    assert_eq!(
        told,
        [
            json!(["import.rejects_exported", import, {}]),
            json!(["invitation.resent", invitation, {"email": "budi@warung.example"}]),
            json!(["login.ended", ended[0], {"why": "by_hand"}]),
        ]
    );
    app.stop().await;
}
