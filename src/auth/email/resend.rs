//! The e-mail that confirms an address, once more.

use actix_web::{HttpRequest, post, web};
use siar_db::{
    DbError,
    accounts::{self, Purpose},
    mail,
};
use siar_domain::mail::Mail;

use super::{no_mail_server, throttle_account};
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, State,
    auth::{register::VERIFY_LIFE, secret, throttle},
    envelope::Done,
    openapi::Refusals,
};

/// Send the link that confirms the address again
///
/// Earlier links are void. Three at once, then one every twenty minutes.
#[utoipa::path(
    tag = "auth",
    responses(
        (status = 202, description = "It is on its way", body = Envelope<Done>),
        (status = 409, description = "`already_verified`; `no_mail_server`: this server sends no e-mail", body = crate::error::ErrorBody),
        Refusals,
    ),
    extensions(("x-permission" = json!("login")))
)]
#[post("/auth/email/resend")]
pub(crate) async fn resend_confirmation(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
) -> ApiResult<Done> {
    if caller.principal().email_verified {
        return Err(ApiError::conflict(
            "already_verified",
            "Your address is confirmed already.",
        ));
    }
    if !state.mailer.reaches_people() {
        return Err(no_mail_server());
    }
    throttle::check(&state, &request, throttle::Kind::Forgot).await?;
    throttle_account(&state, caller.user()).await?;
    let user = caller.user();
    let tenant = caller
        .principal()
        .scope
        .as_ref()
        .map(siar_db::Scope::tenant);
    let (token, hash) = secret::fresh()?;
    let expires_at = state.clock.now() + VERIFY_LIFE;
    state
        .db
        .system(async |tx| {
            accounts::issue_link(tx, Some(user), Purpose::VerifyEmail, &hash, expires_at).await?;
            let link = state.mailer.link(tenant, &token, expires_at)?;
            mail::enqueue_to_user(tx, user, &Mail::VerifyEmail, Some(link)).await?;
            Ok::<_, DbError>(())
        })
        .await?;
    Ok(Answer::accepted(Done {}))
}
