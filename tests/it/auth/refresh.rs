//! Refreshing: rotation, reuse, races.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    app::{PASSWORD, TestApp},
    client::Client,
};

async fn log_in(app: &TestApp, owner: &Client) -> Value {
    app.nobody()
        .post(
            "/auth/login",
            json!({"email": owner.email, "password": PASSWORD}),
        )
        .await
        .ok(200)
}

fn with(tokens: &Value) -> Value {
    json!({"refresh_token": tokens["refresh_token"]})
}

#[actix_web::test]
async fn each_refresh_token_works_once_and_its_reuse_ends_the_login() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let other = log_in(&app, &owner).await;
    let first = log_in(&app, &owner).await;
    let second = app
        .nobody()
        .post("/auth/refresh", with(&first))
        .await
        .ok(200);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    app.clock.advance(TimeDelta::minutes(20));
    let third = app
        .nobody()
        .post("/auth/refresh", with(&second))
        .await
        .ok(200);
    let client = app
        .nobody()
        .with_token(third["access_token"].as_str().unwrap());
    client.get("/auth/me").await.ok(200);

    // Somebody shows the first one again: the thief and the owner are both out, at once.
    app.nobody()
        .post("/auth/refresh", with(&first))
        .await
        .fails(401, "login_ended");
    client.get("/auth/me").await.fails(401, "login_ended");
    app.nobody()
        .post("/auth/refresh", with(&third))
        .await
        .fails(401, "login_ended");
    // The owner's other login is another family.
    app.nobody()
        .post("/auth/refresh", with(&other))
        .await
        .ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn of_two_refreshes_at_once_one_wins_and_nobody_is_thrown_out() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let first = log_in(&app, &owner).await;
    let client = app.nobody();
    let replies =
        futures::future::join_all((0..5).map(|_| client.post("/auth/refresh", with(&first)))).await;
    let (winners, others): (Vec<_>, Vec<_>) =
        replies.into_iter().partition(|reply| reply.status == 200);
    assert_eq!(winners.len(), 1);
    for other in others {
        other.fails(409, "refresh_raced");
    }
    app.nobody()
        .post("/auth/refresh", with(&winners[0].ok(200)))
        .await
        .ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn a_refresh_token_ends_after_seven_days() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let tokens = log_in(&app, &owner).await;
    app.clock
        .advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    let tokens = app
        .nobody()
        .post("/auth/refresh", with(&tokens))
        .await
        .ok(200);
    app.clock.advance(TimeDelta::days(7));
    app.nobody()
        .post("/auth/refresh", with(&tokens))
        .await
        .fails(401, "login_ended");
    app.nobody()
        .post("/auth/refresh", json!({"refresh_token": "made up"}))
        .await
        .fails(401, "login_ended");
    app.nobody()
        .post("/auth/refresh", json!({}))
        .await
        .fails(401, "unauthenticated");
    app.stop().await;
}
