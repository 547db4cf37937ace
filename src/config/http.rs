//! What listens, and how much it takes.

use std::net::{IpAddr, SocketAddr};

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
    /// Address and port for Prometheus to read /metrics from; apart from the API, so that no reverse proxy publishes it by accident.
    #[arg(long, env = "SIAR_METRICS_LISTEN", default_value = "127.0.0.1:9464")]
    pub metrics_listen: SocketAddr,
    /// Threads that answer requests; 0 for one per core, four at the most.
    #[arg(long, env = "SIAR_WORKERS", default_value_t = 0)]
    pub workers: usize,
    /// Largest JSON body in bytes.
    #[arg(long, env = "SIAR_BODY_LIMIT", default_value_t = 10 * 1024 * 1024)]
    pub body_limit: usize,
    /// Largest uploaded file in bytes.
    #[arg(long, env = "SIAR_UPLOAD_LIMIT", default_value_t = 256 * 1024 * 1024)]
    pub upload_limit: usize,
    /// Addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(long, env = "SIAR_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// Seconds that running requests may take to end when the server stops.
    #[arg(long, env = "SIAR_STOP_SECONDS", default_value_t = 15)]
    pub stop_seconds: u64,
}
