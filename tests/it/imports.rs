//! Imports over the API: whatever the file, every row is accounted for and nothing is lost without a word.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use siar_testkit::wait_until;

use crate::{app::TestApp, client::Client};

/// Uploads a file and waits until its import has ended.
async fn import(owner: &Client, query: &str, file: &[u8]) -> Value {
    let reply = owner
        .raw(
            Method::POST,
            &format!("/imports?file_name=people.csv{query}"),
            file.to_vec(),
        )
        .await;
    let made = reply.ok(202);
    let path = format!("/imports/{}", made["id"].as_str().unwrap());
    wait_until(Duration::from_secs(30), async || {
        let now = owner.get(&path).await.ok(200);
        if now["finished_at"].is_null() {
            Err(now.to_string())
        } else {
            Ok(())
        }
    })
    .await;
    owner.get(&path).await.ok(200)
}

fn counts(import: &Value) -> [i64; 5] {
    ["rows", "added", "updated", "duplicates", "rejected"]
        .map(|name| import[name].as_i64().unwrap())
}

#[actix_web::test]
async fn a_file_is_imported_with_its_bad_rows_named_by_line() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let list = owner.post("/lists", json!({"name": "Promo"})).await.ok(201);
    let file = "Nomor;Nama;Kota\n0811 1111 111;Ani;Medan\n12;Budi;\n0812-2222-2222;Citra;Solo\n+62 811 1111 111;Ani A;\n;Dodi;\n";
    let done = import(
        &owner,
        &format!("&list_id={}", list["id"].as_str().unwrap()),
        file.as_bytes(),
    )
    .await;
    assert_eq!(done["state"], "completed");
    assert_eq!(counts(&done), [5, 2, 0, 1, 2]);
    let path = format!("/imports/{}", done["id"].as_str().unwrap());
    let rejects = owner.get(&format!("{path}/rejects")).await.ok(200);
    let lines: Vec<_> = rejects
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["line"].clone())
        .collect();
    assert_eq!(lines, [json!(3), json!(6)]);
    let csv = owner
        .raw(Method::GET, &format!("{path}/rejects.csv"), Vec::new())
        .await;
    assert_eq!(csv.status, 200);
    assert_eq!(csv.text.lines().count(), 3);
    assert!(
        csv.text
            .starts_with("line,reason,detail,value,Nomor,Nama,Kota\r\n3,phone_too_short,"),
        "{}",
        csv.text
    );
    assert!(csv.text.lines().nth(1).unwrap().ends_with(",12,12,Budi,"));
    let people = owner
        .get(&format!(
            "/contacts?list_id={}",
            list["id"].as_str().unwrap()
        ))
        .await
        .ok(200);
    let people: Vec<_> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            (
                p["phone"].clone(),
                p["name"].clone(),
                p["attributes"].clone(),
            )
        })
        .collect();
    assert_eq!(
        people,
        [
            (
                json!("+628111111111"),
                json!("Ani A"),
                json!({"kota": "Medan"})
            ),
            (
                json!("+6281222222222"),
                json!("Citra"),
                json!({"kota": "Solo"})
            ),
        ]
    );
    app.stop().await;
}

#[actix_web::test]
async fn where_agreement_came_from_is_noted_for_those_who_had_none() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    owner
        .post(
            "/contacts",
            json!({"phone": "08111111111", "consent": {"source": "form"}}),
        )
        .await
        .ok(201);
    owner
        .post("/contacts", json!({"phone": "08122222222"}))
        .await
        .ok(201);
    let settings = "%7B%22consent_source%22%3A%22stall%22%7D";
    let file = "phone\n08111111111\n08122222222\n08133333333\n";
    import(&owner, &format!("&settings={settings}"), file.as_bytes()).await;
    let list = owner.post("/lists", json!({"name": "All"})).await.ok(201);
    owner
        .post(
            &format!("/lists/{}/numbers", list["id"].as_str().unwrap()),
            json!({"text": "08133333333\n08144444444", "consent_source": "by phone"}),
        )
        .await
        .ok(200);
    let people = owner.get("/contacts").await.ok(200);
    let noted: Vec<(&Value, &Value)> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["consent_source"], &one["consent_at"]))
        .collect();
    let now = json!("2026-01-05T08:00:00Z");
    assert_eq!(
        noted,
        [
            (&json!("form"), &now),
            (&json!("stall"), &now),
            (&json!("stall"), &now),
            (&json!("by phone"), &now),
        ]
    );
    owner
        .raw(
            Method::POST,
            "/imports?settings=%7B%22consent_source%22%3A%22%20%22%7D",
            b"phone\n".to_vec(),
        )
        .await
        .fails(422, "invalid");
    app.stop().await;
}

