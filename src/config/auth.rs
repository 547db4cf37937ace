//! Who may come in.

use secrecy::SecretString;

/// Who may sign up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SignUp {
    /// Anybody.
    Open,
    /// Whom the administrator invited.
    Invited,
    /// Nobody.
    Closed,
}

/// Whether those who run the platform need a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SecondFactorRule {
    /// Who wants one has one.
    Optional,
    /// Nobody sees the platform without one.
    Required,
}

/// Who may come in.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Access")]
pub struct AuthConfig {
    /// Secret that signs access tokens, 32 characters or more. Unset: one is made and kept in the data directory.
    #[arg(long, env = "SIAR_JWT_KEY", hide_env_values = true)]
    pub jwt_key: Option<SecretString>,
    /// Address of the first administrator, made at the first start.
    #[arg(long, env = "SIAR_ADMIN_EMAIL")]
    pub admin_email: Option<String>,
    /// Password of the first administrator. Unset: the first start prints a one-time link.
    #[arg(long, env = "SIAR_ADMIN_PASSWORD", hide_env_values = true)]
    pub admin_password: Option<SecretString>,
    /// Who may sign up: `open` (anybody), `invited` (whom an administrator invites) or `closed` (nobody: this server has its businesses).
    #[arg(long, env = "SIAR_SIGN_UP", default_value = "open")]
    pub sign_up: SignUp,
    /// Two-factor authentication of those who run the platform: `optional`, or `required` (without it they can only turn it on).
    #[arg(long, env = "SIAR_ADMIN_SECOND_FACTOR", default_value = "optional")]
    pub admin_second_factor: SecondFactorRule,
    /// Attempts to log in per minute and address of origin.
    #[arg(long, env = "SIAR_LOGINS_PER_MINUTE", default_value_t = 20)]
    pub logins_per_minute: u32,
    /// Registrations and requests for a new password per minute and address of origin.
    #[arg(long, env = "SIAR_REGISTRATIONS_PER_MINUTE", default_value_t = 10)]
    pub registrations_per_minute: u32,
    /// Name of the package that a business gets for its first month when it signs up, such as `Basic`. Unset: none, the administrator
    /// assigns one.
    #[arg(long, env = "SIAR_SIGNUP_PACKAGE")]
    pub signup_package: Option<String>,
}
