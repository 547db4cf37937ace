//! Logging in and out, by token and by cookie.

use serde_json::json;
use siar_domain::permission::Role;

use crate::app::{PASSWORD, TestApp};

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let wrong = app
        .nobody()
        .post(
            "/auth/login",
            json!({"email": owner.email, "password": "not the password"}),
        )
        .await;
    let unknown = app
        .nobody()
        .post(
            "/auth/login",
            json!({"email": "who@is.example", "password": "not the password"}),
        )
        .await;
    wrong.fails(401, "wrong_credentials");
    assert_eq!(
        (wrong.status, wrong.json()),
        (unknown.status, unknown.json())
    );
    app.stop().await;
}

#[actix_web::test]
async fn a_logged_out_token_works_no_more() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    owner.get("/auth/me").await.ok(200);
    let reply = owner.post("/auth/logout", json!({})).await;
    reply.is(200, json!({"success": true, "data": {}}));
    assert!(
        reply
            .cookies()
            .iter()
            .all(|cookie| cookie.contains("Max-Age=0"))
    );
    let refused = owner.get("/auth/me").await;
    refused.fails(401, "login_ended");
    assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
    app.stop().await;
}

#[actix_web::test]
async fn log_out_works_whatever_is_left_of_the_login() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let email = owner.get("/auth/me").await.ok(200)["email"].clone();
    let log_in = json!({"email": email, "password": crate::app::PASSWORD});
    let tokens = app
        .nobody()
        .post("/auth/login", log_in.clone())
        .await
        .ok(200);
    let access = tokens["access_token"].as_str().unwrap();
    // Expired, and still good for ending the login.
    app.clock.advance(chrono::TimeDelta::minutes(20));
    let late = app.nobody().with_token(access);
    late.get("/auth/me").await.fails(401, "token_expired");
    late.post("/auth/logout", json!({})).await.ok(200);
    app.nobody()
        .post(
            "/auth/refresh",
            json!({"refresh_token": tokens["refresh_token"]}),
        )
        .await
        .fails(401, "login_ended");
    // Only the refresh token's cookie is left.
    let tokens = app.nobody().post("/auth/login", log_in).await.ok(200);
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let browser = app
        .nobody()
        .with_header("cookie", &format!("siar_refresh={refresh}"));
    browser
        .with_header("sec-fetch-site", "cross-site")
        .post("/auth/logout", json!({}))
        .await
        .fails(403, "cross_site");
    let page = browser.with_header("sec-fetch-site", "same-origin");
    page.post("/auth/logout", json!({})).await.ok(200);
    app.nobody()
        .post("/auth/refresh", json!({"refresh_token": refresh}))
        .await
        .fails(401, "login_ended");
    // Nothing is left: the browser forgets, and nobody is told off.
    let nothing = app.nobody().with_header("sec-fetch-site", "same-origin");
    assert_eq!(
        nothing
            .post("/auth/logout", json!({}))
            .await
            .cookies()
            .len(),
        3
    );
    app.stop().await;
}

#[actix_web::test]
async fn a_login_ends_after_thirty_days_however_often_it_is_refreshed() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let email = owner.get("/auth/me").await.ok(200)["email"].clone();
    let log_in = json!({"email": email, "password": crate::app::PASSWORD});
    let mut tokens = app.nobody().post("/auth/login", log_in).await.ok(200);
    for day in 0..30 {
        app.clock.advance(chrono::TimeDelta::days(1));
        let next = app
            .nobody()
            .post(
                "/auth/refresh",
                json!({"refresh_token": tokens["refresh_token"]}),
            )
            .await;
        if day < 29 {
            tokens = next.ok(200);
        } else {
            next.fails(401, "login_ended");
        }
    }
    app.stop().await;
}

#[actix_web::test]
async fn an_access_token_ends_after_fifteen_minutes() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    app.clock.advance(chrono::TimeDelta::seconds(899));
    owner.get("/auth/me").await.ok(200);
    app.clock.advance(chrono::TimeDelta::seconds(1));
    owner.get("/auth/me").await.fails(401, "token_expired");
    app.stop().await;
}

