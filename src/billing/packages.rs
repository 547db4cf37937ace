//! What is sold.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use siar_db::billing;
use siar_domain::{id::PackageId, permission::Permission};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// A package.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackageView {
    /// The package.
    pub id: PackageId,
    /// Unique.
    pub name: String,
    /// A sentence for people.
    pub description: String,
    /// Exact decimal of one period.
    #[schema(example = "99000.00")]
    pub price: String,
    /// Three capital letters.
    #[schema(example = "IDR")]
    pub currency: String,
    /// Months that one payment lasts.
    pub period_months: i32,
    /// Messages of a month; null means unlimited.
    pub monthly_quota: Option<i64>,
    /// Messages of a day; null means unlimited.
    pub messages_per_day: Option<i64>,
    /// Contacts; null means unlimited.
    pub contact_limit: Option<i64>,
    /// `basic`, `pro`, `business` or `enterprise`.
    pub api_tier: String,
    /// Flags of features.
    #[schema(value_type = Object)]
    pub features: Value,
    /// Whether it is sold.
    pub active: bool,
    /// Since when it is sold.
    pub created_at: DateTime<Utc>,
}

impl From<billing::Package> for PackageView {
    fn from(package: billing::Package) -> Self {
        let terms = package.terms;
        Self {
            id: package.id,
            name: terms.name,
            description: terms.description,
            price: terms.price,
            currency: terms.currency,
            period_months: terms.period_months,
            monthly_quota: terms.monthly_quota,
            messages_per_day: terms.messages_per_day,
            contact_limit: terms.contact_limit,
            api_tier: terms.api_tier,
            features: terms.features,
            active: terms.active,
            created_at: package.created_at,
        }
    }
}

/// List packages
#[utoipa::path(
    tag = "admin",
    responses((status = 200, body = Envelope<Vec<PackageView>>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/packages")]
pub(crate) async fn list_packages(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<Vec<PackageView>> {
    caller.platform(Permission::PlatformRead)?;
    let packages = state
        .db
        .system(async |tx| billing::packages(tx, false).await)
        .await?;
    Ok(Answer::ok(
        packages.into_iter().map(PackageView::from).collect(),
    ))
}
