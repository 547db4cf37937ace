//! The second factor (ACC-2): a code of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, thirty seconds, which all apps speak),
//! or one of ten recovery codes.

mod code;
pub mod disable;
pub mod enable;
pub mod recovery_codes;
mod reset;
pub mod set_up;
pub mod status;

use crate::{ApiError, routes::Routes};

pub(crate) use code::{check, confirm, typed};
pub use reset::reset;

/// The endpoints of this area.
pub(super) fn configure(routes: &mut Routes<'_>) {
    routes
        .service(status::second_factor)
        .service(set_up::set_up_second_factor)
        .service(enable::enable_second_factor)
        .service(recovery_codes::replace_recovery_codes)
        .service(disable::disable_second_factor);
}

/// 409: there is none.
fn not_enabled() -> ApiError {
    ApiError::conflict(
        "second_factor_off",
        "Two-factor authentication is not turned on.",
    )
}