#[actix_web::test]
async fn a_browser_gets_cookies_that_only_our_own_pages_can_use() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let body = json!({"email": owner.email, "password": PASSWORD, "cookies": true});
    app.nobody()
        .post("/auth/login", body.clone())
        .await
        .fails(403, "cross_site");
    let page = app.nobody().with_header("sec-fetch-site", "same-origin");
    let reply = page.post("/auth/login", body).await;
    let data = reply.ok(200);
    assert_eq!(
        (&data["access_token"], &data["refresh_token"]),
        (&json!(null), &json!(null))
    );
    let cookies = reply.cookies();
    // The third is for our pages to read and grants nothing: it tells one pair of tokens from the next.
    let expected = [
        ("siar_access", "/", true),
        ("siar_refresh", "/api/v1/auth", true),
        ("siar_pair", "/", false),
    ];
    assert_eq!(cookies.len(), expected.len(), "{cookies:?}");
    for (cookie, (name, path, hidden)) in cookies.iter().zip(expected) {
        assert!(cookie.starts_with(&format!("{name}=")), "{cookie}");
        for part in ["Secure", "SameSite=Strict", &format!("Path={path}")] {
            assert!(cookie.contains(part), "{cookie} lacks {part}");
        }
        assert_eq!(cookie.contains("HttpOnly"), hidden, "{cookie}");
    }
    let jar: Vec<&str> = cookies
        .iter()
        .map(|cookie| cookie.split(';').next().unwrap())
        .collect();
    let browser = app.nobody().with_header("cookie", &jar.join("; "));
    app.nobody()
        .with_header("cookie", jar[2])
        .get("/auth/me")
        .await
        .fails(401, "unauthenticated");

    browser.get("/auth/me").await.ok(200);
    let update = json!({"name": "B"});
    browser
        .patch("/tenant", update.clone())
        .await
        .fails(403, "cross_site");
    for (header, value, fine) in [
        ("sec-fetch-site", "same-origin", true),
        ("sec-fetch-site", "same-site", false),
        ("sec-fetch-site", "cross-site", false),
        ("sec-fetch-site", "none", false),
        ("origin", app.url.as_str(), true),
        ("origin", "http://evil.example", false),
        ("origin", "null", false),
    ] {
        let status = browser
            .with_header(header, value)
            .patch("/tenant", update.clone())
            .await
            .status;
        assert_eq!(status, if fine { 200 } else { 403 }, "{header}: {value}");
    }

    app.clock.advance(chrono::TimeDelta::seconds(1));
    let page = browser.with_header("sec-fetch-site", "same-origin");
    let renewed = page.post("/auth/refresh", json!({})).await.cookies();
    assert_eq!(renewed.len(), 3);
    for (old, new) in cookies.iter().zip(&renewed) {
        assert_ne!(old.split(';').next(), new.split(';').next());
    }
    let forgotten = page.post("/auth/logout", json!({})).await.cookies();
    let emptied = ["siar_access=;", "siar_refresh=;", "siar_pair=;"];
    assert_eq!(forgotten.len(), emptied.len(), "{forgotten:?}");
    for (cookie, start) in forgotten.iter().zip(emptied) {
        assert!(
            cookie.starts_with(start) && cookie.contains("Max-Age=0"),
            "{cookie}"
        );
    }
    app.stop().await;
}

#[actix_web::test]
async fn attempts_are_throttled_and_told_how_long_to_wait() {
    let app = TestApp::start_with(|config| config.auth.logins_per_minute = 3).await;
    let attempt = json!({"email": "who@is.example", "password": "guess guess"});
    for _ in 0..3 {
        app.nobody()
            .post("/auth/login", attempt.clone())
            .await
            .fails(401, "wrong_credentials");
    }
    let refused = app.nobody().post("/auth/login", attempt.clone()).await;
    refused.fails(429, "too_many_attempts");
    assert_eq!(refused.header("retry-after"), Some("20"));
    // What a client says of itself does not help: no proxy is trusted.
    app.nobody()
        .with_header("x-forwarded-for", "9.9.9.9")
        .post("/auth/login", attempt.clone())
        .await
        .fails(429, "too_many_attempts");
    app.clock.advance(chrono::TimeDelta::seconds(20));
    app.nobody()
        .post("/auth/login", attempt)
        .await
        .fails(401, "wrong_credentials");
    app.stop().await;
}

