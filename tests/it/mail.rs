//! E-mails on their way: through the real SMTP client to the sandbox's mail server, with what can go wrong there.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use serde_json::json;
use siar_clients::mail::DeliveryError;
use siar_sandbox::{
    clock::HandClock,
    smtp::{self, Email, Listening, Mailbox, SmtpFault, SmtpTrouble},
};
use siar_testkit::wait_until;

use crate::{app::TestApp, client::Client};

const SOON: Duration = Duration::from_secs(20);

async fn mail_server() -> (Arc<Mailbox>, Listening) {
    let mailbox = Mailbox::new(Arc::new(HandClock::at(1)));
    let address = "127.0.0.1:0".parse().unwrap();
    let listening = smtp::listen(address, &mailbox).await.unwrap();
    (mailbox, listening)
}

async fn sign_up(client: &Client, email: &str, language: &str) {
    client
        .post(
            "/auth/register",
            json!({"company": "Warung Sari", "name": "Sari <b>", "email": email, "password": "sambal terasi 1", "language": language}),
        )
        .await
        .ok(201);
}

async fn arrived(mailbox: &Mailbox, to: &str, count: usize) -> Vec<Email> {
    wait_until(SOON, async || {
        let emails = mailbox.emails(Some(to));
        if emails.len() == count {
            Ok(emails)
        } else {
            Err(format!("{emails:?}"))
        }
    })
    .await
}

/// State, attempts, whether a token is still kept, and the last error of the one e-mail there is.
async fn row(app: &TestApp) -> (String, i32, bool, Option<String>) {
    let looker = app.base.superuser().await;
    let row = looker
        .query_one(
            "SELECT state, attempts, sealed_token IS NOT NULL, last_error FROM emails",
            &[],
        )
        .await
        .unwrap();
    (row.get(0), row.get(1), row.get(2), row.get(3))
}

async fn becomes(app: &TestApp, state: &str, attempts: i32) -> (bool, Option<String>) {
    wait_until(SOON, async || {
        let (is, tried, token, error) = row(app).await;
        if (is.as_str(), tried) == (state, attempts) {
            Ok((token, error))
        } else {
            Err(format!("{is} after {tried}: {error:?}"))
        }
    })
    .await
}

fn trouble(fault: SmtpFault, times: Option<u32>) -> SmtpTrouble {
    SmtpTrouble {
        fault: Some(fault),
        times,
    }
}

#[actix_web::test]
async fn signing_up_sends_a_link_in_the_tenants_language_as_text_and_html() {
    let (mailbox, smtp) = mail_server().await;
    let app = TestApp::start_with_mail(&smtp).await;
    for (language, subject) in [
        ("en", "Confirm your e-mail address"),
        ("id", "Konfirmasi alamat email Anda"),
    ] {
        let address = format!("sari@{language}.example");
        sign_up(&app.nobody(), &address, language).await;
        let email = arrived(&mailbox, &address, 1).await.remove(0);
        assert_eq!(email.subject, subject);
        assert_eq!(email.from, "siar@siar.example");
        let link = email.link().unwrap();
        let (page, token) = link.split_once("#token=").unwrap();
        assert_eq!(page, "https://siar.example/app/verify-email");
        assert!(email.text.contains("Sari <b>"), "{}", email.text);
        let html = email.html.replace("&#x2f;", "/");
        assert!(
            html.contains("Sari &lt;b&gt;") && html.contains(link),
            "{html}"
        );
        app.nobody()
            .post("/auth/verify-email", json!({"token": token}))
            .await
            .is(200, json!({"success": true, "data": {}}));
    }
    // Once it is delivered nobody can read the link in the database.
    let looker = app.base.superuser().await;
    wait_until(SOON, async || {
        let kept: i64 = looker
            .query_one(
                "SELECT count(*) FROM emails WHERE state <> 'sent' OR sealed_token IS NOT NULL",
                &[],
            )
            .await
            .unwrap()
            .get(0);
        if kept == 0 { Ok(()) } else { Err(kept) }
    })
    .await;
    app.stop().await;
}

