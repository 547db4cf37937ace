//! Rubbish is refused with a code, in the envelope, and the server goes on.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::Method;
use serde_json::json;

use crate::app::TestApp;

#[actix_web::test]
async fn bodies_that_cannot_be_read() {
    let app = TestApp::start_with(|config| config.http.body_limit = 4096).await;
    let nobody = app.nobody();
    let post = async |kind: &str, body: Vec<u8>| {
        nobody
            .with_header("content-type", kind)
            .raw(Method::POST, "/auth/login", body)
            .await
    };
    let json = "application/json";
    assert_eq!(
        post(json, b"{\"email\": \"a\",\n  oops}".to_vec())
            .await
            .fails(400, "malformed_json"),
        json!({"line": 2, "column": 3})
    );
    post(json, Vec::new()).await.fails(400, "malformed_json");
    post(json, vec![0xff, 0xfe, b'{'])
        .await
        .fails(400, "malformed_json");
    post(json, format!("{{\"x\": {}", "[".repeat(4000)).into_bytes())
        .await
        .fails(422, "invalid");
    let details = post(json, br#"{"email": 7, "password": "x"}"#.to_vec())
        .await
        .fails(422, "invalid");
    assert_eq!(details["fields"][0]["field"], "email");
    post(json, br#"{"email": "a@b.example"}"#.to_vec())
        .await
        .fails(422, "invalid");
    post(
        json,
        br#"{"email": "a\u0000@b.example", "password": "x"}"#.to_vec(),
    )
    .await
    .fails(422, "nul_not_allowed");
    post("text/plain", b"{}".to_vec())
        .await
        .fails(415, "unsupported_media_type");
    post("application/x-www-form-urlencoded", b"email=a".to_vec())
        .await
        .fails(415, "unsupported_media_type");
    assert_eq!(
        post(json, vec![b' '; 5000]).await.fails(413, "too_large"),
        json!({"limit_bytes": 4096})
    );
    // Without a length announced, the bytes themselves are counted.
    let chunks = futures::stream::iter((0..50).map(|_| Ok::<_, std::io::Error>(vec![b' '; 200])));
    let reply = reqwest::Client::new()
        .post(format!("{}/api/v1/auth/login", app.url))
        .header("content-type", json)
        .body(reqwest::Body::wrap_stream(chunks))
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 413);
    nobody
        .post(
            "/auth/login",
            json!({"email": "a@b.example", "password": "x".repeat(3000)}),
        )
        .await
        .fails(401, "wrong_credentials");
    app.stop().await;
}

#[actix_web::test]
async fn addresses_that_lead_nowhere() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    for path in [
        "/nothing",
        "/contacts/not-an-id",
        "/contacts/00000000-0000-0000-0000-000000000000",
        "/contacts/../../../etc/passwd",
        "/lists/%27%3B--",
        "//api",
        "//api/v2/contacts",
    ] {
        owner.get(path).await.fails(404, "not_found");
    }
    owner
        .get("/contacts/%00")
        .await
        .fails(400, "nul_not_allowed");
    owner.get("/contacts?limit=x").await.fails(400, "bad_query");
    owner
        .get("/contacts?cursor=rubbish")
        .await
        .fails(400, "bad_cursor");
    let reply = owner.send(Method::DELETE, "/tenant", None).await;
    assert_eq!(
        reply.fails(405, "method_not_allowed"),
        json!({"allowed": ["GET", "PATCH"]})
    );
    assert_eq!(reply.header("allow"), Some("GET, PATCH"));
    app.stop().await;
}

#[actix_web::test]
async fn tokens_that_are_not_ours() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let now = app.state.clock.now();
    let foreign = siar::auth::TokenKey::new(&secrecy::SecretSlice::from(vec![8; 32]));
    let login = siar_domain::id::LoginId(uuid::Uuid::now_v7());
    let (foreign, _) = foreign.issue(owner.user.unwrap(), login, now).unwrap();
    // Well signed, of a login that never was.
    let (unknown, _) = app
        .state
        .auth
        .tokens
        .issue(owner.user.unwrap(), login, now)
        .unwrap();
    let claims = URL_SAFE_NO_PAD.encode(
        json!({
            "sub": owner.user, "sid": login, "iat": now.timestamp(), "exp": now.timestamp() + 900
        })
        .to_string(),
    );
    let none = format!("{}.{claims}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#));
    for (token, code) in [
        (foreign.as_str(), "token_invalid"),
        (&unknown, "login_ended"),
        (&none, "token_invalid"),
        ("", "token_invalid"),
        ("a.b.c", "token_invalid"),
        (&"x".repeat(5000), "token_invalid"),
    ] {
        app.nobody()
            .with_token(token)
            .get("/auth/me")
            .await
            .fails(401, code);
    }
    app.nobody()
        .with_header("authorization", "Basic YTpi")
        .get("/auth/me")
        .await
        .fails(401, "token_invalid");
    app.nobody()
        .get("/auth/me")
        .await
        .fails(401, "unauthenticated");
    app.stop().await;
}

#[actix_web::test]
async fn every_answer_carries_the_headers_that_browsers_obey() {
    let app = TestApp::start().await;
    for path in [
        "//health/live",
        "/auth/me",
        "//nowhere",
        "//api/v1/openapi.json",
        "//api/docs/",
    ] {
        let reply = app.nobody().get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            (
                "strict-transport-security",
                "max-age=31536000; includeSubDomains",
            ),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path} {name}");
        }
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'self'"), "{path} {policy}");
        assert!(
            !policy.contains("script-src"),
            "scripts follow default-src: {policy}"
        );
        assert!(
            reply
                .header("x-request-id")
                .is_some_and(|id| id.len() == 36),
            "{path}"
        );
    }
    let echoed = app
        .nobody()
        .with_header("x-request-id", "abc-12345")
        .get("/auth/me")
        .await;
    assert_eq!(echoed.header("x-request-id"), Some("abc-12345"));
    let odd = app
        .nobody()
        .with_header("x-request-id", "a b\"c<script>")
        .get("/auth/me")
        .await;
    assert_eq!(odd.header("x-request-id").unwrap().len(), 36);
    app.stop().await;
}
