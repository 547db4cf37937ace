//! Off without a code, by the server's operator: for the administrator whom nobody else can help.

use siar_db::{
    Db, accounts,
    logins::{self, Revoked},
    second_factors,
};

use crate::{ApiError, auth::address};

/// Turns the second factor of the user with this address off, and ends all log-ins.
///
/// # Errors
/// 404 when nobody has the address, 409 when there is no second factor.
pub async fn reset(db: &Db, email: &str) -> Result<(), ApiError> {
    let email = address::normal(email);
    db.system(async |tx| {
        let known = accounts::credentials(tx, &email).await?;
        let user = known.ok_or_else(|| ApiError::not_found("user"))?.user;
        if !second_factors::remove(tx, user, None).await? {
            return Err(super::not_enabled());
        }
        Ok(logins::revoke_all(tx, user, None, Revoked::ByHand).await?)
    })
    .await
}
