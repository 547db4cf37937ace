//! What the README promises: `scripts/run` makes a business, and `scripts/demo` links its WhatsApp, imports people and writes to them.

use std::{path::Path, process::Stdio, time::Duration};

use serde_json::json;
use tokio::{process::Command, time::timeout};

use crate::world::{ADMIN, FAST, World};

/// The whole of it, on a busy machine.
const ALL: Duration = Duration::from_secs(240);

async fn succeeds(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).kill_on_drop(true).output();
    let output = timeout(ALL, output).await.expect("it ends").unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

#[tokio::test]
async fn the_demo_does_what_it_shows() {
    let mut settings = FAST.to_vec();
    settings.push(("SIAR_SIGNUP_PACKAGE", "Basic"));
    let world = World::start(&settings).await;
    let programs = Path::new(env!("CARGO_BIN_EXE_siar")).parent().unwrap();
    let demo = programs.join("examples/demo");
    let folder = tempfile::tempdir().unwrap();
    let started = folder.path().join("started.json");
    let content = json!({
        "demo": demo, "url": world.siar.url(), "sandbox": world.sandbox.url(),
        "admin_email": ADMIN.0, "admin_password": ADMIN.1,
        "owner_email": "owner@demo.example", "owner_password": "a password of this test",
    });
    std::fs::write(&started, content.to_string()).unwrap();

    // Twice, as at the second start of `scripts/run`.
    for _ in 0..2 {
        let demo_data = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/demo-data");
        succeeds(Command::new(demo_data).arg(&started)).await;
    }
    let mut demo = Command::new(demo);
    let said = succeeds(demo.arg("--started").arg(&started).args(["--people", "2"])).await;
    for wanted in [
        "session: working",
        "2 stored, 1 duplicates, 2 refused",
        "2 of 2",
    ] {
        assert!(said.contains(wanted), "{wanted:?} is missing in {said}");
    }
    let arrived = world
        .sandbox
        .truth(&siar_sandbox::truth::Filter::default())
        .await;
    let bodies = arrived
        .unwrap()
        .into_iter()
        .filter(|entry| {
            matches!(
                &entry.event,
                siar_sandbox::truth::Event::PhoneArrival { .. }
            )
        })
        .count();
    assert_eq!(bodies, 2, "one for everybody");
    world.stop().await;
}
