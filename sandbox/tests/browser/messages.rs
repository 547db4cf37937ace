//! Sending, asking afterwards, and receiving.

use crate::browser::Browser;
use crate::setup::{PERSON, Setup};
use serde_json::json;
use siar_sandbox::number::Number;
use siar_sandbox::person::Change;
use siar_sandbox::truth::{Event, Filter};
use siar_sandbox::world::{FaultKind, Settings};

fn person() -> Number {
    PERSON.parse().unwrap()
}

#[tokio::test]
async fn a_message_goes_out_once_and_comes_back_with_blue_ticks() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser.run("window.acks = []; WPP.on('chat.msg_ack_change', e => acks.push([e.ack, ...e.ids.map(String)]))").await;
    let id = browser.message_id(PERSON).await;
    let sent = browser.send(&id, "Halo kak", true).await;
    assert_eq!(sent, json!({ "id": id, "result": "OK" }));
    browser.wait_for("acks.some(a => a[0] === 3)").await;
    assert_eq!(
        browser.run("return acks").await,
        json!([[1, id], [2, id], [3, id]])
    );
    let fates = setup.sandbox.fates(&Filter::default()).await.unwrap();
    assert_eq!(fates.len(), 1);
    let fate = &fates[0];
    assert!(
        id.ends_with(&format!("_{}", fate.message_id)),
        "{id} {fate:?}"
    );
    assert_eq!((&fate.account, &fate.person), (&setup.phone, &person()));
    assert_eq!(
        (
            fate.body.as_str(),
            fate.server_arrivals,
            fate.phone_arrivals,
            fate.shown,
            fate.read
        ),
        ("Halo kak", 1, 1, 1, true)
    );
}

#[tokio::test]
async fn the_same_id_goes_out_again_and_the_phone_drops_it() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    let id = browser.message_id(PERSON).await;
    // A phone acknowledges what it drops, but nobody reads it again.
    for ack in [3, 2] {
        browser.send(&id, "Halo", true).await;
        browser.ack(&id, ack).await;
    }
    let arrivals: Vec<_> = setup
        .truth("phone_arrival")
        .await
        .into_iter()
        .map(|e| e.event)
        .collect();
    let arrival = |arrival, dropped_as_duplicate| Event::PhoneArrival {
        body: "Halo".to_owned(),
        arrival,
        dropped_as_duplicate,
    };
    assert_eq!(arrivals, vec![arrival(1, false), arrival(2, true)]);
}

#[tokio::test]
async fn a_stored_message_is_found_after_a_reload_and_an_unknown_one_is_not() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    let (sent, never) = (
        browser.message_id(PERSON).await,
        browser.message_id(PERSON).await,
    );
    browser.send(&sent, "Halo", true).await;
    browser.ack(&sent, 3).await;
    browser.page.refresh().await.unwrap();
    browser.ready().await;
    let code =
        |id: &str| format!("return WPP.chat.getMessageById('{id}').then(m => m.ack, e => e.code)");
    assert_eq!(browser.run(&code(&sent)).await, json!(3));
    assert_eq!(browser.run(&code(&never)).await, json!("msg_not_found"));
    let stranger = "true_6280000000009@c.us_3EB0000000000000000000";
    assert_eq!(browser.run(&code(stranger)).await, json!("chat_not_found"));
}

#[tokio::test]
async fn a_foreign_id_is_refused_before_anything_happens() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    let send = |id: &str| {
        format!(
            "return WPP.chat.sendTextMessage('{PERSON}@c.us', 'x', {{ messageId: '{id}' }}).then(() => 'sent', e => e.code)"
        )
    };
    let other = "true_6280000000009@c.us_3EB0000000000000000000";
    assert_eq!(
        browser.run(&send(other)).await,
        json!("message_key_remote_id_is_not_same_of_chat")
    );
    let theirs = browser
        .message_id(PERSON)
        .await
        .replacen("true_", "false_", 1);
    assert_eq!(
        browser.run(&send(&theirs)).await,
        json!("message_key_is_not_from_me")
    );
    assert_eq!(setup.truth("server_arrival").await, vec![]);
}

