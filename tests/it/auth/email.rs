//! One's own address: confirmed, sent again, changed, brought back.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    app::{PASSWORD, TestApp},
    client::Client,
};

const NEW: &str = "another good password";

async fn log_in(app: &TestApp, email: &str, password: &str) -> u16 {
    let body = json!({"email": email, "password": password});
    app.nobody().post("/auth/login", body).await.status
}

async fn own(client: &Client) -> (Value, Value, Value) {
    let own = client.get("/auth/email").await.ok(200);
    (
        own["email"].clone(),
        own["verified"].clone(),
        own["pending"].clone(),
    )
}

async fn change(client: &Client, email: &str, password: &str) -> crate::client::Reply {
    let body = json!({"email": email, "password": password});
    client.post("/auth/email/change", body).await
}

#[actix_web::test]
async fn the_confirmation_is_sent_again_three_times_and_voids_the_one_before() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("A").await;
    assert_eq!(
        own(&owner).await,
        (json!(owner.email), json!(false), json!(null))
    );
    let resend = async || owner.post("/auth/email/resend", json!({})).await;
    resend().await.is(202, json!({"success": true, "data": {}}));
    let void = app.mail.token("verify_email", &owner.email).await;
    resend().await.ok(202);
    let token = app.mail.token("verify_email", &owner.email).await;
    resend().await.ok(202);
    let newest = app.mail.token("verify_email", &owner.email).await;
    resend().await.fails(429, "too_many_emails");
    // Another account is not held up by it.
    let other = app.tenant("B").await;
    other.post("/auth/email/resend", json!({})).await.ok(202);
    let verify = async |token: &str| {
        let body = json!({"token": token});
        app.nobody().post("/auth/verify-email", body).await
    };
    verify(&void).await.fails(422, "link_void");
    verify(&token).await.fails(422, "link_void");
    verify(&newest).await.ok(200);
    assert_eq!(
        own(&owner).await,
        (json!(owner.email), json!(true), json!(null))
    );
    resend().await.fails(409, "already_verified");
    app.stop().await;
}

#[actix_web::test]
async fn an_address_changes_once_the_new_one_is_confirmed_and_the_old_one_is_told() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("A").await;
    let other = app.tenant("B").await;
    let wrong = change(&owner, "new@b.example", "not my password").await;
    assert_eq!(
        wrong.fails(422, "invalid")["fields"][0]["field"],
        "password"
    );
    let same = change(&owner, &owner.email, PASSWORD).await;
    assert_eq!(
        same.fails(422, "invalid")["fields"][0]["code"],
        "same_address"
    );
    change(&owner, &other.email, PASSWORD)
        .await
        .fails(409, "email_taken");
    change(&owner, " New@B.example ", PASSWORD)
        .await
        .is(202, json!({"success": true, "data": {}}));
    // Nothing has changed yet.
    assert_eq!(
        own(&owner).await,
        (json!(owner.email), json!(false), json!("new@b.example"))
    );
    assert_eq!(log_in(&app, "new@b.example", PASSWORD).await, 401);
    let token = app.mail.token("confirm_new_address", "new@b.example").await;
    let confirm = async |token: &str| {
        let body = json!({"token": token});
        app.nobody().post("/auth/email/confirm", body).await
    };
    confirm("made up").await.fails(422, "link_void");
    confirm(&token)
        .await
        .is(200, json!({"success": true, "data": {}}));
    confirm(&token).await.fails(422, "link_void");
    assert_eq!(
        own(&owner).await,
        (json!("new@b.example"), json!(true), json!(null))
    );
    assert_eq!(log_in(&app, &owner.email, PASSWORD).await, 401);
    assert_eq!(log_in(&app, "new@b.example", PASSWORD).await, 200);
    let told = app.mail.take("address_changed", &owner.email).await;
    assert!(told.text.contains("new@b.example"), "{}", told.text);
    app.stop().await;
}

#[actix_web::test]
async fn the_old_address_comes_back_whatever_was_changed_since_and_ends_all_logins() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("A").await;
    let move_to = async |from: &str, to: &str| {
        change(&owner, to, PASSWORD).await.ok(202);
        let token = app.mail.token("confirm_new_address", to).await;
        let body = json!({"token": token});
        app.nobody().post("/auth/email/confirm", body).await.ok(200);
        app.mail.token("address_changed", from).await
    };
    // Whoever stole the log-in changes the address twice, so that the first notice might be void.
    let back = move_to(&owner.email, "thief@one.example").await;
    app.clock.advance(TimeDelta::minutes(1));
    let thiefs = move_to("thief@one.example", "thief@two.example").await;
    let restore = async |token: &str| {
        let body = json!({"token": token, "password": NEW});
        app.nobody().post("/auth/email/restore", body).await
    };
    restore("made up").await.fails(422, "link_void");
    restore(&back)
        .await
        .is(200, json!({"success": true, "data": {}}));
    owner.get("/auth/me").await.fails(401, "login_ended");
    assert_eq!(log_in(&app, &owner.email, PASSWORD).await, 401);
    assert_eq!(log_in(&app, &owner.email, NEW).await, 200);
    assert_eq!(log_in(&app, "thief@two.example", NEW).await, 401);
    // The way back to an address of the thief's is closed.
    restore(&thiefs).await.fails(422, "link_void");
    app.mail.take("password_changed", &owner.email).await;
    app.stop().await;
}

#[actix_web::test]
async fn links_of_a_change_end_with_their_time() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("A").await;
    change(&owner, "new@b.example", PASSWORD).await.ok(202);
    let late = app.mail.token("confirm_new_address", "new@b.example").await;
    app.clock.advance(TimeDelta::days(1));
    let body = json!({"token": late});
    app.nobody()
        .post("/auth/email/confirm", body)
        .await
        .fails(422, "link_void");
    app.stop().await;
}

#[actix_web::test]
async fn without_a_mail_server_nothing_is_asked_that_could_not_be_confirmed() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    owner
        .post("/auth/email/resend", json!({}))
        .await
        .fails(409, "no_mail_server");
    change(&owner, "new@b.example", PASSWORD)
        .await
        .fails(409, "no_mail_server");
    assert_eq!(owner.get("/auth/email").await.ok(200)["sends_email"], false);
    app.stop().await;
}
