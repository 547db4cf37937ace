//! A log-in from a place that was not seen before is told by e-mail.

use chrono::TimeDelta;
use serde_json::json;
use siar_domain::permission::Role;

use crate::{
    app::{PASSWORD, TestApp},
    client::Client,
};

const LAPTOP: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
const UPDATED: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Siar behind a proxy: clients say where they come from.
async fn start() -> TestApp {
    TestApp::start_with(|config| {
        config.mail.mail_from = Some("siar@siar.example".to_owned());
        config.http.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await
}

async fn log_in(app: &TestApp, who: &Client, ip: &str, program: &str) {
    app.nobody()
        .with_header("x-forwarded-for", ip)
        .with_header("user-agent", program)
        .post(
            "/auth/login",
            json!({"email": who.email, "password": PASSWORD}),
        )
        .await
        .ok(200);
}

/// How many letters about new places were written to somebody, whether or not they have been delivered.
async fn letters(app: &TestApp, to: &str) -> i64 {
    let looker = app.base.superuser().await;
    let count = "SELECT count(*) FROM emails WHERE purpose = 'new_login' AND recipient = $1";
    looker.query_one(count, &[&to]).await.unwrap().get(0)
}

/// Forgets the log-in that the harness made without address or program.
async fn without_log_ins(app: &TestApp, who: &Client) {
    let looker = app.base.superuser().await;
    let user = who.user.unwrap().0;
    looker
        .execute("DELETE FROM logins WHERE user_id = $1", &[&user])
        .await
        .unwrap();
}

#[actix_web::test]
async fn a_new_place_is_told_and_a_known_one_is_not() {
    let app = start().await;
    let owner = app.confirmed("A").await;
    without_log_ins(&app, &owner).await;
    // The first log-in after signing up is no news to anybody.
    log_in(&app, &owner, "203.0.113.7", LAPTOP).await;
    // Nor are a newer version and another address of the same provider.
    log_in(&app, &owner, "203.0.113.7", LAPTOP).await;
    log_in(&app, &owner, "203.0.113.99", UPDATED).await;
    assert_eq!(letters(&app, &owner.email).await, 0);

    log_in(&app, &owner, "198.51.100.4", LAPTOP).await;
    let letter = app.mail.take("new_login", &owner.email).await;
    assert_eq!(letter.subject, "New log-in to your account");
    assert!(
        letter.text.contains("Firefox, Linux, at 198.51.100.4."),
        "{}",
        letter.text
    );
    assert_eq!(
        letter.link.as_deref(),
        Some("https://siar.example/app/account")
    );
    // Told once; another program there is another place.
    log_in(&app, &owner, "198.51.100.5", LAPTOP).await;
    log_in(&app, &owner, "198.51.100.5", "curl/8.11.0").await;
    let letter = app.mail.take("new_login", &owner.email).await;
    assert!(letter.text.contains("curl, at 198.51.100.5."));
    assert_eq!(letters(&app, &owner.email).await, 2);
    app.stop().await;
}

#[actix_web::test]
async fn a_place_is_forgotten_after_ninety_days() {
    let app = start().await;
    let owner = app.confirmed("A").await;
    without_log_ins(&app, &owner).await;
    log_in(&app, &owner, "203.0.113.7", LAPTOP).await;
    app.clock.advance(TimeDelta::days(89));
    log_in(&app, &owner, "203.0.113.7", LAPTOP).await;
    assert_eq!(letters(&app, &owner.email).await, 0);
    app.clock.advance(TimeDelta::days(91));
    log_in(&app, &owner, "203.0.113.7", LAPTOP).await;
    assert_eq!(letters(&app, &owner.email).await, 1);
    app.stop().await;
}

#[actix_web::test]
async fn nobody_gets_more_than_three_letters_about_new_places_in_a_day() {
    let app = start().await;
    let owner = app.confirmed("A").await;
    let places = async |from: u8| {
        for net in from..from + 5 {
            log_in(&app, &owner, &format!("203.0.{net}.7"), LAPTOP).await;
        }
    };
    places(1).await;
    assert_eq!(letters(&app, &owner.email).await, 3);
    app.clock.advance(TimeDelta::hours(25));
    places(11).await;
    assert_eq!(letters(&app, &owner.email).await, 6);
    app.stop().await;
}

#[actix_web::test]
async fn an_unconfirmed_address_gets_none_and_the_consoles_people_are_led_to_the_console() {
    let app = start().await;
    let stranger = app.tenant("A").await;
    log_in(&app, &stranger, "203.0.113.7", LAPTOP).await;
    assert_eq!(letters(&app, &stranger.email).await, 0);
    let admin = app.platform(Role::Admin).await;
    log_in(&app, &admin, "203.0.113.7", LAPTOP).await;
    let letter = app.mail.take("new_login", &admin.email).await;
    assert_eq!(
        letter.link.as_deref(),
        Some("https://siar.example/admin/account")
    );
    app.stop().await;
}
