//! Changing the tenant's own settings.

use actix_web::{patch, web};
use serde::Deserialize;
use siar_db::tenants::{self, TenantChange};
use siar_domain::{
    opt_out::{OptOutWords, OptOutWordsError, answer},
    permission::Permission,
};
use utoipa::ToSchema;

use super::{check_place, get::TenantSettings};
use crate::{Answer, ApiResult, Body, Caller, Envelope, Invalid, State, openapi::Refusals};

/// What changes; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Warung Sari", "time_zone": "Asia/Makassar", "opt_out_words": ["STOP", "BERHENTI"], "opt_out_text": "Baik, kami tidak akan mengirim promosi lagi."}))]
pub struct TenantUpdate {
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    pub name: Option<String>,
    /// Two letters.
    #[schema(pattern = "^[A-Z]{2}$", example = "ID")]
    pub country: Option<String>,
    /// IANA name.
    #[schema(min_length = 1, max_length = 64, example = "Asia/Jakarta")]
    pub time_zone: Option<String>,
    /// `en` or `id`.
    #[schema(pattern = "^(en|id)$", example = "id")]
    pub language: Option<String>,
    /// One to fifty words or phrases of 2 to 40 characters.
    #[schema(min_items = 1, max_items = 50)]
    pub opt_out_words: Option<Vec<String>>,
    /// Whether whoever asks to be left alone, or to come back, is answered, once.
    pub opt_out_answer: Option<bool>,
    /// What whoever asks to be left alone is answered; empty: Siar's own text in the tenant's language.
    #[schema(max_length = 1000)]
    pub opt_out_text: Option<String>,
    /// What whoever comes back is answered; empty: Siar's own text.
    #[schema(max_length = 1000)]
    pub return_text: Option<String>,
}

/// Change the settings
#[utoipa::path(
    tag = "tenant",
    request_body = TenantUpdate,
    responses((status = 200, body = Envelope<TenantSettings>), Refusals),
    extensions(("x-permission" = json!("tenant.write")))
)]
#[patch("/tenant")]
pub(crate) async fn update_tenant(
    state: web::Data<State>,
    caller: Caller,
    Body(update): Body<TenantUpdate>,
) -> ApiResult<TenantSettings> {
    let scope = caller.allowed(Permission::TenantWrite)?;
    let mut invalid = Invalid::new();
    if let Some(name) = &update.name {
        invalid.length("name", name.trim(), 1, 200);
    }
    check_place(
        &mut invalid,
        update.country.as_deref(),
        update.time_zone.as_deref(),
        update.language.as_deref(),
    );
    for (field, text) in [
        ("opt_out_text", &update.opt_out_text),
        ("return_text", &update.return_text),
    ] {
        if let Some(text) = text {
            invalid.length(field, text, 0, answer::LONGEST);
        }
    }
    let words = update.opt_out_words.map(|words| {
        let mut words: Vec<String> = words
            .iter()
            .map(|word| word.trim().to_uppercase())
            .filter(|word| !word.is_empty())
            .collect();
        words.sort();
        words.dedup();
        words
    });
    if let Some(words) = &words {
        // Nobody may be left without a way out.
        match OptOutWords::new(words) {
            Ok(_) => {}
            Err(error @ OptOutWordsError::Count) => {
                invalid.add("opt_out_words", "out_of_range", error.to_string());
            }
            Err(error @ OptOutWordsError::BadWord(_)) => {
                invalid.add("opt_out_words", error.code(), error.to_string());
            }
        }
    }
    invalid.done()?;
    let change = TenantChange {
        name: update.name.map(|name| name.trim().to_owned()),
        country: update.country,
        time_zone: update.time_zone,
        language: update.language,
        opt_out_words: words,
        opt_out_answer: update.opt_out_answer,
        opt_out_text: update.opt_out_text.map(|text| text.trim().to_owned()),
        return_text: update.return_text.map(|text| text.trim().to_owned()),
    };
    let tenant = state
        .db
        .tenant(scope, async |tx| tenants::update(tx, scope, &change).await)
        .await?;
    Ok(Answer::ok(tenant.into()))
}
