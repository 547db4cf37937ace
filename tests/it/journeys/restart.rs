//! A login is worth keeping: it survives whatever ends the server.

use siar_sandbox::truth::Filter;

use crate::world::World;

#[tokio::test]
async fn three_sessions_work_again_without_a_code_after_a_crash_and_after_a_stop() {
    let mut world = World::start(&[]).await;
    let mut tenants = Vec::new();
    for n in 1..=3 {
        let tenant = world.tenant(10).await;
        let phone = format!("+628120000010{n}").parse().unwrap();
        tenant.link(&world.sandbox, &phone).await;
        tenants.push(tenant);
    }
    for crash in [true, false] {
        let logins = logins(&world).await;
        if crash {
            world.siar.kill().await;
        } else {
            world.siar.stop().await;
        }
        world.siar.start();
        world.siar.ready().await;
        for tenant in &tenants {
            tenant.session_is("working").await;
            // A code was shown once: when the account was linked.
            let history = tenant.api.get("/session/history?limit=100").await;
            let steps = history.as_array().unwrap();
            let codes = steps.iter().filter(|step| step["to"] == "scan_qr").count();
            assert_eq!(codes, 1, "{history}");
        }
        // Each page logged in once more, with the device that it had.
        let now = self::logins(&world).await;
        assert_eq!(now.len(), logins.len() + 3, "{now:?}");
        let linked = kind(&world, "linked").await;
        assert_eq!(linked.len(), 3, "{linked:?}");
    }
    world.stop().await;
}

async fn logins(world: &World) -> Vec<siar_sandbox::truth::Entry> {
    kind(world, "logged_in").await
}

async fn kind(world: &World, kind: &str) -> Vec<siar_sandbox::truth::Entry> {
    let filter = Filter {
        kind: Some(kind.to_owned()),
        ..Filter::default()
    };
    world.sandbox.truth(&filter).await.unwrap()
}