#[actix_web::test]
async fn refused_for_now_it_is_tried_again_later_and_arrives_once() {
    let (mailbox, smtp) = mail_server().await;
    mailbox.set_trouble(trouble(SmtpFault::Defer, Some(2)));
    let app = TestApp::start_with_mail(&smtp).await;
    sign_up(&app.nobody(), "sari@warung.example", "en").await;
    let (token, error) = becomes(&app, "queued", 1).await;
    assert!(token, "the link is still to be sent");
    assert!(error.unwrap().contains("451"));
    app.clock.advance(TimeDelta::seconds(5));
    becomes(&app, "queued", 2).await;
    // Not before its time.
    app.clock.advance(TimeDelta::seconds(29));
    assert_eq!(mailbox.attempts(), 2);
    app.clock.advance(TimeDelta::seconds(1));
    arrived(&mailbox, "sari@warung.example", 1).await;
    assert_eq!(becomes(&app, "sent", 3).await, (false, None));
    app.stop().await;
}

#[actix_web::test]
async fn refused_for_good_it_is_recorded_and_the_link_is_wiped() {
    let (mailbox, smtp) = mail_server().await;
    mailbox.set_trouble(trouble(SmtpFault::Refuse, None));
    let app = TestApp::start_with_mail(&smtp).await;
    sign_up(&app.nobody(), "sari@warung.example", "en").await;
    let (token, error) = becomes(&app, "refused", 1).await;
    assert!(!token && error.unwrap().contains("550"));
    app.clock.advance(TimeDelta::hours(2));
    sign_up(&app.nobody(), "other@warung.example", "en").await;
    wait_until(SOON, async || {
        let attempts = mailbox.attempts();
        if attempts == 2 { Ok(()) } else { Err(attempts) }
    })
    .await;
    app.stop().await;
}

#[actix_web::test]
async fn a_server_that_hangs_is_left_after_the_deadline_and_administrators_hear_of_it() {
    let (mailbox, smtp) = mail_server().await;
    mailbox.set_trouble(trouble(SmtpFault::Hang, Some(1)));
    let app = TestApp::start_with_mail(&smtp).await;
    let admin = app
        .platform(siar_domain::permission::Role::SuperAdmin)
        .await;
    sign_up(&app.nobody(), "sari@warung.example", "en").await;
    becomes(&app, "queued", 1).await;
    let open = async || {
        let alerts = admin.get("/admin/alerts").await.ok(200);
        let all = alerts.as_array().unwrap().clone();
        all.into_iter()
            .find(|alert| alert["kind"] == "mail_unavailable" && alert["resolved_at"].is_null())
    };
    let alert = open().await.expect("an alert");
    let text = alert["text"].as_str().unwrap();
    assert!(text.starts_with("E-mails cannot be sent:"), "{alert}");
    app.clock.advance(TimeDelta::seconds(5));
    arrived(&mailbox, "sari@warung.example", 1).await;
    becomes(&app, "sent", 2).await;
    assert_eq!(open().await, None);
    app.stop().await;
}

#[actix_web::test]
async fn taken_but_not_acknowledged_it_comes_again_under_the_same_id() {
    let (mailbox, smtp) = mail_server().await;
    mailbox.set_trouble(trouble(SmtpFault::TakeAndBreak, Some(1)));
    let app = TestApp::start_with_mail(&smtp).await;
    sign_up(&app.nobody(), "sari@warung.example", "en").await;
    becomes(&app, "queued", 1).await;
    app.clock.advance(TimeDelta::seconds(5));
    let emails = arrived(&mailbox, "sari@warung.example", 2).await;
    assert_eq!(emails[0].message_id, emails[1].message_id);
    assert!(emails[0].message_id.ends_with("@siar.example"));
    assert_eq!(emails[0].text, emails[1].text);
    becomes(&app, "sent", 2).await;
    app.stop().await;
}

#[actix_web::test]
async fn after_a_day_it_is_given_up() {
    let app = TestApp::start().await;
    *app.mail.trouble.lock().unwrap() = Some(DeliveryError::Deferred("451 later".to_owned()));
    sign_up(&app.nobody(), "sari@warung.example", "en").await;
    becomes(&app, "queued", 1).await;
    app.clock.advance(TimeDelta::hours(24));
    becomes(&app, "expired", 2).await;
    *app.mail.trouble.lock().unwrap() = None;
    app.clock.advance(TimeDelta::hours(1));
    assert_eq!(
        becomes(&app, "expired", 2).await,
        (false, Some("451 later".to_owned()))
    );
    app.stop().await;
}

#[actix_web::test]
async fn without_a_mail_server_it_is_said_and_no_link_is_kept() {
    let app = TestApp::start().await;
    *app.mail.trouble.lock().unwrap() = Some(DeliveryError::NotConfigured);
    sign_up(&app.nobody(), "sari@warung.example", "en").await;
    assert_eq!(becomes(&app, "not_configured", 1).await, (false, None));
    app.stop().await;
}
