//! Registration.

use serde_json::json;

use crate::app::TestApp;

fn registration(email: &str) -> serde_json::Value {
    json!({"company": "Warung Sari", "name": "Sari", "email": email, "password": "sambal terasi 1"})
}

#[actix_web::test]
async fn registers_verifies_and_logs_in() {
    let app = TestApp::start().await;
    let nobody = app.nobody();
    let made = nobody
        .post("/auth/register", registration(" Sari@Warung.Example "))
        .await;
    assert_eq!(made.header("location"), Some("/api/v1/auth/me"));
    let made = made.ok(201);
    assert_eq!(made.as_object().unwrap().len(), 2);

    let tokens = nobody
        .post(
            "/auth/login",
            json!({"email": "sari@warung.example", "password": "sambal terasi 1"}),
        )
        .await
        .ok(200);
    let sari = nobody.with_token(tokens["access_token"].as_str().unwrap());
    let me = |verified: bool| {
        json!({"success": true, "data": {
            "id": made["user_id"], "tenant_id": made["tenant_id"], "email": "sari@warung.example",
            "name": "Sari", "role": "owner",
            "permissions": ["session.read", "session.manage", "contacts.read", "contacts.write",
                "templates.read", "templates.write", "campaigns.read", "campaigns.write", "campaigns.send",
                "quota.read", "tenant.read", "tenant.write", "events.read", "team.read", "team.manage"],
            "email_verified": verified, "suspended": false,
            "second_factor": false, "second_factor_missing": false,
        }})
    };
    sari.get("/auth/me").await.is(200, me(false));

    let token = app.mail.token("verify_email", "sari@warung.example").await;
    nobody
        .post("/auth/verify-email", json!({"token": token}))
        .await
        .is(200, json!({"success": true, "data": {}}));
    sari.get("/auth/me").await.is(200, me(true));
    nobody
        .post("/auth/verify-email", json!({"token": token}))
        .await
        .fails(422, "link_void");
    app.stop().await;
}

#[actix_web::test]
async fn an_address_registers_once_even_at_the_same_moment() {
    let app = TestApp::start().await;
    let client = app.nobody();
    let tries = (0..4).map(|_| client.post("/auth/register", registration("a@b.example")));
    let mut answers: Vec<u16> = futures::future::join_all(tries)
        .await
        .iter()
        .map(|reply| reply.status)
        .collect();
    answers.sort_unstable();
    assert_eq!(answers, [201, 409, 409, 409]);
    client
        .post("/auth/register", registration("A@b.example"))
        .await
        .fails(409, "email_taken");
    let tenants: i64 = app
        .base
        .superuser()
        .await
        .query_one("SELECT count(*) FROM tenants", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(tenants, 1);
    app.stop().await;
}

#[actix_web::test]
async fn every_field_at_fault_is_named() {
    let app = TestApp::start().await;
    let details = app
        .nobody()
        .post(
            "/auth/register",
            json!({"company": " ", "name": "x".repeat(201), "email": "nobody", "password": "short",
                   "country": "Indonesia", "time_zone": "Moon/Base", "language": "fr"}),
        )
        .await
        .fails(422, "invalid");
    let found: Vec<(&str, &str)> = details["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| {
            (
                field["field"].as_str().unwrap(),
                field["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("company", "required"),
            ("name", "too_long"),
            ("email", "not_an_address"),
            ("password", "too_short"),
            ("country", "unknown"),
            ("time_zone", "unknown"),
            ("language", "unknown"),
        ]
    );
    app.stop().await;
}

#[actix_web::test]
async fn signing_up_brings_the_package_the_operator_chose() {
    for (chosen, held) in [
        (Some("Basic"), json!("Basic")),
        // A mistake of the operator keeps nobody out.
        (Some("Basics"), json!(null)),
        (None, json!(null)),
    ] {
        let app =
            TestApp::start_with(|config| config.auth.signup_package = chosen.map(str::to_owned))
                .await;
        let owner = app.nobody();
        owner
            .post("/auth/register", registration("sari@warung.example"))
            .await
            .ok(201);
        let tokens = owner
            .post(
                "/auth/login",
                json!({"email": "sari@warung.example", "password": "sambal terasi 1"}),
            )
            .await
            .ok(200);
        let quota = owner
            .with_token(tokens["access_token"].as_str().unwrap())
            .get("/quota")
            .await
            .ok(200);
        assert_eq!(quota["subscription"]["package"], held, "{quota}");
        if chosen == Some("Basic") {
            assert_eq!(quota["subscription"]["ends_at"], "2026-02-05T08:00:00Z");
            assert_eq!(quota["period"]["left"], 30_000);
        }
        app.stop().await;
    }
}

#[actix_web::test]
async fn sign_up_can_be_closed() {
    let app =
        TestApp::start_with(|config| config.auth.sign_up = siar::config::SignUp::Closed).await;
    let who = json!({"company": "A", "name": "Sari", "email": "sari@warung.example", "password": "payung merah hujan sore"});
    app.nobody()
        .post("/auth/register", who)
        .await
        .fails(403, "sign_up_closed");
    app.stop().await;
}
