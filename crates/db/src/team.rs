//! The people of a business and those who run the platform (ACC-6): one set of rules for both, [`siar_domain::team`].
//!
//! Called by the platform's own transactions ([`crate::Db::system`]), because platform users have no tenant. Whose team is touched is in
//! the [`Team`], which only an authenticated principal gives.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, PgExpressionMethods, QueryDsl, QueryableByName,
    sql_query,
    sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::json;
use siar_domain::{
    id::{TenantId, UserId},
    permission::Role,
    team::{Beyond, LARGEST_TEAM, Rights},
};
use uuid::Uuid;

use crate::{
    DbError, Tx, audit,
    logins::{self, Principal, Revoked},
    schema::{invitations, users},
    second_factors,
};

/// Whose people: a business's, or the platform's. Holds who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Team {
    of: Of,
    by: UserId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Business(TenantId),
    Platform,
    /// Nobody yet: people who are invited to sign up a business of their own.
    NewBusinesses,
}

impl Team {
    /// The caller's own.
    #[must_use]
    pub fn of(principal: &Principal) -> Self {
        let of = principal
            .scope
            .as_ref()
            .map_or(Of::Platform, |scope| Of::Business(scope.tenant()));
        Self {
            of,
            by: principal.user,
        }
    }

    /// Businesses that a user of the platform invites to sign up. `None` for a user of a business.
    #[must_use]
    pub fn new_businesses(principal: &Principal) -> Option<Self> {
        principal.scope.is_none().then_some(Self {
            of: Of::NewBusinesses,
            by: principal.user,
        })
    }

    /// The business; none for the platform.
    #[must_use]
    pub const fn tenant(&self) -> Option<TenantId> {
        match self.of {
            Of::Business(tenant) => Some(tenant),
            Of::Platform | Of::NewBusinesses => None,
        }
    }

    /// Whether it is of businesses that are not there yet.
    #[must_use]
    pub const fn is_new_businesses(&self) -> bool {
        matches!(self.of, Of::NewBusinesses)
    }

    /// Who asks.
    #[must_use]
    pub const fn by(&self) -> UserId {
        self.by
    }

    /// The column's value.
    pub(crate) fn column(self) -> Option<Uuid> {
        self.tenant().map(|tenant| tenant.0)
    }
}

/// Somebody of a team.
#[derive(Debug, Clone)]
pub struct Member {
    /// The user.
    pub user: UserId,
    /// The address to log in with.
    pub email: String,
    /// The name.
    pub name: String,
    /// What the user may do.
    pub rights: Rights,
    /// The user may not log in.
    pub disabled: bool,
    /// The address was confirmed.
    pub email_verified: bool,
    /// Log-ins ask for a code.
    pub second_factor: bool,
    /// When the user came.
    pub created_at: DateTime<Utc>,
    /// When the user's latest log-in was last kept alive.
    pub last_seen_at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct MemberRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    email: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Array<Text>)]
    permissions: Vec<String>,
    #[diesel(sql_type = Bool)]
    disabled: bool,
    #[diesel(sql_type = Bool)]
    email_verified: bool,
    #[diesel(sql_type = Bool)]
    second_factor: bool,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    last_seen_at: Option<DateTime<Utc>>,
}

impl MemberRow {
    fn read(self) -> Result<Member, DbError> {
        Ok(Member {
            user: UserId(self.id),
            email: self.email,
            name: self.name,
            rights: logins::rights(&self.role, &self.permissions)?,
            disabled: self.disabled,
            email_verified: self.email_verified,
            second_factor: self.second_factor,
            created_at: self.created_at,
            last_seen_at: self.last_seen_at,
        })
    }
}

const SELECT: &str =
    "SELECT u.id, u.email, u.name, u.role, u.permissions, u.disabled_at IS NOT NULL AS disabled,
        u.email_verified_at IS NOT NULL AS email_verified, u.created_at,
        EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id AND f.enabled_at IS NOT NULL) AS second_factor,
        (SELECT max(l.last_used_at) FROM logins l WHERE l.user_id = u.id) AS last_seen_at
    FROM users u WHERE u.tenant_id IS NOT DISTINCT FROM $1";

