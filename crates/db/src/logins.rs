//! Logins: one per device, each a family of refresh tokens. Only hashes of tokens are kept.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Array, Bool, Bytea, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::json;
use siar_domain::{
    id::{LoginId, TenantId, UserId},
    permission::Permission,
    team::Rights,
};
use uuid::Uuid;

use crate::{By, DbError, Scope, Tx, audit, new_places};

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
    /// What the user may do.
    pub rights: Rights,
    /// The right to act for the user's tenant; none for users of the platform.
    pub scope: Option<Scope>,
    /// The tenant was suspended by the administrator.
    pub suspended: bool,
    /// The address was shown to be the user's.
    pub email_verified: bool,
    /// Log-ins ask for a code.
    pub second_factor: bool,
}

impl Principal {
    /// Whether the role or the user's own list carries `permission`.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.rights.carry(permission)
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
    #[diesel(sql_type = Bool)]
    suspended: bool,
    #[diesel(sql_type = Bool)]
    email_verified: bool,
    #[diesel(sql_type = Bool)]
    second_factor: bool,
}

/// The user behind a login, if neither was revoked or disabled, and the login has neither grown too old nor lain idle too long.
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
                u.email_verified_at IS NOT NULL AS email_verified,
                EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id AND f.enabled_at IS NOT NULL) AS second_factor
         FROM logins l JOIN users u ON u.id = l.user_id LEFT JOIN tenants t ON t.id = u.tenant_id
         WHERE l.id = $1 AND u.id = $2 AND l.revoked_at IS NULL AND u.disabled_at IS NULL AND l.created_at > $3 AND l.last_used_at > $4",
    )
    .bind::<SqlUuid, _>(login.0)
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now - LOGIN_LIFE)
    .bind::<Timestamptz, _>(tx.now - REFRESH_LIFE)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    row.map(|row| {
        Ok(Principal {
            user,
            login,
            email: row.email,
            name: row.name,
            rights: rights(&row.role, &row.permissions)?,
            scope: row
                .tenant_id
                .map(|tenant| Scope::of(TenantId(tenant), By::User(user))),
            suspended: row.suspended,
            email_verified: row.email_verified,
            second_factor: row.second_factor,
        })
    })
    .transpose()
}

/// What a user may do, as the row says.
///
/// # Errors
/// `Corrupt` for a role this release does not know. A permission that only a later release knows grants nothing here.
pub(crate) fn rights(role: &str, permissions: &[String]) -> Result<Rights, DbError> {
    Ok(Rights {
        role: role
            .parse()
            .map_err(|_| DbError::Corrupt(format!("role {role:?}")))?,
        extra: permissions
            .iter()
            .filter_map(|word| word.parse().ok())
            .collect(),
    })
}

/// How long a refresh token works, from its issue.
pub const REFRESH_LIFE: TimeDelta = TimeDelta::days(7);
/// How long a login lasts, however often it is refreshed.
pub const LOGIN_LIFE: TimeDelta = TimeDelta::days(30);
/// How long after its use a refresh token may be shown again without ending the login: two tabs of a browser that refresh at once, or a
/// client that repeats a request whose answer it lost. It gains nothing by it but the news that it came second.
pub const REFRESH_GRACE: TimeDelta = TimeDelta::seconds(10);

/// From where somebody logs in, for the list of one's own logins.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The address.
    pub ip: Option<String>,
    /// What the client calls itself.
    pub user_agent: Option<String>,
}

/// Opens a login for somebody who has just shown who they are, and stores the hash of its first refresh token. One from a place that was not seen before is told by e-mail.
///
/// # Errors
/// [`DbError`].
pub async fn open(
    tx: &mut Tx,
    user: UserId,
    tenant: Option<TenantId>,
    refresh_hash: &[u8],
    from: &Origin,
) -> Result<LoginId, DbError> {
    let login = LoginId(Uuid::now_v7());
    sql_query(
        "INSERT INTO logins (id, tenant_id, user_id, created_at, last_used_at, confirmed_at, ip, user_agent)
         VALUES ($1, $2, $3, $4, $4, $4, $5, $6)",
    )
    .bind::<SqlUuid, _>(login.0)
    .bind::<Nullable<SqlUuid>, _>(tenant.map(|tenant| tenant.0))
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Nullable<Text>, _>(from.ip.as_deref())
    .bind::<Nullable<Text>, _>(from.user_agent.as_deref())
    .execute(&mut *tx.conn)
    .await?;
    issue(tx, login, tenant.map(|tenant| tenant.0), refresh_hash).await?;
    let detail = json!({ "ip": from.ip });
    audit::note(
        tx,
        tenant,
        Some(user),
        "login.opened",
        &login.to_string(),
        detail,
    )
    .await?;
    new_places::tell(tx, user, login, from).await?;
    Ok(login)
}

