//! Making a package and changing its terms.

use actix_web::{post, put, web};
use serde::Deserialize;
use serde_json::Value;
use siar_db::billing::{self, Terms};
use siar_domain::{id::PackageId, permission::Permission};
use utoipa::ToSchema;

use super::packages::PackageView;
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State, openapi::Refusals,
};

const TIERS: [&str; 4] = ["basic", "pro", "business", "enterprise"];

/// What a package holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Basic plus", "price": "99000.00", "currency": "IDR", "period_months": 1, "monthly_quota": 30000, "messages_per_day": 1000, "contact_limit": 100000, "api_tier": "basic"}))]
pub struct PackageTerms {
    /// 1 to 100 characters, unique.
    #[schema(min_length = 1, max_length = 100, pattern = "\\S")]
    pub name: String,
    /// A sentence for people, 500 characters at the most.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub description: String,
    /// Exact decimal with at most two places.
    #[schema(pattern = r"^[0-9]{1,12}(\.[0-9]{1,2})?$", example = "99000.00")]
    pub price: String,
    /// Three capital letters.
    #[serde(default = "rupiah")]
    #[schema(pattern = "^[A-Z]{3}$", example = "IDR")]
    pub currency: String,
    /// Months that one payment lasts, 1 to 36.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 36)]
    pub period_months: i32,
    /// Messages of a month; null means unlimited.
    #[schema(minimum = 1)]
    pub monthly_quota: Option<i64>,
    /// Messages of a day; null means unlimited.
    #[schema(minimum = 1)]
    pub messages_per_day: Option<i64>,
    /// Contacts; null means unlimited.
    #[schema(minimum = 1)]
    pub contact_limit: Option<i64>,
    /// `basic`, `pro`, `business` or `enterprise`.
    #[schema(pattern = "^(basic|pro|business|enterprise)$", example = "basic")]
    pub api_tier: String,
    /// Flags of features.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub features: serde_json::Map<String, Value>,
    /// Whether it is sold.
    #[serde(default = "yes")]
    pub active: bool,
}

fn rupiah() -> String {
    "IDR".to_owned()
}
const fn one() -> i32 {
    1
}
const fn yes() -> bool {
    true
}

impl PackageTerms {
    fn checked(self) -> Result<Terms, ApiError> {
        let mut invalid = Invalid::new();
        invalid.length("name", self.name.trim(), 1, 100);
        invalid.length("description", &self.description, 0, 500);
        invalid.check(
            is_price(&self.price),
            "price",
            "not_a_price",
            "As 99000 or 99000.50.",
        );
        let currency =
            self.currency.len() == 3 && self.currency.bytes().all(|c| c.is_ascii_uppercase());
        invalid.check(
            currency,
            "currency",
            "unknown",
            "Three capital letters, as IDR.",
        );
        invalid.check(
            (1..=36).contains(&self.period_months),
            "period_months",
            "out_of_range",
            "1 to 36.",
        );
        for (field, count) in [
            ("monthly_quota", self.monthly_quota),
            ("messages_per_day", self.messages_per_day),
            ("contact_limit", self.contact_limit),
        ] {
            invalid.check(
                count.is_none_or(|count| count > 0),
                field,
                "out_of_range",
                "1 or more, or null for unlimited.",
            );
        }
        invalid.check(
            TIERS.contains(&self.api_tier.as_str()),
            "api_tier",
            "unknown",
            "basic, pro, business or enterprise.",
        );
        invalid.done()?;
        Ok(Terms {
            name: self.name.trim().to_owned(),
            description: self.description,
            price: self.price,
            currency: self.currency,
            period_months: self.period_months,
            monthly_quota: self.monthly_quota,
            messages_per_day: self.messages_per_day,
            contact_limit: self.contact_limit,
            api_tier: self.api_tier,
            features: Value::Object(self.features),
            active: self.active,
        })
    }
}

/// Up to twelve digits, and up to two after a point: exact, as the database keeps it.
fn is_price(text: &str) -> bool {
    let (whole, cents) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    digits(whole, 12) && digits(cents, 2)
}

/// Make a package
#[utoipa::path(
    tag = "admin",
    request_body = PackageTerms,
    responses(
        (status = 201, body = Envelope<PackageView>),
        (status = 409, description = "`already_exists`"),
        Refusals
    ),
    extensions(("x-permission" = json!("platform.write")))
)]
#[post("/admin/packages")]
pub(crate) async fn create_package(
    state: web::Data<State>,
    caller: Caller,
    Body(terms): Body<PackageTerms>,
) -> ApiResult<PackageView> {
    let by = caller.platform(Permission::PlatformWrite)?;
    let terms = terms.checked()?;
    let package = state
        .db
        .system(async |tx| billing::put_package(tx, None, &terms, by).await)
        .await?;
    let location = format!("/api/v1/admin/packages/{}", package.id);
    Ok(Answer::created(package.into(), location))
}

/// Change a package
///
/// All of its terms. Running subscriptions follow their package.
#[utoipa::path(
    tag = "admin",
    request_body = PackageTerms,
    params(("id" = PackageId, Path)),
    responses(
        (status = 200, body = Envelope<PackageView>),
        (status = 409, description = "`already_exists`"),
        Refusals
    ),
    extensions(("x-permission" = json!("platform.write")))
)]
#[put("/admin/packages/{id}")]
pub(crate) async fn replace_package(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<PackageId>,
    Body(terms): Body<PackageTerms>,
) -> ApiResult<PackageView> {
    let by = caller.platform(Permission::PlatformWrite)?;
    let terms = terms.checked()?;
    let id = id.into_inner();
    let package = state
        .db
        .system(async |tx| billing::put_package(tx, Some(id), &terms, by).await)
        .await
        .map_err(|error| match error {
            siar_db::DbError::NotFound => ApiError::not_found("package"),
            other => other.into(),
        })?;
    Ok(Answer::ok(package.into()))
}

#[cfg(test)]
mod tests {
    use super::is_price;

    #[test]
    fn a_price_is_an_exact_decimal() {
        for (text, fine) in [
            ("0", true),
            ("99000.5", true),
            ("999999999999.99", true),
            ("1000000000000", false),
            ("1.234", false),
            ("-1", false),
            ("1e3", false),
            ("1.", false),
            (".5", false),
            ("", false),
            ("NaN", false),
        ] {
            assert_eq!(is_price(text), fine, "{text}");
        }
    }
}