#[actix_web::test]
async fn files_that_are_none_fail_with_a_reason_and_store_nothing() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let long_line = format!(
        "phone,name\n08111111111,{}\n08122222222,Citra\n",
        "x".repeat(10 * 1024 * 1024)
    );
    for (file, code) in [
        (b"".to_vec(), "import_empty"),
        (b"a,b\nx,y\n".to_vec(), "import_no_phone_column"),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00".repeat(50),
            "import_not_text",
        ),
        (b"PK\x03\x04rest of a zip".to_vec(), "import_spreadsheet"),
    ] {
        let done = import(&owner, "", &file).await;
        assert_eq!(
            (&done["state"], &done["error_code"]),
            (&json!("failed"), &json!(code))
        );
        assert_eq!(counts(&done), [0; 5]);
    }
    assert_eq!(owner.get("/contacts").await.ok(200), json!([]));
    // One line of 10 MB is refused by its number; the line after it is imported.
    let done = import(&owner, "", long_line.as_bytes()).await;
    assert_eq!(counts(&done), [2, 1, 0, 0, 1]);
    // UTF-16 with its mark, as Excel saves "Unicode text"; and an unclosed quote.
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain("phone\tname\n08133333333\tÉka\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(counts(&import(&owner, "", &utf16).await), [1, 1, 0, 0, 0]);
    let done = import(&owner, "", b"phone,name\n08144444444,\"Dodi\n").await;
    assert_eq!(counts(&done)[4], 1);
    app.stop().await;
}

#[actix_web::test]
async fn an_upload_that_cannot_be_taken_is_refused_at_once() {
    let app = TestApp::start_with(|config| config.http.upload_limit = 1000).await;
    let owner = app.tenant("A").await;
    let other = app.tenant("B").await;
    let theirs = other.post("/lists", json!({"name": "X"})).await.ok(201);
    let upload = async |query: &str, file: &[u8]| {
        owner
            .raw(Method::POST, &format!("/imports{query}"), file.to_vec())
            .await
    };
    upload("", &vec![b'1'; 1001]).await.fails(413, "too_large");
    let foreign = format!("?list_id={}", theirs["id"].as_str().unwrap());
    upload(&foreign, b"phone\n08111111111\n")
        .await
        .fails(422, "invalid");
    upload("?settings=%7B", b"phone\n")
        .await
        .fails(422, "invalid");
    upload(
        "?settings=%7B%22default_country%22%3A%22XX%22%7D",
        b"phone\n",
    )
    .await
    .fails(422, "invalid");
    assert_eq!(owner.get("/imports").await.ok(200), json!([]));
    app.stop().await;
}

#[actix_web::test]
async fn a_preview_shows_the_guesses_and_stores_nothing() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let owner = owner.with_header("content-type", "text/csv");
    let reply = owner
        .raw(
            Method::POST,
            "/imports/preview?whole=true",
            b"No HP,Nama\n08111111111,Ani\n12,Budi\n".to_vec(),
        )
        .await;
    let preview = reply.ok(200);
    assert_eq!(
        (&preview["delimiter"], &preview["has_header"]),
        (&json!("comma"), &json!(true))
    );
    assert_eq!(preview["rows"][0]["phone"], "+628111111111");
    assert_eq!(preview["rows"][1]["rejected"]["line"], 3);
    assert_eq!(owner.get("/contacts").await.ok(200), json!([]));
    owner
        .raw(
            Method::POST,
            "/imports/preview?whole=true",
            b"a,b\nx,y\n".to_vec(),
        )
        .await
        .fails(422, "import_no_phone_column");
    app.stop().await;
}

/// C2-87: a product reads its own files, also after somebody mended them and a spreadsheet saved them.
#[actix_web::test]
async fn refused_rows_are_mended_and_sent_again_until_all_are_in() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let rejects = async |import: &Value| {
        let path = format!("/imports/{}/rejects.csv", import["id"].as_str().unwrap());
        owner.raw(Method::GET, &path, Vec::new()).await.text
    };
    let file = "No. HP,Nama,Kota\n12,-Rini-,Solo\n34,\"=Budi \"\"B\"\"\",\n";
    let done = import(&owner, "", file.as_bytes()).await;
    assert_eq!(counts(&done), [2, 0, 0, 0, 2]);
    let once = rejects(&done).await;
    // One is mended in place, the other not at all; saved with semicolons, as many spreadsheets do.
    let mended = once
        .replace(",12,12,", ",12,081111111111,")
        .replace("34,34,", "34,35,")
        .replace(',', ";");
    let done = import(&owner, "", mended.as_bytes()).await;
    assert_eq!(counts(&done), [2, 1, 0, 0, 1]);
    let twice = rejects(&done).await;
    assert_eq!(
        twice.lines().next(),
        Some("line,reason,detail,value,No. HP,Nama,Kota")
    );
    let mended = twice.replace(",35,35,", ",082222222222,35,");
    let done = import(&owner, "", mended.as_bytes()).await;
    assert_eq!(counts(&done), [1, 1, 0, 0, 0]);
    assert_eq!(rejects(&done).await, "line,reason,detail,value\r\n");
    let people = owner.get("/contacts").await.ok(200);
    let people: Vec<Value> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!([one["phone"], one["name"], one["attributes"]]))
        .collect();
    assert_eq!(
        people,
        [
            json!(["+6281111111111", "-Rini-", {"kota": "Solo"}]),
            json!(["+6282222222222", "=Budi \"B\"", {}]),
        ]
    );
    app.stop().await;
}