async fn issue(
    tx: &mut Tx,
    login: LoginId,
    tenant: Option<Uuid>,
    refresh_hash: &[u8],
) -> Result<(), DbError> {
    sql_query(
        "INSERT INTO refresh_tokens (token_hash, tenant_id, login_id, issued_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind::<Bytea, _>(refresh_hash)
    .bind::<Nullable<SqlUuid>, _>(tenant)
    .bind::<SqlUuid, _>(login.0)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Timestamptz, _>(tx.now + REFRESH_LIFE)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

/// What became of a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// The old token is used up, the new one works.
    Rotated {
        /// Whose.
        user: UserId,
        /// Which login.
        login: LoginId,
    },
    /// The token was used up a moment ago by another request: nothing was changed.
    CameSecond,
    /// An old token was shown again: somebody else may hold it, so the whole login was revoked.
    Reused {
        /// Which login.
        login: LoginId,
    },
    /// Unknown, expired, or of a login that has ended.
    Ended,
}

#[derive(QueryableByName)]
struct Shown {
    #[diesel(sql_type = SqlUuid)]
    login_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Timestamptz)]
    expires_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    used_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Bool)]
    in_force: bool,
}

/// Uses up a refresh token and stores its successor. Of two at once one wins; the row's lock decides.
///
/// # Errors
/// [`DbError`].
pub async fn refresh(tx: &mut Tx, old_hash: &[u8], new_hash: &[u8]) -> Result<Refreshed, DbError> {
    let shown: Option<Shown> = sql_query(
        "SELECT r.login_id, l.user_id, r.tenant_id, r.expires_at, r.used_at,
                l.revoked_at IS NULL AND u.disabled_at IS NULL AND l.created_at > $2 AS in_force
         FROM refresh_tokens r JOIN logins l ON l.id = r.login_id JOIN users u ON u.id = l.user_id
         WHERE r.token_hash = $1 FOR UPDATE OF r",
    )
    .bind::<Bytea, _>(old_hash)
    .bind::<Timestamptz, _>(tx.now - LOGIN_LIFE)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(shown) = shown.filter(|shown| shown.in_force) else {
        return Ok(Refreshed::Ended);
    };
    let login = LoginId(shown.login_id);
    if let Some(used_at) = shown.used_at {
        if tx.now - used_at < REFRESH_GRACE {
            return Ok(Refreshed::CameSecond);
        }
        revoke(tx, login, Revoked::Reuse).await?;
        return Ok(Refreshed::Reused { login });
    }
    if shown.expires_at <= tx.now {
        return Ok(Refreshed::Ended);
    }
    sql_query(
        "WITH used AS (UPDATE refresh_tokens SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL)
         UPDATE logins SET last_used_at = $2 WHERE id = $3",
    )
    .bind::<Bytea, _>(old_hash)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<SqlUuid, _>(login.0)
    .execute(&mut *tx.conn)
    .await?;
    issue(tx, login, shown.tenant_id, new_hash).await?;
    Ok(Refreshed::Rotated {
        user: UserId(shown.user_id),
        login,
    })
}

/// The login of a refresh token, used up or not.
///
/// # Errors
/// [`DbError`].
pub async fn of_refresh(tx: &mut Tx, hash: &[u8]) -> Result<Option<LoginId>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        login_id: Uuid,
    }
    let row: Option<Row> = sql_query("SELECT login_id FROM refresh_tokens WHERE token_hash = $1")
        .bind::<Bytea, _>(hash)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    Ok(row.map(|row| LoginId(row.login_id)))
}

/// A login in force.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its id.
    pub id: LoginId,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last refreshed.
    pub last_used_at: DateTime<Utc>,
    /// From where it was opened.
    pub from: Origin,
}

#[derive(QueryableByName)]
struct ListedRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    last_used_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Text>)]
    ip: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    user_agent: Option<String>,
}

