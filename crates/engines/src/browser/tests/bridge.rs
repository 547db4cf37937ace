//! The bridge against a wa-js of which the test decides every answer: what the sandbox's page never does.

use super::{BrowserLink, PATIENCE};
use crate::{
    AckLevel, EngineError, EngineEvent, Link, MessageId, NewMessageId, SendReceipt, Trouble,
};
use chrono::DateTime;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};

struct Bridged {
    link: BrowserLink,
    events: mpsc::Receiver<EngineEvent>,
    _blank: super::Blank,
}

impl Bridged {
    /// Logged in as +6281200000001.
    async fn new() -> Self {
        let mut blank = super::Blank::new().await;
        let bundle = blank.config.data_dir.join("fake.js");
        std::fs::write(&bundle, include_str!("fake_wpp.js")).unwrap();
        blank.config.wa_js = Some(bundle);
        blank.config.deadlines.answer = Duration::from_millis(500);
        let mut link = blank.open().await;
        let events = link.events().unwrap();
        let mut here = Self {
            link,
            events,
            _blank: blank,
        };
        assert_eq!(here.page("__siar.missing()").await, json!([]));
        here.page("fake.authenticated = true, fake.mode = 'MAIN', fake.emit('conn.main_ready'), 0")
            .await;
        let phone = "+6281200000001".to_owned();
        assert_eq!(here.next().await, EngineEvent::Authenticated);
        assert_eq!(here.next().await, EngineEvent::Ready { phone });
        here
    }

    async fn page(&self, expression: &str) -> Value {
        self.link.page.evaluate(expression).await.unwrap()
    }

    async fn next(&mut self) -> EngineEvent {
        timeout(PATIENCE, self.events.recv())
            .await
            .unwrap()
            .unwrap()
    }

    async fn id(&self, phone: &str) -> MessageId {
        match self.link.new_message_id(phone).await.unwrap() {
            NewMessageId::Id(id) => id,
            NewMessageId::NotOnWhatsapp => panic!("{phone} has an account"),
        }
    }
}

fn incoming(id: &str, from: &str, body: &str) -> EngineEvent {
    EngineEvent::Incoming {
        id: MessageId(id.to_owned()),
        from: from.to_owned(),
        body: body.to_owned(),
        at: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
    }
}

#[tokio::test]
async fn only_what_people_write_to_us_is_reported() {
    let mut here = Bridged::new().await;
    here.page(
        r"{
            const say = (id, more) => fake.emit('chat.new_message', {id, type: 'chat', body: 'no', t: 1800000000, ...more});
            say('true_6281200000009@c.us_A1');
            say('false_120363000000000000@g.us_A2_6281200000009@c.us');
            say('false_status@broadcast_A3');
            say('false_6281200000009@c.us_A4', {type: 'e2e_notification', isNotification: true});
            say('false_6281200000009@c.us_A5', {type: 'ciphertext', body: ''});
            say('false_6281200000009@c.us_A5', {body: 'decrypted'});
            say('false_6281200000009@c.us_A5', {body: 'decrypted'});
            say('false_6281200000009@c.us_A6', {type: 'image', body: 'iVBORw0KGgo='});
            fake.numbers['777@lid'] = '6281200000010';
            say('false_777@lid_A7', {body: 'hidden'});
            say('false_888@lid_A8', {body: 'unknown'});
            say('false_6281200000009@c.us_A9', {body: 'cut \ud83d'});
        } 0",
    )
    .await;
    for expected in [
        incoming("false_6281200000009@c.us_A5", "+6281200000009", "decrypted"),
        incoming("false_6281200000009@c.us_A6", "+6281200000009", ""),
        incoming("false_777@lid_A7", "+6281200000010", "hidden"),
        incoming("false_888@lid_A8", "888@lid", "unknown"),
        incoming(
            "false_6281200000009@c.us_A9",
            "+6281200000009",
            "cut \u{fffd}",
        ),
    ] {
        assert_eq!(here.next().await, expected);
    }
}

