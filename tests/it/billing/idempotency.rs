//! Idempotency-Key, as a handler uses it.

use actix_web::{App, HttpServer, http::StatusCode, web};
use reqwest::Method;
use serde_json::{Value, json};
use siar::{ApiError, Body, Caller, Once, Repeatable, State};
use siar_db::tenants::{self, TenantChange};
use siar_domain::permission::Permission;

use crate::{
    app::TestApp,
    client::{Client, Reply},
};

/// An endpoint that counts how often it did its work, by lengthening the tenant's name.
async fn work(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    Body(asked): Body<Value>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::TenantWrite)?;
    once.run(&state, scope, StatusCode::CREATED, async |tx| {
        if asked["fail"] == true {
            return Err(ApiError::conflict("not_now", "Not now."));
        }
        let name = format!("{}+", tenants::get(tx, scope.tenant()).await?.name);
        let change = TenantChange {
            name: Some(name.clone()),
            ..TenantChange::default()
        };
        tenants::update(tx, scope, &change).await?;
        Ok(json!({ "name": name }))
    })
    .await
}

struct Fixture {
    app: TestApp,
    owner: Client,
    url: String,
    server: actix_web::dev::ServerHandle,
}

async fn fixture() -> Fixture {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let state = app.state.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(state.clone()))
            .route("/api/v1/work", web::post().to(work))
    })
    .workers(1)
    .disable_signals()
    .bind("127.0.0.1:0")
    .unwrap();
    let url = format!("http://{}", server.addrs()[0]);
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let owner = owner.at(&url);
    Fixture {
        app,
        owner,
        url,
        server: handle,
    }
}

async fn ask(owner: &Client, key: &str, body: Value) -> Reply {
    owner
        .with_header("idempotency-key", key)
        .send(Method::POST, "/work", Some(body))
        .await
}

#[actix_web::test]
async fn the_first_answer_is_given_again_and_the_work_is_done_once() {
    let Fixture {
        app,
        owner,
        url,
        server,
    } = fixture().await;
    let first = ask(&owner, "k1", json!({"a": 1})).await;
    first.is(201, json!({"success": true, "data": {"name": "A+"}}));
    assert_eq!(first.header("idempotent-replayed"), None);
    let again = ask(&owner, "k1", json!({"a": 1})).await;
    again.is(201, json!({"success": true, "data": {"name": "A+"}}));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    ask(&owner, "k1", json!({"a": 2}))
        .await
        .fails(422, "idempotency_key_reused");
    ask(&owner, "k2", json!({"a": 1}))
        .await
        .is(201, json!({"success": true, "data": {"name": "A++"}}));
    owner
        .post("/work", json!({}))
        .await
        .is(201, json!({"success": true, "data": {"name": "A+++"}}));
    ask(&owner, &"x".repeat(256), json!({}))
        .await
        .fails(400, "bad_idempotency_key");

    // A failure keeps nothing: mended, it works under the same key.
    ask(&owner, "k3", json!({"fail": true}))
        .await
        .fails(409, "not_now");
    ask(&owner, "k3", json!({"fail": false})).await.ok(201);
    // Another tenant's keys are its own.
    let other = app.tenant("B").await.at(&url);
    ask(&other, "k1", json!({"a": 1}))
        .await
        .is(201, json!({"success": true, "data": {"name": "B+"}}));
    // A day later the keys are free.
    app.clock.advance(chrono::TimeDelta::minutes(14));
    let removed = app
        .state
        .db
        .system(async |tx| siar_db::idempotency::sweep(tx, 100).await)
        .await;
    assert_eq!(removed.unwrap(), 0);
    app.clock.advance(chrono::TimeDelta::hours(24));
    let removed = app
        .state
        .db
        .system(async |tx| siar_db::idempotency::sweep(tx, 100).await)
        .await;
    assert_eq!(removed.unwrap(), 4);
    server.stop(true).await;
    app.stop().await;
}

#[actix_web::test]
async fn of_many_at_once_one_does_the_work() {
    let Fixture {
        app, owner, server, ..
    } = fixture().await;
    let replies =
        futures::future::join_all((0..8).map(|_| ask(&owner, "same", json!({"a": 1})))).await;
    for reply in &replies {
        if reply.status == 201 {
            assert_eq!(reply.json()["data"]["name"], "A+");
        } else {
            reply.fails(409, "idempotency_in_progress");
        }
    }
    assert_eq!(
        replies
            .iter()
            .filter(|reply| reply.status == 201 && reply.header("idempotent-replayed").is_none())
            .count(),
        1
    );
    ask(&owner, "same", json!({"a": 1}))
        .await
        .is(201, json!({"success": true, "data": {"name": "A+"}}));
    server.stop(true).await;
    app.stop().await;
}
