//! One's own address, and what became of the e-mail about it.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::{DbError, addresses, mail};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// The address that the caller logs in with.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnEmail {
    /// The address.
    pub email: String,
    /// It was confirmed.
    pub verified: bool,
    /// The address that will take its place once it is confirmed.
    pub pending: Option<String>,
    /// The newest e-mail with a link to confirm an address.
    pub delivery: Option<EmailDelivery>,
    /// This server sends e-mail. Where it does not, nothing asks for a confirmed address.
    pub sends_email: bool,
}

/// What became of an e-mail.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmailDelivery {
    /// The address it went to.
    pub to: String,
    /// `queued`, `sending`, `sent`, `refused` (by the recipient's server), `expired` (not delivered within a day) or `not_configured`.
    #[schema(example = "sent")]
    pub state: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// One's own address
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = Envelope<OwnEmail>), Refusals),
    extensions(("x-permission" = json!("login")))
)]
#[get("/auth/email")]
pub(crate) async fn read_email(state: web::Data<State>, caller: Caller) -> ApiResult<OwnEmail> {
    let user = caller.user();
    let (pending, newest) = state
        .db
        .system(async |tx| {
            let pending = addresses::pending(tx, user).await?;
            let newest = mail::latest(tx, user, &["verify_email", "confirm_new_address"]).await?;
            Ok::<_, DbError>((pending, newest))
        })
        .await?;
    let principal = caller.principal();
    Ok(Answer::ok(OwnEmail {
        email: principal.email.clone(),
        verified: principal.email_verified,
        pending,
        delivery: newest.map(|email| EmailDelivery {
            to: email.to,
            state: email.state,
            created_at: email.created_at,
        }),
        sends_email: state.mailer.reaches_people(),
    }))
}