/// Everybody of a team, the first who came first.
///
/// # Errors
/// [`DbError`].
pub async fn members(tx: &mut Tx, team: Team) -> Result<Vec<Member>, DbError> {
    let rows: Vec<MemberRow> = sql_query(format!("{SELECT} ORDER BY u.id LIMIT $2"))
        .bind::<Nullable<SqlUuid>, _>(team.column())
        .bind::<BigInt, _>(i64::try_from(LARGEST_TEAM).unwrap_or(i64::MAX))
        .load(&mut *tx.conn)
        .await?;
    rows.into_iter().map(MemberRow::read).collect()
}

/// Somebody of a team.
///
/// # Errors
/// [`DbError::NotFound`] when nobody of this team has that id.
pub async fn member(tx: &mut Tx, team: Team, user: UserId) -> Result<Member, DbError> {
    let row: MemberRow = sql_query(format!("{SELECT} AND u.id = $2"))
        .bind::<Nullable<SqlUuid>, _>(team.column())
        .bind::<SqlUuid, _>(user.0)
        .get_result(&mut *tx.conn)
        .await?;
    row.read()
}

/// A change of somebody's account; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Another role.
    pub role: Option<Role>,
    /// Other permissions beyond the role's.
    pub extra: Option<Vec<siar_domain::permission::Permission>>,
    /// Whether the user may not log in.
    pub disabled: Option<bool>,
}

/// Why an account stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nobody of this team has that id.
    Missing,
    /// Nobody changes, removes or deactivates themselves: so a team always keeps a head.
    Yourself,
    /// It would touch, or give, more than the one who asks has.
    Beyond(Beyond),
    /// The one who asks has lost the account or its rights meanwhile.
    NoLonger,
    /// Only somebody who can log in becomes the owner.
    Disabled,
}

/// Changes somebody's role, permissions or access. Who may no longer log in, is logged out.
///
/// # Errors
/// [`DbError`].
pub async fn change(
    tx: &mut Tx,
    team: Team,
    user: UserId,
    change: &Change,
) -> Result<Result<Member, Refused>, DbError> {
    let (own, before) = match both(tx, team, user).await? {
        Ok(both) => both,
        Err(refused) => return Ok(Err(refused)),
    };
    let rights = Rights {
        role: change.role.unwrap_or(before.rights.role),
        extra: change.extra.clone().unwrap_or(before.rights.extra),
    };
    if let Err(beyond) = own.cover(&rights) {
        return Ok(Err(Refused::Beyond(beyond)));
    }
    let disabled = change.disabled.unwrap_or(before.disabled);
    let words: Vec<&str> = rights.extra.iter().map(|one| one.as_str()).collect();
    diesel::update(users::table.find(user.0))
        .set((
            users::role.eq(rights.role.as_str()),
            users::permissions.eq(&words),
        ))
        .execute(&mut *tx.conn)
        .await?;
    if disabled != before.disabled {
        diesel::update(users::table.find(user.0))
            .set(users::disabled_at.eq(disabled.then_some(tx.now)))
            .execute(&mut *tx.conn)
            .await?;
        if disabled {
            logins::revoke_all(tx, user, None, Revoked::ByHand).await?;
        }
    }
    let detail = json!({ "role": rights.role, "permissions": words, "disabled": disabled });
    note(tx, team, "member.changed", user, detail).await?;
    Ok(Ok(member(tx, team, user).await?))
}

/// Removes somebody for good, with log-ins and links.
///
/// # Errors
/// [`DbError`].
pub async fn remove(tx: &mut Tx, team: Team, user: UserId) -> Result<Result<(), Refused>, DbError> {
    let before = match both(tx, team, user).await? {
        Ok((_, before)) => before,
        Err(refused) => return Ok(Err(refused)),
    };
    diesel::delete(users::table.find(user.0))
        .execute(&mut *tx.conn)
        .await?;
    let detail = json!({ "role": before.rights.role, "email": before.email });
    note(tx, team, "member.removed", user, detail).await?;
    Ok(Ok(()))
}