#[tokio::test]
async fn captions_buttons_lists_and_edits_count_as_text() {
    let mut here = Bridged::new().await;
    here.page(
        r"{
            const message = (id, type, more) => ({id: 'false_6281200000009@c.us_' + id, type, body: 'iVBORw0KGgo=', t: 1800000000, ...more});
            const say = (...of) => fake.emit('chat.new_message', message(...of));
            say('B1', 'image', {caption: 'STOP'});
            say('B2', 'video', {caption: 'stop ya'});
            say('B3', 'document', {caption: 'stop.pdf', filename: 'stop.pdf'});
            say('B4', 'document', {caption: 'STOP', filename: 'bill.pdf'});
            say('B5', 'sticker', {});
            say('B6', 'buttons_response', {body: 'Stop', selectedButtonId: '2'});
            say('B7', 'template_button_reply', {body: 'Stop promotions', selectedId: '1'});
            say('B8', 'list_response', {body: '', listResponse: {title: 'Unsubscribe'}});
            const edited = message('B9', 'chat', {body: 'Thanks'});
            fake.emit('chat.new_message', edited);
            edited.body = 'STOP';
            edited.latestEditMsgKey = 'false_6281200000009@c.us_B9E';
            edited.latestEditSenderTimestampMs = 1800000000999;
            fake.emit('chat.msg_edited', {chat: '', id: edited.id, msg: edited});
            fake.emit('chat.msg_edited', {chat: '', id: edited.id, msg: edited});
            const own = {...edited, id: 'true_6281200000009@c.us_BA', latestEditMsgKey: 'true_6281200000009@c.us_BAE'};
            fake.emit('chat.msg_edited', {chat: '', id: own.id, msg: own});
            say('BB', 'chat', {body: 'last'});
        } 0",
    )
    .await;
    for (id, body) in [
        ("B1", "STOP"),
        ("B2", "stop ya"),
        ("B3", ""),
        ("B4", "STOP"),
        ("B5", ""),
        ("B6", "Stop"),
        ("B7", "Stop promotions"),
        ("B8", "Unsubscribe"),
        ("B9", "Thanks"),
        ("B9E", "STOP"),
        ("BB", "last"),
    ] {
        let id = format!("false_6281200000009@c.us_{id}");
        assert_eq!(here.next().await, incoming(&id, "+6281200000009", body));
    }
}

#[tokio::test]
async fn whom_we_wrote_to_is_known_under_the_hidden_id() {
    let mut here = Bridged::new().await;
    here.page("fake.chat = () => '999@lid', 0").await;
    assert_eq!(here.id("+6281200000011").await.0, "true_999@lid_3EB0AA");
    here.page("fake.emit('chat.new_message', {id: 'false_999@lid_B1', type: 'chat', body: 'STOP', t: 1800000000}), 0")
        .await;
    assert_eq!(
        here.next().await,
        incoming("false_999@lid_B1", "+6281200000011", "STOP")
    );
}

#[tokio::test]
async fn a_receipt_under_the_other_name_counts_for_the_same_message_and_once() {
    let mut here = Bridged::new().await;
    here.page("fake.chat = () => '999@lid', 0").await;
    let id = here.id("+6281200000011").await;
    let sent = here
        .link
        .send_text(&id, "+6281200000011", "https://example.org")
        .await;
    assert_eq!(sent.unwrap(), SendReceipt::Accepted);
    let options = json!({
        "messageId": id, "waitForAck": false, "linkPreview": false, "detectMentioned": false, "markIsRead": false,
    });
    assert_eq!(
        here.page("fake.sent").await,
        json!([["999@lid", "https://example.org", options]])
    );
    here.page(
        r"{
            fake.ack('true_999@lid_3EB0AA', 1);
            const receipt = (ack, id) => fake.emit('chat.msg_ack_change', {ack, ids: [id], chat: '', sender: ''});
            receipt(1, 'true_999@lid_3EB0AA');
            receipt(2, 'true_6281200000011@c.us_3EB0AA');
            receipt(2, 'true_999@lid_3EB0AA');
            fake.ack('true_999@lid_3EB0AA', 2);
            receipt(4, 'true_999@lid_3EB0AA');
            receipt(3, 'true_999@lid_3EB0AA');
            receipt(3, 'false_999@lid_3EB0BB');
            fake.ack('true_999@lid_3EB0CC', -1, 'UserReachedMaxMonthlyLimitForNewMessages');
        } 0",
    )
    .await;
    for level in [AckLevel::Server, AckLevel::Device, AckLevel::Read] {
        let id = id.clone();
        assert_eq!(here.next().await, EngineEvent::Ack { id, level });
    }
    let code = "UserReachedMaxMonthlyLimitForNewMessages".to_owned();
    assert_eq!(
        here.next().await,
        EngineEvent::SendFailed {
            id: MessageId("true_999@lid_3EB0CC".to_owned()),
            trouble: Trouble::AccountLimited { code },
        }
    );
}

