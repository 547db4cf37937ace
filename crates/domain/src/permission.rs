//! Roles and what they may do (ACC-3). A handler asks for a [`Permission`], never for a role.

macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word used in the database and the API.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        // Not derived: the derive does not see a word that a macro hands on.
        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::Schema> {
                ::utoipa::openapi::ObjectBuilder::new()
                    .schema_type(::utoipa::openapi::Type::String)
                    .description(Some(concat!($($doc),*).trim()))
                    .enum_values(Some(Self::ALL.iter().map(|value| value.as_str())))
                    .into()
            }
        }
        impl ::utoipa::ToSchema for $name {}
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl ::std::str::FromStr for $name {
            type Err = $crate::session::UnknownState;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
                    .ok_or_else(|| $crate::session::UnknownState(text.to_owned()))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What a login is. The first four belong to a tenant, the others to the platform.
    Role {
        /// Everything in its tenant.
        Owner = "owner",
        /// Everything but the account's ownership and money.
        Supervisor = "supervisor",
        /// Daily work: contacts, messages.
        Operator = "operator",
        /// Looks, changes nothing.
        Viewer = "viewer",
        /// Everything on the platform.
        SuperAdmin = "super_admin",
        /// Runs the platform.
        Admin = "admin",
        /// Looks at the platform, changes nothing.
        Auditor = "auditor",
    }
}

words! {
    /// One thing a login may be allowed to do.
    Permission {
        /// See the session and its history.
        SessionRead = "session.read",
        /// Start, stop, link and log out the session; set its pace.
        SessionManage = "session.manage",
        /// See contacts, lists, imports and the suppression register.
        ContactsRead = "contacts.read",
        /// Create, change, import and delete them.
        ContactsWrite = "contacts.write",
        /// See templates.
        TemplatesRead = "templates.read",
        /// Create and change templates.
        TemplatesWrite = "templates.write",
        /// See campaigns, their recipients and reports.
        CampaignsRead = "campaigns.read",
        /// Prepare campaigns: create, edit, delete a draft.
        CampaignsWrite = "campaigns.write",
        /// Start, schedule, pause, resume, cancel and retry.
        CampaignsSend = "campaigns.send",
        /// See the tenant's quota and subscription.
        QuotaRead = "quota.read",
        /// See the tenant's own settings.
        TenantRead = "tenant.read",
        /// Change the tenant's own settings.
        TenantWrite = "tenant.write",
        /// Read the event stream.
        EventsRead = "events.read",
        /// See who is on the team, and who is invited.
        TeamRead = "team.read",
        /// Invite people, change their roles, deactivate and remove them.
        TeamManage = "team.manage",
        /// See the platform: customers, sessions, actors, packages.
        PlatformRead = "platform.read",
        /// Change the platform: assign packages, restart and stop actors.
        PlatformWrite = "platform.write",
        /// See who runs the platform; invite and remove them, change their roles.
        PlatformUsers = "platform.users",
    }
}

impl Permission {
    /// Whether it is about the platform rather than about one tenant.
    #[must_use]
    pub const fn is_of_platform(self) -> bool {
        matches!(
            self,
            Self::PlatformRead | Self::PlatformWrite | Self::PlatformUsers
        )
    }
}

impl Role {
    /// Whether this role belongs to the platform rather than to a tenant.
    #[must_use]
    pub const fn is_platform(self) -> bool {
        matches!(self, Self::SuperAdmin | Self::Admin | Self::Auditor)
    }

    /// Whether the role stands at the head of its team: an owner of a business, a super administrator of the platform. A team always has
    /// one, and only one of them makes, changes or removes another.
    #[must_use]
    pub const fn is_head(self) -> bool {
        matches!(self, Self::Owner | Self::SuperAdmin)
    }

    /// Whether the role carries `permission` by itself; a user may hold further ones.
    #[must_use]
    pub const fn grants(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Owner => !permission.is_of_platform(),
            Self::Supervisor => {
                !permission.is_of_platform()
                    && !matches!(permission, P::TenantWrite | P::TeamManage)
            }
            Self::Operator => matches!(
                permission,
                P::SessionRead
                    | P::ContactsRead
                    | P::ContactsWrite
                    | P::TemplatesRead
                    | P::CampaignsRead
                    | P::CampaignsWrite
                    | P::QuotaRead
                    | P::TenantRead
                    | P::EventsRead
                    | P::TeamRead
            ),
            Self::Viewer => matches!(
                permission,
                P::SessionRead
                    | P::ContactsRead
                    | P::TemplatesRead
                    | P::CampaignsRead
                    | P::QuotaRead
                    | P::TenantRead
                    | P::EventsRead
                    | P::TeamRead
            ),
            Self::SuperAdmin => permission.is_of_platform(),
            Self::Admin => {
                matches!(permission, P::PlatformRead | P::PlatformWrite)
            }
            Self::Auditor => matches!(permission, P::PlatformRead),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tenant_role_reaches_the_platform_and_no_platform_role_a_tenant() {
        for role in Role::ALL {
            for permission in Permission::ALL {
                if role.is_platform() != permission.is_of_platform() {
                    assert!(!role.grants(*permission), "{role} {permission}");
                }
            }
        }
    }

    #[test]
    fn a_viewer_changes_nothing() {
        for permission in Permission::ALL {
            if Role::Viewer.grants(*permission) {
                assert!(permission.as_str().ends_with(".read"), "{permission}");
            }
        }
    }
}
