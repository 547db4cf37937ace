//! One tenant's trouble is nobody else's: SES-4, with real browsers.

use std::time::Duration;

use serde_json::json;
use siar_sandbox::{
    number::Number,
    truth::Filter,
    world::{Fault, FaultKind},
};

use crate::world::{FAST, SOON, World, patiently, tenant::Tenant, truth};

/// A browser that had to be started again, or a turn that was waited for, shows as a longer gap than this.
const LONGEST_GAP: Duration = Duration::from_secs(10);
const PEOPLE: usize = 60;

#[tokio::test]
async fn a_page_that_crashes_and_one_that_hangs_hold_nobody_up() {
    let mut settings = FAST.to_vec();
    // What a page had written down and not sent when it crashed cannot be decided: it is listed as unknown before the test ends.
    settings.push(("SIAR_RECEIPT_PATIENCE_SECONDS", "20"));
    let world = World::start(&settings).await;
    let mut tenants = Vec::new();
    for n in 1..=3 {
        let tenant = world.tenant(100).await;
        let account: Number = format!("+628120000020{n}").parse().unwrap();
        tenant.link(&world.sandbox, &account).await;
        tenant.hurry().await;
        tenants.push((tenant, account));
    }
    let [(crashing, crashes), (hanging, hangs), (well, fine)] = tenants.try_into().ok().unwrap();
    let before = steps(&well).await;
    let mut campaigns = Vec::new();
    for (place, tenant) in [&crashing, &hanging, &well].into_iter().enumerate() {
        let numbers: Vec<String> = (0..PEOPLE)
            .map(|n| format!("+62814{place}{:07}", 1_000_000 + n))
            .collect();
        let draft =
            json!({ "name": "Promo", "numbers": numbers, "text": "Promo", "auto_resume": true });
        campaigns.push(tenant.campaign(draft).await);
    }

    // As often as the first one comes back it is crashed again; the second one hangs for good whenever it works.
    patiently(SOON, async || {
        for (account, kind, ms) in [
            (&crashes, FaultKind::CrashPage, None),
            (&hangs, FaultKind::FreezePage, Some(0)),
        ] {
            let mut fault = Fault::of(kind).on(account);
            fault.ms = ms;
            // There may be no page of it just now.
            let _none = world.sandbox.cause(&fault).await;
        }
        let found = well.read(&campaigns[2]).await;
        let done = found["state"] == "completed";
        done.then_some(()).ok_or_else(|| found.to_string())
    })
    .await;

    assert_eq!(steps(&well).await, before, "its session was touched");
    let filter = Filter {
        account: Some(fine),
        kind: Some("server_arrival".to_owned()),
        ..Filter::default()
    };
    let sent = world.sandbox.truth(&filter).await.unwrap();
    assert_eq!(sent.len(), PEOPLE);
    let gaps = sent.windows(2).map(|two| two[1].at_ms - two[0].at_ms);
    let longest = Duration::from_millis(gaps.max().unwrap());
    assert!(longest < LONGEST_GAP, "nothing was sent for {longest:?}");

    // Once they are left alone, the other two are served as well.
    for (tenant, campaign, account) in [
        (&crashing, &campaigns[0], &crashes),
        (&hanging, &campaigns[1], &hangs),
    ] {
        let done = tenant.completed(campaign).await;
        assert_eq!(done["counts"]["failed"], 0, "{done}");
        let arrived = truth::fates(&world.sandbox, account, "Promo").await;
        for row in tenant.ledger(campaign).await {
            let reached = matches!(row.state.as_str(), "sent" | "delivered" | "read");
            assert_eq!(reached, arrived.contains_key(&row.phone), "{row:?}");
            assert!(reached || row.state == "unknown", "{row:?}");
        }
    }
    world.stop().await;
}

/// How often the tenant's session went from state to state.
async fn steps(tenant: &Tenant) -> usize {
    let history = tenant.api.get("/session/history?limit=200").await;
    history.as_array().unwrap().len()
}
