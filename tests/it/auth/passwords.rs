//! Forgotten and changed passwords, and the first administrator.

use chrono::TimeDelta;
use secrecy::ExposeSecret;
use serde_json::json;
use siar::auth::first_administrator::{self, FirstStart};

use crate::app::{PASSWORD, TestApp};

const NEW: &str = "another good password";

#[actix_web::test]
async fn a_forgotten_password_is_reset_once_and_ends_all_logins() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let client = app.nobody();
    let ask = async |email: &str| {
        client
            .post("/auth/forgot-password", json!({"email": email}))
            .await
    };
    let known = ask(&owner.email).await;
    let unknown = ask("who@is.example").await;
    known.is(202, json!({"success": true, "data": {}}));
    assert_eq!((unknown.status, &unknown.text), (202, &known.text));
    let void = app.mail.token("reset_password", &owner.email).await;
    assert_eq!(app.mail.count("reset_password", "who@is.example"), 0);
    // Asking again voids the link before.
    ask(&owner.email).await;
    let token = app.mail.token("reset_password", &owner.email).await;
    let reset = async |token: &str| {
        client
            .post(
                "/auth/reset-password",
                json!({"token": token, "password": NEW}),
            )
            .await
    };
    reset(&void).await.fails(422, "link_void");
    reset(&token).await.ok(200);
    reset(&token).await.fails(422, "link_void");

    owner.get("/auth/me").await.fails(401, "login_ended");
    let log_in = async |password: &str| {
        client
            .post(
                "/auth/login",
                json!({"email": owner.email, "password": password}),
            )
            .await
    };
    log_in(PASSWORD).await.fails(401, "wrong_credentials");
    log_in(NEW).await.ok(200);

    ask(&owner.email).await;
    let late = app.mail.token("reset_password", &owner.email).await;
    app.clock.advance(TimeDelta::hours(1));
    reset(&late).await.fails(422, "link_void");
    app.stop().await;
}

#[actix_web::test]
async fn a_changed_password_ends_the_other_logins_only() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let other = app
        .nobody()
        .post(
            "/auth/login",
            json!({"email": owner.email, "password": PASSWORD}),
        )
        .await
        .ok(200);
    let other = app
        .nobody()
        .with_token(other["access_token"].as_str().unwrap());
    other.get("/auth/me").await.ok(200);
    owner
        .post(
            "/auth/change-password",
            json!({"current": "not mine at all", "new": NEW}),
        )
        .await
        .fails(422, "invalid");
    owner
        .post(
            "/auth/change-password",
            json!({"current": PASSWORD, "new": NEW}),
        )
        .await
        .ok(200);
    owner.get("/auth/me").await.ok(200);
    other.get("/auth/me").await.fails(401, "login_ended");
    app.stop().await;
}

#[actix_web::test]
async fn the_first_start_gives_a_link_that_makes_one_administrator() {
    let app = TestApp::start().await;
    let ensure = async || first_administrator::ensure(&app.state).await.unwrap();
    let FirstStart::Link(void) = ensure().await else {
        panic!("no link")
    };
    let FirstStart::Link(link) = ensure().await else {
        panic!("no link")
    };
    let set_up = async |token: &str, email: &str| {
        app.nobody()
            .post(
                "/auth/setup",
                json!({"token": token, "email": email, "name": "Root", "password": NEW}),
            )
            .await
    };
    set_up(void.expose_secret(), "a@b.example")
        .await
        .fails(422, "link_void");
    set_up(link.expose_secret(), "a@b.example").await.ok(201);
    set_up(link.expose_secret(), "c@d.example")
        .await
        .fails(422, "link_void");
    assert!(matches!(ensure().await, FirstStart::Nothing));
    let tokens = app
        .nobody()
        .post(
            "/auth/login",
            json!({"email": "a@b.example", "password": NEW}),
        )
        .await
        .ok(200);
    let me = app
        .nobody()
        .with_token(tokens["access_token"].as_str().unwrap())
        .get("/auth/me")
        .await
        .ok(200);
    assert_eq!(
        (&me["role"], &me["tenant_id"], &me["permissions"]),
        (
            &json!("super_admin"),
            &json!(null),
            &json!(["platform.read", "platform.write", "platform.users"])
        )
    );
    app.stop().await;
}

#[actix_web::test]
async fn the_first_administrator_can_be_in_the_settings() {
    let app = TestApp::start_with(|config| {
        config.auth.admin_email = Some("Root@Siar.Example".to_owned());
        config.auth.admin_password = Some(NEW.into());
    })
    .await;
    let first = first_administrator::ensure(&app.state).await.unwrap();
    assert!(matches!(first, FirstStart::Made { email } if email == "root@siar.example"));
    app.nobody()
        .post(
            "/auth/login",
            json!({"email": "root@siar.example", "password": NEW}),
        )
        .await
        .ok(200);
    app.stop().await;
}
