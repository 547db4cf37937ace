//! What is written to the log.

/// What is written to the log.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Log")]
pub struct LogConfig {
    /// What is logged, as tracing's filters say: `info`, `siar=debug,info`.
    #[arg(long, env = "SIAR_LOG", default_value = "info,actix_server=warn")]
    pub log: String,
    /// How the log is written: `text` for people, `json` with one object a line.
    #[arg(long, env = "SIAR_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}
