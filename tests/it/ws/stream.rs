//! What a client of the stream sees: everything once, in order, its own only.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

use crate::{app::TestApp, client::Client};

pub(super) type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// Opens the stream as `client`.
pub(super) async fn open(client: &Client, query: &str) -> Result<Socket, Error> {
    let address = client.url("/stream").replace("http://", "ws://");
    let mut request = format!("{address}{query}").into_client_request()?;
    if let Some(token) = client.token() {
        let value = format!("Bearer {token}").parse().unwrap();
        request.headers_mut().insert("authorization", value);
    }
    connect_async(request).await.map(|(socket, _)| socket)
}

/// The next JSON frame; pings are answered by reading.
pub(super) async fn next(socket: &mut Socket) -> Value {
    loop {
        let frame = tokio::time::timeout(Duration::from_secs(10), socket.next())
            .await
            .expect("a frame within ten seconds")
            .expect("the stream is open")
            .expect("a frame");
        if let Message::Text(text) = frame {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

/// Sends a frame.
pub(super) async fn say(frame: Value, socket: &mut Socket) {
    socket.send(Message::text(frame.to_string())).await.unwrap();
}

/// Puts `count` numbers on the register, one request and so one commit each; answers them in order.
async fn suppress(client: &Client, first: u32, count: u32) -> Vec<String> {
    let mut phones = Vec::new();
    for n in first..first + count {
        let phone = format!("+62811{n:07}");
        client
            .post("/suppressions", json!({ "phones": [phone] }))
            .await
            .ok(200);
        phones.push(phone);
    }
    phones
}

#[actix_web::test]
async fn events_come_live_in_order_and_only_ones_own() {
    let app = TestApp::start().await;
    let (owner, other) = (app.tenant("A").await, app.tenant("B").await);
    let mut socket = open(&owner, "").await.unwrap();
    assert_eq!(
        next(&mut socket).await,
        json!({"type": "hello", "sequence": 0})
    );
    suppress(&other, 500, 3).await;
    let phones = suppress(&owner, 0, 5).await;
    for (place, phone) in phones.iter().enumerate() {
        let event = next(&mut socket).await;
        assert_eq!(event["sequence"], place + 1);
        assert_eq!(event["type"], "contact-suppressed");
        assert_eq!(event["data"], json!({"phone": phone, "source": "by_hand"}));
    }
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn a_client_that_was_away_gets_what_it_missed_then_what_is_new() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let phones = suppress(&owner, 0, 700).await;
    let mut socket = open(&owner, "?after=3").await.unwrap();
    assert_eq!(
        next(&mut socket).await,
        json!({"type": "hello", "sequence": 3})
    );
    let mut seen = Vec::new();
    while seen.len() < 697 {
        let event = next(&mut socket).await;
        assert_eq!(event["sequence"], seen.len() + 4);
        seen.push(event["data"]["phone"].as_str().unwrap().to_owned());
    }
    assert_eq!(seen, phones[3..]);
    let later = suppress(&owner, 5_000, 1).await;
    assert_eq!(next(&mut socket).await["data"]["phone"], later[0]);
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn a_sequence_that_never_was_means_load_everything_again() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    suppress(&owner, 0, 2).await;
    let mut socket = open(&owner, "?after=99").await.unwrap();
    assert_eq!(
        [next(&mut socket).await, next(&mut socket).await],
        [
            json!({"type": "resync", "reason": "unknown_sequence", "sequence": 2}),
            json!({"type": "hello", "sequence": 2}),
        ]
    );
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn a_hub_that_crashed_is_found_again_and_nothing_is_left_out() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let mut socket = open(&owner, "").await.unwrap();
    next(&mut socket).await;
    let mut phones = suppress(&owner, 0, 1).await;
    app.state
        .actors
        .kernel()
        .restart("root/chores/hub")
        .await
        .unwrap();
    phones.extend(suppress(&owner, 1, 2).await);
    for phone in phones {
        assert_eq!(next(&mut socket).await["data"]["phone"], phone);
    }
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn rubbish_is_told_five_times_then_the_stream_closes() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let mut socket = open(&owner, "?topics=quota,new-message").await.unwrap();
    next(&mut socket).await;
    // Filtered out, counted all the same: what it is not subscribed to has gone by before it subscribes.
    suppress(&owner, 0, 1).await;
    loop {
        let ping = Message::text(r#"{"action":"ping"}"#);
        socket.send(ping).await.unwrap();
        if next(&mut socket).await == json!({"type": "heartbeat", "sequence": 1}) {
            break;
        }
    }
    for rubbish in [
        "",
        "{",
        "[1]",
        r#"{"action":"subscribe","topics":["weather"]}"#,
    ] {
        socket.send(Message::text(rubbish)).await.unwrap();
        let answer = next(&mut socket).await;
        assert_eq!(answer["type"], "error", "{rubbish}: {answer}");
    }
    socket
        .send(Message::text(
            r#"{"action":"subscribe","topics":["contact-suppressed"]}"#,
        ))
        .await
        .unwrap();
    socket
        .send(Message::text(r#"{"action":"ping"}"#))
        .await
        .unwrap();
    assert_eq!(
        next(&mut socket).await,
        json!({"type": "heartbeat", "sequence": 1})
    );
    let phones = suppress(&owner, 7, 1).await;
    assert_eq!(next(&mut socket).await["data"]["phone"], phones[0]);
    socket
        .send(Message::binary(vec![0, 159, 146, 150]))
        .await
        .unwrap();
    assert_eq!(next(&mut socket).await["code"], "not_text");
    let end = loop {
        match socket.next().await {
            Some(Ok(Message::Close(Some(frame)))) => break frame.code,
            Some(Ok(_)) => {}
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(u16::from(end), 1008);
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn nobody_opens_a_stream_without_the_right_to_it() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let status = |outcome: Result<Socket, Error>| match outcome {
        Err(Error::Http(answer)) => answer.status().as_u16(),
        other => panic!("{other:?}"),
    };
    assert_eq!(status(open(&app.nobody(), "").await), 401);
    assert_eq!(
        status(open(&app.nobody().with_token("x.y.z"), "").await),
        401
    );
    assert_eq!(status(open(&owner, "?topics=weather").await), 422);
    assert_eq!(status(open(&owner, "?after=-1").await), 422);
    owner.get("/stream").await.fails(426, "upgrade_required");
    app.stop().await;
}
