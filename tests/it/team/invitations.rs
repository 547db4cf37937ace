//! Invited by e-mail, once, for a week.

use chrono::TimeDelta;
use serde_json::{Value, json};
use siar_domain::permission::Role;

use crate::{
    app::TestApp,
    client::{Client, Reply},
};

const PASSWORD: &str = "payung merah hujan sore";

async fn invite(by: &Client, email: &str, role: &str) -> Reply {
    let body = json!({"email": email, "role": role});
    by.post("/team/invitations", body).await
}

async fn read(app: &TestApp, token: &str) -> Reply {
    let body = json!({"token": token});
    app.nobody().post("/auth/invitation", body).await
}

async fn accept(app: &TestApp, token: &str) -> Reply {
    let body = json!({"token": token, "name": "Budi", "password": PASSWORD});
    app.nobody().post("/auth/invitation/accept", body).await
}

async fn log_in(app: &TestApp, email: &str) -> Client {
    let body = json!({"email": email, "password": PASSWORD});
    let tokens = app.nobody().post("/auth/login", body).await.ok(200);
    app.nobody()
        .with_token(tokens["access_token"].as_str().unwrap())
}

async fn open(by: &Client) -> Vec<String> {
    let rows = by.get("/team/invitations").await.ok(200);
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row["email"].as_str().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn an_invited_person_joins_with_the_role_once() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.confirmed("Warung").await;
    let made = invite(&owner, " Budi@Warung.example ", "operator")
        .await
        .ok(201);
    assert_eq!(
        (&made["email"], &made["role"], &made["link"]),
        (
            &json!("budi@warung.example"),
            &json!("operator"),
            &Value::Null
        )
    );
    let told = app.mail.take("invitation", "budi@warung.example").await;
    assert!(told.subject.contains("Warung"), "{}", told.subject);
    let link = told.link.unwrap();
    let (page, token) = link.split_once("#token=").unwrap();
    assert!(page.ends_with("/app/accept-invitation"), "{page}");

    let seen = read(&app, token).await.ok(200);
    assert_eq!(
        (&seen["business"], &seen["email"], &seen["role"]),
        (
            &json!("Warung"),
            &json!("budi@warung.example"),
            &json!("operator")
        )
    );
    let joined = accept(&app, token).await.ok(201);
    let me = log_in(&app, "budi@warung.example")
        .await
        .get("/auth/me")
        .await
        .ok(200);
    assert_eq!(
        (
            &me["id"],
            &me["role"],
            &me["tenant_id"],
            &me["email_verified"]
        ),
        (
            &joined["user_id"],
            &json!("operator"),
            &json!(owner.tenant.unwrap()),
            // The link came by e-mail.
            &json!(true)
        )
    );
    accept(&app, token).await.fails(422, "link_void");
    read(&app, token).await.fails(422, "link_void");
    assert_eq!(open(&owner).await, Vec::<String>::new());
    app.stop().await;
}

#[actix_web::test]
async fn nobody_writes_to_strangers_before_the_own_address_is_confirmed() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.tenant("CHEAP WATCHES").await;
    invite(&owner, "stranger@b.example", "viewer")
        .await
        .fails(403, "email_not_confirmed");
    let token = {
        owner.post("/auth/email/resend", json!({})).await.ok(202);
        app.mail.token("verify_email", &owner.email).await
    };
    let verify = json!({"token": token});
    app.nobody()
        .post("/auth/verify-email", verify)
        .await
        .ok(200);
    invite(&owner, "stranger@b.example", "viewer").await.ok(201);
    app.stop().await;
}

#[actix_web::test]
async fn of_two_who_accept_at_once_one_joins() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.confirmed("Warung").await;
    invite(&owner, "budi@warung.example", "viewer")
        .await
        .ok(201);
    let token = app.mail.token("invitation", "budi@warung.example").await;
    let (one, other) = futures::join!(accept(&app, &token), accept(&app, &token));
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!(answers, [201, 422]);
    app.stop().await;
}

