//! Those who run the platform, and businesses that are invited to sign up.

use serde_json::{Value, json};
use siar_domain::permission::Role;

use crate::{app::TestApp, client::Client};

const PASSWORD: &str = "payung merah hujan sore";

async fn accept(app: &TestApp, token: &str) -> crate::client::Reply {
    let body = json!({"token": token, "name": "Budi", "password": PASSWORD});
    app.nobody().post("/auth/invitation/accept", body).await
}

async fn log_in(app: &TestApp, email: &str) -> Client {
    let body = json!({"email": email, "password": PASSWORD});
    let tokens = app.nobody().post("/auth/login", body).await.ok(200);
    app.nobody()
        .with_token(tokens["access_token"].as_str().unwrap())
}

fn registration(email: &str, invitation: Option<&str>) -> Value {
    json!({"company": "Warung", "name": "Sari", "email": email, "password": PASSWORD, "invitation": invitation})
}

#[actix_web::test]
async fn a_super_administrator_invites_changes_and_removes() {
    let app = TestApp::start_with_mailbox().await;
    let chief = app.platform(Role::SuperAdmin).await;
    let invite = json!({"email": "budi@siar.example", "role": "admin"});
    chief.post("/admin/invitations", invite).await.ok(201);
    let token = app.mail.token("invitation", "budi@siar.example").await;
    let seen = app
        .nobody()
        .post("/auth/invitation", json!({"token": token}))
        .await
        .ok(200);
    assert_eq!(
        (&seen["business"], &seen["role"]),
        (&Value::Null, &json!("admin"))
    );
    let id = accept(&app, &token).await.ok(201)["user_id"].clone();
    let budi = log_in(&app, "budi@siar.example").await;
    budi.get("/admin/customers").await.ok(200);
    // An administrator runs the platform, but not its team.
    budi.get("/admin/users").await.fails(403, "forbidden");

    let path = format!("/admin/users/{}", id.as_str().unwrap());
    let auditor = json!({"role": "auditor"});
    assert_eq!(chief.patch(&path, auditor).await.ok(200)["role"], "auditor");
    let assign = json!({"name": "Another", "price": "1", "api_tier": "basic"});
    budi.post("/admin/packages", assign)
        .await
        .fails(403, "forbidden");
    let own = format!("/admin/users/{}", chief.user.unwrap());
    chief.delete(&own).await.fails(409, "own_account");
    // A tenant's people are not of this team, whoever asks.
    let owner = app.tenant("A").await;
    let theirs = format!("/admin/users/{}", owner.user.unwrap());
    chief.delete(&theirs).await.fails(404, "not_found");
    chief.delete(&path).await.ok(200);
    budi.get("/auth/me").await.fails(401, "login_ended");
    app.stop().await;
}

#[actix_web::test]
async fn where_sign_up_is_by_invitation_only_the_invited_address_signs_up_once() {
    let app = TestApp::start_with(|config| {
        config.auth.sign_up = siar::config::SignUp::Invited;
        config.mail.mail_from = Some("siar@siar.example".to_owned());
    })
    .await;
    let admin = app.platform(Role::Admin).await;
    let register = async |email: &str, invitation: Option<&str>| {
        let body = registration(email, invitation);
        app.nobody().post("/auth/register", body).await
    };
    register("sari@warung.example", None)
        .await
        .fails(403, "invitation_required");
    register("sari@warung.example", Some("made up"))
        .await
        .fails(422, "link_void");
    let invite = json!({"email": "sari@warung.example", "language": "id"});
    admin
        .post("/admin/customer-invitations", invite)
        .await
        .ok(201);
    let token = app
        .mail
        .token("sign_up_invitation", "sari@warung.example")
        .await;
    let other = register("other@warung.example", Some(&token)).await;
    assert_eq!(
        other.fails(422, "invalid")["fields"][0]["code"],
        "not_invited"
    );
    // The link of a business makes no user of the platform.
    accept(&app, &token).await.fails(422, "link_void");
    register("sari@warung.example", Some(&token)).await.ok(201);
    register("sari@warung.example", Some(&token))
        .await
        .fails(422, "link_void");
    let sari = log_in(&app, "sari@warung.example").await;
    let me = sari.get("/auth/me").await.ok(200);
    assert_eq!(
        (&me["role"], &me["email_verified"]),
        (&json!("owner"), &json!(true))
    );
    let left = admin.get("/admin/customer-invitations").await.ok(200);
    assert_eq!(left, json!([]));
    app.stop().await;
}

#[actix_web::test]
async fn invitations_to_the_platform_and_to_sign_up_are_kept_apart() {
    let app = TestApp::start().await;
    let chief = app.platform(Role::SuperAdmin).await;
    let admin = app.platform(Role::Admin).await;
    let to_platform = json!({"email": "a@siar.example", "role": "admin"});
    let to_platform = chief.post("/admin/invitations", to_platform).await.ok(201);
    let to_sign_up = json!({"email": "b@warung.example"});
    let to_sign_up = admin
        .post("/admin/customer-invitations", to_sign_up)
        .await
        .ok(201);
    let ids = async |path: &str| chief.get(path).await.ok(200)[0]["id"].clone();
    assert_eq!(ids("/admin/invitations").await, to_platform["id"]);
    assert_eq!(ids("/admin/customer-invitations").await, to_sign_up["id"]);
    // Who may invite businesses does not reach invitations to the platform, nor renew one for a link of their own.
    let id = to_platform["id"].as_str().unwrap();
    let path = format!("/admin/customer-invitations/{id}");
    admin.delete(&path).await.fails(404, "not_found");
    admin
        .post(&format!("{path}/resend"), json!({}))
        .await
        .fails(404, "not_found");
    let owner = app.tenant("A").await;
    let path = format!("/team/invitations/{id}");
    owner.delete(&path).await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn the_operator_turns_a_lost_second_factor_off() {
    let app = TestApp::start().await;
    let chief = app.platform(Role::SuperAdmin).await;
    let reset = async |email: &str| {
        siar::auth::second_factor::reset(&app.state.db, email)
            .await
            .map_err(|error| error.code())
    };
    assert_eq!(reset("nobody@siar.example").await, Err("not_found"));
    assert_eq!(reset(&chief.email).await, Err("second_factor_off"));
    app.base
        .superuser()
        .await
        .execute(
            "INSERT INTO second_factors (user_id, key_id, sealed, created_at, enabled_at) VALUES ($1, 1, '', now(), now())",
            &[&chief.user.unwrap().0],
        )
        .await
        .unwrap();
    assert_eq!(reset(&chief.email).await, Ok(()));
    app.clock.advance(chrono::TimeDelta::seconds(10));
    chief.get("/auth/me").await.fails(401, "login_ended");
    app.stop().await;
}
