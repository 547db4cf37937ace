//! Linking again after a log-out: the same account goes on where it was, another one asks first. And a database that was set back.

use serde_json::{Value, json};
use siar_sandbox::{number::Number, truth::Filter};

use crate::world::{FAST, SOON, World, patiently, tenant::Tenant};

/// Ends the link from the phone, and waits until Siar has seen it.
async fn log_out(world: &World, tenant: &Tenant, phone: &Number) {
    world.sandbox.unlink(phone, None).await.unwrap();
    tenant.session_is("logged_out").await;
}

/// A campaign to so many people, one every second, that resumes by itself.
async fn slow_campaign(tenant: &Tenant, people: usize) -> String {
    let limits = tenant.api.get("/session/pace").await["limits"].clone();
    let pace = json!({
        "min_delay_ms": 1_000, "max_delay_ms": 1_000,
        "hourly_cap": limits["hourly_cap"], "daily_cap": limits["daily_cap"],
    });
    tenant.api.put("/session/pace", pace).await;
    let numbers: Vec<String> = (1..=people)
        .map(|n| format!("+62813300000{n:02}"))
        .collect();
    tenant
        .campaign(
            json!({ "name": "Slow", "numbers": numbers, "text": "Promo", "auto_resume": true }),
        )
        .await
}

async fn until(tenant: &Tenant, campaign: &str, is: impl Fn(&Value) -> bool) -> Value {
    patiently(SOON, async || {
        let seen = tenant.read(campaign).await;
        if is(&seen) {
            Ok(seen)
        } else {
            Err(seen.to_string())
        }
    })
    .await
}

fn sent(campaign: &Value) -> i64 {
    let of = |state: &str| campaign["counts"][state].as_i64().unwrap();
    of("submitting") + of("sent") + of("delivered") + of("read")
}

#[tokio::test]
async fn who_said_stop_while_nobody_was_linked_is_heard_before_anything_is_sent() {
    let world = World::start(FAST).await;
    let tenant = world.tenant(200).await;
    let account: Number = "+6281200000041".parse().unwrap();
    tenant.link(&world.sandbox, &account).await;
    let campaign = slow_campaign(&tenant, 20).await;
    until(&tenant, &campaign, |seen| sent(seen) >= 2).await;
    log_out(&world, &tenant, &account).await;
    let leaver: Number = "+6281330000020".parse().unwrap();
    world
        .sandbox
        .say(&leaver, &account, "Stop. Thank you so much")
        .await
        .unwrap();
    tenant.link(&world.sandbox, &account).await;
    let register = patiently(SOON, async || {
        let register = tenant.api.get("/suppressions").await;
        if register.as_array().unwrap().is_empty() {
            Err("nobody".to_owned())
        } else {
            Ok(register)
        }
    })
    .await;
    assert_eq!(register[0]["phone"], json!(leaver), "{register}");
    // Resumed by itself: the same account.
    until(&tenant, &campaign, |seen| sent(seen) >= 4).await;
    world.stop().await;
}

#[tokio::test]
async fn another_account_sends_nothing_that_the_first_one_began() {
    let world = World::start(FAST).await;
    let tenant = world.tenant(200).await;
    let (first, second): (Number, Number) = (
        "+6281200000042".parse().unwrap(),
        "+6281200000043".parse().unwrap(),
    );
    tenant.link(&world.sandbox, &first).await;
    let campaign = slow_campaign(&tenant, 20).await;
    until(&tenant, &campaign, |seen| sent(seen) >= 2).await;
    log_out(&world, &tenant, &first).await;
    tenant.link(&world.sandbox, &second).await;
    let held = until(&tenant, &campaign, |seen| {
        seen["pause_reason"] == "account_changed"
    })
    .await;
    // Nobody heard from the new number; only a person lets it go on.
    let filter = Filter {
        account: Some(second.clone()),
        ..Filter::default()
    };
    assert_eq!(world.sandbox.fates(&filter).await.unwrap().len(), 0);
    let path = format!("/campaigns/{campaign}/resume");
    let before = sent(&held);
    tenant.api.post(&path, json!({})).await;
    until(&tenant, &campaign, |seen| sent(seen) > before).await;
    world.stop().await;
}

#[tokio::test]
async fn a_database_that_was_set_back_sends_nothing_by_itself() {
    let mut world = World::start(FAST).await;
    let tenant = world.tenant(200).await;
    let account: Number = "+6281200000044".parse().unwrap();
    tenant.link(&world.sandbox, &account).await;
    let campaign = slow_campaign(&tenant, 20).await;
    until(&tenant, &campaign, |seen| sent(seen) >= 2).await;
    world.siar.kill().await;
    // As if the database were a backup of before the last batches: the mark outside of it is ahead.
    let path = world.siar.data_dir().join("ledger.mark");
    let mark: i64 = std::fs::read_to_string(&path)
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    assert!(mark >= 2, "{mark}");
    std::fs::write(&path, format!("{:<20}\n", mark + 18)).unwrap();
    world.siar.start();
    world.siar.ready().await;
    let held = tenant.read(&campaign).await;
    assert_eq!(
        (&held["state"], &held["pause_reason"]),
        (&json!("paused"), &json!("database_set_back")),
        "{held}"
    );
    tenant.session_is("working").await;
    let still = tenant.read(&campaign).await;
    assert_eq!(still["pause_reason"], "database_set_back");
    let before = sent(&still);
    tenant
        .api
        .post(&format!("/campaigns/{campaign}/resume"), json!({}))
        .await;
    until(&tenant, &campaign, |seen| sent(seen) > before).await;
    world.stop().await;
}
