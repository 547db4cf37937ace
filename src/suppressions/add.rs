//! Put numbers on the register.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use siar_db::suppressions::{self, Source};
use siar_domain::{
    permission::Permission,
    phone::{Country, Phone},
};
use utoipa::ToSchema;

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Invalid, LargeBody, State, contacts,
    openapi::Refusals,
};

/// Numbers not to message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phones": ["0812 3456 7890", "+6281300000013"], "country": "ID"}))]
pub struct Numbers {
    /// 1 to 10,000 numbers as people write them; kept in E.164. Also numbers that no numbering plan knows.
    #[schema(min_items = 1, max_items = 10000)]
    pub phones: Vec<String>,
    /// Country of numbers without an international prefix; the tenant's where absent.
    pub country: Option<Country>,
}

/// What changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suppressed {
    /// The numbers that were not on the register before, or of which it was unclear whether they belong there.
    pub added: Vec<String>,
    /// What is no number: it is not on the register.
    pub rejected: Vec<NoNumber>,
}

/// A text that is no number.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoNumber {
    /// Its place in `phones`, from 0.
    pub place: usize,
    /// What is wrong, as in `phone_not_a_number`.
    pub code: &'static str,
    /// The same in words.
    pub message: String,
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
    body: LargeBody<Numbers>,
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
    // Read before the transaction: meanwhile the connection is others'.
    let country = contacts::country_of(&state, scope, country).await?;
    let read = web::block(move || read(&phones, country));
    let (phones, rejected) = read.await.map_err(ApiError::internal)??;
    let added = state
        .db
        .tenant(scope, async |tx| {
            let added = suppressions::add(tx, scope, &phones, Source::ByHand, None).await?;
            Ok::<_, ApiError>(Suppressed { added, rejected })
        })
        .await?;
    Ok(Answer::ok(added))
}

/// The numbers in E.164, and what is none: one odd number keeps nobody off the register.
///
/// # Errors
/// 422 where none is a number.
fn read(typed: &[String], country: Country) -> Result<(Vec<String>, Vec<NoNumber>), ApiError> {
    let mut invalid = Invalid::new();
    let mut phones = Vec::with_capacity(typed.len());
    let mut rejected = Vec::new();
    for (place, text) in typed.iter().enumerate() {
        match Phone::parse_any(text, country) {
            Ok(phone) => phones.push(phone.to_string()),
            Err(error) => {
                let message = error.to_string();
                invalid.add(&format!("phones[{place}]"), error.code(), message.as_str());
                rejected.push(NoNumber {
                    place,
                    code: error.code(),
                    message,
                });
            }
        }
    }
    if phones.is_empty() {
        invalid.done()?;
    }
    Ok((phones, rejected))
}
