//! Bodies that are too large, too slow or too many, and what everybody else notices of them: nothing.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::app::TestApp;

/// Sends the head of a request and the beginning of its body, and then nothing more.
pub(crate) async fn stalled(
    app: &TestApp,
    path: &str,
    length: usize,
    sent: usize,
    more: &str,
) -> TcpStream {
    let address = app.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: siar\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{more}\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&vec![b' '; sent]).await.unwrap();
    stream
}

/// What the server answers until it closes the connection.
async fn answer(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    timeout(Duration::from_secs(20), stream.read_to_end(&mut bytes))
        .await
        .expect("cut off")
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

#[actix_web::test]
async fn two_hundred_stalled_bodies_are_cut_off_and_others_are_served() {
    let app = TestApp::start_with(|config| {
        config.http.body_seconds = 2;
        config.shares.imports = 1_000;
    })
    .await;
    let owner = app.tenant("Warung Sari").await;
    let login = format!("authorization: Bearer {}\r\n", owner.token().unwrap());
    let mut streams = Vec::new();
    for n in 0..200 {
        streams.push(match n % 3 {
            0 => stalled(&app, "/api/v1/auth/login", 16_000, 8_000, "").await,
            1 => stalled(&app, "/api/v1/lists", 500_000, 10_000, &login).await,
            _ => stalled(&app, "/api/v1/imports", 5_000_000, 10_000, &login).await,
        });
    }
    app.nobody()
        .at(&app.url)
        .raw(Method::GET, "/auth/me", Vec::new())
        .await
        .fails(401, "unauthenticated");
    owner.get("/contacts").await.ok(200);
    let answers = futures::future::join_all(streams.into_iter().map(answer)).await;
    for text in answers {
        assert!(text.starts_with("HTTP/1.1 408 "), "{text}");
        assert!(text.ends_with(r#"{"success":false,"error":{"code":"timeout","message":"The request did not arrive in time.","details":{}}}"#), "{text}");
    }
    app.stop().await;
}

#[actix_web::test]
async fn each_kind_of_endpoint_has_its_limit() {
    let app = TestApp::start_with(|config| config.http.body_limit = 3_000_000).await;
    let owner = app
        .tenant("Warung Sari")
        .await
        .with_header("content-type", "application/json");
    let list = owner.post("/lists", json!({"name": "All"})).await.ok(201)["id"].clone();
    let filler = |bytes: usize| format!("{{\"name\": \"{}\"}}", "x".repeat(bytes)).into_bytes();
    for (client, path, limit) in [
        (
            &app.nobody().with_header("content-type", "application/json"),
            "/auth/login".to_owned(),
            16 * 1024,
        ),
        (&owner, "/lists".to_owned(), 1024 * 1024),
        (
            &owner,
            format!("/lists/{}/numbers", list.as_str().unwrap()),
            3_000_000,
        ),
        (&owner, "/campaigns".to_owned(), 3_000_000),
    ] {
        let refused = client.raw(Method::POST, &path, filler(limit)).await;
        assert_eq!(
            refused.fails(413, "too_large"),
            json!({"limit_bytes": limit}),
            "{path}"
        );
        // Just below it is read, and refused for what it says.
        client
            .raw(Method::POST, &path, filler(limit - 100))
            .await
            .fails(422, "invalid");
    }
    app.stop().await;
}

#[actix_web::test]
async fn bodies_are_held_in_bounded_memory() {
    let app = TestApp::start_with(|config| {
        config.http.body_memory = 1_000_000;
        config.http.body_seconds = 5;
    })
    .await;
    let owner = app.tenant("Warung Sari").await;
    let login = format!("authorization: Bearer {}\r\n", owner.token().unwrap());
    let holding = stalled(&app, "/api/v1/campaigns", 5_000_000, 900_000, &login).await;
    let body = format!("{{\"name\": \"{}\"}}", "x".repeat(200_000)).into_bytes();
    let json_owner = owner.with_header("content-type", "application/json");
    // Before the first has arrived a second one may take its room, and the first be refused.
    siar_testkit::wait_until(Duration::from_secs(20), async || {
        match app.state.bodies.free() {
            100_000 => Ok(()),
            free => Err(format!("{free} bytes are free")),
        }
    })
    .await;
    let refused = json_owner.raw(Method::POST, "/lists", body.clone()).await;
    refused.fails(503, "busy");
    assert_eq!(refused.header("retry-after"), Some("2"));
    owner.post("/lists", json!({"name": "All"})).await.ok(201);
    drop(holding);
    siar_testkit::wait_until(Duration::from_secs(10), async || {
        let reply = json_owner.raw(Method::POST, "/lists", body.clone()).await;
        if reply.status == 422 {
            Ok(())
        } else {
            Err(reply.text)
        }
    })
    .await;
    app.stop().await;
}
