//! Logins: one per device, each a family of refresh tokens. Only hashes of tokens are kept.

use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Array, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{LoginId, TenantId, UserId},
    permission::{Permission, Role},
};
use uuid::Uuid;

use crate::{By, DbError, Scope, Tx};

/// Who asks: a user whose login was just looked up and is in force.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The user.
    pub user: UserId,
    /// The login asked with.
    pub login: LoginId,
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// Permissions beyond the role's.
    pub extra: Vec<Permission>,
    /// The right to act for the user's tenant; none for users of the platform.
    pub scope: Option<Scope>,
    /// The tenant was suspended by the administrator.
    pub suspended: bool,
    /// The address was shown to be the user's.
    pub email_verified: bool,
}

impl Principal {
    /// Whether the role or the user's own list carries `permission`. Extra permissions never cross from tenant to platform.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.role.grants(permission)
            || (permission.is_of_platform() == self.role.is_platform()
                && self.extra.contains(&permission))
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    email: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Array<Text>)]
    permissions: Vec<String>,
    #[diesel(sql_type = diesel::sql_types::Bool)]
    suspended: bool,
    #[diesel(sql_type = diesel::sql_types::Bool)]
    email_verified: bool,
}

/// The user behind a login, if neither was revoked or disabled.
///
/// # Errors
/// [`DbError`]; `Corrupt` for a role this release does not know.
pub async fn principal(
    tx: &mut Tx,
    login: LoginId,
    user: UserId,
) -> Result<Option<Principal>, DbError> {
    let row: Option<Row> = sql_query(
        "SELECT u.tenant_id, u.email, u.name, u.role, u.permissions,
                coalesce(t.state = 'suspended', false) AS suspended,
                u.email_verified_at IS NOT NULL AS email_verified
         FROM logins l JOIN users u ON u.id = l.user_id LEFT JOIN tenants t ON t.id = u.tenant_id
         WHERE l.id = $1 AND u.id = $2 AND l.revoked_at IS NULL AND u.disabled_at IS NULL",
    )
    .bind::<SqlUuid, _>(login.0)
    .bind::<SqlUuid, _>(user.0)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    row.map(|row| {
        let role = row
            .role
            .parse()
            .map_err(|_| DbError::Corrupt(format!("role {:?}", row.role)))?;
        Ok(Principal {
            user,
            login,
            email: row.email,
            name: row.name,
            role,
            // A word that only a later release knows grants nothing here.
            extra: row
                .permissions
                .iter()
                .filter_map(|word| word.parse().ok())
                .collect(),
            scope: row
                .tenant_id
                .map(|tenant| Scope::of(TenantId(tenant), By::User(user))),
            suspended: row.suspended,
            email_verified: row.email_verified,
        })
    })
    .transpose()
}
