//! Prometheus' numbers (ADM-5), on a listener of their own: no reverse proxy publishes them by accident. They name no tenant and no person.

use std::{sync::OnceLock, time::Duration};

use actix_web::{App, HttpResponse, HttpServer, dev::Server, http::header::ContentType, web};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use siar_db::Db;

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Collects from now on. Once for the whole process; later calls give the same.
///
/// # Errors
/// A recorder of somebody else's is installed.
pub fn record() -> Result<PrometheusHandle, BuildError> {
    if let Some(handle) = RECORDER.get() {
        return Ok(handle.clone());
    }
    let seconds = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
    ];
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &seconds)?
        .install_recorder()?;
    Ok(RECORDER.get_or_init(|| handle).clone())
}

/// Serves `/metrics`.
///
/// # Errors
/// The address cannot be listened on.
pub fn serve(
    listen: std::net::SocketAddr,
    handle: PrometheusHandle,
    db: Db,
) -> std::io::Result<Server> {
    let upkeep = handle.clone();
    actix_web::rt::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            upkeep.run_upkeep();
        }
    });
    Ok(HttpServer::new(move || {
        let (handle, db) = (handle.clone(), db.clone());
        App::new().route(
            "/metrics",
            web::get().to(move || {
                let (handle, db) = (handle.clone(), db.clone());
                async move { text(&handle, &db) }
            }),
        )
    })
    .workers(1)
    .disable_signals()
    .shutdown_timeout(1)
    .bind(listen)?
    .run())
}

fn text(handle: &PrometheusHandle, db: &Db) -> HttpResponse {
    for (role, connections, idle) in db.connections() {
        metrics::gauge!("siar_database_connections", "role" => role).set(f64::from(connections));
        metrics::gauge!("siar_database_connections_idle", "role" => role).set(f64::from(idle));
    }
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .body(handle.render())
}
