//! Who did what to a campaign is written down, and what was refused is not.

use std::time::Duration;

use serde_json::{Value, json};
use siar_testkit::wait_until;

use super::{draft, shop};
use crate::app::TestApp;

#[actix_web::test]
async fn every_deed_on_a_campaign_is_in_the_audit_log_once() {
    let app = TestApp::start().await;
    let (owner, list) = shop(&app, 3).await;
    let (tenant, user) = (owner.tenant.unwrap(), owner.user.unwrap());
    let made = owner.post("/campaigns", draft(&list)).await.ok(201);
    let id = made["id"].as_str().unwrap();
    let path = format!("/campaigns/{id}");
    let sql = app.base.superuser().await;
    let deed = async |what: &str, body: Value| owner.post(&format!("{path}/{what}"), body).await;

    let at = "2026-01-06T09:00:00Z";
    deed("schedule", json!({ "at": at })).await.ok(200);
    deed("unschedule", json!({})).await.ok(200);
    let once = owner.with_header("idempotency-key", "start-1");
    for _ in 0..2 {
        once.post(&format!("{path}/start"), json!({})).await.ok(200);
    }
    deed("start", json!({})).await.fails(409, "wrong_state");
    // Its actor, which finds no session, pauses it: nobody's deed.
    wait_until(Duration::from_secs(20), || async {
        owner.get(&path).await.ok(200)["state"] == "paused"
    })
    .await;
    let put = async |state: &str, places: &str| {
        sql.batch_execute(&format!(
            "UPDATE recipients SET state = '{state}' WHERE campaign_id = '{id}' AND ordinal IN ({places});
             UPDATE campaign_counts c SET queued = c.queued - n, {state} = c.{state} + n
                 FROM (SELECT count(*) AS n FROM recipients WHERE campaign_id = '{id}' AND ordinal IN ({places})) moved WHERE campaign_id = '{id}'"
        ))
        .await
        .unwrap();
    };
    put("failed", "1, 2").await;
    assert_eq!(
        deed("retry", json!({})).await.ok(200),
        json!({"changed": 2})
    );
    assert_eq!(
        deed("retry", json!({})).await.ok(200),
        json!({"changed": 0})
    );
    put("unknown", "1").await;
    deed("resolve", json!({"decision": "give_up"}))
        .await
        .ok(200);
    deed("resume", json!({})).await.ok(200);
    let paused = deed("pause", json!({})).await;
    deed("cancel", json!({})).await.ok(200);

    let rows = sql
        .query(
            "SELECT action, detail FROM audit_log WHERE subject = $1 AND tenant_id = $2 AND user_id = $3 ORDER BY id",
            &[&id, &tenant.0, &user.0],
        )
        .await
        .unwrap();
    let log: Vec<(String, Value)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let mut expected = vec![
        ("schedule", json!({ "at": at })),
        ("unschedule", json!({})),
        ("start", json!({})),
        ("retry", json!({"recipients": 2})),
        ("resolve", json!({"decision": "give_up", "recipients": 1})),
        ("resume", json!({})),
        ("cancel", json!({})),
    ];
    if paused.status == 200 {
        // Otherwise its actor was quicker, and what is refused is no deed.
        expected.insert(6, ("pause", json!({})));
    }
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(deed, detail)| (format!("campaign.{deed}"), detail))
        .collect();
    assert_eq!(log, expected);
    app.stop().await;
}
