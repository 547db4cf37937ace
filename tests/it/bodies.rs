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
    stalled_as(app, "application/json", path, length, sent, more).await
}

/// The same with a body of this kind.
async fn stalled_as(
    app: &TestApp,
    kind: &str,
    path: &str,
    length: usize,
    sent: usize,
    more: &str,
) -> TcpStream {
    let address = app.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: siar\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{more}\r\n"
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
    let preview = "/api/v1/imports/preview";
    for n in 0..200 {
        streams.push(match n % 4 {
            0 => stalled(&app, "/api/v1/auth/login", 16_000, 8_000, "").await,
            1 => stalled(&app, "/api/v1/lists", 500_000, 10_000, &login).await,
            2 => stalled_as(&app, "text/csv", preview, 500_000, 10_000, &login).await,
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
        (
            &app.nobody().with_header("content-type", "application/json"),
            "/%61uth/login".to_owned(),
            16 * 1024,
        ),
        (&owner, "/auth/confirm".to_owned(), 16 * 1024),
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
        // Of which three quarters are for those who are logged in.
        config.http.body_memory = 1_000_000;
        config.http.body_seconds = 5;
    })
    .await;
    let owner = app.tenant("Warung Sari").await;
    let login = format!("authorization: Bearer {}\r\n", owner.token().unwrap());
    let holding = stalled(&app, "/api/v1/campaigns", 5_000_000, 650_000, &login).await;
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

/// Whatever an endpoint takes, and whoever asks: what is held of it is counted.
#[actix_web::test]
async fn the_beginning_of_a_file_is_counted_and_is_nothing_but_csv() {
    let app = TestApp::start().await;
    let owner = app.tenant("Warung Sari").await;
    let login = format!("authorization: Bearer {}\r\n", owner.token().unwrap());
    let path = "/api/v1/imports/preview";
    let free = app.state.bodies.free();
    let holding = stalled_as(&app, "text/csv", path, 900_000, 800_000, &login).await;
    siar_testkit::wait_until(Duration::from_secs(20), async || {
        match free - app.state.bodies.free() {
            800_000 => Ok(()),
            held => Err(format!("{held} bytes are held")),
        }
    })
    .await;
    drop(holding);
    for kind in ["application/json", "text/plain", "multipart/form-data"] {
        let client = owner.with_header("content-type", kind);
        let body = b"phone\n+6281200000001\n".to_vec();
        client.raw(Method::POST, "/imports/preview", body).await.is(
            415,
            json!({"success": false, "error": {
                "code": "unsupported_media_type",
                "message": "Send the file as it is: text/csv.",
                "details": {},
            }}),
        );
    }
    let csv = owner.with_header("content-type", "text/csv");
    let large = vec![b'1'; 1024 * 1024 + 1];
    let refused = csv.raw(Method::POST, "/imports/preview", large).await;
    assert_eq!(
        refused.fails(413, "too_large"),
        json!({"limit_bytes": 1024 * 1024})
    );
    app.stop().await;
}

#[actix_web::test]
async fn bodies_of_nobody_leave_room_for_those_who_are_logged_in() {
    let app = TestApp::start_with(|config| {
        config.http.body_memory = 128 * 1024;
        config.http.body_seconds = 30;
    })
    .await;
    let owner = app.tenant("Warung Sari").await;
    let mut holding = Vec::new();
    // A quarter of the memory, and all of it.
    for _ in 0..9 {
        holding.push(stalled(&app, "/api/v1/auth/login", 16_000, 15_000, "").await);
    }
    let attempt = json!({"email": owner.email, "password": "x".repeat(3_000)});
    siar_testkit::wait_until(Duration::from_secs(20), async || {
        let reply = app.nobody().post("/auth/login", attempt.clone()).await;
        if reply.status == 503 {
            Ok(())
        } else {
            Err(reply.text)
        }
    })
    .await;
    let name = "x".repeat(20_000);
    owner
        .post("/lists", json!({"name": name}))
        .await
        .fails(422, "invalid");
    drop(holding);
    app.stop().await;
}