#[tokio::test]
async fn a_number_without_an_account_is_answered_with_nothing() {
    let setup = Setup::new().await;
    let nobody = Change {
        has_whatsapp: Some(false),
        ..Change::default()
    };
    setup.sandbox.tell_person(&person(), &nobody).await.unwrap();
    let browser = setup.linked().await;
    let asked = format!(
        "return Promise.all([WPP.contact.queryWidExists('{PERSON}@c.us'), WPP.chat.find('{PERSON}@c.us').catch(e => e.message)])"
    );
    assert_eq!(browser.run(&asked).await, json!([null, "No LID for user"]));
}

#[tokio::test]
async fn messages_of_the_time_offline_come_late_but_whole() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    let id = browser.message_id(PERSON).await;
    let off = Change {
        delivers: Some(false),
        ..Change::default()
    };
    setup.sandbox.tell_person(&person(), &off).await.unwrap();
    browser.send(&id, "Halo", true).await;
    browser.ack(&id, 1).await;
    browser.close().await;
    let on = Change {
        delivers: Some(true),
        ..Change::default()
    };
    setup.sandbox.tell_person(&person(), &on).await.unwrap();
    for body in ["satu", "dua"] {
        setup
            .sandbox
            .say(&person(), &setup.phone, body)
            .await
            .unwrap();
    }
    let browser = setup.browser().await;
    browser.ready().await;
    browser.ack(&id, 3).await;
    let chat = id.split('_').nth(1).unwrap();
    let bodies = format!(
        "return WPP.chat.getMessages('{chat}', {{ count: -1 }}).then(all => all.map(m => m.body))"
    );
    assert_eq!(browser.run(&bodies).await, json!(["Halo", "satu", "dua"]));
    let stored = setup.truth("incoming_stored").await;
    assert_eq!(stored.len(), 2);
}

#[tokio::test]
async fn an_incoming_message_is_told_twice_when_it_comes_undecrypted() {
    let setup = Setup::with(Settings {
        ciphertext_share: 1.0,
        ..Settings::default()
    })
    .await;
    let browser = setup.linked().await;
    browser
        .run("window.heard = []; WPP.on('chat.new_message', m => heard.push([m.type, m.body, m.id.fromMe]))")
        .await;
    setup
        .sandbox
        .say(&person(), &setup.phone, "STOP")
        .await
        .unwrap();
    browser.wait_for("heard.length === 2").await;
    let heard = browser.run("return heard").await;
    assert_eq!(
        heard,
        json!([["ciphertext", "STOP", false], ["chat", "STOP", false]])
    );
    let entry = browser
        .run("return WPP.chat.list({ onlyWithUnreadMessage: true }).then(c => WPP.contact.getPnLidEntry(c[0].id)).then(e => e.phoneNumber.id)")
        .await;
    assert_eq!(entry, json!(PERSON));
}

#[tokio::test]
async fn a_refused_message_shows_on_the_store_only() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    setup.cause(FaultKind::TimeLock, |_| ()).await;
    browser
        .run(
            "window.acks = []; WPP.on('chat.msg_ack_change', e => acks.push(e.ack));
             window.failed = []; WPP.whatsapp.MsgStore.on('change:ack', m => failed.push([m.ack, m.isSendFailure, m.errorCode]))",
        )
        .await;
    let id = browser.message_id(PERSON).await;
    let sent = browser.send(&id, "Halo", true).await;
    assert_eq!(sent["result"], json!("ERROR_UNKNOWN"));
    browser.ack(&id, -1).await;
    assert_eq!(
        browser.run("return [failed, acks]").await,
        json!([[[-1, true, "463"]], []])
    );
    assert_eq!(setup.truth("phone_arrival").await, vec![]);
    // Who wrote first is no stranger.
    setup
        .sandbox
        .say(&person(), &setup.phone, "Halo juga")
        .await
        .unwrap();
    let id = browser.message_id(PERSON).await;
    assert_eq!(browser.send(&id, "Halo", true).await["result"], json!("OK"));
}

#[tokio::test]
async fn opening_a_chat_and_typing_are_seen_by_the_person() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    browser.run("window.unread = []; WPP.on('chat.unread_count_changed', e => unread.push([e.previousUnreadCount, e.unreadCount]))").await;
    setup
        .sandbox
        .say(&person(), &setup.phone, "Halo")
        .await
        .unwrap();
    browser.wait_for("unread.length === 1").await;
    let read = browser
        .run("return WPP.chat.list().then(c => WPP.chat.markIsRead(c[0].id).then(r => WPP.chat.markIsComposing(c[0].id).then(() => r.unreadCount)))")
        .await;
    assert_eq!(read, json!(0));
    assert_eq!(browser.run("return unread").await, json!([[0, 1], [1, 0]]));
    browser.wait_for_truth(&setup, "typing", 1).await;
    let seen = setup.truth("marked_read").await;
    assert_eq!((seen.len(), seen[0].person.clone()), (1, Some(person())));
}

