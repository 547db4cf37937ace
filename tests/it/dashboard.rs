//! The dashboard's and the console's pages, as a browser gets them.

use reqwest::{Client, Method, redirect::Policy};

use crate::app::TestApp;

const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

#[actix_web::test]
async fn every_address_below_an_entry_is_its_page_and_what_it_loads_is_kept_for_good() {
    let app = TestApp::start().await;
    let http = Client::builder().redirect(Policy::none()).build().unwrap();
    let get = async |path: &str| http.get(format!("{}{path}", app.url)).send().await.unwrap();

    for (from, to) in [
        ("/", "/app/"),
        // No secret comes along: it stands in the fragment, which no server sees.
        ("/setup?token=abc", "/admin/setup"),
    ] {
        let moved = get(from).await;
        assert_eq!(
            (moved.status().as_u16(), &moved.headers()["location"]),
            (302, &to.parse().unwrap())
        );
    }
    let mut assets = Vec::new();
    for (entry, deep) in [("/app", "/app/campaigns/42"), ("/admin", "/admin/tree")] {
        let page = get(entry).await;
        if page.status() == 503 {
            // Whoever builds without Node is told what to do.
            let words = page.text().await.unwrap();
            assert!(words.contains("scripts/build-web"), "{words}");
            continue;
        }
        assert_eq!(page.status(), 200, "{entry}");
        let header = |name: &str| page.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "text/html; charset=utf-8");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("content-security-policy"), POLICY);
        let text = page.text().await.unwrap();
        assert_eq!(text, get(deep).await.text().await.unwrap(), "{deep}");
        let scripts: Vec<&str> = text
            .split("src=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(!scripts.is_empty(), "{text}");
        assets.extend(scripts.into_iter().map(str::to_owned));
    }
    for asset in &assets {
        let first = get(asset).await;
        assert_eq!(first.status(), 200, "{asset}");
        let header = |name: &str| first.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(
            header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(header("vary"), "accept-encoding");
        for (understood, sent) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("identity", None),
        ] {
            let answer = http
                .head(format!("{}{asset}", app.url))
                .header("accept-encoding", understood)
                .send()
                .await
                .unwrap();
            let encoding = answer.headers().get("content-encoding");
            assert_eq!(
                encoding.map(|one| one.to_str().unwrap()),
                sent,
                "{asset} for {understood}"
            );
        }
        let again = http
            .get(format!("{}{asset}", app.url))
            .header("if-none-match", header("etag"))
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), 304);
        let head = http
            .head(format!("{}{asset}", app.url))
            .send()
            .await
            .unwrap();
        assert_eq!(
            (head.status().as_u16(), head.text().await.unwrap()),
            (200, String::new())
        );
    }
    for missing in ["/assets/none.js", "/assets/..%2fapp%2findex.html", "/apple"] {
        let refused = get(missing).await;
        assert_eq!(refused.status(), 404, "{missing}");
        let body: serde_json::Value = refused.json().await.unwrap();
        assert_eq!(body["error"]["code"], "not_found", "{missing}");
    }
    let posted = http
        .request(Method::POST, format!("{}/app/", app.url))
        .send()
        .await
        .unwrap();
    assert_eq!(posted.status(), 404);
    app.stop().await;
}
