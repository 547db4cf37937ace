//! What listens, and how much it takes.

use std::net::SocketAddr;

/// What listens, and how much it takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "HTTP")]
pub struct Http {
    /// Address and port to listen on.
    #[arg(long, env = "SIAR_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Threads that answer requests; 0 for one per core, four at the most.
    #[arg(long, env = "SIAR_WORKERS", default_value_t = 0)]
    pub workers: usize,
    /// Largest JSON body in bytes.
    #[arg(long, env = "SIAR_BODY_LIMIT", default_value_t = 10 * 1024 * 1024)]
    pub body_limit: usize,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            workers: 0,
            body_limit: 10 * 1024 * 1024,
        }
    }
}
