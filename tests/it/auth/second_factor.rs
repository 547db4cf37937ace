//! The second factor: turned on with the app's code, asked for at log-in, once per code; recovery codes; off and reset.

use chrono::TimeDelta;
use serde_json::{Value, json};
use siar_domain::permission::Role;
use totp_rs::{Builder, Secret};

use crate::{
    app::{PASSWORD, TestApp},
    client::{Client, Reply},
};

/// An authenticator app.
pub(super) struct Phone(totp_rs::Totp);

impl Phone {
    fn with(secret: &Value) -> Self {
        let secret = Secret::try_from_base32(secret.as_str().unwrap()).unwrap();
        Self(Builder::new().with_secret(secret).build_noncompliant())
    }

    /// What it shows now.
    pub(super) fn code(&self, app: &TestApp) -> String {
        let now = app.state.clock.now().timestamp();
        self.0.generate(u64::try_from(now).unwrap()).to_string()
    }
}

async fn log_in(app: &TestApp, who: &Client, code: Option<&str>) -> Reply {
    let body = json!({"email": who.email, "password": PASSWORD, "code": code});
    app.nobody().post("/auth/login", body).await
}

async fn set_up(who: &Client) -> Value {
    let body = json!({"password": PASSWORD});
    who.post("/auth/second-factor/set-up", body).await.ok(200)
}

async fn enable(who: &Client, code: &str) -> Reply {
    who.post("/auth/second-factor/enable", json!({"code": code}))
        .await
}

/// Turns it on; the app, and the recovery codes.
pub(super) async fn turned_on(app: &TestApp, who: &Client) -> (Phone, Vec<String>) {
    let phone = Phone::with(&set_up(who).await["secret"]);
    let answer = enable(who, &phone.code(app)).await.ok(200);
    let codes = answer["codes"].as_array().unwrap();
    let codes = codes.iter().map(|code| code.as_str().unwrap().to_owned());
    (phone, codes.collect())
}

async fn with_code(who: &Client, path: &str, password: &str, code: &str) -> Reply {
    let body = json!({"password": password, "code": code});
    who.post(&format!("/auth/second-factor/{path}"), body).await
}

#[actix_web::test]
async fn once_on_a_log_in_needs_the_code_and_each_code_works_once() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("A").await;
    let wrong = json!({"password": "not the password"});
    owner
        .post("/auth/second-factor/set-up", wrong)
        .await
        .fails(422, "invalid");
    enable(&owner, "123456")
        .await
        .fails(409, "second_factor_not_begun");
    let begun = set_up(&owner).await;
    let phone = Phone::with(&begun["secret"]);
    assert!(
        begun["url"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/Siar:owner"),
        "{begun}"
    );
    // Begun is not on.
    log_in(&app, &owner, None).await.ok(200);
    enable(&owner, "000000").await.fails(422, "invalid");
    let first = phone.code(&app);
    let codes = enable(&owner, &first).await.ok(200);
    assert_eq!(codes["codes"].as_array().unwrap().len(), 10);
    app.mail.take("second_factor_changed", &owner.email).await;
    owner
        .post("/auth/second-factor/set-up", json!({"password": PASSWORD}))
        .await
        .fails(409, "second_factor_on");
    assert_eq!(owner.get("/auth/me").await.ok(200)["second_factor"], true);

    log_in(&app, &owner, None)
        .await
        .fails(401, "second_factor_required");
    // The code that turned it on has been used.
    log_in(&app, &owner, Some(&first))
        .await
        .fails(401, "wrong_code");
    app.clock.advance(TimeDelta::seconds(30));
    let second = phone.code(&app);
    let spaced = format!("{} {}", &second[..3], &second[3..]);
    log_in(&app, &owner, Some(&spaced)).await.ok(200);
    log_in(&app, &owner, Some(&second))
        .await
        .fails(401, "wrong_code");
    // No code was typed, or none that could be one.
    log_in(&app, &owner, Some("  "))
        .await
        .fails(401, "second_factor_required");
    log_in(&app, &owner, Some(&"1".repeat(41)))
        .await
        .fails(422, "invalid");
    // A wrong password tells nothing of the second factor.
    let body = json!({"email": owner.email, "password": "not the password", "code": second});
    app.nobody()
        .post("/auth/login", body)
        .await
        .fails(401, "wrong_credentials");
    app.stop().await;
}

#[actix_web::test]
async fn of_two_who_show_the_same_code_one_gets_in() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let (phone, _) = turned_on(&app, &owner).await;
    app.clock.advance(TimeDelta::seconds(30));
    let code = phone.code(&app);
    let (one, other) = futures::join!(
        log_in(&app, &owner, Some(&code)),
        log_in(&app, &owner, Some(&code))
    );
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!(answers, [200, 401]);
    app.stop().await;
}

