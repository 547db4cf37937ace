//! From draft to report.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;

use super::{draft, shop};
use crate::app::TestApp;

#[actix_web::test]
async fn a_draft_is_looked_over_started_held_and_ended() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 4).await;
    let now = app.state.clock.now();
    let tenant = owner.tenant.unwrap();
    app.base
        .superuser()
        .await
        .batch_execute(&format!(
            "INSERT INTO suppressions (tenant_id, phone, source, created_at) VALUES ('{tenant}', '+628110000002', 'by_hand', '{now}');
             UPDATE contacts SET name = NULL WHERE tenant_id = '{tenant}' AND phone = '+628110000003'"
        ))
        .await
        .unwrap();
    let mut asked = draft(&list);
    asked["numbers"] = json!(["0812 0000 0009", "08110000001"]);
    let made = owner.post("/campaigns", asked.clone()).await.ok(201);
    let id = made["id"].as_str().unwrap().to_owned();
    let path = format!("/campaigns/{id}");
    assert_eq!(
        (&made["state"], &made["numbers"], &made["text"]),
        (
            &json!("draft"),
            &json!(["+6281200000009", "+628110000001"]),
            &json!("Halo {{ name }}")
        )
    );
    let report = owner.get(&format!("{path}/preflight")).await.ok(200);
    assert_eq!(
        (
            &report["will_be_sent"],
            &report["skipped"]["suppressed"],
            &report["skipped"]["missing_variables"],
            &report["missing_variables"],
            &report["obstacles"],
            &report["risk"],
            &report["may_start"]
        ),
        (
            &json!(2),
            &json!(1),
            &json!(2),
            &json!([{"name": "name", "contacts": 2}]),
            &json!(["session_not_working"]),
            // Nobody's consent is on record and nobody ever wrote.
            &json!({"score": 65, "level": "high", "reasons": [
                {"cause": "without_consent", "points": 40, "people": 2},
                {"cause": "strangers", "points": 25, "people": 2},
            ]}),
            &json!(true)
        )
    );
    asked["defaults"] = json!({"name": "Kak"});
    let changed = owner.send(Method::PUT, &path, Some(asked)).await.ok(200);
    assert_eq!(changed["defaults"], json!({"name": "Kak"}));
    let report = owner.get(&format!("{path}/preflight")).await.ok(200);
    assert_eq!(report["will_be_sent"], 4);

    let once = owner.with_header("idempotency-key", "start-1");
    let started = once.post(&format!("{path}/start"), json!({})).await.ok(200);
    assert_eq!(
        (&started["counts"]["queued"], &started["counts"]["skipped"]),
        (&json!(4), &json!(1))
    );
    // The same request again starts nothing and answers the same; another one is refused.
    let again = once.post(&format!("{path}/start"), json!({})).await.ok(200);
    assert_eq!(again, started);
    owner
        .post(&format!("{path}/start"), json!({}))
        .await
        .fails(409, "wrong_state");

    // There is no session: by itself, or by hand, it comes to rest.
    let paused = owner.post(&format!("{path}/pause"), json!({})).await;
    assert!([200, 409].contains(&paused.status), "{paused:?}");
    let seen = owner.get(&path).await.ok(200);
    assert_eq!(seen["state"], "paused");
    let copy = owner
        .post(&format!("{path}/clone"), json!({}))
        .await
        .ok(201);
    assert_eq!(
        (&copy["name"], &copy["state"]),
        (&json!("Promo (copy)"), &json!("draft"))
    );
    let cancelled = owner
        .post(&format!("{path}/cancel"), json!({}))
        .await
        .ok(200);
    assert_eq!(
        (&cancelled["state"], &cancelled["counts"]["skipped"]),
        (&json!("cancelled"), &json!(5))
    );
    let skipped = owner
        .get(&format!("{path}/recipients?state=skipped&limit=2"))
        .await;
    let rows = skipped.ok(200);
    assert_eq!(
        (&rows[0]["phone"], &rows[0]["reason"], &rows[1]["reason"]),
        (
            &json!("+628110000001"),
            &json!("cancelled"),
            &json!("suppressed")
        )
    );
    let cursor = skipped.json()["meta"]["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let rest = owner
        .get(&format!("{path}/recipients?state=skipped&cursor={cursor}"))
        .await
        .ok(200);
    assert_eq!(rest.as_array().unwrap().len(), 3);
    let found = owner
        .get(&format!("{path}/recipients?search=0003"))
        .await
        .ok(200);
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["phone"], "+628110000003");
    let found = owner
        .get(&format!("{path}/recipients.csv?search=0003"))
        .await;
    assert_eq!(found.text.lines().count(), 2);
    let csv = owner.get(&format!("{path}/recipients.csv")).await;
    let lines: Vec<&str> = csv.text.lines().collect();
    assert_eq!(lines.len(), 6);
    assert!(
        lines[2].starts_with("2,+628110000002,Person 2,skipped,suppressed,0,"),
        "{}",
        lines[2]
    );
    owner
        .send(Method::DELETE, &path, None)
        .await
        .fails(409, "wrong_state");
    let listed = owner
        .get("/campaigns?state=cancelled&name=promo")
        .await
        .ok(200);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    app.stop().await;
}

