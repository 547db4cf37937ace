//! How long rows stay, table by table. A migration that adds a table adds a line here, and one in `docs/OPERATIONS.md`: a test reads the
//! database's catalogue.

use super::Sweep;

/// What keeps a table from growing for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// Its rows go by age.
    Swept(Sweep),
    /// They go with the rows of this table.
    With(&'static str),
    /// There are never many: why.
    Bounded(&'static str),
    /// They grow with the people whom the tenants deal with, and nothing else bounds them: why.
    Grows(&'static str),
}

use Stays::{Bounded, Grows, Swept, With};

/// Every table.
pub const TABLES: &[(&str, Stays)] = &[
    ("alerts", Swept(Sweep::Alerts)),
    ("audit_log", Swept(Sweep::Audit)),
    ("audit_seals", With("audit_log")),
    ("campaign_counts", With("campaigns")),
    // Those that have not ended stay; drafts are limited in number, and whatever was started costs quota.
    ("campaigns", Swept(Sweep::Campaigns)),
    (
        "contacts",
        Bounded("people's own, until they are deleted; limited by the package"),
    ),
    ("emails", Swept(Sweep::Emails)),
    ("event_sequences", Bounded("one row per tenant")),
    ("events", Swept(Sweep::Events)),
    ("idempotency_keys", Swept(Sweep::Answers)),
    ("import_rejects", Swept(Sweep::Rejects)),
    ("imports", Swept(Sweep::Imports)),
    ("incoming_messages", Swept(Sweep::Incoming)),
    ("invitations", Swept(Sweep::Invitations)),
    ("list_members", With("lists")),
    (
        "lists",
        Bounded("people's own, until they are deleted; limited in number"),
    ),
    ("logins", Swept(Sweep::Logins)),
    ("nodes", Swept(Sweep::Nodes)),
    ("one_time_tokens", Swept(Sweep::Links)),
    ("opt_out_answers", Swept(Sweep::OptOutAnswers)),
    ("pace_minutes", Swept(Sweep::Pace)),
    ("packages", Bounded("made by administrators")),
    ("quota_periods", Bounded("one row per tenant and month")),
    ("recipient_messages", With("campaigns")),
    ("recipients", With("campaigns")),
    ("recovery_codes", Bounded("ten per user")),
    ("refresh_tokens", Swept(Sweep::RefreshTokens)),
    ("second_factors", Bounded("one row per user")),
    ("session_profiles", Bounded("one row per tenant")),
    ("session_transitions", Swept(Sweep::Transitions)),
    ("sessions", Bounded("one row per tenant")),
    ("subscriptions", Bounded("one row per tenant and period")),
    (
        "suppressions",
        Grows(
            "who must not be written to: one row per person who opted out or was put there, until taken off; nobody is forgotten for want of room",
        ),
    ),
    (
        "template_versions",
        Bounded("of each template the newest hundred, and those that a campaign names"),
    ),
    (
        "templates",
        Bounded("people's own, until they are deleted; limited in number"),
    ),
    ("tenants", Swept(Sweep::Unconfirmed)),
    ("users", Bounded("people with an account")),
];