#[actix_web::test]
async fn a_recovery_code_works_once_in_place_of_the_app() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let (phone, codes) = turned_on(&app, &owner).await;
    let left =
        async || owner.get("/auth/second-factor").await.ok(200)["recovery_codes_left"].clone();
    let typed = codes[0].to_lowercase().replace('-', " ");
    log_in(&app, &owner, Some(&typed)).await.ok(200);
    assert_eq!(left().await, 9);
    log_in(&app, &owner, Some(&codes[0]))
        .await
        .fails(401, "wrong_code");

    app.clock.advance(TimeDelta::seconds(30));
    let answer = with_code(&owner, "recovery-codes", PASSWORD, &phone.code(&app)).await;
    let fresh = answer.ok(200)["codes"].as_array().unwrap().len();
    assert_eq!((fresh, left().await), (10, json!(10)));
    log_in(&app, &owner, Some(&codes[1]))
        .await
        .fails(401, "wrong_code");
    // Another person's code is none.
    let other = app.tenant("B").await;
    let (_, theirs) = turned_on(&app, &other).await;
    log_in(&app, &owner, Some(&theirs[0]))
        .await
        .fails(401, "wrong_code");
    log_in(&app, &other, Some(&theirs[0])).await.ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn codes_cannot_be_guessed() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let (phone, _) = turned_on(&app, &owner).await;
    for _ in 0..9 {
        log_in(&app, &owner, Some("000000"))
            .await
            .fails(401, "wrong_code");
    }
    app.clock.advance(TimeDelta::seconds(30));
    let right = phone.code(&app);
    log_in(&app, &owner, Some(&right))
        .await
        .fails(429, "too_many_codes");
    app.clock.advance(TimeDelta::minutes(5));
    log_in(&app, &owner, Some(&phone.code(&app))).await.ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn it_is_turned_off_with_password_and_code() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    with_code(&owner, "disable", PASSWORD, "123456")
        .await
        .fails(409, "second_factor_off");
    let (phone, codes) = turned_on(&app, &owner).await;
    app.clock.advance(TimeDelta::seconds(30));
    let code = phone.code(&app);
    let wrong = with_code(&owner, "disable", "not the password", &code).await;
    assert_eq!(
        wrong.fails(422, "invalid")["fields"][0]["field"],
        "password"
    );
    let wrong = with_code(&owner, "disable", PASSWORD, "000000").await;
    assert_eq!(wrong.fails(422, "invalid")["fields"][0]["field"], "code");
    with_code(&owner, "disable", PASSWORD, &codes[3])
        .await
        .is(200, json!({"success": true, "data": {}}));
    log_in(&app, &owner, None).await.ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn dangerous_deeds_ask_for_the_code_too() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("A").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Operator).await;
    let (_, codes) = turned_on(&app, &owner).await;
    let deeds = [
        (
            "/auth/email/change",
            json!({"email": "new@b.example", "password": PASSWORD}),
            202,
        ),
        (
            "/team/ownership",
            json!({"user_id": budi.user.unwrap(), "password": PASSWORD}),
            200,
        ),
    ];
    for (place, (path, mut body, fine)) in deeds.into_iter().enumerate() {
        let without = owner.post(path, body.clone()).await;
        assert_eq!(
            without.fails(422, "invalid")["fields"][0]["code"],
            "required"
        );
        body["code"] = json!("000000");
        let wrong = owner.post(path, body.clone()).await;
        assert_eq!(wrong.fails(422, "invalid")["fields"][0]["code"], "wrong");
        body["code"] = json!(codes[place]);
        owner.post(path, body).await.ok(fine);
    }
    app.stop().await;
}

#[actix_web::test]
async fn an_owner_takes_it_off_somebody_who_has_lost_the_phone() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("A").await;
    let stranger = app.tenant("B").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Operator).await;
    turned_on(&app, &budi).await;
    app.mail.take("second_factor_changed", &budi.email).await;
    let path = format!("/team/members/{}/second-factor", budi.user.unwrap());
    stranger.delete(&path).await.fails(404, "not_found");
    budi.delete(&path).await.fails(403, "forbidden");
    owner
        .delete(&path)
        .await
        .is(200, json!({"success": true, "data": {}}));
    budi.get("/auth/me").await.fails(401, "login_ended");
    log_in(&app, &budi, None).await.ok(200);
    app.mail.take("second_factor_changed", &budi.email).await;
    // Off already: nobody is logged out again.
    owner.delete(&path).await.ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn where_it_is_compulsory_the_platform_is_seen_with_it_only() {
    let app = TestApp::start_with(|config| {
        config.auth.admin_second_factor = siar::config::SecondFactorRule::Required;
    })
    .await;
    let admin = app.platform(Role::SuperAdmin).await;
    admin
        .get("/admin/customers")
        .await
        .fails(403, "second_factor_missing");
    let me = admin.get("/auth/me").await.ok(200);
    assert_eq!(me["second_factor_missing"], true);
    let (_, codes) = turned_on(&app, &admin).await;
    admin.get("/admin/customers").await.ok(200);
    with_code(&admin, "disable", PASSWORD, &codes[0])
        .await
        .fails(409, "second_factor_compulsory");
    // Businesses choose for themselves.
    let owner = app.tenant("A").await;
    owner.get("/tenant").await.ok(200);
    app.stop().await;
}