#[actix_web::test]
async fn permissions_beyond_the_role_never_reach_the_platform() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let viewer = app.user(owner.tenant.unwrap(), Role::Viewer).await;
    viewer
        .patch("/tenant", json!({"name": "B"}))
        .await
        .fails(403, "forbidden");
    app.base
        .superuser()
        .await
        .execute(
            "UPDATE users SET permissions = '{tenant.write,platform.write,from.a.later.release}' WHERE email = $1",
            &[&viewer.email],
        )
        .await
        .unwrap();
    app.clock.advance(chrono::TimeDelta::seconds(10));
    viewer.patch("/tenant", json!({"name": "B"})).await.ok(200);
    let permissions = viewer.get("/auth/me").await.ok(200)["permissions"].clone();
    assert_eq!(
        permissions,
        json!([
            "session.read",
            "contacts.read",
            "templates.read",
            "campaigns.read",
            "quota.read",
            "tenant.read",
            "tenant.write",
            "events.read",
            "team.read"
        ])
    );
    app.stop().await;
}

#[actix_web::test]
async fn by_tls_no_neighbour_can_plant_a_cookie() {
    let app = TestApp::start_with(|config| {
        config.http.public_url = Some("https://siar.example/".to_owned());
    })
    .await;
    let (owner, other) = (app.tenant("A").await, app.tenant("B").await);
    let page = app.nobody().with_header("sec-fetch-site", "same-origin");
    let log_in = async |email: &str| {
        let body = json!({"email": email, "password": PASSWORD, "cookies": true});
        page.post("/auth/login", body).await.cookies()
    };
    let cookies = log_in(&owner.email).await;
    let expected = ["access", "refresh", "pair"].map(|name| format!("__Host-siar_{name}="));
    assert_eq!(cookies.len(), expected.len(), "{cookies:?}");
    for (cookie, start) in cookies.iter().zip(&expected) {
        assert!(cookie.starts_with(start), "{cookie}");
        // A browser refuses the name without all of these.
        assert!(cookie.contains("Secure"), "{cookie}");
        assert!(cookie.split("; ").any(|part| part == "Path=/"), "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    let jar = |cookies: &[String]| -> String {
        let pairs = cookies
            .iter()
            .map(|cookie| cookie.split(';').next().unwrap());
        pairs.collect::<Vec<_>>().join("; ")
    };
    let ours = jar(&cookies);
    let planted = jar(&log_in(&other.email).await).replace("__Host-", "");

    let alone = page.with_header("cookie", &planted);
    alone.get("/auth/me").await.fails(401, "unauthenticated");
    alone
        .post("/auth/refresh", json!({}))
        .await
        .fails(401, "unauthenticated");
    let both = page.with_header("cookie", &format!("{planted}; {ours}"));
    let me = both.get("/auth/me").await;
    assert_eq!(me.ok(200)["email"], owner.email);
    // It ends nobody's login either.
    let forgotten = alone.post("/auth/logout", json!({})).await;
    forgotten.ok(200);
    let theirs = planted.replace("siar_", "__Host-siar_");
    page.with_header("cookie", &theirs)
        .get("/auth/me")
        .await
        .ok(200);

    both.post("/auth/refresh", json!({})).await.ok(200);
    let forgotten = page.with_header("cookie", &ours);
    let forgotten = forgotten.post("/auth/logout", json!({})).await.cookies();
    for (cookie, start) in forgotten.iter().zip(&expected) {
        assert!(cookie.starts_with(&format!("{start};")), "{cookie}");
        assert!(cookie.contains("Max-Age=0"), "{cookie}");
    }
    both.get("/auth/me").await.fails(401, "login_ended");
    app.stop().await;
}

#[actix_web::test]
async fn without_tls_the_names_of_tls_are_not_read() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let body = json!({"email": owner.email, "password": PASSWORD, "cookies": true});
    let page = app.nobody().with_header("sec-fetch-site", "same-origin");
    let cookies = page.post("/auth/login", body).await.cookies();
    let access = cookies[0].split(';').next().unwrap();
    page.with_header("cookie", access)
        .get("/auth/me")
        .await
        .ok(200);
    page.with_header("cookie", &format!("__Host-{access}"))
        .get("/auth/me")
        .await
        .fails(401, "unauthenticated");
    app.stop().await;
}
