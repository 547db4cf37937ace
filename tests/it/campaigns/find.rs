//! Finding a campaign, and a person in it.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{draft, shop};
use crate::{
    app::{PASSWORD, TestApp},
    client::Client,
};

async fn column(client: &Client, path: &str, field: &str) -> Vec<Value> {
    let rows = client.get(path).await.ok(200);
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row[field].clone())
        .collect()
}

#[actix_web::test]
async fn campaigns_are_found_by_day_and_name() {
    // 2026-01-05 15:00 in Jakarta.
    let app = TestApp::start().await;
    let (mut owner, list) = shop(&app, 1).await;
    let mut names = Vec::new();
    for (name, hours) in [
        ("Monday", 0),
        ("Just before midnight", 8),
        ("Tuesday", 2),
        ("Wednesday", 24),
    ] {
        app.clock.advance(TimeDelta::hours(hours));
        let tokens = json!({"email": owner.email, "password": PASSWORD});
        let tokens = owner.post("/auth/login", tokens).await.ok(200);
        owner = owner.with_token(tokens["access_token"].as_str().unwrap());
        let mut asked = draft(&list);
        asked["name"] = json!(name);
        owner.post("/campaigns", asked).await.ok(201);
        names.insert(0, json!(name));
    }
    let all = column(&owner, "/campaigns", "name").await;
    assert_eq!(all, names);
    for (query, from, to) in [
        ("from=2026-01-06", 0, 2),
        ("to=2026-01-05", 2, 4),
        ("from=2026-01-06&to=2026-01-06", 1, 2),
        ("from=2026-01-08", 4, 4),
    ] {
        let found = column(&owner, &format!("/campaigns?{query}"), "name").await;
        assert_eq!(found, names[from..to], "{query}");
    }
    let found = column(
        &owner,
        "/campaigns?name=DAY&from=2026-01-06&state=draft",
        "name",
    )
    .await;
    assert_eq!(found, names[..2]);
    owner
        .get("/campaigns?from=yesterday")
        .await
        .fails(400, "bad_query");
    app.stop().await;
}

#[actix_web::test]
async fn people_of_a_campaign_are_found_by_number_and_name() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 12).await;
    let made = owner.post("/campaigns", draft(&list)).await.ok(201);
    let path = format!("/campaigns/{}", made["id"].as_str().unwrap());
    owner
        .post(&format!("{path}/start"), json!({}))
        .await
        .ok(200);
    for (search, found) in [
        // As one dials it, as it is kept, and a part of it.
        ("0811-0000%20011", vec!["Person 11"]),
        ("%2B62811%200000011", vec!["Person 11"]),
        (
            "0001",
            vec!["Person 1", "Person 10", "Person 11", "Person 12"],
        ),
        ("person%2012", vec!["Person 12"]),
        ("nobody", vec![]),
        ("%25", vec![]),
    ] {
        let names = column(
            &owner,
            &format!("{path}/recipients?search={search}"),
            "name",
        )
        .await;
        assert_eq!(names, found, "{search}");
    }
    let csv = owner
        .get(&format!("{path}/recipients.csv?search=person%2012"))
        .await;
    assert_eq!(csv.text.lines().count(), 2, "{}", csv.text);
    app.stop().await;
}
