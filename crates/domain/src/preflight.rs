//! The pre-flight report (CMP-2): what starting a campaign would do, before it is done.
//!
//! The same [`Preflight`] decides at the start which recipients are skipped, so that the report and the campaign cannot differ.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    delivery::DeliveryReason,
    import::{Seen, SeenNumbers},
    phone::Phone,
    risk::{self, Facts, Risk},
    session::SessionState,
    template::{Template, TemplateError, Variables},
};

/// Most numbers remembered to find repeats; beyond, the ledger's unique key finds them.
const REMEMBERED: usize = 2_000_000;

/// One person who may become a recipient.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The number.
    pub phone: &'a Phone,
    /// On the tenant's do-not-message register.
    pub suppressed: bool,
    /// Blocked by the tenant.
    pub blocked: bool,
    /// Their consent is on record.
    pub consent: bool,
    /// They wrote to the business before.
    pub knows_us: bool,
    /// What the template can use, without the campaign's default values.
    pub variables: &'a Variables,
}

/// What becomes of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It gets this text.
    Send(String),
    /// It becomes a recipient that is skipped for this reason.
    Skip(DeliveryReason),
    /// The number, or another one of its WhatsApp account, is there already: it is not written to a second time.
    Duplicate,
}

/// Goes through the candidates of a campaign.
#[derive(Debug)]
pub struct Preflight {
    template: Template,
    defaults: Variables,
    require_consent: bool,
    seen: SeenNumbers,
    counts: SkipCounts,
    sendable: u64,
    without_consent: u64,
    strangers: u64,
    missing: BTreeMap<String, u64>,
}

/// Candidates that get no message, by why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SkipCounts {
    /// Numbers of accounts that are there already, counted beyond the first.
    pub duplicates: u64,
    /// Pasted numbers that are none.
    pub invalid_numbers: u64,
    /// On the do-not-message register.
    pub suppressed: u64,
    /// Blocked by the tenant.
    pub blocked: u64,
    /// The campaign asks for consent, and theirs is not on record.
    pub no_consent: u64,
    /// A variable has no value and no default.
    pub missing_variables: u64,
    /// The text cannot be made of their values: too long, or empty.
    pub render_failed: u64,
}

impl Preflight {
    /// Begins. `defaults` are the campaign's default values for variables; `require_consent` leaves out whoever's consent is not on record.
    #[must_use]
    pub fn new(template: Template, defaults: Variables, require_consent: bool) -> Self {
        Self {
            template,
            defaults,
            require_consent,
            seen: SeenNumbers::with_capacity(REMEMBERED),
            counts: SkipCounts::default(),
            sendable: 0,
            without_consent: 0,
            strangers: 0,
            missing: BTreeMap::new(),
        }
    }

    /// Decides about one candidate. What the tenant owes its people (suppression, blocks) comes before what the text needs.
    pub fn candidate(&mut self, candidate: &Candidate<'_>) -> Verdict {
        if candidate.suppressed {
            self.counts.suppressed += 1;
            return Verdict::Skip(DeliveryReason::Suppressed);
        }
        if candidate.blocked {
            self.counts.blocked += 1;
            return Verdict::Skip(DeliveryReason::Blocked);
        }
        if self.require_consent && !candidate.consent {
            self.counts.no_consent += 1;
            return Verdict::Skip(DeliveryReason::NoConsent);
        }
        if self.seen.insert(&candidate.phone.account()) == Seen::Repeat {
            self.counts.duplicates += 1;
            return Verdict::Duplicate;
        }
        let variables = candidate.variables.or(&self.defaults);
        match self.template.render(&variables) {
            Ok(text) => {
                self.sendable += 1;
                self.without_consent += u64::from(!candidate.consent);
                self.strangers += u64::from(!candidate.knows_us);
                Verdict::Send(text)
            }
            Err(TemplateError::MissingVariable { .. }) => {
                for name in self.template.missing(&variables) {
                    *self.missing.entry(name).or_insert(0) += 1;
                }
                self.counts.missing_variables += 1;
                Verdict::Skip(DeliveryReason::MissingVariable)
            }
            Err(_) => {
                self.counts.render_failed += 1;
                Verdict::Skip(DeliveryReason::RenderFailed)
            }
        }
    }

    /// Notes pasted numbers that are none.
    pub fn invalid_numbers(&mut self, count: u64) {
        self.counts.invalid_numbers += count;
    }

