//! `siar serve`: starts everything in order, waits for the signal, stops everything in the reverse order.

use std::{net::TcpListener, time::Duration};

use actix_web::{HttpServer, dev::Server};
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret;
use tokio::signal::unix::{SignalKind, signal};

use super::{BootError, Ground};
use crate::{
    State, app,
    auth::first_administrator::{self, FirstStart},
    config::Config,
    metrics,
};

/// Request threads at the most, when the settings leave it open.
const MOST_WORKERS: usize = 4;

/// Serves until SIGTERM or SIGINT. Runs inside actix's System.
///
/// # Errors
/// [`BootError`]: it could not start. Whatever had been started is stopped.
pub async fn serve(config: Config) -> Result<(), BootError> {
    let mut stop = Stop::listen()?;
    let ground = tokio::select! {
        ground = Ground::prepare(&config) => ground?,
        () = stop.asked() => return Ok(()),
    };
    let outcome = on(&ground, config, &mut stop).await;
    ground.stop().await;
    tracing::info!("stopped");
    outcome
}

async fn on(ground: &Ground, config: Config, stop: &mut Stop) -> Result<(), BootError> {
    let recorder = metrics::record().map_err(|error| BootError::Ours(error.to_string()))?;
    let state = ground.state(config).await?;
    let outcome = answer(&state, recorder, stop).await;
    state.actors.stop().await;
    outcome
}

async fn answer(
    state: &State,
    recorder: PrometheusHandle,
    stop: &mut Stop,
) -> Result<(), BootError> {
    welcome(state).await?;

    let listen = state.config.http.listen;
    let listener = TcpListener::bind(listen).map_err(|source| BootError::System {
        what: format!("cannot listen on {listen}"),
        source,
    })?;
    let metrics_listen = state.config.http.metrics_listen;
    let numbers = metrics::serve(metrics_listen, recorder, state.db.clone());
    let numbers = match numbers {
        Ok(server) => {
            let handle = server.handle();
            actix_web::rt::spawn(server);
            Some(handle)
        }
        // A second node on the same machine is served all the same.
        Err(error) => {
            tracing::warn!(%metrics_listen, %error, "no metrics: set SIAR_METRICS_LISTEN");
            None
        }
    };

    let server = server(state, listener)?;
    let handle = server.handle();
    let mut running = actix_web::rt::spawn(server);
    tracing::info!("Siar answers at http://{listen}");
    let ended = tokio::select! {
        () = stop.asked() => None,
        ended = &mut running => Some(ended),
    };
    if let Some(ended) = ended {
        return Err(BootError::Ours(format!(
            "the HTTP server ended by itself: {ended:?}"
        )));
    }
    tracing::info!("stopping");
    handle.stop(true).await;
    if let Some(numbers) = numbers {
        numbers.stop(false).await;
    }
    Ok(())
}

fn server(state: &State, listener: TcpListener) -> Result<Server, BootError> {
    let http = &state.config.http;
    let workers = match http.workers {
        0 => std::thread::available_parallelism()
            .map_or(1, usize::from)
            .min(MOST_WORKERS),
        set => set,
    };
    let stop_seconds = http.stop_seconds;
    let connections = usize::try_from(http.http_connections)
        .unwrap_or(usize::MAX)
        .div_ceil(workers.max(1));
    let state = state.clone();
    Ok(HttpServer::new(move || app::app(state.clone()))
        .workers(workers)
        .max_connections(connections)
        .disable_signals()
        .shutdown_timeout(stop_seconds)
        .client_request_timeout(Duration::from_secs(15))
        .listen(listener)
        .map_err(|source| BootError::System {
            what: "cannot listen".to_owned(),
            source,
        })?
        .run())
}

/// Sees to the first administrator, and says how to become one.
async fn welcome(state: &State) -> Result<(), BootError> {
    match first_administrator::ensure(state).await? {
        FirstStart::Nothing => {}
        FirstStart::Made { email } => tracing::info!(email, "the first administrator was made"),
        FirstStart::Link(token) => {
            let base = state.config.http.base_url();
            // To the operator's terminal and not into the log: whoever has the link is the administrator.
            let words = format!(
                "\n  There is no administrator yet. Open this link within a day to become it:\n\n    {}/setup?token={}\n\n",
                base,
                token.expose_secret()
            );
            let _ = std::io::Write::write_all(&mut std::io::stdout(), words.as_bytes());
        }
    }
    Ok(())
}

/// SIGTERM and SIGINT.
struct Stop {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Stop {
    fn listen() -> Result<Self, BootError> {
        let on = |kind| {
            signal(kind).map_err(|source| BootError::System {
                what: "cannot listen for signals".to_owned(),
                source,
            })
        };
        Ok(Self {
            terminate: on(SignalKind::terminate())?,
            interrupt: on(SignalKind::interrupt())?,
        })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
