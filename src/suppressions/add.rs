//! Put numbers on the register.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use siar_db::suppressions::{self, Source};
use siar_domain::{permission::Permission, phone::Phone};
use utoipa::ToSchema;

use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, Invalid, State, openapi::Refusals,
};

/// Numbers not to message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// 1 to 10,000 numbers in E.164.
    #[schema(min_items = 1, max_items = 10000)]
    pub phones: Vec<Phone>,
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
    let phones: Vec<String> = body.0.phones.iter().map(ToString::to_string).collect();
    let added = state
        .db
        .tenant(scope, async |tx| {
            suppressions::add(tx, scope, &phones, Source::ByHand, None)
                .await
                .map_err(ApiError::from)
        })
        .await?;
    Ok(Answer::ok(Suppressed { added }))
}
