//! C2-40: a template that is changed between a campaign's schedule and its start.

use std::time::Duration;

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use siar_testkit::wait_until;

use super::shop;
use crate::{app::TestApp, client::Client};

/// A template of this text, and a campaign with it whose time is in ten minutes; then the template is changed. Answers the campaign's path.
async fn scheduled(
    app: &TestApp,
    owner: &Client,
    list: &str,
    name: &str,
    defaults: Value,
    after: &str,
) -> String {
    let made = owner
        .post(
            "/templates",
            json!({"name": name, "body": "Halo {{ name }}"}),
        )
        .await
        .ok(201);
    assert_eq!(made["scheduled_campaigns"], 0);
    let campaign =
        json!({"name": name, "list_ids": [list], "template_id": made["id"], "defaults": defaults});
    let campaign = owner.post("/campaigns", campaign).await.ok(201);
    let path = format!("/campaigns/{}", campaign["id"].as_str().unwrap());
    let at = app.state.clock.now() + TimeDelta::minutes(10);
    owner
        .post(&format!("{path}/schedule"), json!({"at": at}))
        .await
        .ok(200);
    let template = format!("/templates/{}", made["id"].as_str().unwrap());
    // Whoever changes it is told, before and after.
    let seen = owner.get(&template).await.ok(200);
    assert_eq!(seen["scheduled_campaigns"], 1);
    let change = json!({"version": 1, "name": name, "body": after});
    let changed = owner
        .send(Method::PUT, &template, Some(change))
        .await
        .ok(200);
    assert_eq!(
        (&changed["version"], &changed["scheduled_campaigns"]),
        (&json!(2), &json!(1))
    );
    path
}

/// Waits until its time has come, and answers its reason to wait and whether it has begun.
async fn then(owner: &Client, path: &str) -> (Value, bool) {
    wait_until(Duration::from_secs(20), async || {
        let now = owner.get(path).await.ok(200);
        if now["state"] == "scheduled" {
            return Err(now.to_string());
        }
        Ok((now["pause_reason"].clone(), !now["started_at"].is_null()))
    })
    .await
}

#[actix_web::test]
async fn a_text_that_asks_for_more_than_before_waits_for_a_person() {
    let app = TestApp::start().await;
    // More than are looked at at once.
    let (owner, list) = shop(&app, 501).await;
    let lacking = "Halo {{ name }}, di {kota}";
    let none = json!({});
    let held = scheduled(&app, &owner, &list, "Nobody has it", none.clone(), lacking).await;
    let given = json!({"kota": "Solo"});
    let default = scheduled(&app, &owner, &list, "It has a default", given, lacking).await;
    let harmless = "Hai {{ name }}, {{ phone }}";
    let known = scheduled(
        &app,
        &owner,
        &list,
        "Everybody has it",
        none.clone(),
        harmless,
    )
    .await;
    // Two people lacked that when the time was set, and the check said so.
    app.base
        .superuser()
        .await
        .batch_execute("UPDATE contacts SET name = NULL WHERE phone <> '+628110000001'")
        .await
        .unwrap();
    let asked = "Hai {{ name }}!";
    let same = scheduled(&app, &owner, &list, "As it was", none, asked).await;
    app.clock.advance(TimeDelta::minutes(11));
    assert_eq!(
        then(&owner, &held).await,
        (json!("template_changed"), false)
    );
    for path in [&default, &known, &same] {
        assert!(then(&owner, path).await.1, "{path}");
    }
    // A person decides: it goes to whom it can.
    let check = owner.get(&format!("{held}/preflight")).await.ok(200);
    assert_eq!(check["skipped"]["missing_variables"], 501);
    owner
        .post(&format!("{held}/resume"), json!({}))
        .await
        .ok(200);
    assert!(then(&owner, &held).await.1);
    app.stop().await;
}
