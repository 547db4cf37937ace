//! The first minutes of a customer.

use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn a_business_registers_is_sold_a_package_and_brings_its_contacts() {
    let world = World::start(&[]).await;
    let tenant = world.tenant(500).await;
    let me = tenant.api.get("/auth/me").await;
    assert_eq!(me["email"], tenant.api.email(), "{me}");
    let quota = tenant.api.get("/quota").await;
    assert_eq!(quota["period"]["left"], 500, "{quota}");
    let import = tenant
        .import("People", "phone,name\n081234567890,Budi\n")
        .await;
    assert_eq!(
        (&import["state"], &import["added"]),
        (&json!("completed"), &json!(1)),
        "{import}"
    );
    world.stop().await;
}
