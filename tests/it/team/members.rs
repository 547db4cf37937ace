//! Who is on the team, and who may change whom.

use serde_json::{Value, json};
use siar_domain::permission::Role;

use crate::{
    app::{PASSWORD, TestApp},
    client::{Client, Reply},
};

async fn change(by: &Client, whom: &Client, change: Value) -> Reply {
    by.patch(&path(whom), change).await
}

fn path(whom: &Client) -> String {
    format!("/team/members/{}", whom.user.unwrap())
}

/// Everybody's id and role.
async fn roles(by: &Client) -> Vec<(String, String)> {
    let rows = by.get("/team/members").await.ok(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| (text(&row["id"]), text(&row["role"])))
        .collect()
}

fn row(who: &Client, role: &str) -> (String, String) {
    (who.user.unwrap().to_string(), role.to_owned())
}

#[actix_web::test]
async fn a_role_and_further_permissions_count_at_once() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Viewer).await;
    let list = async || budi.post("/lists", json!({"name": "Friends"})).await;
    list().await.fails(403, "forbidden");
    let after = change(
        &owner,
        &budi,
        json!({"permissions": ["contacts.write", "contacts.write"]}),
    )
    .await
    .ok(200);
    assert_eq!(
        (&after["role"], &after["permissions"], &after["you"]),
        (&json!("viewer"), &json!(["contacts.write"]), &json!(false))
    );
    list().await.ok(201);
    change(
        &owner,
        &budi,
        json!({"permissions": [], "role": "operator"}),
    )
    .await
    .ok(200);
    let me = budi.get("/auth/me").await.ok(200);
    assert_eq!(me["role"], "operator");
    assert_eq!(
        roles(&budi).await,
        [row(&owner, "owner"), row(&budi, "operator")]
    );
    app.stop().await;
}

#[actix_web::test]
async fn a_deactivated_person_is_logged_out_and_stays_out_until_activated() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Operator).await;
    let log_in = async || {
        let body = json!({"email": budi.email, "password": PASSWORD});
        app.nobody().post("/auth/login", body).await
    };
    log_in().await.ok(200);
    change(&owner, &budi, json!({"disabled": true}))
        .await
        .ok(200);
    budi.get("/auth/me").await.fails(401, "login_ended");
    log_in().await.fails(401, "wrong_credentials");
    change(&owner, &budi, json!({"disabled": false}))
        .await
        .ok(200);
    // The log-in of before stays ended.
    budi.get("/auth/me").await.fails(401, "login_ended");
    log_in().await.ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn a_removed_person_is_gone() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Operator).await;
    owner
        .delete(&path(&budi))
        .await
        .is(200, json!({"success": true, "data": {}}));
    budi.get("/auth/me").await.fails(401, "login_ended");
    owner.delete(&path(&budi)).await.fails(404, "not_found");
    change(&owner, &budi, json!({"role": "viewer"}))
        .await
        .fails(404, "not_found");
    assert_eq!(roles(&owner).await, [row(&owner, "owner")]);
    app.stop().await;
}

#[actix_web::test]
async fn nobody_reaches_themselves_those_above_or_another_business() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let stranger = app.tenant("B").await;
    let manager = app.user(owner.tenant.unwrap(), Role::Supervisor).await;
    let viewer = app.user(owner.tenant.unwrap(), Role::Viewer).await;
    change(&owner, &owner, json!({"role": "viewer"}))
        .await
        .fails(409, "own_account");
    owner.delete(&path(&owner)).await.fails(409, "own_account");
    change(&owner, &stranger, json!({"role": "viewer"}))
        .await
        .fails(404, "not_found");
    owner.delete(&path(&stranger)).await.fails(404, "not_found");
    change(&owner, &manager, json!({"permissions": ["platform.write"]}))
        .await
        .fails(422, "invalid");
    change(&owner, &manager, json!({"permissions": ["team.manage"]}))
        .await
        .ok(200);

    let above = change(&manager, &owner, json!({"disabled": true})).await;
    above.fails(403, "owners_only");
    manager
        .delete(&path(&owner))
        .await
        .fails(403, "owners_only");
    // The ownership is transferred, with the password.
    for by in [&manager, &owner] {
        change(by, &viewer, json!({"role": "owner"}))
            .await
            .fails(422, "invalid");
    }
    let lacks = change(&manager, &viewer, json!({"permissions": ["tenant.write"]})).await;
    assert_eq!(
        lacks.fails(403, "forbidden"),
        json!({"permission": "tenant.write"})
    );
    change(
        &manager,
        &viewer,
        json!({"role": "operator", "permissions": ["campaigns.send"]}),
    )
    .await
    .ok(200);
    app.stop().await;
}

#[actix_web::test]
async fn two_owners_who_remove_each_other_leave_one() {
    let app = TestApp::start().await;
    for _ in 0..5 {
        let one = app.tenant("A").await;
        let other = app.user(one.tenant.unwrap(), Role::Owner).await;
        let (first, second) = (path(&one), path(&other));
        let (a, b) = futures::join!(one.delete(&second), other.delete(&first));
        let mut answers = [a.status, b.status];
        answers.sort_unstable();
        assert!(
            answers == [200, 401] || answers == [200, 403],
            "{answers:?}"
        );
        let left = if a.status == 200 { &one } else { &other };
        assert_eq!(roles(left).await, [row(left, "owner")]);
    }
    app.stop().await;
}

#[actix_web::test]
async fn the_ownership_goes_to_somebody_of_the_team_by_the_owners_password() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let stranger = app.tenant("B").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Operator).await;
    let hand_over = async |by: &Client, to: &Client, password: &str| {
        let body = json!({"user_id": to.user.unwrap(), "password": password});
        by.post("/team/ownership", body).await
    };
    let wrong = hand_over(&owner, &budi, "not the password").await;
    assert_eq!(wrong.fails(422, "invalid")["fields"][0]["code"], "wrong");
    hand_over(&owner, &stranger, PASSWORD)
        .await
        .fails(404, "not_found");
    hand_over(&owner, &owner, PASSWORD)
        .await
        .fails(409, "own_account");
    change(&owner, &budi, json!({"disabled": true}))
        .await
        .ok(200);
    hand_over(&owner, &budi, PASSWORD)
        .await
        .fails(409, "member_disabled");
    change(&owner, &budi, json!({"disabled": false}))
        .await
        .ok(200);
    hand_over(&owner, &budi, PASSWORD).await.ok(200);
    assert_eq!(
        roles(&owner).await,
        [row(&owner, "supervisor"), row(&budi, "owner")]
    );
    hand_over(&owner, &budi, PASSWORD)
        .await
        .fails(403, "forbidden");
    app.stop().await;
}

#[actix_web::test]
async fn what_is_done_to_a_team_stands_in_the_audit_log() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let budi = app.user(owner.tenant.unwrap(), Role::Operator).await;
    change(&owner, &budi, json!({"role": "viewer"}))
        .await
        .ok(200);
    owner.delete(&path(&budi)).await.ok(200);
    let rows = app
        .base
        .superuser()
        .await
        .query(
            "SELECT action, subject, user_id FROM audit_log WHERE tenant_id = $1 AND action LIKE 'member.%' ORDER BY id",
            &[&owner.tenant.unwrap().0],
        )
        .await
        .unwrap();
    let told: Vec<(String, String, uuid::Uuid)> = rows
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect();
    let by = owner.user.unwrap().0;
    let whom = budi.user.unwrap().to_string();
    assert_eq!(
        told,
        [
            ("member.changed".to_owned(), whom.clone(), by),
            ("member.removed".to_owned(), whom, by)
        ]
    );
    app.stop().await;
}
