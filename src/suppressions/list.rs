//! The register, page by page.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_db::suppressions;
use siar_domain::permission::Permission;
use utoipa::{IntoParams, ToSchema};

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Invalid, Page, PageQuery, State,
    openapi::Refusals,
};

/// Which numbers.
#[derive(Debug, Deserialize, IntoParams)]
pub struct Filter {
    /// Only numbers that begin with this, as in `+6281`.
    phone: Option<String>,
}

/// A number that must not be messaged.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suppression {
    /// The number in E.164.
    pub phone: String,
    /// The contact's name, where there is one.
    pub name: Option<String>,
    /// keyword, by_hand, import, or unclear: a person has to read what was written and decide. Nothing is sent until then.
    pub source: String,
    /// The opt-out word that the person wrote.
    pub keyword: Option<String>,
    /// The beginning of the message it stood in.
    pub message: Option<String>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// Who must not be messaged, by number
#[utoipa::path(
    tag = "suppressions",
    params(Filter, PageQuery),
    responses((status = 200, body = Envelope<Vec<Suppression>>), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/suppressions")]
pub(crate) async fn list(
    state: web::Data<State>,
    caller: Caller,
    filter: web::Query<Filter>,
    page: Page,
) -> ApiResult<Vec<Suppression>> {
    let scope = caller.allowed(Permission::ContactsRead)?;
    let phone = filter.into_inner().phone;
    Invalid::new()
        .length("phone", phone.as_deref().unwrap_or_default(), 0, 16)
        .done()?;
    let after: Option<String> = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| {
            suppressions::page(tx, phone.as_deref(), after.as_deref(), page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.phone.clone())?;
    let rows = rows
        .into_iter()
        .map(|row| Suppression {
            phone: row.phone,
            name: row.name,
            source: row.source,
            keyword: row.keyword,
            message: row.message,
            created_at: row.created_at,
        })
        .collect();
    Ok(Answer::page(rows, next))
}
