//! What a person may set on a contact, and within which bounds.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use siar_db::contacts::ContactChange;
use utoipa::ToSchema;

use crate::{ApiError, Invalid};

/// Fields of a contact. An absent one stays as it is; null empties it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"name": "Budi Santoso", "notes": "prefers mornings", "blocked_reason": null}))]
pub struct Fields {
    /// How to address the person; at most 200 characters.
    #[serde(deserialize_with = "given")]
    #[schema(min_length = 1, max_length = 200, pattern = "\\S", nullable)]
    pub name: Option<Option<String>>,
    /// E-mail address.
    #[serde(deserialize_with = "given")]
    #[schema(min_length = 1, max_length = 254, pattern = "\\S", nullable)]
    pub email: Option<Option<String>>,
    /// At most 4,000 characters.
    #[serde(deserialize_with = "given")]
    #[schema(min_length = 1, max_length = 4000, pattern = "\\S", nullable)]
    pub notes: Option<Option<String>>,
    /// Language tag, as in `id` or `en-GB`.
    #[serde(deserialize_with = "given")]
    #[schema(min_length = 1, max_length = 35, pattern = "\\S", nullable)]
    pub language: Option<Option<String>>,
    /// IANA time zone, as in `Asia/Makassar`.
    #[serde(deserialize_with = "given")]
    #[schema(min_length = 1, max_length = 64, pattern = "\\S", nullable)]
    pub time_zone: Option<Option<String>>,
    /// Replaces all; at most 50 words of at most 50 characters.
    #[schema(max_items = 50)]
    pub tags: Option<Vec<String>>,
    /// Replaces all; at most 50 fields of at most 1,000 characters.
    pub attributes: Option<BTreeMap<String, String>>,
    /// Blocks (with this reason) or, as null, unblocks: a blocked contact is skipped by every campaign.
    #[serde(deserialize_with = "given")]
    #[schema(min_length = 1, max_length = 500, pattern = "\\S", nullable)]
    pub blocked_reason: Option<Option<String>>,
    /// The person's agreement to hear from the tenant; null withdraws it.
    #[serde(deserialize_with = "given")]
    #[schema(nullable)]
    pub consent: Option<Option<Consent>>,
}

/// The person's agreement.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Where it came from, as in `web form`; 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    pub source: String,
    /// When; now where absent. Not in the future.
    pub at: Option<DateTime<Utc>>,
    /// Its wording; at most 2,000 characters.
    #[schema(max_length = 2000)]
    pub proof: Option<String>,
}

/// Tells an absent field (`None`) from null (`Some(None)`).
#[expect(
    clippy::option_option,
    reason = "absent, null and a value are three things"
)]
fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

impl Fields {
    /// The change for the database.
    ///
    /// # Errors
    /// 422 with every field that is out of bounds.
    pub fn checked(self, now: DateTime<Utc>) -> Result<ContactChange, ApiError> {
        let mut invalid = Invalid::new();
        for (field, value, most) in [
            ("name", &self.name, 200),
            ("email", &self.email, 254),
            ("notes", &self.notes, 4_000),
            ("language", &self.language, 35),
            ("blocked_reason", &self.blocked_reason, 500),
        ] {
            if let Some(Some(text)) = value {
                invalid.length(field, text.trim(), 1, most);
            }
        }
        if let Some(Some(email)) = &self.email {
            let well_formed = email
                .split_once('@')
                .is_some_and(|(local, host)| !local.is_empty() && host.contains('.'));
            invalid.check(
                well_formed,
                "email",
                "invalid_email",
                "This is no e-mail address.",
            );
        }
        if let Some(Some(zone)) = &self.time_zone {
            invalid.check(
                zone.parse::<chrono_tz::Tz>().is_ok(),
                "time_zone",
                "unknown_time_zone",
                "Name an IANA time zone, as in Asia/Jakarta.",
            );
        }
        if let Some(tags) = &self.tags {
            let fine = tags.len() <= 50
                && tags
                    .iter()
                    .all(|tag| (1..=50).contains(&tag.chars().count()));
            invalid.check(
                fine,
                "tags",
                "out_of_range",
                "At most 50 tags of 1 to 50 characters.",
            );
        }
        if let Some(attributes) = &self.attributes {
            let fine = attributes.len() <= 50
                && attributes.iter().all(|(key, value)| {
                    (1..=100).contains(&key.chars().count()) && value.chars().count() <= 1_000
                });
            invalid.check(
                fine,
                "attributes",
                "out_of_range",
                "At most 50 fields, their names of 1 to 100 and values of at most 1,000 characters.",
            );
        }
        if let Some(Some(consent)) = &self.consent {
            invalid.length("consent.source", consent.source.trim(), 1, 200);
            invalid.length(
                "consent.proof",
                consent.proof.as_deref().unwrap_or_default(),
                0,
                2_000,
            );
            invalid.check(
                consent.at.is_none_or(|at| at <= now),
                "consent.at",
                "in_the_future",
                "The agreement cannot lie in the future.",
            );
        }
        invalid.done()?;
        Ok(self.into_change(now))
    }

