//! E-mails (ACC-1): what is sent for which purpose, when a failed delivery is tried again, and how an address is written in a log.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// An e-mail to send: its purpose and what its text says. The recipient's name, language and link stand beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "snake_case")]
pub enum Mail {
    /// Confirm the address somebody signed up with. Has a link.
    VerifyEmail,
    /// Set a new password after the old one was forgotten. Has a link.
    ResetPassword,
    /// Join a business' team. Has a link.
    Invitation {
        /// The business.
        business: String,
        /// Who invites.
        inviter: String,
    },
    /// Sign up: the platform's administrator invites a new business. Has a link.
    SignUpInvitation,
    /// To the new address: confirm that it is yours. Has a link.
    ConfirmNewAddress,
    /// To the old address: it was replaced. Has a link that brings it back.
    AddressChanged {
        /// The address that took its place.
        new_address: String,
    },
    /// The password was changed.
    PasswordChanged,
    /// The second factor was switched on or off, or set up again.
    SecondFactorChanged {
        /// Whether log-ins ask for it now.
        enabled: bool,
    },
    /// Somebody logged in from a place that was not seen before. Leads to the page where log-ins are ended.
    NewLogin {
        /// Address of origin, if known.
        ip: Option<String>,
        /// What the browser or program is, if it says.
        device: Option<String>,
        /// The user runs the platform: the page is the console's.
        console: bool,
    },
}

impl Mail {
    /// The purpose's word: in the database, in logs, and the name of its template.
    #[must_use]
    pub const fn purpose(&self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::Invitation { .. } => "invitation",
            Self::SignUpInvitation => "sign_up_invitation",
            Self::ConfirmNewAddress => "confirm_new_address",
            Self::AddressChanged { .. } => "address_changed",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorChanged { .. } => "second_factor_changed",
            Self::NewLogin { .. } => "new_login",
        }
    }

    /// The page that its link opens with a secret, below `/app/`. `None`: its link, if any, has none.
    #[must_use]
    pub const fn page(&self) -> Option<&'static str> {
        match self {
            Self::VerifyEmail => Some("verify-email"),
            Self::ResetPassword => Some("reset-password"),
            Self::Invitation { .. } => Some("accept-invitation"),
            Self::SignUpInvitation => Some("signup"),
            Self::ConfirmNewAddress => Some("confirm-address"),
            Self::AddressChanged { .. } => Some("restore-address"),
            Self::PasswordChanged | Self::SecondFactorChanged { .. } | Self::NewLogin { .. } => {
                None
            }
        }
    }

    /// The page behind the log-in that its link opens. `None`: its link, if any, has a secret.
    #[must_use]
    pub const fn own_page(&self) -> Option<&'static str> {
        match self {
            Self::NewLogin { console: true, .. } => Some("/admin/account"),
            Self::NewLogin { console: false, .. } => Some("/app/account"),
            _ => None,
        }
    }
}

/// The address of a link: its token stands in the fragment, which browsers never send to a server, proxy or log.
#[must_use]
pub fn link(base_url: &str, page: &str, token: &str) -> String {
    format!(
        "{}/app/{page}#token={token}",
        base_url.trim_end_matches('/')
    )
}

/// An undelivered e-mail is given up after this time.
pub const DELIVERED_WITHIN: TimeDelta = TimeDelta::hours(24);

/// Waits after the first failed attempts, seconds; the last one repeats.
const WAITS: [i64; 8] = [5, 30, 120, 300, 900, 1_800, 3_600, 7_200];

/// When to try again after `attempts` attempts, or `None` when that would be after `until`.
#[must_use]
pub fn next_attempt(
    attempts: u32,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let last = WAITS.len() - 1;
    let place = usize::try_from(attempts.saturating_sub(1)).map_or(last, |at| at.min(last));
    let wait = WAITS.get(place).copied().unwrap_or(7_200);
    let at = now + TimeDelta::seconds(wait);
    (at < until).then_some(at)
}

/// The address as logs show it: `s***@warung.example`.
#[must_use]
pub fn masked(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}***@{domain}")
        }
        None => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_spread_over_a_day_and_then_given_up() {
        let start: DateTime<Utc> = "2026-01-05T08:00:00Z".parse().unwrap();
        let until = start + DELIVERED_WITHIN;
        let (mut now, mut attempts) = (start, 0);
        let mut waits = Vec::new();
        loop {
            attempts += 1;
            let Some(at) = next_attempt(attempts, now, until) else {
                break;
            };
            waits.push((at - now).num_seconds());
            now = at;
        }
        assert_eq!(waits[..8], [5, 30, 120, 300, 900, 1_800, 3_600, 7_200]);
        assert!(waits[8..].iter().all(|wait| *wait == 7_200));
        assert_eq!(attempts, 19);
        assert!(until - now <= TimeDelta::hours(2));
    }

    #[test]
    fn logs_show_the_first_letter_and_the_domain() {
        for (address, shown) in [
            ("sari@warung.example", "s***@warung.example"),
            ("é@x.y", "é***@x.y"),
            ("@x.y", "***@x.y"),
            ("nothing", "***"),
        ] {
            assert_eq!(masked(address), shown);
        }
    }

    #[test]
    fn a_token_stands_in_the_fragment() {
        assert_eq!(
            link("https://siar.example/", "verify-email", "abc"),
            "https://siar.example/app/verify-email#token=abc"
        );
    }
}
