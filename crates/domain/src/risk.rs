//! How risky a campaign is for the account that sends it (CMP-2).
//!
//! People who do not expect a message report and block its sender, and that is what gets accounts restricted. WhatsApp publishes no
//! numbers, so the weights here are Siar's own, chosen so that one grave cause alone makes the risk visible. The score advises; it forbids
//! nothing.

use serde::{Deserialize, Serialize};

/// What is known before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts<'t> {
    /// People who would get the message.
    pub people: u64,
    /// Of them, those whose consent is not on record.
    pub without_consent: u64,
    /// Of them, those who never wrote to the business.
    pub strangers: u64,
    /// Whole days since the account was linked; none while it is not linked.
    pub linked_days: Option<i64>,
    /// The text, with its variables still in it.
    pub text: &'t str,
}

/// The judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Risk {
    /// 0 (nothing speaks against it) to 100.
    pub score: u8,
    /// The score as a word.
    pub level: Level,
    /// What the score is made of, the gravest first.
    pub reasons: Vec<Reason>,
}

/// The score as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RiskLevel)]
pub enum Level {
    /// Below 30.
    Low,
    /// 30 to 59.
    Medium,
    /// 60 and more.
    High,
}

/// Something that speaks against the campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RiskCause)]
pub enum Cause {
    /// People whose consent is not on record: up to 40 points, by their share.
    WithoutConsent,
    /// People who never wrote to the business: up to 25 points, by their share.
    Strangers,
    /// Many people for an account that was linked lately: 25 points.
    NewAccount,
    /// The text holds a shortened link, which hides where it leads: 20 points.
    ShortLink,
}

/// A cause and its part of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = RiskReason)]
pub struct Reason {
    /// What it is.
    pub cause: Cause,
    /// Its points.
    pub points: u8,
    /// The people it is about; 0 where it is about the text.
    pub people: u64,
}

const WITHOUT_CONSENT: u64 = 40;
const STRANGERS: u64 = 25;
const NEW_ACCOUNT: u8 = 25;
const SHORT_LINK: u8 = 20;

/// People whom an account may write to at once in its first days, by Siar's own caution: up to a week, up to a month.
const FIRST_WEEK: u64 = 50;
const FIRST_MONTH: u64 = 500;

/// Services that shorten links.
const SHORTENERS: [&str; 10] = [
    "bit.ly/",
    "tinyurl.com/",
    "t.co/",
    "goo.gl/",
    "is.gd/",
    "s.id/",
    "cutt.ly/",
    "rebrand.ly/",
    "ow.ly/",
    "rb.gy/",
];

/// Weighs the facts.
#[must_use]
pub fn weigh(facts: &Facts<'_>) -> Risk {
    let mut reasons = Vec::new();
    let mut by_share = |cause, most: u64, people: u64| {
        let people = people.min(facts.people);
        let points = u128::from(people) * u128::from(most) / u128::from(facts.people.max(1));
        if let Ok(points @ 1..) = u8::try_from(points) {
            reasons.push(Reason {
                cause,
                points,
                people,
            });
        }
    };
    by_share(
        Cause::WithoutConsent,
        WITHOUT_CONSENT,
        facts.without_consent,
    );
    by_share(Cause::Strangers, STRANGERS, facts.strangers);
    let usual = match facts.linked_days.unwrap_or(0) {
        ..7 => FIRST_WEEK,
        7..30 => FIRST_MONTH,
        30.. => u64::MAX,
    };
    if facts.people > usual {
        reasons.push(Reason {
            cause: Cause::NewAccount,
            points: NEW_ACCOUNT,
            people: facts.people,
        });
    }
    if has_short_link(facts.text) {
        reasons.push(Reason {
            cause: Cause::ShortLink,
            points: SHORT_LINK,
            people: 0,
        });
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points));
    let score = reasons
        .iter()
        .fold(0_u8, |sum, reason| sum.saturating_add(reason.points))
        .min(100);
    let level = match score {
        ..30 => Level::Low,
        30..60 => Level::Medium,
        60.. => Level::High,
    };
    Risk {
        score,
        level,
        reasons,
    }
}

fn has_short_link(text: &str) -> bool {
    let text = text.to_lowercase();
    SHORTENERS.iter().any(|service| {
        text.match_indices(service).any(|(at, _)| {
            // `t.co/` is no part of `pet.co/`.
            !text
                .get(..at)
                .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRIENDS: Facts<'_> = Facts {
        people: 100,
        without_consent: 0,
        strangers: 0,
        linked_days: Some(90),
        text: "Halo {{ name }}",
    };

    #[test]
    fn friends_who_agreed_are_no_risk() {
        let none = Risk {
            score: 0,
            level: Level::Low,
            reasons: vec![],
        };
        assert_eq!(weigh(&FRIENDS), none);
        assert_eq!(
            weigh(&Facts {
                people: 0,
                ..FRIENDS
            }),
            none
        );
    }

    #[test]
    fn every_cause_counts_and_the_gravest_comes_first() {
        let risk = weigh(&Facts {
            people: 1_000,
            without_consent: 500,
            strangers: 1_000,
            linked_days: Some(29),
            text: "Klik https://BIT.ly/x",
        });
        let reason = |cause, points, people| Reason {
            cause,
            points,
            people,
        };
        assert_eq!(
            risk,
            Risk {
                score: 90,
                level: Level::High,
                reasons: vec![
                    reason(Cause::Strangers, 25, 1_000),
                    reason(Cause::NewAccount, 25, 1_000),
                    reason(Cause::WithoutConsent, 20, 500),
                    reason(Cause::ShortLink, 20, 0),
                ],
            }
        );
    }

    #[test]
    fn an_account_grows_up() {
        let score = |people, linked_days| {
            weigh(&Facts {
                people,
                linked_days,
                ..FRIENDS
            })
            .score
        };
        for (people, days, points) in [
            (51, None, 25),
            (50, None, 0),
            (51, Some(6), 25),
            (51, Some(7), 0),
            (501, Some(29), 25),
            (501, Some(30), 0),
        ] {
            assert_eq!(
                score(people, days),
                points,
                "{people} people, {days:?} days"
            );
        }
    }

    #[test]
    fn links_are_told_apart() {
        for (text, short) in [
            ("lihat t.co/a", true),
            ("(tinyurl.com/a)", true),
            ("lihat pet.co/a", false),
            ("toko.example/bit.ly", false),
        ] {
            assert_eq!(has_short_link(text), short, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_score_is_the_sum_and_stays_in_its_bounds(people: u64, without_consent: u64, strangers: u64, days: Option<i64>) {
            let risk = weigh(&Facts { people, without_consent, strangers, linked_days: days, text: "bit.ly/x" });
            let sum: u32 = risk.reasons.iter().map(|reason| u32::from(reason.points)).sum();
            prop_assert_eq!(u32::from(risk.score), sum.min(100));
        }
    }
}