    fn into_change(self, now: DateTime<Utc>) -> ContactChange {
        let trimmed = |text: Option<Option<String>>| text.map(|t| t.map(|t| t.trim().to_owned()));
        let consent_withdrawn_at = self.consent.as_ref().map(|consent| match consent {
            None => Some(now),
            Some(_) => None,
        });
        let (consent_at, consent_source, consent_proof) = match self.consent {
            None => (None, None, None),
            Some(None) => (Some(None), Some(None), Some(None)),
            Some(Some(consent)) => (
                Some(Some(consent.at.unwrap_or(now))),
                Some(Some(consent.source.trim().to_owned())),
                Some(consent.proof),
            ),
        };
        ContactChange {
            name: trimmed(self.name),
            email: trimmed(self.email),
            notes: self.notes,
            language: trimmed(self.language),
            time_zone: self.time_zone,
            tags: self.tags,
            attributes: self.attributes.map(|fields| {
                let fields = fields
                    .into_iter()
                    .map(|(key, value)| (key, Value::from(value)));
                Value::Object(fields.collect::<Map<_, _>>())
            }),
            blocked_at: self
                .blocked_reason
                .as_ref()
                .map(|r| r.as_ref().map(|_| now)),
            blocked_reason: trimmed(self.blocked_reason),
            consent_at,
            consent_source,
            consent_proof,
            consent_withdrawn_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(json: serde_json::Value) -> Result<ContactChange, ApiError> {
        let fields: Fields = serde_json::from_value(json).unwrap();
        fields.checked("2026-01-05T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn absent_stays_null_empties() {
        let change = fields(json!({"name": null, "email": " a@b.id "})).unwrap();
        assert_eq!(change.name, Some(None));
        assert_eq!(change.email, Some(Some("a@b.id".to_owned())));
        assert_eq!(change.notes, None);
    }

    #[test]
    fn blocking_and_consent_carry_their_time() {
        let now = "2026-01-05T08:00:00Z".parse().unwrap();
        let change =
            fields(json!({"blocked_reason": "rude", "consent": {"source": "form"}})).unwrap();
        assert_eq!(change.blocked_at, Some(Some(now)));
        assert_eq!(change.consent_at, Some(Some(now)));
        let undone = fields(json!({"blocked_reason": null, "consent": null})).unwrap();
        assert_eq!(
            (undone.blocked_at, undone.blocked_reason),
            (Some(None), Some(None))
        );
        assert_eq!(
            (undone.consent_at, undone.consent_source),
            (Some(None), Some(None))
        );
        assert_eq!(undone.consent_withdrawn_at, Some(Some(now)));
        assert_eq!(change.consent_withdrawn_at, Some(None), "agreed again");
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let error = fields(json!({
            "email": "nobody", "time_zone": "Mars", "tags": [""],
            "consent": {"source": " ", "at": "2027-01-01T00:00:00Z"}
        }))
        .unwrap_err();
        let named: Vec<_> = error.body().error.details["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["field"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            named,
            ["email", "time_zone", "tags", "consent.source", "consent.at"]
        );
    }
}
