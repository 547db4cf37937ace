//! Invitations: made and taken back by the team, accepted by whoever holds the link.

pub mod accept;
pub mod create;
pub mod list;
pub mod read;
pub mod resend;
pub mod withdraw;

use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use siar_db::{
    DbError, Tx,
    invitations::{self, Invitation},
    mail::{self, NewEmail},
};
use siar_domain::{
    id::InvitationId,
    mail::Mail,
    permission::{Permission, Role},
};
use utoipa::ToSchema;

use crate::{ApiError, State, windows::Rule};

/// Somebody who is invited and has not answered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Invitation)]
pub struct InvitationView {
    /// Its id.
    pub id: InvitationId,
    /// The address.
    pub email: String,
    /// The role that the user will have.
    pub role: Role,
    /// Permissions beyond the role's.
    pub permissions: Vec<Permission>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When the e-mail was sent last.
    pub sent_at: DateTime<Utc>,
    /// It can be accepted until then; send it again for another week.
    pub expires_at: DateTime<Utc>,
    /// The link, only here and only where this server sends no e-mail: hand it to the person yourself.
    pub link: Option<String>,
}

impl InvitationView {
    fn of(invitation: Invitation, link: Option<String>) -> Self {
        Self {
            id: invitation.id,
            email: invitation.email,
            role: invitation.rights.role,
            permissions: invitation.rights.extra,
            created_at: invitation.created_at,
            sent_at: invitation.sent_at,
            expires_at: invitation.expires_at,
            link,
        }
    }
}

/// What the team that runs the server is called in an invitation to it.
const PLATFORM: &str = "Siar";

/// Sends the link. Where no e-mail can be sent it is answered, for the one who invites to hand on.
async fn send(
    tx: &mut Tx,
    state: &State,
    invitation: &Invitation,
    token: &SecretString,
) -> Result<Option<String>, DbError> {
    let names = invitations::names(tx, invitation).await?;
    let mail = if invitation.is_for_new_business() {
        Mail::SignUpInvitation
    } else {
        let business = names.business.unwrap_or_else(|| PLATFORM.to_owned());
        Mail::Invitation {
            inviter: names.inviter.unwrap_or_else(|| business.clone()),
            business,
        }
    };
    if !state.mailer.reaches_people() {
        let page = mail.page().unwrap_or_default();
        let link =
            siar_domain::mail::link(&state.config.http.base_url(), page, token.expose_secret());
        return Ok(Some(link));
    }
    let link = state
        .mailer
        .link(invitation.tenant, token, invitation.expires_at)?;
    let email = NewEmail {
        tenant: invitation.tenant,
        user: None,
        to: &invitation.email,
        name: "",
        language: invitation.language.as_deref(),
        mail: &mail,
        link: Some(link),
    };
    mail::enqueue(tx, email).await?;
    Ok(None)
}

/// E-mails that one team can have sent: twenty at once, then one every three minutes.
const PER_TEAM: Rule = Rule {
    every: Duration::from_secs(180),
    burst: 20,
};

/// E-mails that one invitation can have sent: three at once, then one every twenty minutes.
const PER_INVITATION: Rule = Rule {
    every: Duration::from_secs(20 * 60),
    burst: 3,
};

/// Counts an e-mail to an address of somebody's choice.
async fn throttle(state: &State, key: &str, rule: Rule) -> Result<(), ApiError> {
    state
        .windows
        .take(key, rule, state.clock.now())
        .await
        .map_err(|wait| {
            ApiError::too_many(
                "too_many_emails",
                "These are many e-mails. Wait a little.",
                wait,
            )
        })
}
