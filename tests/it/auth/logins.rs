//! One's own log-ins: seen, and ended.

use serde_json::{Value, json};

use crate::{
    app::{PASSWORD, TestApp},
    client::Client,
};

async fn log_in(app: &TestApp, owner: &Client, program: &str) -> Client {
    let who = app.nobody().with_header("user-agent", program);
    let tokens = who
        .post(
            "/auth/login",
            json!({"email": owner.email, "password": PASSWORD}),
        )
        .await
        .ok(200);
    who.with_token(tokens["access_token"].as_str().unwrap())
}

async fn seen(client: &Client) -> Vec<(String, bool)> {
    let rows = client.get("/auth/logins").await.ok(200);
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let program = row["user_agent"].as_str().unwrap_or("none").to_owned();
            (program, row["current"].as_bool().unwrap())
        })
        .collect()
}

async fn id_of(client: &Client, program: &str) -> String {
    let rows: Value = client.get("/auth/logins").await.ok(200);
    let row = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["user_agent"] == program);
    row.unwrap()["id"].as_str().unwrap().to_owned()
}

fn row(program: &str, current: bool) -> (String, bool) {
    (program.to_owned(), current)
}

#[actix_web::test]
async fn one_sees_ones_own_log_ins_and_ends_them() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let stranger = app.tenant("B").await;
    let phone = log_in(&app, &owner, "phone").await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let laptop = log_in(&app, &owner, "laptop").await;
    let mut expected = vec![row("laptop", true), row("phone", false)];
    assert_eq!(seen(&laptop).await[..2], expected);

    // Another's is not there, and can be neither seen nor ended by one who guesses its id.
    let of_phone = id_of(&laptop, "phone").await;
    let path = format!("/auth/logins/{of_phone}");
    stranger.delete(&path).await.fails(404, "not_found");
    assert!(!seen(&stranger).await.contains(&row("phone", false)));
    phone.get("/auth/me").await.ok(200);

    laptop.delete(&path).await.ok(200);
    phone.get("/auth/me").await.fails(401, "login_ended");
    expected.pop();
    assert_eq!(seen(&laptop).await[..1], expected);
    // Again: it is over already, which is what was asked for.
    laptop.delete(&path).await.ok(200);

    let tablet = log_in(&app, &owner, "tablet").await;
    laptop.delete("/auth/logins").await.ok(200);
    tablet.get("/auth/me").await.fails(401, "login_ended");
    assert_eq!(seen(&laptop).await, [row("laptop", true)]);
    stranger.get("/auth/me").await.ok(200);

    // A week later nothing can come of it any more: it is not shown.
    log_in(&app, &owner, "old").await;
    app.clock.advance(chrono::TimeDelta::days(8));
    let now = log_in(&app, &owner, "now").await;
    assert_eq!(seen(&now).await, [row("now", true)]);
    app.stop().await;
}