#[tokio::test]
async fn a_receipt_for_a_message_of_another_run_counts_under_both_names() {
    let mut here = Bridged::new().await;
    here.page(
        r"{
            fake.pairs['6281200000011@c.us'] = '999@lid';
            const remote = {server: 'c.us', toString: () => '6281200000011@c.us'};
            const key = {remote, toString: () => 'true_6281200000011@c.us_3EB0DD'};
            fake.emit('chat.msg_ack_change', {ack: 2, ids: [key], chat: remote});
        } 0",
    )
    .await;
    for id in ["true_6281200000011@c.us_3EB0DD", "true_999@lid_3EB0DD"] {
        let (id, level) = (MessageId(id.to_owned()), AckLevel::Device);
        assert_eq!(here.next().await, EngineEvent::Ack { id, level });
    }
}

#[tokio::test]
async fn no_answer_is_not_no_account() {
    let here = Bridged::new().await;
    here.page("fake.exists = async () => null, 0").await;
    let answer = here.link.new_message_id("+6281200000012").await.unwrap();
    assert_eq!(answer, NewMessageId::NotOnWhatsapp);
    here.page("fake.online = false, 0").await;
    match here
        .link
        .new_message_id("+6281200000012")
        .await
        .unwrap_err()
    {
        EngineError::Page { detail, .. } => assert!(detail.starts_with("network: "), "{detail}"),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn whatsapp_not_answering_is_not_a_dead_page() {
    let here = Bridged::new().await;
    match here.link.pairing_code("+6281200000001").await.unwrap_err() {
        EngineError::Page { detail, .. } => assert!(detail.starts_with("deadline: "), "{detail}"),
        other => panic!("{other}"),
    }
    assert!(here.link.probe().await.unwrap().ready);
}

#[tokio::test]
async fn only_a_ban_that_is_one_is_reported() {
    let mut here = Bridged::new().await;
    here.page("fake.emit('conn.backend_event', 'account_temporarily_banned', {banned: false}), 0")
        .await;
    here.page("fake.emit('conn.backend_event', 'account_temporarily_banned', {banned: true, expiration: 5}), 0").await;
    let detail = r#"[{"banned":true,"expiration":5}]"#.to_owned();
    assert_eq!(here.next().await, EngineEvent::TemporarilyBanned { detail });
    // A permanent one shows as a blocked stream and a logout: one happening.
    here.page(
        "fake.mode = 'TOS_BLOCK', fake.authenticated = false, fake.emit('conn.logout_reason', 'account_locked'), \
         fake.emit('conn.logout'), fake.emit('conn.needs_update'), fake.mode = 'DEPRECATED_VERSION', \
         fake.emit('conn.stream_mode_changed', 'DEPRECATED_VERSION'), 0",
    )
    .await;
    let detail = "TOS_BLOCK".to_owned();
    assert_eq!(here.next().await, EngineEvent::Banned { detail });
    assert_eq!(here.next().await, EngineEvent::NeedsUpdate);
}

#[tokio::test]
async fn a_send_that_whatsapp_refuses_may_be_tried_again() {
    let here = Bridged::new().await;
    let id = here.id("+6281200000013").await;
    here.page("window.keep = WPP.chat.sendTextMessage, WPP.chat.sendTextMessage = async () => { throw Object.assign(new Error('no'), {code: 'chat_locked'}) }, 0").await;
    let refused = here
        .link
        .send_text(&id, "+6281200000013", "x")
        .await
        .unwrap();
    let detail = "chat_locked: no".to_owned();
    assert_eq!(refused, SendReceipt::Refused(Trouble::Other { detail }));
    here.page("WPP.chat.sendTextMessage = window.keep, 0").await;
    let sent = here
        .link
        .send_text(&id, "+6281200000013", "x")
        .await
        .unwrap();
    assert_eq!(sent, SendReceipt::Accepted);
}

#[tokio::test]
async fn another_wa_js_in_the_page_is_listened_to_as_well() {
    let mut here = Bridged::new().await;
    here.page("{ const old = window.WPP; window.WPP = {...old, on(name, listener) { (window.second ||= {})[name] = listener }} } 0")
        .await;
    siar_testkit::wait_until(PATIENCE, || async {
        here.page("window.second && typeof second['chat.new_message']")
            .await
            == json!("function")
    })
    .await;
    here.page("second['chat.new_message']({id: 'false_6281200000009@c.us_C1', type: 'chat', body: 'hi', t: 1800000000}), 0")
        .await;
    assert_eq!(
        here.next().await,
        incoming("false_6281200000009@c.us_C1", "+6281200000009", "hi")
    );
}
