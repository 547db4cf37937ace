//! The control desk over real HTTP, through its typed client.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use serde_json::{Value, json};
use siar_sandbox::api::Saying;
use siar_sandbox::client::{Client, ClientError};
use siar_sandbox::clock::HandClock;
use siar_sandbox::live::Live;
use siar_sandbox::number::Number;
use siar_sandbox::person::{Change, Defaults};
use siar_sandbox::server::{self, Running};
use siar_sandbox::truth::{Event, Filter};
use siar_sandbox::world::{Chances, Fault, FaultKind, Settings};
use siar_testkit::wait_until;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const START: u64 = 1_700_000_000_000;

struct Desk {
    client: Client,
    url: String,
    running: Running,
}

fn desk(live: Arc<Live>) -> Desk {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let running = server::serve(listener, live, 1).unwrap();
    let url = running.url();
    Desk {
        client: Client::new(&url),
        url,
        running,
    }
}

fn in_memory() -> Desk {
    desk(Live::in_memory(
        Settings::default(),
        Arc::new(HandClock::at(START)),
    ))
}

fn kept(folder: &Path, seed: u64) -> Desk {
    let settings = Settings {
        seed,
        ..Settings::default()
    };
    desk(Live::kept_in(folder, settings, Arc::new(HandClock::at(START))).unwrap())
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn shop() -> Number {
    number("+628110000001")
}

fn refused<T: std::fmt::Debug>(answer: Result<T, ClientError>) -> (u16, Value) {
    match answer {
        Err(ClientError::Refused { status, body }) => {
            (status, serde_json::from_str(&body).unwrap())
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn phones_are_made_once_and_listed() {
    let desk = in_memory();
    let phone = desk
        .client
        .create_phone(&shop(), "Toko Maju")
        .await
        .unwrap();
    assert_eq!(
        desk.client.create_phone(&shop(), "Other").await.unwrap(),
        phone
    );
    assert_eq!(desk.client.phones().await.unwrap(), vec![phone.clone()]);
    assert_eq!(desk.client.phone(&shop()).await.unwrap(), phone);
    let expected = json!({
        "number": "+628110000001", "name": "Toko Maju", "devices": [], "banned": false,
        "blocked_until": null, "time_lock_until": null, "new_chats_left": null,
    });
    assert_eq!(serde_json::to_value(&phone).unwrap(), expected);
}

#[tokio::test]
async fn refusals_say_what_is_wrong() {
    let desk = in_memory();
    let (status, body) = refused(desk.client.phone(&shop()).await);
    let message = "there is no phone with the number +628110000001";
    assert_eq!(
        (status, body),
        (
            404,
            json!({ "error": { "code": "no_such_phone", "message": message } })
        )
    );
    desk.client.create_phone(&shop(), "Toko").await.unwrap();
    let (status, body) = refused(desk.client.scan(&shop(), "nonsense").await);
    assert_eq!(
        (status, &body["error"]["code"]),
        (409, &json!("no_such_code"))
    );
    let (status, body) = refused(desk.client.scan_page(&shop(), 99).await);
    assert_eq!(
        (status, &body["error"]["code"]),
        (404, &json!("no_such_page"))
    );
    let wrong = Change {
        reads: Some(2.0),
        ..Change::default()
    };
    let (status, body) = refused(desk.client.tell_person(&shop(), &wrong).await);
    let message = "reads must be between 0 and 1";
    assert_eq!(
        (status, body),
        (
            422,
            json!({ "error": { "code": "invalid", "message": message } })
        )
    );
    let http = reqwest::Client::new();
    let broken = http
        .post(format!("{}/control/phones", desk.url))
        .body("{")
        .header("content-type", "application/json");
    let answer = broken.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 400);
    assert_eq!(
        answer.json::<Value>().await.unwrap()["error"]["code"],
        json!("bad_json")
    );
    let answer = http
        .get(format!("{}/control/truth?after=x", desk.url))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 400);
    assert_eq!(
        answer.json::<Value>().await.unwrap()["error"]["code"],
        json!("bad_query")
    );
}

#[tokio::test]
async fn people_behave_as_told_and_write() {
    let desk = in_memory();
    desk.client.create_phone(&shop(), "Toko").await.unwrap();
    let adi = number("+6281234567890");
    let change = Change {
        reads: Some(0.5),
        name: Some("Adi".to_owned()),
        ..Change::default()
    };
    let told = desk.client.tell_person(&adi, &change).await.unwrap();
    assert_eq!(
        (told.behaviour.reads, told.behaviour.name.as_str()),
        (0.5, "Adi")
    );
    assert_eq!(desk.client.person(&adi).await.unwrap(), told);
    let everyone = Defaults {
        has_whatsapp: 1.0,
        ..Defaults::default()
    };
    assert_eq!(desk.client.set_defaults(&everyone).await.unwrap(), everyone);
    let one = desk.client.say(&adi, &shop(), "satu").await.unwrap();
    let more = Saying {
        from: Some(adi.clone()),
        ..Saying::new(&shop(), "dua")
    };
    let two = desk.client.say_all(&[more]).await.unwrap();
    let entries = desk.client.truth(&Filter::default()).await.unwrap();
    let said: Vec<_> = entries
        .into_iter()
        .map(|e| (e.message_id.unwrap(), e.event))
        .collect();
    let incoming = |body: &str| Event::Incoming {
        body: body.to_owned(),
    };
    assert_eq!(
        said,
        vec![
            (one, incoming("satu")),
            (two[0].message_id.clone(), incoming("dua"))
        ]
    );
}

#[tokio::test]
async fn faults_are_armed_listed_and_healed() {
    let desk = in_memory();
    desk.client.create_phone(&shop(), "Toko").await.unwrap();
    let lost = Fault {
        count: Some(3),
        ..Fault::of(FaultKind::LostReceipt)
    };
    assert_eq!(desk.client.cause(&lost).await.unwrap(), 0);
    assert_eq!(desk.client.armed().await.unwrap()[0].left, 3);
    assert_eq!(
        desk.client
            .cause(&Fault::of(FaultKind::Ban).on(&shop()))
            .await
            .unwrap(),
        1
    );
    assert!(desk.client.phone(&shop()).await.unwrap().banned);
    let chances = Chances {
        crash_page: 0.1,
        ..Chances::default()
    };
    assert_eq!(desk.client.set_chances(&chances).await.unwrap(), chances);
    desk.client.heal().await.unwrap();
    assert_eq!(desk.client.armed().await.unwrap(), vec![]);
    assert!(!desk.client.phone(&shop()).await.unwrap().banned);
}

#[tokio::test]
async fn a_kept_world_survives_a_restart_and_its_seed_wins() {
    let folder = tempfile::tempdir().unwrap();
    let first = kept(folder.path(), 5);
    first.client.create_phone(&shop(), "Toko").await.unwrap();
    first
        .client
        .set_defaults(&Defaults {
            has_whatsapp: 1.0,
            ..Defaults::default()
        })
        .await
        .unwrap();
    first
        .client
        .say(&number("+6281234567890"), &shop(), "halo")
        .await
        .unwrap();
    let (phones, truth) = (
        first.client.phones().await.unwrap(),
        first.client.truth(&Filter::default()).await.unwrap(),
    );
    first.running.stop().await.unwrap();
    let second = kept(folder.path(), 6);
    assert_eq!(second.client.phones().await.unwrap(), phones);
    assert_eq!(
        second.client.truth(&Filter::default()).await.unwrap(),
        truth
    );
    assert_eq!(second.client.health().await.unwrap().seed, 5);
    let lines = std::fs::read_to_string(folder.path().join("truth.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), truth.len());
    second.client.reset(Some(9)).await.unwrap();
    let health = second.client.health().await.unwrap();
    assert_eq!((health.seed, health.phones, health.truth), (9, 0, 0));
}

#[tokio::test]
async fn a_torn_last_line_of_the_truth_is_dropped_and_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let first = kept(folder.path(), 5);
    first.client.create_phone(&shop(), "Toko").await.unwrap();
    first
        .client
        .cause(&Fault::of(FaultKind::TimeLock).on(&shop()))
        .await
        .unwrap();
    first.running.stop().await.unwrap();
    let log = folder.path().join("truth.jsonl");
    let whole = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, format!("{whole}{{\"seq\":2,\"at")).unwrap();
    let second = kept(folder.path(), 5);
    second
        .client
        .cause(&Fault::of(FaultKind::TimeLock).on(&shop()))
        .await
        .unwrap();
    let seqs: Vec<_> = second
        .client
        .truth(&Filter::default())
        .await
        .unwrap()
        .iter()
        .map(|e| e.seq)
        .collect();
    assert_eq!(seqs, vec![1, 2]);
    let written = std::fs::read_to_string(&log).unwrap();
    let whole: Vec<Value> = written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (&whole[0]["seq"], &whole[1]["seq"], whole.len()),
        (&json!(1), &json!(2), 2)
    );
}

#[tokio::test]
async fn the_truth_streams_as_it_happens() {
    let desk = in_memory();
    desk.client.create_phone(&shop(), "Toko").await.unwrap();
    let url = format!("{}/control/truth/stream?kind=fault", desk.url);
    let mut stream = reqwest::get(url).await.unwrap();
    desk.client
        .cause(&Fault::of(FaultKind::TimeLock).on(&shop()))
        .await
        .unwrap();
    let first = tokio::time::timeout(Duration::from_secs(30), stream.chunk())
        .await
        .unwrap();
    let text = String::from_utf8(first.unwrap().unwrap().to_vec()).unwrap();
    let entry: Value = serde_json::from_str(text.trim().strip_prefix("data: ").unwrap()).unwrap();
    let expected = json!({ "seq": 1, "at_ms": START, "account": "+628110000001", "kind": "fault", "fault": "time_lock" });
    assert_eq!(entry, expected);
}

#[tokio::test]
async fn both_pages_are_served_with_strict_policies() {
    let desk = in_memory();
    for path in ["/", "/web"] {
        let answer = reqwest::get(format!("{}{path}", desk.url)).await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        let trusted = policy.contains("require-trusted-types-for 'script'");
        assert_eq!(trusted, path == "/web");
    }
    let code = reqwest::get(format!("{}/qr.svg?text=hello", desk.url))
        .await
        .unwrap();
    assert_eq!(code.headers()["content-type"], "image/svg+xml");
    wait_until(Duration::from_secs(10), || async {
        desk.client.health().await
    })
    .await;
}
