//! When what the server needs is away: what is said, and that it comes back by itself.

use serde_json::json;
use std::time::Duration;

use siar_testkit::wait_until;

use crate::app::TestApp;

#[actix_web::test]
async fn without_the_database_requests_are_told_to_wait_and_then_served_again() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    owner.get("/tenant").await.ok(200);
    app.nobody().get("//health/ready").await.ok(200);
    let database = app.base.name();
    // From outside: a database cannot be closed from within.
    let elsewhere = app.base.superuser_url().replace(database, "postgres");
    let (looker, connection) = tokio_postgres::connect(&elsewhere, tokio_postgres::NoTls)
        .await
        .unwrap();
    actix_web::rt::spawn(connection);
    // As good as away: no connection is left, and none is let in.
    for statement in [
        format!("ALTER DATABASE {database} ALLOW_CONNECTIONS false"),
        format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        ),
    ] {
        looker.batch_execute(&statement).await.unwrap();
    }
    wait_until(Duration::from_secs(20), async || {
        let reply = owner.get("/tenant").await;
        if reply.status != 503 {
            return Err(format!("{} {}", reply.status, reply.text));
        }
        reply.fails(503, "database_unavailable");
        assert_eq!(reply.header("retry-after"), Some("2"));
        Ok(())
    })
    .await;
    let not_ready = app
        .nobody()
        .get("//health/ready")
        .await
        .fails(503, "not_ready");
    assert_eq!(not_ready["dependencies"][0]["name"], "postgresql");
    assert_eq!(not_ready["dependencies"][0]["up"], false);
    // Alive all the same: nobody should restart it.
    app.nobody()
        .get("//health/live")
        .await
        .is(200, json!({"success": true, "data": {"status": "live"}}));

    looker
        .batch_execute(&format!("ALTER DATABASE {database} ALLOW_CONNECTIONS true"))
        .await
        .unwrap();
    wait_until(Duration::from_secs(20), async || {
        let reply = owner.get("/tenant").await;
        if reply.status == 200 {
            Ok(())
        } else {
            Err(format!("{} {}", reply.status, reply.text))
        }
    })
    .await;
    app.stop().await;
}
