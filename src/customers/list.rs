//! All customers, newest first.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_db::tenants::{self, Tenant};
use siar_domain::{id::TenantId, permission::Permission};
use utoipa::{IntoParams, ToSchema};

use crate::{Answer, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals};

/// A tenant as the administrator sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Customer {
    /// The tenant.
    pub id: TenantId,
    /// The business's name.
    pub name: String,
    /// `active` or `suspended`.
    pub state: String,
    /// Two letters.
    pub country: String,
    /// IANA name.
    pub time_zone: String,
    /// When it registered.
    pub created_at: DateTime<Utc>,
}

impl From<Tenant> for Customer {
    fn from(tenant: Tenant) -> Self {
        Self {
            id: tenant.id,
            name: tenant.name,
            state: tenant.state,
            country: tenant.country,
            time_zone: tenant.time_zone,
            created_at: tenant.created_at,
        }
    }
}

/// Which customers.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Part of the name.
    pub search: Option<String>,
}

/// List customers
#[utoipa::path(
    tag = "admin",
    params(PageQuery, Filter),
    responses((status = 200, body = Envelope<Vec<Customer>>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/customers")]
pub(crate) async fn list_customers(
    state: web::Data<State>,
    caller: Caller,
    page: Page,
    filter: web::Query<Filter>,
) -> ApiResult<Vec<Customer>> {
    caller.platform(Permission::PlatformRead)?;
    let before: Option<TenantId> = page.after()?;
    let search = filter.search.as_deref().filter(|text| !text.is_empty());
    let rows = state
        .db
        .system(async |tx| tenants::list(tx, before, search, page.fetch()).await)
        .await?;
    let (rows, next) = page.split(rows, |row| row.id)?;
    Ok(Answer::page(
        rows.into_iter().map(Customer::from).collect(),
        next,
    ))
}