    /// The report.
    #[must_use]
    pub fn report(self, now: DateTime<Utc>, standing: &Standing<'_>) -> PreflightReport {
        let quota_enough = standing
            .quota_left
            .is_none_or(|left| u64::try_from(left).unwrap_or(0) >= self.sendable);
        let mut obstacles = Vec::new();
        if self.sendable == 0 {
            obstacles.push(Obstacle::NobodyToSendTo);
        }
        if !standing.subscribed {
            obstacles.push(Obstacle::NoSubscription);
        } else if standing.quota_left.is_some_and(|left| left <= 0) {
            obstacles.push(Obstacle::QuotaUsedUp);
        } else if !quota_enough {
            obstacles.push(Obstacle::QuotaTooSmall);
        }
        if !standing.session.may_send() {
            obstacles.push(Obstacle::SessionNotWorking);
        }
        let risk = risk::weigh(&Facts {
            people: self.sendable,
            without_consent: self.without_consent,
            strangers: self.strangers,
            linked_days: standing.linked_at.map(|at| (now - at).num_days()),
            text: standing.text,
        });
        PreflightReport {
            will_be_sent: self.sendable,
            quota_cost: self.sendable,
            quota_left: standing.quota_left,
            eta_seconds: standing.eta.num_seconds().max(0),
            done_at: now.checked_add_signed(standing.eta),
            skipped: self.counts,
            risk,
            missing_variables: self
                .missing
                .into_iter()
                .map(|(name, contacts)| MissingVariable { name, contacts })
                .collect(),
            may_start: !obstacles.iter().any(|obstacle| obstacle.forbids_start()),
            obstacles,
        }
    }

    /// Variables that somebody has no value for, so far.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.missing.keys().map(String::as_str)
    }

    /// Messages that would be sent so far; what an ETA is asked for.
    #[must_use]
    pub const fn sendable(&self) -> u64 {
        self.sendable
    }
}

/// How the tenant stands at the moment of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'t> {
    /// Whether a subscription is active or in its grace period.
    pub subscribed: bool,
    /// Units left in the period; none means unlimited.
    pub quota_left: Option<i64>,
    /// The session's state.
    pub session: SessionState,
    /// When the account was linked.
    pub linked_at: Option<DateTime<Utc>>,
    /// The campaign's text, with its variables still in it.
    pub text: &'t str,
    /// How long the campaign will take at the account's pace ([`crate::pacing::Pacer::eta`]).
    pub eta: Duration,
}

/// What starting a campaign would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PreflightReport {
    /// People who would get the message.
    pub will_be_sent: u64,
    /// Units of quota that this costs.
    pub quota_cost: u64,
    /// Units left in the period; none means unlimited.
    pub quota_left: Option<i64>,
    /// How long it takes at the account's pace, seconds.
    pub eta_seconds: i64,
    /// When it would be done if it started now; none beyond what a calendar can say.
    pub done_at: Option<DateTime<Utc>>,
    /// How risky it is for the account.
    pub risk: Risk,
    /// Who gets none, and why.
    pub skipped: SkipCounts,
    /// Variables that some contacts lack.
    pub missing_variables: Vec<MissingVariable>,
    /// What stands in the way.
    pub obstacles: Vec<Obstacle>,
    /// Whether nothing forbids the start. With obstacles left it would start and pause, or wait.
    pub may_start: bool,
}

/// A variable that some contacts lack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MissingVariable {
    /// Its name.
    pub name: String,
    /// How many contacts lack it.
    pub contacts: u64,
}

/// Something in the way of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// Every candidate is skipped, or there is none.
    NobodyToSendTo,
    /// No subscription is active.
    NoSubscription,
    /// Nothing is left of the period's quota.
    QuotaUsedUp,
    /// What is left of the quota is not enough for all.
    QuotaTooSmall,
    /// The session is not working.
    SessionNotWorking,
}

