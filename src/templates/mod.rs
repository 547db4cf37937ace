//! Message templates (TPL-1).

pub mod create;
pub mod delete;
pub mod list;
pub mod missing;
pub mod preview;
pub mod read;
pub mod update;

use crate::routes::Routes;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use siar_db::DbError;
use siar_domain::{id::TemplateId, template::TemplateError};
use utoipa::ToSchema;

use crate::ApiError;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(preview::preview)
        .service(list::list)
        .service(create::create)
        .service(read::read)
        .service(update::update)
        .service(delete::delete)
        .service(missing::missing);
}

/// A template in its newest version.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageTemplate {
    /// Its id.
    pub id: TemplateId,
    /// Its name, unique in the tenant.
    pub name: String,
    /// From 1; raised by every change of the text.
    pub version: i32,
    /// The text with its variables.
    pub body: String,
    /// The variables it uses.
    pub variables: Vec<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When its newest version was made.
    pub updated_at: DateTime<Utc>,
    /// Scheduled campaigns that will take its text as it is when they start.
    pub scheduled_campaigns: i64,
}

impl From<siar_db::templates::Template> for MessageTemplate {
    fn from(row: siar_db::templates::Template) -> Self {
        Self {
            id: row.id,
            name: row.name,
            version: row.version,
            body: row.body,
            variables: row.variables,
            created_at: row.created_at,
            updated_at: row.updated_at,
            scheduled_campaigns: row.scheduled_campaigns,
        }
    }
}

fn refusal(error: DbError) -> ApiError {
    match error {
        DbError::NotFound => ApiError::not_found("template"),
        DbError::Duplicate { .. } => {
            ApiError::conflict("name_taken", "There is already a template with this name.")
        }
        other => other.into(),
    }
}

/// A template that cannot be used, told beside its field with line and column.
pub(crate) fn unusable(field: &str, error: &TemplateError) -> ApiError {
    let place = error
        .place()
        .map(|(line, column)| json!({ "line": line, "column": column }));
    ApiError::invalid(field, error.code(), error.to_string()).with_details(json!({
        "fields": [{ "field": field, "code": error.code(), "message": error.to_string() }],
        "place": place,
    }))
}
