//! Starts the program's web server around a running world.

use crate::http;
use crate::live::Live;
use actix_web::dev::ServerHandle;
use actix_web::{App, HttpServer};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// A connection that is cut is gone after this time at the latest.
const CUT: Duration = Duration::from_millis(100);

/// An idle connection is kept so long.
const KEPT: Duration = Duration::from_secs(120);

/// A sandbox that serves. It stops when [`Running::stop`] is called or this value is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
    server: JoinHandle<io::Result<()>>,
    timers: JoinHandle<()>,
    live: Arc<Live>,
}

/// Serves `live` on `listener`.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(listener: TcpListener, live: Arc<Live>, workers: usize) -> io::Result<Running> {
    let address = listener.local_addr()?;
    let world = Arc::clone(&live);
    let server = HttpServer::new(move || App::new().configure(http::routes(Arc::clone(&world))))
        .workers(workers)
        .shutdown_timeout(1)
        // Longer than clients keep an idle connection, so that none is closed under a request.
        .keep_alive(KEPT)
        // A page whose connection the world cuts notices soon.
        .client_disconnect_timeout(CUT)
        .disable_signals()
        .listen(listener)?
        .run();
    let handle = server.handle();
    let server = tokio::spawn(server);
    let world = Arc::clone(&live);
    let timers = tokio::spawn(async move { world.run().await });
    Ok(Running {
        address,
        handle,
        server,
        timers,
        live,
    })
}

impl Running {
    /// `http://<address>`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops serving and saves the world.
    ///
    /// # Errors
    /// When the world cannot be saved.
    pub async fn stop(self) -> io::Result<()> {
        self.handle.stop(false).await;
        self.timers.abort();
        self.live.save()
    }

    /// Waits until the server ends by itself.
    ///
    /// # Errors
    /// What the server ended with.
    pub async fn ended(&mut self) -> io::Result<()> {
        (&mut self.server).await.map_err(io::Error::other)?
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.timers.abort();
        self.server.abort();
    }
}
