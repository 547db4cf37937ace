//! Linking without a camera.

use serde_json::json;

use crate::world::{SOON, World, stream::Stream};

#[tokio::test]
async fn a_phone_that_cannot_scan_is_linked_by_a_pairing_code() {
    let world = World::start(&[]).await;
    let tenant = world.tenant(10).await;
    let phone = "+6281200000002".parse().unwrap();
    world.sandbox.create_phone(&phone, "Toko").await.unwrap();
    let mut stream = Stream::open(&tenant.api).await;
    tenant.api.post("/session/start", json!(null)).await;
    tenant.session_is("scan_qr").await;

    let code = tenant
        .api
        // As its owner would dial it.
        .post(
            "/session/pairing-code",
            json!({ "phone": "0812-0000-0002" }),
        )
        .await;
    let code = code["code"].as_str().unwrap().to_owned();
    assert_eq!(code.replace('-', "").len(), 8, "{code}");
    // Typed wrong it links nothing.
    assert!(world.sandbox.enter_code(&phone, "ABCD1234").await.is_err());
    world.sandbox.enter_code(&phone, &code).await.unwrap();
    stream
        .until(SOON, |event| {
            let working = event["type"] == "connection-status" && event["data"]["to"] == "working";
            working.then_some(())
        })
        .await;
    let session = tenant.session_is("working").await;
    assert_eq!(session["phone"], json!(phone), "{session}");
    world.stop().await;
}
