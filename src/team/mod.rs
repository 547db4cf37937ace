//! Teams (ACC-6): the people of a business and those who run the platform, who is invited, and who may change whom.

pub mod hand_over;
pub mod invitations;
pub mod members;
pub mod platform;

use actix_web::http::StatusCode;
use siar_db::team::{Refused, Team};
use siar_domain::{permission::Permission, team::Beyond};

use crate::{ApiError, Caller, State, auth::email, routes::Routes};

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(members::list::list_members)
        .service(members::change::change_member)
        .service(members::remove::remove_member)
        .service(members::reset_second_factor::reset_second_factor)
        .service(hand_over::hand_over)
        .service(invitations::list::list_invitations)
        .service(invitations::create::invite)
        .service(invitations::resend::resend_invitation)
        .service(invitations::withdraw::withdraw_invitation)
        .service(invitations::read::read_invitation)
        .service(invitations::accept::accept_invitation);
    platform::configure(routes);
}

/// The caller's own team, when the caller may do this with it.
fn own(caller: &Caller, permission: Permission) -> Result<Team, ApiError> {
    caller.allowed(permission)?;
    Ok(Team::of(caller.principal()))
}

/// Nobody has e-mails sent to others before the own address was shown to be the own: else anybody who signs up could use the server to write
/// to strangers.
fn may_write_to_others(state: &State, caller: &Caller) -> Result<(), ApiError> {
    if state.mailer.reaches_people() && !caller.principal().email_verified {
        return Err(email::not_confirmed());
    }
    Ok(())
}

/// What somebody is told whose wish would reach too far.
fn refusal(refused: Refused) -> ApiError {
    match refused {
        Refused::Missing => ApiError::not_found("member"),
        Refused::Yourself => ApiError::conflict(
            "own_account",
            "Nobody changes or removes their own account: ask another owner, or transfer the ownership.",
        ),
        Refused::Beyond(beyond) => beyond_own(beyond),
        Refused::NoLonger => ApiError::forbidden("Your account was changed a moment ago."),
        Refused::Disabled => ApiError::conflict(
            "member_disabled",
            "This account is deactivated: activate it first.",
        ),
    }
}

/// 403: nobody gives, or takes, more than they have.
fn beyond_own(beyond: Beyond) -> ApiError {
    match beyond {
        Beyond::Head => ApiError::new(
            StatusCode::FORBIDDEN,
            "owners_only",
            "Only an owner makes, changes or removes an owner.",
        ),
        Beyond::Permission(permission) => {
            ApiError::forbidden(format!("You lack the permission {permission} yourself."))
                .with_details(serde_json::json!({ "permission": permission }))
        }
    }
}
