//! Contacts: the people a tenant knows (CON-4, CON-5).

pub mod create;
pub mod delete;
pub mod fields;
pub mod list;
pub mod read;
pub mod update;

use std::collections::BTreeMap;

use crate::routes::Routes;
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::{DbError, Scope};
use siar_domain::{id::ContactId, phone::Country};
use utoipa::ToSchema;

use crate::{ApiError, State};

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(list::list)
        .service(create::create)
        .service(read::read)
        .service(update::update)
        .service(delete::delete);
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// The number in E.164.
    pub phone: String,
    /// How to address the person.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The tenant's notes.
    pub notes: Option<String>,
    /// Language tag, as in `id`.
    pub language: Option<String>,
    /// IANA time zone.
    pub time_zone: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Further fields; usable as variables of a template.
    pub attributes: BTreeMap<String, String>,
    /// Blocked by the tenant since.
    pub blocked_at: Option<DateTime<Utc>>,
    /// Why.
    pub blocked_reason: Option<String>,
    /// When the person agreed to hear from the tenant.
    pub consent_at: Option<DateTime<Utc>>,
    /// Where the agreement came from.
    pub consent_source: Option<String>,
    /// Its wording.
    pub consent_proof: Option<String>,
    /// Last message from the person.
    pub last_in_at: Option<DateTime<Utc>>,
    /// Last message to the person.
    pub last_out_at: Option<DateTime<Utc>>,
    /// When it was first stored.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<siar_db::contacts::Contact> for Contact {
    fn from(row: siar_db::contacts::Contact) -> Self {
        Self {
            id: row.id,
            phone: row.phone,
            name: row.name,
            email: row.email,
            notes: row.notes,
            language: row.language,
            time_zone: row.time_zone,
            tags: row.tags,
            // Only strings are ever stored.
            attributes: serde_json::from_value(row.attributes).unwrap_or_default(),
            blocked_at: row.blocked_at,
            blocked_reason: row.blocked_reason,
            consent_at: row.consent_at,
            consent_source: row.consent_source,
            consent_proof: row.consent_proof,
            last_in_at: row.last_in_at,
            last_out_at: row.last_out_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// `NotFound` as a contact, a known number as a conflict that says so.
fn refusal(error: DbError) -> ApiError {
    match error {
        DbError::NotFound => ApiError::not_found("contact"),
        DbError::Duplicate { .. } => ApiError::conflict(
            "phone_taken",
            "There is already a contact with this number.",
        ),
        other => other.into(),
    }
}

/// The tenant's country as the rules for numbers know it.
///
/// # Errors
/// 500: the settings accept known countries only.
pub(crate) fn tenant_country(code: &str) -> Result<Country, ApiError> {
    code.parse().map_err(ApiError::internal)
}

/// The country of numbers without an international prefix: as asked for, or the tenant's.
pub(crate) async fn country_of(
    state: &State,
    scope: &Scope,
    asked: Option<Country>,
) -> Result<Country, ApiError> {
    if let Some(country) = asked {
        return Ok(country);
    }
    let tenant = state
        .db
        .tenant(scope, async |tx| {
            siar_db::tenants::get(tx, scope.tenant()).await
        })
        .await?;
    tenant_country(&tenant.country)
}
