//! Teams (ACC-6): who may invite, change and remove whom. The team of a business and that of the platform follow the same rules.

use chrono::TimeDelta;

use crate::permission::{Permission, Role, words};

words! {
    /// A role that somebody in the team of a business can be given. Owner is none: the ownership is transferred.
    TeamRole {
        /// Everything but the account's ownership and money.
        Supervisor = "supervisor",
        /// Daily work: contacts, messages.
        Operator = "operator",
        /// Looks, changes nothing.
        Viewer = "viewer",
    }
}

words! {
    /// A role in the team that runs the platform.
    PlatformRole {
        /// Everything on the platform.
        SuperAdmin = "super_admin",
        /// Runs the platform.
        Admin = "admin",
        /// Looks at the platform, changes nothing.
        Auditor = "auditor",
    }
}

impl From<TeamRole> for Role {
    fn from(role: TeamRole) -> Self {
        match role {
            TeamRole::Supervisor => Self::Supervisor,
            TeamRole::Operator => Self::Operator,
            TeamRole::Viewer => Self::Viewer,
        }
    }
}

impl From<PlatformRole> for Role {
    fn from(role: PlatformRole) -> Self {
        match role {
            PlatformRole::SuperAdmin => Self::SuperAdmin,
            PlatformRole::Admin => Self::Admin,
            PlatformRole::Auditor => Self::Auditor,
        }
    }
}

/// People and open invitations of one team at the most.
pub const LARGEST_TEAM: usize = 200;

/// How long an invitation can be accepted.
pub const INVITATION_LIFE: TimeDelta = TimeDelta::days(7);

/// What somebody may do: the role's permissions and further ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// The role.
    pub role: Role,
    /// Permissions beyond the role's.
    pub extra: Vec<Permission>,
}

impl Rights {
    /// Those of a role alone.
    #[must_use]
    pub const fn of(role: Role) -> Self {
        Self {
            role,
            extra: Vec::new(),
        }
    }

    /// Whether they carry `permission`. Extra permissions never cross from tenant to platform.
    #[must_use]
    pub fn carry(&self, permission: Permission) -> bool {
        self.role.grants(permission)
            || (permission.is_of_platform() == self.role.is_platform()
                && self.extra.contains(&permission))
    }

    /// Whether somebody with these rights may give others `given`, or touch the account of somebody who has them: nobody hands out, or
    /// takes away, more than they have.
    ///
    /// # Errors
    /// [`Beyond`]: what is missing.
    pub fn cover(&self, given: &Self) -> Result<(), Beyond> {
        if given.role.is_head() && !self.role.is_head() {
            return Err(Beyond::Head);
        }
        let lacks =
            |permission: &&Permission| given.carry(**permission) && !self.carry(**permission);
        match Permission::ALL.iter().find(lacks) {
            Some(permission) => Err(Beyond::Permission(*permission)),
            None => Ok(()),
        }
    }
}

/// Rights that reach beyond one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Only the head of a team makes, changes or removes a head.
    Head,
    /// Nobody gives a permission that they lack.
    Permission(Permission),
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select, sample::subsequence};

    use super::*;

    fn rights() -> impl Strategy<Value = Rights> {
        let extra = subsequence(Permission::ALL.to_vec(), 0..=Permission::ALL.len());
        (select(Role::ALL.to_vec()), extra).prop_map(|(role, extra)| Rights { role, extra })
    }

    proptest! {
        #[test]
        fn nobody_gives_more_than_they_have(own in rights(), given in rights()) {
            let more = Permission::ALL.iter().any(|one| given.carry(*one) && !own.carry(*one));
            let head = given.role.is_head() && !own.role.is_head();
            prop_assert_eq!(own.cover(&given).is_err(), more || head);
        }

        #[test]
        fn no_rights_cross_between_businesses_and_the_platform(rights in rights()) {
            for permission in Permission::ALL {
                if rights.carry(*permission) {
                    prop_assert_eq!(permission.is_of_platform(), rights.role.is_platform());
                }
            }
        }
    }

    #[test]
    fn an_owner_gives_everything_and_a_manager_stays_below() {
        let owner = Rights::of(Role::Owner);
        for role in TeamRole::ALL {
            assert_eq!(owner.cover(&Rights::of((*role).into())), Ok(()), "{role}");
        }
        let manager = Rights {
            role: Role::Supervisor,
            extra: vec![Permission::TeamManage],
        };
        assert_eq!(manager.cover(&Rights::of(Role::Owner)), Err(Beyond::Head));
        assert_eq!(manager.cover(&Rights::of(Role::Supervisor)), Ok(()));
        let lord = Rights {
            role: Role::Viewer,
            extra: vec![Permission::TenantWrite],
        };
        assert_eq!(
            manager.cover(&lord),
            Err(Beyond::Permission(Permission::TenantWrite))
        );
        let admin = Rights::of(Role::Admin);
        assert_eq!(
            admin.cover(&Rights::of(Role::SuperAdmin)),
            Err(Beyond::Head)
        );
        assert_eq!(admin.cover(&Rights::of(Role::Auditor)), Ok(()));
    }
}
