//! `siar serve`: starts everything in order, waits for the signal, stops everything in the reverse order.

use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_web::{HttpServer, dev::Server};
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret;
use siar_db::away::wait_while_away;
use tokio::signal::unix::{SignalKind, signal};

use super::{BootError, Ground, tls::Certificates};
use crate::{
    State, app,
    auth::first_administrator::{self, FirstStart},
    config::Config,
    metrics,
};

/// Request threads at the most, when the settings leave it open.
const MOST_WORKERS: usize = 4;

/// How long a client may take to agree on TLS.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How often the files of the certificate are looked at.
const RENEWAL_LOOK: Duration = Duration::from_secs(30);

/// Serves until SIGTERM or SIGINT. Runs inside actix's System.
///
/// # Errors
/// [`BootError`]: it could not start. Whatever had been started is stopped.
pub async fn serve(config: Config) -> Result<(), BootError> {
    let mut stop = Stop::listen()?;
    // Before anything is started that would have to be stopped again.
    let certificates = Certificates::read(&config.http)?;
    let ground = tokio::select! {
        ground = Ground::prepare(&config) => ground?,
        () = stop.asked() => return Ok(()),
    };
    let outcome = on(&ground, config, certificates, &mut stop).await;
    ground.stop().await;
    tracing::info!("stopped");
    outcome
}

async fn on(
    ground: &Ground,
    config: Config,
    certificates: Option<Arc<Certificates>>,
    stop: &mut Stop,
) -> Result<(), BootError> {
    let recorder = metrics::record().map_err(|error| BootError::Ours(error.to_string()))?;
    let state = ground.state(config).await?;
    let outcome = answer(&state, certificates, recorder, stop).await;
    state.actors.stop().await;
    outcome
}

async fn answer(
    state: &State,
    certificates: Option<Arc<Certificates>>,
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

    let http = &state.config.http;
    let server = server(state, listener, certificates.as_ref())?;
    let handle = server.handle();
    let mut running = actix_web::rt::spawn(server);
    tracing::info!("Siar answers at {}://{listen}", http.scheme());
    if certificates.is_none() && !listen.ip().is_loopback() && state.config.is_production() {
        tracing::warn!(
            "{listen} is open to other machines and speaks no TLS: let only a reverse proxy that does reach it, or set SIAR_TLS_CERT_FILE"
        );
    }
    let ended = tokio::select! {
        () = stop.asked() => None,
        ended = &mut running => Some(ended),
        () = renewed(certificates) => None,
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

/// Shows a renewed certificate, for ever.
async fn renewed(certificates: Option<Arc<Certificates>>) {
    let Some(certificates) = certificates else {
        return std::future::pending().await;
    };
    let mut trouble = None;
    loop {
        tokio::time::sleep(RENEWAL_LOOK).await;
        let files = Arc::clone(&certificates);
        let looked = actix_web::rt::task::spawn_blocking(move || files.renew()).await;
        let found = match looked {
            Ok(Ok(is_new)) => {
                if is_new {
                    tracing::info!("a renewed certificate is shown from now on");
                }
                None
            }
            Ok(Err(error)) => Some(error.to_string()),
            Err(error) => Some(error.to_string()),
        };
        // Once, and not at every look.
        if let Some(error) = found.as_ref().filter(|_| found != trouble) {
            tracing::error!("{error}: the certificate from before is shown further on");
        }
        trouble = found;
    }
}

fn server(
    state: &State,
    listener: TcpListener,
    certificates: Option<&Arc<Certificates>>,
) -> Result<Server, BootError> {
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
    let tls = certificates.map(Certificates::server).transpose()?;
    let state = state.clone();
    let server = HttpServer::new(move || app::app(state.clone()))
        .workers(workers)
        .max_connections(connections)
        .disable_signals()
        .shutdown_timeout(stop_seconds)
        .client_request_timeout(Duration::from_secs(15))
        .tls_handshake_timeout(HANDSHAKE);
    let listening = match tls {
        Some(tls) => server.listen_rustls_0_23(listener, tls),
        None => server.listen(listener),
    };
    Ok(listening
        .map_err(|source| BootError::System {
            what: "cannot listen".to_owned(),
            source,
        })?
        .run())
}

/// Sees to the first administrator, and says how to become one.
async fn welcome(state: &State) -> Result<(), BootError> {
    match wait_while_away(async || first_administrator::ensure(state).await).await? {
        FirstStart::Nothing => {}
        FirstStart::Made { email } => tracing::info!(email, "the first administrator was made"),
        FirstStart::Link(token) => {
            let base = state.config.http.base_url();
            // To the operator's terminal and not into the log: whoever has the link is the administrator.
            let words = format!(
                "\n  There is no administrator yet. Open this link within a day to become it:\n\n    {}/setup#token={}\n\n",
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
