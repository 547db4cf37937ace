//! Sessions with real browsers, under the real program: whatever is killed, stopped or taken away, the session says so and comes back.

use nix::sys::signal::Signal;
use serde_json::{Value, json};
use siar_sandbox::world::{Fault, FaultKind};

use crate::world::{
    SOON, World, patiently,
    processes::{self, Part},
    tenant::Tenant,
};

/// How often the session has reached `working`.
async fn times_working(tenant: &Tenant) -> usize {
    let history = tenant.api.get("/session/history?limit=200").await;
    history
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["to"] == "working")
        .count()
}

/// Waits until the session left `working` and came back to it.
async fn works_again(tenant: &Tenant, after: usize) -> Value {
    patiently(SOON, async || {
        let times = times_working(tenant).await;
        let session = tenant.api.get("/session").await;
        if times > after && session["state"] == "working" {
            Ok(session)
        } else {
            Err(format!("{times} times, {session}"))
        }
    })
    .await
}

#[tokio::test]
async fn a_session_survives_the_death_of_each_part_and_a_hang() {
    let world = World::start(&[]).await;
    let tenant = world.tenant(10).await;
    let phone = "+6281200000301".parse().unwrap();
    tenant.link(&world.sandbox, &phone).await;
    for (part, signal) in [
        (Part::Browser, Signal::SIGKILL),
        (Part::Renderer, Signal::SIGKILL),
        // Not dead, only silent: found by the heartbeat, killed with its process group.
        (Part::Browser, Signal::SIGSTOP),
    ] {
        let before = times_working(&tenant).await;
        let parts = processes::under(world.siar.pid(), part);
        assert!(!parts.is_empty(), "no {part:?} runs");
        let group = processes::descendants(world.siar.pid());
        for process in &parts {
            process.signal(signal);
        }
        let session = works_again(&tenant, before).await;
        assert_eq!(session["phone"], json!(phone), "{part:?}: {session}");
        let left = group
            .iter()
            .filter(|one| parts.iter().any(|part| part.pid == one.pid))
            .filter(|one| processes::lives(one.pid))
            .count();
        assert_eq!(left, 0, "{part:?} lives after {signal}");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_server_that_stood_still_for_longer_than_its_lease_goes_on() {
    let world = World::start(&[("SIAR_LEASE_SECONDS", "3")]).await;
    let tenant = world.tenant(10).await;
    let phone = "+6281200000302".parse().unwrap();
    tenant.link(&world.sandbox, &phone).await;
    world.siar.signal(Signal::SIGSTOP);
    // Not a wait for anything: standing still for so long is what the test does.
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    world.siar.signal(Signal::SIGCONT);
    tenant.session_is("working").await;
    let admin = world.admin();
    let me = tenant.api.get("/auth/me").await;
    let id = me["tenant_id"].as_str().unwrap();
    let picture = format!("/admin/sessions/{id}/screenshot");
    tenant
        .api
        .put("/session/support", json!({ "screenshots": true }))
        .await;
    let png = reqwest::Client::new()
        .get(admin.url(&picture))
        .bearer_auth(admin.token().await)
        .send()
        .await
        .unwrap();
    assert_eq!(png.status(), 200);
    let png = png.bytes().await.unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let figures = tenant.api.get("/session/metrics").await;
    assert!(
        figures["memory_bytes"].as_u64().unwrap() > 10_000_000,
        "{figures}"
    );
    world.stop().await;
}

#[tokio::test]
async fn what_whatsapp_says_of_the_account_is_obeyed() {
    let world = World::start(&[]).await;
    let tenant = world.tenant(10).await;
    let phone: siar_sandbox::number::Number = "+6281200000303".parse().unwrap();
    tenant.link(&world.sandbox, &phone).await;

    // The phone ends the link: the login is forgotten, and a new code is shown when a person asks.
    world.sandbox.unlink(&phone, None).await.unwrap();
    let session = tenant.session_is("logged_out").await;
    assert_eq!(session["linked_at"], Value::Null, "{session}");
    tenant.api.post("/session/start", json!(null)).await;
    tenant.session_is("scan_qr").await;
    patiently(SOON, async || {
        let code = tenant.api.get("/session/qr").await;
        let scanned = world.sandbox.scan(&phone, code["code"].as_str().unwrap());
        scanned.await.map_err(|error| error.to_string())
    })
    .await;
    tenant.session_is("working").await;

    // Blocked for good: the browser goes, and nothing starts it but a person.
    let mut ban = Fault::of(FaultKind::Ban);
    ban.account = Some(phone.clone());
    world.sandbox.cause(&ban).await.unwrap();
    let session = tenant.session_is("banned").await;
    assert_eq!(session["wanted"], true, "{session}");
    patiently(SOON, async || {
        let browsers = processes::under(world.siar.pid(), Part::Browser);
        if browsers.is_empty() {
            Ok(())
        } else {
            Err(format!("{browsers:?}"))
        }
    })
    .await;
    world.stop().await;
}
