//! Guessing the password of one account, from wherever: each guess waits for the one before, and the owner still gets in.

use std::time::{Duration, Instant};

use futures::{FutureExt, StreamExt, stream::FuturesUnordered};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{PASSWORD, TestApp},
    client::{Client, Reply},
};

/// A server that three guesses a minute may be made at, and to which a proxy of ours says where they come from.
async fn guarded() -> TestApp {
    TestApp::start_with(|config| {
        config.auth.logins_per_minute = 3;
        config.http.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await
}

/// A log-in from an address.
async fn log_in(app: &TestApp, from: &str, email: &str, password: &str) -> Reply {
    app.nobody()
        .with_header("x-forwarded-for", from)
        .post("/auth/login", json!({"email": email, "password": password}))
        .await
}

/// As many guesses at once, each from an address of its own: what they are answered, in the order in which it comes.
fn guesses(
    app: &TestApp,
    email: &str,
    addresses: std::ops::Range<u8>,
) -> FuturesUnordered<impl Future<Output = u16>> {
    addresses
        .map(|n| async move {
            let from = format!("198.51.100.{n}");
            log_in(app, &from, email, "not the password").await.status
        })
        .collect()
}

#[actix_web::test]
async fn from_many_addresses_one_account_is_guessed_at_one_after_the_other() {
    let app = guarded().await;
    let (owner, other) = (app.tenant("A").await, app.tenant("B").await);
    log_in(&app, "203.0.113.1", &owner.email, PASSWORD)
        .await
        .ok(200);
    // Three are free; each of the others waits for three seconds, and for those before it.
    let began = Instant::now();
    let answers: Vec<u16> = guesses(&app, &owner.email, 1..6).collect().await;
    assert_eq!(answers, [401; 5]);
    let took = began.elapsed();
    assert!(took >= Duration::from_secs(6), "{took:?}");
    // No more wait than there is room for; the others are told to come again.
    let mut flood = guesses(&app, &owner.email, 10..18);
    for _ in 0..3 {
        assert_eq!(flood.next().await, Some(429));
    }
    // Whose account it is gets in meanwhile from where it was before, and so does everybody else.
    log_in(&app, "203.0.113.1", &owner.email, PASSWORD)
        .await
        .ok(200);
    log_in(&app, "198.51.100.98", &other.email, PASSWORD)
        .await
        .ok(200);
    assert!(
        flood.next().now_or_never().is_none(),
        "they are still waiting"
    );
    let answers: Vec<u16> = flood.collect().await;
    assert_eq!(answers, [401; 5]);
    // And from anywhere once they are through.
    log_in(&app, "203.0.113.77", &owner.email, PASSWORD)
        .await
        .ok(200);
    app.stop().await;
}

/// What asks for the password of somebody who is logged in.
fn asking(password: &str, other: &str) -> Vec<(Method, &'static str, Value)> {
    vec![
        (
            Method::POST,
            "/auth/change-password",
            json!({"current": password, "new": "payung merah hujan sore"}),
        ),
        (
            Method::POST,
            "/auth/second-factor/set-up",
            json!({"password": password}),
        ),
        (
            Method::POST,
            "/team/ownership",
            json!({"user_id": other, "password": password}),
        ),
        (Method::POST, "/auth/confirm", json!({"password": password})),
    ]
}

async fn noted(app: &TestApp, user: &Client) -> Vec<Value> {
    let sql = app.base.superuser().await;
    let rows = sql
        .query(
            "SELECT detail FROM audit_log WHERE action = 'password.wrong' AND user_id = $1 AND tenant_id = $2 AND subject = $3 ORDER BY id",
            &[
                &user.user.unwrap().0,
                &user.tenant.unwrap().0,
                &user.user.unwrap().to_string(),
            ],
        )
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[actix_web::test]
async fn whatever_asks_for_the_password_is_slowed_and_noted_alike() {
    let app = guarded().await;
    let owner = app.tenant("A").await;
    let other = uuid::Uuid::from_u128(9).to_string();
    let began = Instant::now();
    for (n, (method, path, body)) in asking("not the password", &other).into_iter().enumerate() {
        let owner = owner.with_header("x-forwarded-for", &format!("198.51.100.{n}"));
        let refused = owner.send(method, path, Some(body)).await;
        let field = refused.fails(422, "invalid")["fields"][0].clone();
        assert_eq!(field["code"], "wrong", "{path}");
    }
    // The fourth is one too many for an account, though each came from elsewhere.
    let took = began.elapsed();
    assert!(took >= Duration::from_secs(3), "{took:?}");
    let expected: Vec<Value> = (0..4)
        .map(|n| json!({"ip": format!("198.51.100.{n}")}))
        .collect();
    assert_eq!(noted(&app, &owner).await, expected);
    // The right one gets through, a little later.
    let owner = owner.with_header("x-forwarded-for", "198.51.100.9");
    let right = json!({"password": PASSWORD});
    owner.post("/auth/confirm", right).await.ok(200);
    assert_eq!(noted(&app, &owner).await.len(), 4);
    app.stop().await;
}
