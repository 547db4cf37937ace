//! The QR code that waits to be scanned, as text.

use actix_web::{get, web};
use siar_actors::session::AskCodes;
use siar_domain::permission::Permission;

use super::{CodeView, not_asked};
use crate::{Answer, ApiError, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// The QR code that waits to be scanned
///
/// WhatsApp replaces it every 20 seconds or so; every new one comes over the stream as `qr-code`.
#[utoipa::path(
    tag = "session",
    responses(
        (status = 200, body = Envelope<CodeView>),
        (status = 409, description = "`no_qr`: none is waiting"),
        Refusals
    ),
    extensions(("x-permission" = json!("session.manage")))
)]
#[get("/session/qr")]
pub(crate) async fn qr(state: web::Data<State>, caller: Caller) -> ApiResult<CodeView> {
    let code = waiting(&state, &caller).await?;
    Ok(Answer::ok(code))
}

/// The code that waits now.
pub(super) async fn waiting(state: &State, caller: &Caller) -> Result<CodeView, ApiError> {
    // Whoever has the code can link a phone of their own: it is for those who manage the session.
    let scope = caller.allowed(Permission::SessionManage)?;
    let codes = state
        .actors
        .ask_session(scope.tenant(), AskCodes)
        .await
        .map_err(not_asked)?;
    codes.qr.map(CodeView::from).ok_or_else(|| {
        ApiError::conflict(
            "no_qr",
            "No QR code is waiting to be scanned at the moment. Start the session and wait for the next one.",
        )
    })
}
