//! A pairing code, for who cannot scan.

use actix_web::{post, web};
use serde::Deserialize;
use siar_actors::session::AskPairingCode;
use siar_db::tenants;
use siar_domain::{permission::Permission, phone::Phone};
use utoipa::ToSchema;

use super::{CodeView, no_answer, not_asked};
use crate::{
    Answer, ApiError, ApiResult, Body, Caller, Envelope, State, contacts::tenant_country,
    openapi::Refusals,
};

/// PhoneToPair phone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "+6281234567890"}))]
pub struct PhoneToPair {
    /// The account's own number as one dials it; without a country code one of the tenant's country.
    #[schema(example = "+6281234567890")]
    pub phone: String,
}

/// Ask for a pairing code instead of a QR code
///
/// The session must be running and wait to be linked. The code is typed on the phone: Linked devices, Link with phone number.
#[utoipa::path(
    tag = "session",
    request_body = PhoneToPair,
    responses(
        (status = 200, body = Envelope<CodeView>),
        (status = 409, description = "`session_not_running`: it does not wait to be linked"),
        (status = 502, description = "`engine_failed`: WhatsApp did not give one"),
        Refusals
    ),
    extensions(("x-permission" = json!("session.manage")))
)]
#[post("/session/pairing-code")]
pub(crate) async fn pairing_code(
    state: web::Data<State>,
    caller: Caller,
    Body(whose): Body<PhoneToPair>,
) -> ApiResult<CodeView> {
    let scope = caller.allowed(Permission::SessionManage)?;
    let country = state
        .db
        .tenant(scope, async |tx| {
            tenant_country(&tenants::get(tx, scope.tenant()).await?.country)
        })
        .await?;
    let phone = Phone::parse(&whose.phone, country)
        .map_err(|error| ApiError::invalid("phone", error.code(), error.to_string()))?;
    let question = AskPairingCode {
        phone: phone.as_str().to_owned(),
    };
    let code = state
        .actors
        .ask_session(scope.tenant(), question)
        .await
        .map_err(not_asked)?
        .map_err(no_answer)?;
    Ok(Answer::ok(code.into()))
}
