//! How PostgreSQL is reached: a connection string read once, its `sslmode` as libpq means it, and connections made by it.

mod mode;
mod text;
mod trust;

use std::{error::Error, fmt::Write, net::IpAddr, path::PathBuf};

use diesel::{ConnectionError, ConnectionResult};
use diesel_async::AsyncPgConnection;
use secrecy::{ExposeSecret, SecretString};
use tokio_postgres::{
    Client, Config,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use mode::Mode;

pub use text::{sets, with};

/// Why a connection string cannot be used. Tells nothing of what stands in it but the path of the file.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// It is none, or has a parameter that is not known.
    #[error(
        "this is no connection string (postgres://user:password@host:port/database?sslmode=verify-full), or it has a parameter that Siar does not know"
    )]
    Unreadable,
    /// A mode that libpq does not have, or that is not offered.
    #[error("sslmode must be disable, prefer, require, verify-ca or verify-full")]
    Mode,
    /// libpq refuses this as well.
    #[error(
        "sslrootcert=system needs sslmode=verify-full: anybody has a certificate from the system's authorities"
    )]
    WeakSystem,
    /// The file of authorities.
    #[error("the file of certificate authorities {path:?}: {what}")]
    Authorities {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The system has no authorities.
    #[error("this system has no certificate authorities: name a file by sslrootcert")]
    NoAuthorities,
    /// A mistake of ours.
    #[error("TLS: {0}")]
    Tls(String),
}

/// A PostgreSQL server, and how it is connected to.
pub struct Link {
    config: Config,
    tls: MakeRustlsConnect,
    mode: Mode,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link")
            .field("config", &self.config)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

impl Link {
    /// Reads a connection string, and the file of authorities that it names.
    ///
    /// # Errors
    /// [`LinkError`].
    pub fn read(url: &SecretString) -> Result<Self, LinkError> {
        let text::Parts { rest, mode, roots } =
            text::split(url.expose_secret()).ok_or(LinkError::Unreadable)?;
        let mut config: Config = rest.parse().map_err(|_| LinkError::Unreadable)?;
        let mode = Mode::new(mode.as_deref(), roots.as_deref())?;
        if config.get_hosts().is_empty() {
            // The name that a certificate is checked against.
            for address in config.get_hostaddrs().to_vec() {
                config.host(address.to_string());
            }
        }
        let by_socket = config
            .get_hosts()
            .iter()
            .all(|host| matches!(host, Host::Unix(_)));
        config.ssl_mode(if by_socket {
            // Nobody is in between, and PostgreSQL has no TLS there.
            SslMode::Disable
        } else {
            mode.asks()
        });
        Ok(Self {
            tls: MakeRustlsConnect::new(trust::client(&mode)?),
            config,
            mode,
        })
    }

    /// The first host that may be talked to in the clear, over a network.
    #[must_use]
    pub fn in_the_clear(&self) -> Option<String> {
        if self.mode.is_encrypted() {
            return None;
        }
        let (hosts, addresses) = (self.config.get_hosts(), self.config.get_hostaddrs());
        hosts.iter().enumerate().find_map(|(at, host)| {
            let name = match (addresses.get(at), host) {
                (Some(address), _) => address.to_string(),
                (None, Host::Tcp(name)) => name.clone(),
                (None, Host::Unix(_)) => return None,
            };
            (!is_this_machine(&name)).then_some(name)
        })
    }

    /// A connection whose work is done by a task of the current runtime.
    ///
    /// # Errors
    /// No connection.
    pub(crate) async fn client(&self) -> Result<Client, tokio_postgres::Error> {
        let (client, connection) = self.config.connect(self.tls.clone()).await?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection for reads ended");
            }
        });
        Ok(client)
    }

    /// A connection for diesel.
    ///
    /// # Errors
    /// No connection.
    pub(crate) async fn diesel(&self) -> ConnectionResult<AsyncPgConnection> {
        let (client, connection) = self
            .config
            .connect(self.tls.clone())
            .await
            .map_err(|error| ConnectionError::BadConnection(with_causes(&error)))?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await
    }
}

/// Whether what is sent to this host stays on the machine.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.to_canonical().is_loopback())
}

/// The error with what caused it: what tokio-postgres says alone is "error performing TLS handshake".
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        // Writing into a string does not fail.
        let _ = write!(words, ": {error}");
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests;