/// Takes the second factor off somebody who has lost it, and ends that user's log-ins. `false`: there is none.
///
/// # Errors
/// [`DbError`].
pub async fn reset_second_factor(
    tx: &mut Tx,
    team: Team,
    user: UserId,
) -> Result<Result<bool, Refused>, DbError> {
    if let Err(refused) = both(tx, team, user).await? {
        return Ok(Err(refused));
    }
    let removed = second_factors::remove(tx, user, Some(team.by)).await?;
    if removed {
        logins::revoke_all(tx, user, None, Revoked::ByHand).await?;
    }
    Ok(Ok(removed))
}

/// Makes somebody a head of the team in the place of the one who asks, who takes the role `instead`.
///
/// # Errors
/// [`DbError`].
pub async fn hand_over(
    tx: &mut Tx,
    team: Team,
    user: UserId,
    instead: Role,
) -> Result<Result<Member, Refused>, DbError> {
    let (own, before) = match both(tx, team, user).await? {
        Ok(both) => both,
        Err(refused) => return Ok(Err(refused)),
    };
    if !own.role.is_head() {
        return Ok(Err(Refused::Beyond(Beyond::Head)));
    }
    if before.disabled {
        return Ok(Err(Refused::Disabled));
    }
    for (user, role) in [(user, own.role), (team.by, instead)] {
        diesel::update(users::table.find(user.0))
            .set(users::role.eq(role.as_str()))
            .execute(&mut *tx.conn)
            .await?;
    }
    note(tx, team, "team.handed_over", user, json!({})).await?;
    Ok(Ok(member(tx, team, user).await?))
}

/// The rights of the one who asks, and the other's account, both as they are now and stay until the transaction ends.
async fn both(
    tx: &mut Tx,
    team: Team,
    user: UserId,
) -> Result<Result<(Rights, Member), Refused>, DbError> {
    let Some(own) = own_rights(tx, team).await? else {
        return Ok(Err(Refused::NoLonger));
    };
    let before = match member(tx, team, user).await {
        Err(DbError::NotFound) => return Ok(Err(Refused::Missing)),
        other => other?,
    };
    if user == team.by {
        return Ok(Err(Refused::Yourself));
    }
    Ok(match own.cover(&before.rights) {
        Ok(()) => Ok((own, before)),
        Err(beyond) => Err(Refused::Beyond(beyond)),
    })
}

/// What the one who asks may do now: other nodes may have changed it since the request was let in. Changes of one team take turns, so
/// that two owners who remove each other leave one.
///
/// # Errors
/// [`DbError`].
pub(crate) async fn own_rights(tx: &mut Tx, team: Team) -> Result<Option<Rights>, DbError> {
    sql_query(
        "SELECT pg_advisory_xact_lock(hashtextextended('siar team ' || coalesce($1::text, ''), 0))",
    )
    .bind::<Nullable<SqlUuid>, _>(team.column())
    .execute(&mut *tx.conn)
    .await?;
    let row: Option<(String, Vec<String>)> = users::table
        .find(team.by.0)
        .filter(users::disabled_at.is_null())
        .filter(users::tenant_id.is_not_distinct_from(team.column()))
        .select((users::role, users::permissions))
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    row.map(|(role, permissions)| logins::rights(&role, &permissions))
        .transpose()
}

/// People and open invitations.
///
/// # Errors
/// [`DbError`].
pub(crate) async fn size(tx: &mut Tx, team: Team) -> Result<usize, DbError> {
    let people: i64 = users::table
        .filter(users::tenant_id.is_not_distinct_from(team.column()))
        .count()
        .get_result(&mut *tx.conn)
        .await?;
    let invited: i64 = invitations::table
        .filter(crate::invitations::theirs(team))
        .count()
        .get_result(&mut *tx.conn)
        .await?;
    Ok(usize::try_from(people + invited).unwrap_or(usize::MAX))
}

pub(crate) async fn note(
    tx: &mut Tx,
    team: Team,
    action: &str,
    subject: impl std::fmt::Display,
    detail: serde_json::Value,
) -> Result<(), DbError> {
    let subject = subject.to_string();
    audit::note(tx, team.tenant(), Some(team.by), action, &subject, detail).await
}
