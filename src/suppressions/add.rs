//! Put numbers on the register.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use siar_db::{
    suppressions::{self, Source},
    tenants,
};
use siar_domain::{
    permission::Permission,
    phone::{Country, Phone},
};
use utoipa::ToSchema;

use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State, openapi::Refusals,
};

/// Numbers not to message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// 1 to 10,000 numbers as people write them; kept in E.164.
    #[schema(min_items = 1, max_items = 10000)]
    pub phones: Vec<String>,
    /// Country of numbers without an international prefix; the tenant's where absent.
    pub country: Option<Country>,
}

/// What changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suppressed {
    /// The numbers that were not on the register before.
    pub added: Vec<String>,
}

/// Put numbers on the do-not-message register
#[utoipa::path(
    tag = "suppressions",
    request_body = Numbers,
    responses((status = 200, body = Envelope<Suppressed>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/suppressions")]
pub(crate) async fn add(
    state: web::Data<State>,
    caller: Caller,
    body: Body<Numbers>,
) -> ApiResult<Suppressed> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    Invalid::new()
        .check(
            (1..=10_000).contains(&body.0.phones.len()),
            "phones",
            "out_of_range",
            "Name 1 to 10,000 numbers.",
        )
        .done()?;
    let Numbers { phones, country } = body.0;
    let added = state
        .db
        .tenant(scope, async |tx| {
            let country = match country {
                Some(country) => country,
                None => crate::contacts::tenant_country(
                    &tenants::get(tx, scope.tenant()).await?.country,
                )?,
            };
            let phones = read(&phones, country)?;
            suppressions::add(tx, scope, &phones, Source::ByHand, None)
                .await
                .map_err(ApiError::from)
        })
        .await?;
    Ok(Answer::ok(Suppressed { added }))
}

/// The numbers in E.164.
///
/// # Errors
/// 422 with every one that is none.
fn read(typed: &[String], country: Country) -> Result<Vec<String>, ApiError> {
    let mut invalid = Invalid::new();
    let mut phones = Vec::with_capacity(typed.len());
    for (place, text) in typed.iter().enumerate() {
        match Phone::parse(text, country) {
            Ok(phone) => phones.push(phone.to_string()),
            Err(error) => {
                let field = format!("phones[{place}]");
                invalid.check(false, &field, error.code(), &error.to_string());
            }
        }
    }
    invalid.done()?;
    Ok(phones)
}