#[actix_web::test]
async fn campaigns_of_a_day_are_those_of_the_tenants_day() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 1).await;
    let mut asked = draft(&list);
    asked["name"] = json!("In the afternoon");
    owner.post("/campaigns", asked.clone()).await.ok(201);
    // 18:30 in London is half past one of the next day in Jakarta.
    app.clock.advance(TimeDelta::minutes(630));
    let owner = app.renewed(&owner).await;
    asked["name"] = json!("After midnight");
    owner.post("/campaigns", asked).await.ok(201);
    for (days, names) in [
        ("from=2026-01-05&to=2026-01-05", vec!["In the afternoon"]),
        ("from=2026-01-06", vec!["After midnight"]),
        ("to=2026-01-04", vec![]),
        (
            "from=2026-01-01&to=2026-01-31",
            vec!["After midnight", "In the afternoon"],
        ),
    ] {
        let listed = owner.get(&format!("/campaigns?{days}")).await.ok(200);
        let found: Vec<&str> = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(found, names, "{days}");
    }
    app.stop().await;
}

#[actix_web::test]
async fn a_schedule_is_a_time_on_the_tenants_wall() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 1).await;
    let made = owner.post("/campaigns", draft(&list)).await.ok(201);
    let path = format!("/campaigns/{}", made["id"].as_str().unwrap());
    let scheduled = owner
        .post(
            &format!("{path}/schedule"),
            json!({"local": "2026-06-01T09:00:00"}),
        )
        .await
        .ok(200);
    assert_eq!(
        (&scheduled["state"], &scheduled["scheduled_at"]),
        (&json!("scheduled"), &json!("2026-06-01T02:00:00Z"))
    );
    let back = owner
        .post(&format!("{path}/unschedule"), json!({}))
        .await
        .ok(200);
    assert_eq!(back["state"], "draft");
    let past = owner
        .post(
            &format!("{path}/schedule"),
            json!({"at": "2020-01-01T00:00:00Z"}),
        )
        .await
        .fails(422, "invalid");
    assert_eq!(past["fields"][0]["code"], "schedule_in_the_past");
    owner.send(Method::DELETE, &path, None).await.ok(200);
    owner.get(&path).await.fails(404, "not_found");
    app.stop().await;
}

#[actix_web::test]
async fn a_person_decides_about_the_failed_and_the_unknown() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 4).await;
    let made = owner.post("/campaigns", draft(&list)).await.ok(201);
    let id = made["id"].as_str().unwrap();
    let path = format!("/campaigns/{id}");
    owner
        .post(&format!("{path}/start"), json!({}))
        .await
        .ok(200);
    let _ = owner.post(&format!("{path}/pause"), json!({})).await;
    // As sending would have left it.
    app.base
        .superuser()
        .await
        .batch_execute(&format!(
            "UPDATE recipients SET state = 'failed', reason = 'network' WHERE campaign_id = '{id}' AND ordinal IN (1, 2);
             UPDATE recipients SET state = 'unknown', reason = 'undecidable', quota_period = (SELECT starts_at FROM quota_periods LIMIT 1)
                 WHERE campaign_id = '{id}' AND ordinal IN (3, 4);
             UPDATE campaign_counts SET queued = 0, failed = 2, unknown = 2;
             UPDATE quota_periods SET reserved = 2"
        ))
        .await
        .unwrap();
    let one = owner
        .post(&format!("{path}/retry"), json!({"ordinals": [1, 3]}))
        .await
        .ok(200);
    assert_eq!(one, json!({"changed": 1}));
    let all = owner
        .post(&format!("{path}/retry"), json!({}))
        .await
        .ok(200);
    assert_eq!(all, json!({"changed": 1}));
    let again = owner
        .post(
            &format!("{path}/resolve"),
            json!({"decision": "send_again", "ordinals": [4]}),
        )
        .await
        .ok(200);
    assert_eq!(again, json!({"changed": 1}));
    let up = owner
        .post(&format!("{path}/resolve"), json!({"decision": "give_up"}))
        .await
        .ok(200);
    assert_eq!(up, json!({"changed": 1}));
    let counts = owner.get(&path).await.ok(200)["counts"].clone();
    assert_eq!(
        (&counts["queued"], &counts["failed"], &counts["unknown"]),
        (&json!(3), &json!(1), &json!(0))
    );
    app.stop().await;
}

#[actix_web::test]
async fn the_rate_over_a_campaigns_life_counts_each_message_once() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 6).await;
    let made = owner.post("/campaigns", draft(&list)).await.ok(201);
    let id = made["id"].as_str().unwrap();
    let path = format!("/campaigns/{id}");
    let rate = owner.get(&format!("{path}/rate")).await.ok(200);
    assert_eq!(
        rate,
        json!({"from": null, "to": null, "point_seconds": 5, "sent": []})
    );
    owner
        .post(&format!("{path}/start"), json!({}))
        .await
        .ok(200);
    app.clock.advance(chrono::TimeDelta::minutes(14));
    app.base
        .superuser()
        .await
        .batch_execute(&format!(
            "UPDATE recipients SET state = 'sent', message_id = 'id' || ordinal, submitted_at = c.started_at,
                 sent_at = c.started_at + (ARRAY[0, 9, 10, 29, 600, 700])[ordinal] * interval '1 second'
             FROM campaigns c WHERE c.id = campaign_id AND campaign_id = '{id}';
             UPDATE campaigns SET state = 'completed', pause_reason = NULL, finished_at = started_at + interval '700 seconds' WHERE id = '{id}'"
        ))
        .await
        .unwrap();
    let rate = owner.get(&format!("{path}/rate")).await.ok(200);
    let mut sent = vec![0; 71];
    for (point, count) in [(0, 2), (1, 1), (2, 1), (60, 1), (70, 1)] {
        sent[point] = count;
    }
    assert_eq!(
        rate,
        json!({"from": "2026-01-05T08:00:00Z", "to": "2026-01-05T08:11:40Z", "point_seconds": 10, "sent": sent})
    );
    app.stop().await;
}
