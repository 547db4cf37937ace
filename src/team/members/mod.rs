//! The people of a team.

pub mod change;
pub mod list;
pub mod remove;
pub mod reset_second_factor;

use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::team::Member;
use siar_domain::{
    id::UserId,
    permission::{Permission, Role},
};
use utoipa::ToSchema;

/// Somebody of a team.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Member)]
pub struct MemberView {
    /// The user.
    pub id: UserId,
    /// The caller.
    pub you: bool,
    /// The address to log in with.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// Permissions beyond the role's.
    pub permissions: Vec<Permission>,
    /// The user may not log in.
    pub disabled: bool,
    /// The address was confirmed.
    pub email_verified: bool,
    /// Log-ins ask for a code.
    pub second_factor: bool,
    /// When the user came.
    pub created_at: DateTime<Utc>,
    /// When the user was last there, give or take a quarter of an hour; null before the first log-in.
    pub last_seen_at: Option<DateTime<Utc>>,
}

impl MemberView {
    /// As `caller` sees it.
    pub(super) fn of(member: Member, caller: UserId) -> Self {
        Self {
            id: member.user,
            you: member.user == caller,
            email: member.email,
            name: member.name,
            role: member.rights.role,
            permissions: member.rights.extra,
            disabled: member.disabled,
            email_verified: member.email_verified,
            second_factor: member.second_factor,
            created_at: member.created_at,
            last_seen_at: member.last_seen_at,
        }
    }
}
