//! What listens, and how much it takes.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use ipnet::IpNet;

/// What listens, and how much it takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "HTTP")]
pub struct HttpConfig {
    /// Address and port to listen on.
    #[arg(long, env = "SIAR_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address under which people reach the server, for links. Unset: made from the address listened on.
    #[arg(long, env = "SIAR_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// File with the server's certificate and its chain (PEM): Siar then speaks TLS itself. Read again when it changes. Unset: a reverse proxy
    /// in front has to.
    #[arg(long, env = "SIAR_TLS_CERT_FILE")]
    pub tls_cert_file: Option<PathBuf>,
    /// File with the certificate's key (PEM). Belongs to SIAR_TLS_CERT_FILE.
    #[arg(long, env = "SIAR_TLS_KEY_FILE")]
    pub tls_key_file: Option<PathBuf>,
    /// Address and port for Prometheus to read /metrics from; apart from the API, so that no reverse proxy publishes it by accident.
    #[arg(long, env = "SIAR_METRICS_LISTEN", default_value = "127.0.0.1:9464")]
    pub metrics_listen: SocketAddr,
    /// Threads that answer requests; 0 for one per core, four at the most.
    #[arg(long, env = "SIAR_WORKERS", default_value_t = 0)]
    pub workers: usize,
    /// Largest JSON body in bytes, for lists of numbers; other endpoints take 1 MB, those before a login 16 KiB.
    #[arg(long, env = "SIAR_BODY_LIMIT", default_value_t = 10 * 1024 * 1024)]
    pub body_limit: usize,
    /// Seconds in which a body must arrive, with one more for every SIAR_BODY_BYTES_PER_SECOND that came.
    #[arg(long, env = "SIAR_BODY_SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub body_seconds: u64,
    /// Bytes a second that a sender of a large body must keep up.
    #[arg(long, env = "SIAR_BODY_BYTES_PER_SECOND", default_value_t = 16 * 1024, value_parser = clap::value_parser!(u64).range(1..))]
    pub body_bytes_per_second: u64,
    /// Bytes of JSON bodies that are held in memory at once, over all requests; beyond, 503 `busy`. A quarter is for those before a login.
    #[arg(long, env = "SIAR_BODY_MEMORY", default_value_t = 64 * 1024 * 1024)]
    pub body_memory: usize,
    /// Connections that may be open at once; further ones wait.
    #[arg(long, env = "SIAR_HTTP_CONNECTIONS", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(16..))]
    pub http_connections: u32,
    /// Largest uploaded file in bytes.
    #[arg(long, env = "SIAR_UPLOAD_LIMIT", default_value_t = 256 * 1024 * 1024)]
    pub upload_limit: usize,
    /// Addresses or networks (as in 10.0.0.0/8) of reverse proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(long, env = "SIAR_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,
    /// Event streams that one login may have open at once.
    #[arg(long, env = "SIAR_STREAMS_PER_LOGIN", default_value_t = 20)]
    pub streams_per_login: u32,
    /// Event streams that all users of one tenant may have open at once.
    #[arg(long, env = "SIAR_STREAMS_PER_TENANT", default_value_t = 200)]
    pub streams_per_tenant: u32,
    /// Event streams that may be open at once from one address of origin (IPv6: one /64 network).
    #[arg(long, env = "SIAR_STREAMS_PER_ADDRESS", default_value_t = 500)]
    pub streams_per_address: u32,
    /// Seconds that running requests may take to end when the server stops.
    #[arg(long, env = "SIAR_STOP_SECONDS", default_value_t = 15)]
    pub stop_seconds: u64,
}

/// A network, or an address alone.
fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let alone = text.parse::<IpAddr>().map(IpNet::from);
    alone
        .or_else(|_| text.parse())
        .map_err(|_| format!("{text:?} is neither an address nor a network (as in 10.0.0.0/8)"))
}

impl HttpConfig {
    /// Address under which people reach the server, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("{}://{}", self.scheme(), self.listen),
        }
    }

    /// What the listener itself speaks.
    #[must_use]
    pub const fn scheme(&self) -> &'static str {
        match self.tls_cert_file {
            Some(_) => "https",
            None => "http",
        }
    }

    /// Whether people reach the server by TLS, its own or a proxy's.
    #[must_use]
    pub fn is_reached_by_tls(&self) -> bool {
        match &self.public_url {
            Some(url) => url
                .get(..8)
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://")),
            None => self.tls_cert_file.is_some(),
        }
    }
}
