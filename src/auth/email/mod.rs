//! The address that somebody logs in with (ACC-1): confirmed, sent again, changed, brought back.

pub mod change;
pub mod confirm;
pub mod read;
pub mod resend;
pub mod restore;

use std::time::Duration;

use actix_web::http::StatusCode;
use siar_domain::id::UserId;

use crate::{ApiError, State, routes::Routes, windows::Rule};

/// The endpoints of this area.
pub(super) fn configure(routes: &mut Routes<'_>) {
    routes
        .service(read::read_email)
        .service(resend::resend_confirmation)
        .service(change::change_email)
        .service(confirm::confirm_email)
        .service(restore::restore_email);
}

/// E-mails that one account can have sent: three at once, then one every twenty minutes.
const PER_ACCOUNT: Rule = Rule {
    every: Duration::from_secs(20 * 60),
    burst: 3,
};

/// Counts an e-mail that the account has sent to an address of its choice.
async fn throttle_account(state: &State, user: UserId) -> Result<(), ApiError> {
    let key = format!("email-of:{user}");
    state
        .windows
        .take(&key, PER_ACCOUNT, state.clock.now())
        .await
        .map_err(|wait| {
            ApiError::too_many(
                "too_many_emails",
                "These are many e-mails. Look into your inbox, or wait a little.",
                wait,
            )
        })
}

/// 403: what waits for a confirmed address.
pub(crate) fn not_confirmed() -> ApiError {
    ApiError::new(
        StatusCode::FORBIDDEN,
        "email_not_confirmed",
        "Confirm the e-mail address of the account first: open the link in the e-mail, or ask for another one.",
    )
}

/// 409: nothing can be confirmed.
fn no_mail_server() -> ApiError {
    ApiError::conflict(
        "no_mail_server",
        "This server sends no e-mail: ask its operator.",
    )
}
