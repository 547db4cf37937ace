//! Dangerous deeds want the person behind the log-in to have typed password and code a short while ago.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use siar_domain::permission::Role;

use super::second_factor::turned_on;
use crate::{
    app::{PASSWORD, TestApp},
    client::{Client, Reply},
};

async fn confirm(who: &Client, body: Value) -> Reply {
    who.post("/auth/confirm", body).await
}

/// Lets the confirmation that came with the log-in grow too old.
async fn later(app: &TestApp, who: &Client) -> Client {
    app.clock.advance(TimeDelta::minutes(15));
    app.renewed(who).await
}

/// Tries each deed without a confirmation and then with one.
async fn ask_first(who: &Client, deeds: &[(Method, String, Value)]) {
    for (method, path, body) in deeds {
        let asked = || who.send(method.clone(), path, Some(body.clone()));
        assert_eq!(
            asked().await.fails(403, "confirmation_needed"),
            json!({}),
            "{method} {path}"
        );
    }
    confirm(who, json!({"password": PASSWORD})).await.ok(200);
    for (method, path, body) in deeds {
        let done = who.send(method.clone(), path, Some(body.clone())).await;
        assert!(
            matches!(done.status, 200 | 201),
            "{method} {path}: {}",
            done.text
        );
    }
}

#[actix_web::test]
async fn an_owner_confirms_before_people_are_put_out() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let tenant = owner.tenant.unwrap();
    let budi = app.user(tenant, Role::Operator).await;
    let member = format!("/team/members/{}", budi.user.unwrap());
    let owner = later(&app, &owner).await;
    // What takes nobody's access needs none.
    for change in [json!({"role": "viewer"}), json!({"disabled": false})] {
        owner.patch(&member, change).await.ok(200);
    }
    ask_first(
        &owner,
        &[
            (Method::DELETE, format!("{member}/second-factor"), json!({})),
            (Method::PATCH, member.clone(), json!({"disabled": true})),
            (Method::DELETE, member.clone(), json!({})),
        ],
    )
    .await;
    app.stop().await;
}

#[actix_web::test]
async fn a_super_administrator_confirms_before_customers_and_colleagues_are_touched() {
    let app = TestApp::start().await;
    let chief = app.platform(Role::SuperAdmin).await;
    let customer = app.tenant("A").await.tenant.unwrap();
    let colleague = app.platform(Role::Admin).await;
    let user = format!("/admin/users/{}", colleague.user.unwrap());
    let chief = later(&app, &chief).await;
    // An administrator is invited, an account activated and a suspension ended without.
    let admin = json!({"email": "admin@siar.example", "role": "admin"});
    chief.post("/admin/invitations", admin).await.ok(201);
    chief.patch(&user, json!({"disabled": false})).await.ok(200);
    let customer = format!("/admin/customers/{customer}");
    chief
        .post(&format!("{customer}/activate"), json!({}))
        .await
        .ok(200);
    let invite = json!({"email": "chief@siar.example", "role": "super_admin"});
    let suspend = json!({"reason": "unpaid since March"});
    ask_first(
        &chief,
        &[
            (Method::POST, format!("{customer}/suspend"), suspend),
            (Method::POST, "/admin/invitations".to_owned(), invite),
            (Method::PATCH, user.clone(), json!({"role": "super_admin"})),
            (Method::PATCH, user.clone(), json!({"disabled": true})),
            (Method::DELETE, format!("{user}/second-factor"), json!({})),
            (Method::DELETE, user.clone(), json!({})),
        ],
    )
    .await;
    app.stop().await;
}

#[actix_web::test]
async fn it_takes_password_and_code_and_counts_for_a_quarter_of_an_hour_in_this_login() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Operator).await;
    let (phone, _) = turned_on(&app, &owner).await;
    let other = json!({"email": owner.email, "password": PASSWORD});
    let deed = format!("/team/members/{}/second-factor", budi.user.unwrap());
    // A log-in is a confirmation: password and code were typed.
    owner.delete(&deed).await.ok(200);
    let owner = later(&app, &owner).await;
    let field = |reply: &Reply| {
        let field = reply.fails(422, "invalid")["fields"][0].clone();
        (field["field"].clone(), field["code"].clone())
    };
    let code = phone.code(&app);
    let wrong = confirm(&owner, json!({"password": "not mine", "code": code})).await;
    assert_eq!(field(&wrong), (json!("password"), json!("wrong")));
    let none = confirm(&owner, json!({"password": PASSWORD})).await;
    assert_eq!(field(&none), (json!("code"), json!("required")));
    let wrong = confirm(&owner, json!({"password": PASSWORD, "code": "000000"})).await;
    assert_eq!(field(&wrong), (json!("code"), json!("wrong")));
    owner.delete(&deed).await.fails(403, "confirmation_needed");
    confirm(&owner, json!({"password": PASSWORD, "code": code}))
        .await
        .is(
            200,
            json!({"success": true, "data": {"until": "2026-01-05T08:30:00Z"}}),
        );
    owner.delete(&deed).await.ok(200);
    // Another login of the same person is another's until it is confirmed too.
    app.clock.advance(TimeDelta::minutes(14));
    let second = other_login(&app, &other, &phone.code(&app)).await;
    let owner = later(&app, &owner).await;
    owner.delete(&deed).await.fails(403, "confirmation_needed");
    app.clock.advance(TimeDelta::seconds(30));
    confirm(
        &owner,
        json!({"password": PASSWORD, "code": phone.code(&app)}),
    )
    .await
    .ok(200);
    let token = second["refresh_token"].as_str().unwrap();
    let again = app
        .nobody()
        .post("/auth/refresh", json!({"refresh_token": token}))
        .await
        .ok(200);
    let second = app
        .nobody()
        .with_token(again["access_token"].as_str().unwrap());
    second.delete(&deed).await.fails(403, "confirmation_needed");
    let noted: i64 = app
        .base
        .superuser()
        .await
        .query_one(
            "SELECT count(*) FROM audit_log WHERE action = 'login.confirmed' AND user_id = $1 AND subject = $2",
            &[&owner.user.unwrap().0, &owner.login.unwrap().to_string()],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(noted, 2);
    app.stop().await;
}

async fn other_login(app: &TestApp, credentials: &Value, code: &str) -> Value {
    let mut body = credentials.clone();
    body["code"] = json!(code);
    app.nobody().post("/auth/login", body).await.ok(200)
}