impl Obstacle {
    /// Whether a start is refused; otherwise the campaign starts and pauses by itself when it comes to it.
    #[must_use]
    pub const fn forbids_start(self) -> bool {
        match self {
            Self::NobodyToSendTo | Self::NoSubscription | Self::QuotaUsedUp => true,
            Self::QuotaTooSmall | Self::SessionNotWorking => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_counts_everyone_once() {
        let template =
            Template::compile("Halo {name}, {kota} {{ hari | default('ini') }}").unwrap();
        let defaults: Variables = [("kota", "Solo")].into_iter().collect();
        let mut preflight = Preflight::new(template, defaults, true);
        let budi: Variables = [("name", "Budi")].into_iter().collect();
        let nobody = Variables::new();
        let long: Variables = [("name", "x".repeat(5_000))].into_iter().collect();
        let phone = |n: u64| Phone::from_e164(&format!("+{}", 6_281_000_000_000 + n)).unwrap();
        let mut verdict = |n: u64, suppressed, blocked, consent, variables| {
            preflight.candidate(&Candidate {
                phone: &phone(n),
                suppressed,
                blocked,
                consent,
                knows_us: false,
                variables,
            })
        };
        assert_eq!(
            verdict(1, false, false, true, &budi),
            Verdict::Send("Halo Budi, Solo ini".to_owned())
        );
        assert_eq!(verdict(1, false, false, true, &budi), Verdict::Duplicate);
        assert_eq!(
            verdict(2, true, true, false, &nobody),
            Verdict::Skip(DeliveryReason::Suppressed)
        );
        assert_eq!(
            verdict(3, false, true, false, &nobody),
            Verdict::Skip(DeliveryReason::Blocked)
        );
        assert_eq!(
            verdict(4, false, false, true, &nobody),
            Verdict::Skip(DeliveryReason::MissingVariable)
        );
        assert_eq!(
            verdict(5, false, false, true, &long),
            Verdict::Skip(DeliveryReason::RenderFailed)
        );
        assert_eq!(
            verdict(6, false, false, false, &budi),
            Verdict::Skip(DeliveryReason::NoConsent)
        );
        preflight.invalid_numbers(2);
        let now = DateTime::UNIX_EPOCH;
        let standing = Standing {
            subscribed: true,
            quota_left: Some(1),
            session: SessionState::Reconnecting,
            linked_at: None,
            text: "",
            eta: Duration::seconds(90),
        };
        assert_eq!(
            serde_json::to_value(preflight.report(now, &standing)).unwrap(),
            serde_json::json!({
                "will_be_sent": 1,
                "quota_cost": 1,
                "quota_left": 1,
                "eta_seconds": 90,
                "done_at": "1970-01-01T00:01:30Z",
                "skipped": {
                    "duplicates": 1, "invalid_numbers": 2, "suppressed": 1, "blocked": 1, "no_consent": 1, "missing_variables": 1, "render_failed": 1,
                },
                "risk": {
                    "score": 25, "level": "low", "reasons": [{ "cause": "strangers", "points": 25, "people": 1 }],
                },
                "missing_variables": [{ "name": "name", "contacts": 1 }],
                "obstacles": ["session_not_working"],
                "may_start": true,
            })
        );
    }

    #[test]
    fn obstacles_that_forbid_and_those_that_do_not() {
        let template = Template::compile("Halo").unwrap();
        let none = Variables::new();
        let phone = Phone::from_e164("+6281234567890").unwrap();
        let other = Phone::from_e164("+6281234567891").unwrap();
        let report = |people: &[&Phone], subscribed, quota_left| {
            let mut preflight = Preflight::new(template.clone(), Variables::new(), false);
            for phone in people {
                preflight.candidate(&Candidate {
                    phone,
                    suppressed: false,
                    blocked: false,
                    consent: true,
                    knows_us: true,
                    variables: &none,
                });
            }
            let session = SessionState::Working;
            let standing = Standing {
                subscribed,
                quota_left,
                session,
                linked_at: None,
                text: "",
                eta: Duration::zero(),
            };
            let report = preflight.report(DateTime::UNIX_EPOCH, &standing);
            (report.obstacles, report.may_start)
        };
        assert_eq!(report(&[&phone], true, None), (vec![], true));
        assert_eq!(
            report(&[], true, None),
            (vec![Obstacle::NobodyToSendTo], false)
        );
        assert_eq!(
            report(&[&phone], false, Some(0)),
            (vec![Obstacle::NoSubscription], false)
        );
        assert_eq!(
            report(&[&phone], true, Some(0)),
            (vec![Obstacle::QuotaUsedUp], false)
        );
        assert_eq!(
            report(&[&phone, &other], true, Some(1)),
            (vec![Obstacle::QuotaTooSmall], true)
        );
    }
}
