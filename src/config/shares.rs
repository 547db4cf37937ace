//! What one tenant may take of what all share.

use siar_db::shares::SpoolShare;

/// What one tenant may take of what all share. How many contacts it may have says its package.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Shares of a tenant")]
pub struct ShareConfig {
    /// Lists that a tenant may have.
    #[arg(long = "lists-per-tenant", env = "SIAR_LISTS_PER_TENANT", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub lists: u32,
    /// Message templates that a tenant may have.
    #[arg(long = "templates-per-tenant", env = "SIAR_TEMPLATES_PER_TENANT", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub templates: u32,
    /// Campaigns that a tenant may have made and not started.
    #[arg(long = "drafts-per-tenant", env = "SIAR_DRAFTS_PER_TENANT", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub drafts: u32,
    /// Imports of a tenant that may wait or run at a time.
    #[arg(long = "imports-per-tenant", env = "SIAR_IMPORTS_PER_TENANT", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub imports: u32,
    /// Bytes of the files of a tenant that may wait for their import.
    #[arg(long = "spool-bytes-per-tenant", env = "SIAR_SPOOL_BYTES_PER_TENANT", default_value_t = 1024 * 1024 * 1024)]
    pub spool_bytes: u32,
}

impl ShareConfig {
    /// What of the spool.
    #[must_use]
    pub fn spool(&self) -> SpoolShare {
        SpoolShare {
            imports: self.imports.into(),
            bytes: self.spool_bytes.into(),
        }
    }
}
