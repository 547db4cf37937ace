//! What a person decides about a campaign, checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use siar_db::{
    campaigns::{Draft, Drafted, Text},
    tenants,
};
use siar_domain::{
    id::{CampaignId, ListId, TemplateId},
    phone::{Country, Phone},
    template::Template,
};
use utoipa::ToSchema;

use super::wrong_state;
use crate::{ApiError, Invalid};

/// Most lists of one campaign.
const MAX_LISTS: usize = 100;
/// Most pasted numbers of one campaign; more are imported into a list.
const MAX_NUMBERS: usize = 50_000;
/// Most default values.
const MAX_DEFAULTS: usize = 100;
/// Longest lateness of a scheduled start: a week.
const MAX_LATE_SECONDS: i32 = 7 * 24 * 3_600;

/// A campaign to make or change: a text or a template, and whom it goes to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Promo Lebaran", "list_ids": ["0190f5a0-0000-7000-8000-000000000001"], "text": "Halo {{ name | default(\"Kak\") }}, promo kami mulai besok.", "auto_resume": true, "require_consent": true}))]
pub struct CampaignDraft {
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Whose members it goes to.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub list_ids: Vec<ListId>,
    /// Pasted numbers, as people write them.
    #[serde(default)]
    #[schema(max_items = 50_000)]
    pub numbers: Vec<String>,
    /// Country of numbers without an international prefix; the tenant's where absent.
    pub country: Option<Country>,
    /// A template: its newest version at the start. Either this or `text`.
    pub template_id: Option<TemplateId>,
    /// A text of its own, written like a template.
    #[schema(min_length = 1, max_length = 16_384)]
    pub text: Option<String>,
    /// Values for variables a person has none for.
    #[serde(default)]
    pub defaults: BTreeMap<String, String>,
    /// Go on by itself once the reason of a pause is gone.
    #[serde(default)]
    pub auto_resume: bool,
    /// Skip people without consent on record.
    #[serde(default)]
    pub require_consent: bool,
    /// A scheduled start that was missed by more than this many seconds waits for a person.
    #[serde(default = "an_hour")]
    #[schema(minimum = 0, maximum = 604_800)]
    pub late_bound_seconds: i32,
}

/// Fewer numbers than these are read where the request is answered.
const FEW_NUMBERS: usize = 500;

const fn an_hour() -> i32 {
    3_600
}

impl CampaignDraft {
    /// As [`Self::checked`], off the request thread where there are many numbers to read.
    pub(super) async fn checked_apart(self, country: Country) -> Result<Draft, ApiError> {
        if self.numbers.len() < FEW_NUMBERS {
            return self.checked(country);
        }
        actix_web::web::block(move || self.checked(country))
            .await
            .map_err(ApiError::internal)?
    }

    /// Everything but what the database knows. `country` is the tenant's.
    ///
    /// # Errors
    /// 422 with all fields at fault.
    fn checked(self, country: Country) -> Result<Draft, ApiError> {
        let mut invalid = Invalid::new();
        let name = self.name.trim().to_owned();
        invalid.length("name", &name, 1, 200);
        invalid
            .check(
                self.list_ids.len() <= MAX_LISTS,
                "list_ids",
                "too_many",
                "At most 100 lists.",
            )
            .check(
                self.numbers.len() <= MAX_NUMBERS,
                "numbers",
                "too_many",
                "At most 50,000 numbers; import more into a list.",
            )
            .check(
                !(self.list_ids.is_empty() && self.numbers.is_empty()),
                "list_ids",
                "required",
                "Name at least one list or number.",
            )
            .check(
                self.defaults.len() <= MAX_DEFAULTS,
                "defaults",
                "too_many",
                "At most 100 default values.",
            )
            .check(
                (0..=MAX_LATE_SECONDS).contains(&self.late_bound_seconds),
                "late_bound_seconds",
                "out_of_range",
                "0 to 604,800 seconds.",
            );
        let country = self.country.unwrap_or(country);
        let mut numbers = Vec::with_capacity(self.numbers.len().min(MAX_NUMBERS));
        for (place, number) in self.numbers.iter().take(MAX_NUMBERS).enumerate() {
            match Phone::parse(number, country) {
                Ok(phone) => numbers.push(phone.as_str().to_owned()),
                Err(error) => invalid.add(
                    &format!("numbers[{place}]"),
                    error.code(),
                    error.to_string(),
                ),
            }
        }
        let text = match (self.template_id, self.text) {
            (Some(template), None) => Some(Text::Template(template)),
            (None, Some(text)) => match Template::compile(&text) {
                Ok(_) => Some(Text::Own(text)),
                Err(error) => {
                    invalid.add("text", error.code(), error.to_string());
                    None
                }
            },
            _ => {
                let message = "Give either a template or a text.";
                invalid.add("text", "required", message);
                None
            }
        };
        invalid.done()?;
        let Some(text) = text else {
            return Err(ApiError::internal("a draft without text passed its checks"));
        };
        Ok(Draft {
            name,
            lists: self.list_ids,
            numbers,
            text,
            defaults: self
                .defaults
                .into_iter()
                .map(|(name, value)| (name, Value::String(value)))
                .collect(),
            auto_resume: self.auto_resume,
            require_consent: self.require_consent,
            late_bound_seconds: self.late_bound_seconds,
        })
    }
}

/// The tenant's country, for numbers without a prefix.
pub(super) async fn country(
    tx: &mut siar_db::Tx,
    scope: &siar_db::Scope,
) -> Result<Country, ApiError> {
    let tenant = tenants::get(tx, scope.tenant()).await?;
    tenant.country.parse().map_err(ApiError::internal)
}

/// The id that was written, or why nothing was.
pub(super) fn written(drafted: Drafted) -> Result<CampaignId, ApiError> {
    match drafted {
        Drafted::Done(id) => Ok(id),
        Drafted::UnknownList(list) => Err(ApiError::invalid(
            "list_ids",
            "unknown",
            format!("There is no list {list}."),
        )),
        Drafted::UnknownTemplate(_) => Err(ApiError::invalid(
            "template_id",
            "unknown",
            "There is no such template.",
        )),
        Drafted::NotFound => Err(ApiError::not_found("campaign")),
        Drafted::WrongState(state) => Err(wrong_state(state)),
    }
}