/// The user's logins that are in force, the latest used first; at most 100.
///
/// # Errors
/// [`DbError`].
pub async fn list(tx: &mut Tx, user: UserId) -> Result<Vec<Listed>, DbError> {
    let rows: Vec<ListedRow> = sql_query(
        "SELECT id, created_at, last_used_at, ip, user_agent FROM logins
         WHERE user_id = $1 AND revoked_at IS NULL AND last_used_at > $2 AND created_at > $3
         ORDER BY last_used_at DESC, id DESC LIMIT 100",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now - REFRESH_LIFE)
    .bind::<Timestamptz, _>(tx.now - LOGIN_LIFE)
    .load(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            id: LoginId(row.id),
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            from: Origin {
                ip: row.ip,
                user_agent: row.user_agent,
            },
        })
        .collect())
}

/// Ends a login of this user. `false` when the user has none of this id; true also when it had ended already.
///
/// # Errors
/// [`DbError`].
pub async fn end_own(tx: &mut Tx, user: UserId, login: LoginId) -> Result<bool, DbError> {
    let own: Option<Owned> = sql_query("SELECT id FROM logins WHERE id = $1 AND user_id = $2")
        .bind::<SqlUuid, _>(login.0)
        .bind::<SqlUuid, _>(user.0)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    let Some(own) = own else { return Ok(false) };
    revoke(tx, LoginId(own.id), Revoked::ByHand).await?;
    Ok(true)
}

#[derive(QueryableByName)]
struct Owned {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Why a login was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revoked {
    /// Logged out.
    Logout,
    /// An old refresh token was shown again.
    Reuse,
    /// The password was changed or reset.
    PasswordChanged,
    /// By the user or the administrator.
    ByHand,
}

impl Revoked {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Logout => "logout",
            Self::Reuse => "reuse",
            Self::PasswordChanged => "password_changed",
            Self::ByHand => "by_hand",
        }
    }
}

#[derive(QueryableByName)]
struct Ended {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
}

impl Ended {
    async fn note(self, tx: &mut Tx, why: Revoked) -> Result<(), DbError> {
        audit::note(
            tx,
            self.tenant_id.map(TenantId),
            Some(UserId(self.user_id)),
            "login.ended",
            &LoginId(self.id).to_string(),
            json!({ "why": why.as_str() }),
        )
        .await
    }
}

/// Ends a login; one that has ended stays as it is.
///
/// # Errors
/// [`DbError`].
pub async fn revoke(tx: &mut Tx, login: LoginId, why: Revoked) -> Result<(), DbError> {
    let ended: Option<Ended> = sql_query(
        "UPDATE logins SET revoked_at = $2, revoked_reason = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING id, user_id, tenant_id",
    )
    .bind::<SqlUuid, _>(login.0)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Text, _>(why.as_str())
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    match ended {
        Some(ended) => ended.note(tx, why).await,
        None => Ok(()),
    }
}

/// Ends all logins of a user but one. Those that could still be used are noted each.
///
/// # Errors
/// [`DbError`].
pub async fn revoke_all(
    tx: &mut Tx,
    user: UserId,
    but: Option<LoginId>,
    why: Revoked,
) -> Result<(), DbError> {
    let ended: Vec<Ended> = sql_query(
        "WITH ended AS (
             UPDATE logins SET revoked_at = $2, revoked_reason = $3
             WHERE user_id = $1 AND revoked_at IS NULL AND ($4 IS NULL OR id <> $4) RETURNING id, user_id, tenant_id, created_at, last_used_at)
         SELECT id, user_id, tenant_id FROM ended WHERE created_at > $5 AND last_used_at > $6 ORDER BY id",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Text, _>(why.as_str())
    .bind::<Nullable<SqlUuid>, _>(but.map(|login| login.0))
    .bind::<Timestamptz, _>(tx.now - LOGIN_LIFE)
    .bind::<Timestamptz, _>(tx.now - REFRESH_LIFE)
    .load(&mut *tx.conn)
    .await?;
    for one in ended {
        one.note(tx, why).await?;
    }
    Ok(())
}

/// From which addresses the user has logged in lately.
///
/// # Errors
/// [`DbError`].
pub async fn opened_from(tx: &mut Tx, user: UserId) -> Result<Vec<String>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        ip: String,
    }
    let rows: Vec<Row> = sql_query(
        "SELECT DISTINCT ip FROM (SELECT ip FROM logins WHERE user_id = $1 AND ip IS NOT NULL AND last_used_at > $2 ORDER BY id DESC LIMIT 200) latest",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now - new_places::REMEMBERED)
    .load(&mut *tx.conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.ip).collect())
}