#[tokio::test]
async fn a_message_is_on_the_disk_before_it_is_on_the_wire() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    let id = browser.message_id(PERSON).await;
    browser
        .run(
            "window.order = [];
             const begin = IDBDatabase.prototype.transaction;
             IDBDatabase.prototype.transaction = function () {
               const tx = begin.apply(this, arguments);
               tx.addEventListener('complete', () => { if (tx.fresh) order.push('stored'); });
               return tx;
             };
             const put = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = function (row) {
               if (row.ack === 0) this.transaction.fresh = true;
               return put.apply(this, arguments);
             };
             const send = WebSocket.prototype.send;
             WebSocket.prototype.send = function (text) {
               if (text.includes('\"send\"')) order.push('sent');
               return send.call(this, text);
             };",
        )
        .await;
    browser.send(&id, "Halo", true).await;
    assert_eq!(browser.run("return order").await, json!(["stored", "sent"]));
}

#[tokio::test]
async fn what_is_delivered_again_is_not_news() {
    let setup = Setup::new().await;
    let browser = setup.linked().await;
    // The page stores the message, but its confirmation gets lost with the connection.
    browser
        .run(
            "window.heard = []; WPP.on('chat.new_message', m => heard.push(m.body));
             const send = WebSocket.prototype.send;
             WebSocket.prototype.send = function (text) { if (!text.includes('\"got\"')) send.call(this, text); };",
        )
        .await;
    setup
        .sandbox
        .say(&person(), &setup.phone, "Halo")
        .await
        .unwrap();
    browser.wait_for("heard.length > 0").await;
    setup.cause(FaultKind::DropConnection, |_| ()).await;
    browser.wait_for_truth(&setup, "logged_in", 2).await;
    browser.ready().await;
    assert_eq!(browser.run("return heard").await, json!(["Halo"]));
    let waiting = setup.sandbox.phone(&setup.phone).await.unwrap().devices[0].waiting;
    assert_eq!(waiting, 1, "it was delivered again");
}

#[tokio::test]
async fn a_receipt_may_come_under_the_persons_number() {
    let settings = Settings {
        lid_share: 1.0,
        receipt_by_number_share: 1.0,
        ..Settings::default()
    };
    let setup = Setup::with(settings).await;
    let browser = setup.linked().await;
    browser.run("window.acks = []; WPP.on('chat.msg_ack_change', e => acks.push([e.ack, String(e.ids[0])]))").await;
    let id = browser.message_id(PERSON).await;
    let [from_me, chat, hex] = id.split('_').collect::<Vec<_>>()[..] else {
        panic!("{id}")
    };
    assert!(chat.ends_with("@lid"), "{id}");
    browser.send(&id, "Halo", true).await;
    browser.wait_for("acks.length === 3").await;
    let by_number = format!("{from_me}_{PERSON}@c.us_{hex}");
    assert_eq!(
        browser.run("return acks").await,
        json!([[1, id], [2, by_number], [3, by_number]])
    );
    browser.ack(&id, 3).await;
}

#[tokio::test]
async fn catching_up_includes_decrypting() {
    let setup = Setup::with(Settings {
        ciphertext_share: 1.0,
        ..Settings::default()
    })
    .await;
    setup.linked().await.close().await;
    for body in ["satu", "dua", "tiga"] {
        setup
            .sandbox
            .say(&person(), &setup.phone, body)
            .await
            .unwrap();
    }
    let browser = Browser::accepted(setup.profile.path()).await;
    browser
        .inject(
            "addEventListener('DOMContentLoaded', function listen() {
               if (!window.WPP) return setTimeout(listen, 0);
               WPP.on('conn.backend_event', name => {
                 if (name === 'offline_delivery_end') window.types = WPP.whatsapp.MsgStore.getModelsArray().map(m => m.type);
               });
             });",
        )
        .await;
    browser.page.goto(&setup.sandbox.web_url()).await.unwrap();
    assert_eq!(
        browser.wait_for("window.types").await,
        json!(["chat", "chat", "chat"])
    );
}
