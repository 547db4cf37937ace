//! Every body × what it may cost: who adds the next endpoint takes a body by what counts it, and before a login by what keeps it small.

use std::{fs, path::Path};

use reqwest::Method;
use serde_json::json;

use super::openapi_document::{document, operations};
use crate::app::TestApp;

/// What reads a body without a deadline, or without counting it.
const UNCOUNTED: [&str; 7] = [
    "Bytes",
    "BytesMut",
    "Json<",
    "Form<",
    "Payload",
    "Either<",
    "Readlines<",
];
/// Where a body is read piece by piece, under a deadline, or belongs to a WebSocket.
const RIGHT: [&str; 2] = ["src/imports/create.rs", "src/ws/stream.rs"];

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path.to_str().unwrap().to_owned());
        }
    }
}

#[test]
fn no_endpoint_takes_a_body_that_nobody_counts() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    assert!(files.len() > 100, "{} files", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (line, text) in text.lines().enumerate() {
            let uncounted = UNCOUNTED
                .iter()
                .any(|kind| text.contains(&format!(": web::{kind}")));
            if uncounted && !RIGHT.contains(&file.as_str()) {
                wrong.push(format!("{file}:{}: {}", line + 1, text.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "take a Body, LargeBody, OpenBody or CsvBody:\n{}",
        wrong.join("\n")
    );
}

#[actix_web::test]
async fn whatever_anybody_may_send_is_small() {
    let app = TestApp::start().await;
    let document = document();
    let nobody = app.nobody().with_header("content-type", "application/json");
    let mut tried = 0;
    for operation in operations(&document) {
        let takes_json = !operation.spec["requestBody"]["content"]["application/json"].is_null();
        if operation.permission != "public" || !takes_json {
            continue;
        }
        let method: Method = operation.method.parse().unwrap();
        let body = vec![b' '; 16 * 1024 + 1];
        let refused = nobody.raw(method, &operation.path, body).await;
        assert_eq!(
            refused.fails(413, "too_large"),
            json!({"limit_bytes": 16 * 1024}),
            "{}",
            operation.path
        );
        tried += 1;
    }
    assert!(tried >= 10, "only {tried} operations");
    app.stop().await;
}