#[actix_web::test]
async fn a_link_ends_by_time_by_a_newer_one_and_by_withdrawal() {
    let app = TestApp::start_with_mailbox().await;
    let owner = app.confirmed("Warung").await;
    let address = "budi@warung.example";
    let id = invite(&owner, address, "viewer").await.ok(201)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let first = app.mail.token("invitation", address).await;
    let resend = async || {
        owner
            .post(&format!("/team/invitations/{id}/resend"), json!({}))
            .await
    };
    resend().await.ok(200);
    let second = app.mail.token("invitation", address).await;
    read(&app, &first).await.fails(422, "link_void");
    read(&app, &second).await.ok(200);

    app.clock.advance(TimeDelta::days(7));
    let owner = app.renewed(&owner).await;
    read(&app, &second).await.fails(422, "link_void");
    accept(&app, &second).await.fails(422, "link_void");
    assert_eq!(open(&owner).await, [address]);
    let resend = async || {
        owner
            .post(&format!("/team/invitations/{id}/resend"), json!({}))
            .await
    };
    resend().await.ok(200);
    let third = app.mail.token("invitation", address).await;
    read(&app, &third).await.ok(200);
    resend().await.ok(200);
    let fourth = app.mail.token("invitation", address).await;
    resend().await.ok(200);
    let fifth = app.mail.token("invitation", address).await;
    // What is refused leaves the link as it was.
    resend().await.fails(429, "too_many_emails");
    read(&app, &fourth).await.fails(422, "link_void");
    read(&app, &fifth).await.ok(200);

    let withdraw = async || owner.delete(&format!("/team/invitations/{id}")).await;
    withdraw()
        .await
        .is(200, json!({"success": true, "data": {}}));
    read(&app, &fifth).await.fails(422, "link_void");
    withdraw().await.fails(404, "not_found");
    resend().await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn nobody_is_invited_twice_or_from_elsewhere_or_above_ones_own_role() {
    let app = TestApp::start().await;
    let owner = app.tenant("Warung").await;
    let other = app.tenant("Other").await;
    invite(&owner, "budi@b.example", "viewer").await.ok(201);
    invite(&owner, "BUDI@b.example", "operator")
        .await
        .fails(409, "already_invited");
    invite(&owner, &other.email, "viewer")
        .await
        .fails(409, "email_taken");
    // Another business may invite the same person: who accepts first has them.
    invite(&other, "budi@b.example", "viewer").await.ok(201);
    invite(&owner, "budi", "viewer").await.fails(422, "invalid");
    for role in ["owner", "super_admin"] {
        invite(&owner, "a@b.example", role)
            .await
            .fails(422, "invalid");
    }

    let manager = app.user(owner.tenant.unwrap(), Role::Supervisor).await;
    invite(&manager, "c@b.example", "viewer")
        .await
        .fails(403, "forbidden");
    let path = format!("/team/members/{}", manager.user.unwrap());
    let grant = json!({"permissions": ["team.manage"]});
    owner.patch(&path, grant).await.ok(200);
    invite(&manager, "c@b.example", "supervisor").await.ok(201);
    app.stop().await;
}

#[actix_web::test]
async fn without_a_mail_server_the_one_who_invites_hands_the_link_on() {
    let app = TestApp::start().await;
    let owner = app.tenant("Warung").await;
    let made = invite(&owner, "budi@b.example", "viewer").await.ok(201);
    let token = made["link"]
        .as_str()
        .unwrap()
        .split_once("#token=")
        .unwrap()
        .1;
    // Nobody reads it later.
    let listed = owner.get("/team/invitations").await.ok(200);
    assert_eq!(listed[0]["link"], Value::Null);
    accept(&app, token).await.ok(201);
    let me = log_in(&app, "budi@b.example")
        .await
        .get("/auth/me")
        .await
        .ok(200);
    assert_eq!(
        me["email_verified"], false,
        "nothing showed that the address is Budi's"
    );
    app.stop().await;
}

#[actix_web::test]
async fn a_team_has_its_largest_size() {
    let app = TestApp::start_with(|config| config.auth.registrations_per_minute = 100_000).await;
    let owner = app.tenant("Warung").await;
    let looker = app.base.superuser().await;
    let tenant = owner.tenant.unwrap().0;
    looker
        .execute(
            "INSERT INTO invitations (id, tenant_id, email, role, token_hash, created_at, sent_at, expires_at)
             SELECT gen_random_uuid(), $1, n || '@b.example', 'viewer', n::text::bytea, now(), now(), now()
             FROM generate_series(1, 199) n",
            &[&tenant],
        )
        .await
        .unwrap();
    invite(&owner, "one.too.many@b.example", "viewer")
        .await
        .fails(409, "team_full");
    looker
        .execute("DELETE FROM invitations WHERE email = '7@b.example'", &[])
        .await
        .unwrap();
    invite(&owner, "the.last@b.example", "viewer").await.ok(201);
    app.stop().await;
}
