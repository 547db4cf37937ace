//! How campaigns send, beside the pace that each tenant sets for its account.

use std::time::Duration;

use siar_actors::blast::BlastConfig;
use siar_domain::{reconcile::Patience, retry::RetryPolicy};

/// How campaigns send.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Campaigns")]
pub struct CampaignConfig {
    /// A session that is away for longer pauses its campaigns, seconds.
    #[arg(long, env = "SIAR_SESSION_GRACE_SECONDS", default_value_t = 120)]
    pub session_grace_seconds: u64,
    /// Without a receipt for this long, the engine is asked what it knows of a message, seconds.
    #[arg(long, env = "SIAR_RECEIPT_WITHIN_SECONDS", default_value_t = 30)]
    pub receipt_within_seconds: u64,
    /// How long to wait for a receipt of a message that may have left, seconds. Then it is listed as unknown.
    #[arg(long, env = "SIAR_RECEIPT_PATIENCE_SECONDS", default_value_t = 900)]
    pub receipt_patience_seconds: u32,
    /// When WhatsApp is asked once more for a number of which it knew no account, seconds: the question itself may have failed.
    #[arg(long, env = "SIAR_ASK_AGAIN_SECONDS", default_value_t = 120)]
    pub ask_again_seconds: u32,
    /// How often a message is tried in all before it is given up.
    #[arg(long, env = "SIAR_RETRY_ATTEMPTS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub retry_attempts: u32,
    /// Wait after the first failure, seconds; doubled after each further one.
    #[arg(long, env = "SIAR_RETRY_FIRST_SECONDS", default_value_t = 30)]
    pub retry_first_seconds: u32,
}

impl CampaignConfig {
    /// Times and bounds of campaigns' actors. `lease_seconds` is the sessions'.
    #[must_use]
    pub fn blasts(&self, lease_seconds: u64) -> BlastConfig {
        let receipt_within = Duration::from_secs(self.receipt_within_seconds);
        BlastConfig {
            lease: Duration::from_secs(lease_seconds),
            session_grace: Duration::from_secs(self.session_grace_seconds),
            receipt_within,
            ask_again: Duration::from_secs(self.ask_again_seconds.into()),
            look_again: receipt_within
                .min(Duration::from_secs(10))
                .max(Duration::from_secs(1)),
            patience: Patience {
                receipts: chrono::Duration::seconds(self.receipt_patience_seconds.into()),
                ..Patience::default()
            },
            retry: RetryPolicy {
                max_attempts: self.retry_attempts,
                first_wait_s: self.retry_first_seconds,
                ..RetryPolicy::default()
            },
            ..BlastConfig::default()
        }
    }
}
