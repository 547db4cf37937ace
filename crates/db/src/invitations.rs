//! Invitations (ACC-6): made by a team, accepted once by whoever holds the link. Only the link's hash is kept.
//!
//! An invitation without a tenant is to the platform's team or, with the role `owner`, to sign up a new business.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, BoxableExpression, ExpressionMethods, OptionalExtension,
    PgExpressionMethods, QueryDsl, Queryable, Selectable, SelectableHelper, pg::Pg,
    sql_types::Bool,
};
use diesel_async::RunQueryDsl;
use serde_json::json;
use siar_domain::{
    id::{InvitationId, TenantId, UserId},
    permission::Role,
    team::{Beyond, INVITATION_LIFE, LARGEST_TEAM, Rights},
};
use uuid::Uuid;

use crate::{
    DbError, Tx, audit,
    logins::rights,
    schema::{invitations, tenants, users},
    team::{self, Team},
};

/// Somebody who is invited.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The business; none for the platform and new businesses.
    pub tenant: Option<TenantId>,
    /// The address.
    pub email: String,
    /// What the user will be able to do.
    pub rights: Rights,
    /// Language of its e-mail; none: the tenant's.
    pub language: Option<String>,
    /// Who invites, as long as that user exists.
    pub invited_by: Option<UserId>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When its link was made last.
    pub sent_at: DateTime<Utc>,
    /// It cannot be accepted from then on.
    pub expires_at: DateTime<Utc>,
}

impl Invitation {
    /// Whether it is to sign up a business that is not there yet.
    #[must_use]
    pub fn is_for_new_business(&self) -> bool {
        self.tenant.is_none() && self.rights.role == Role::Owner
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
struct Row {
    id: Uuid,
    tenant_id: Option<Uuid>,
    email: String,
    role: String,
    permissions: Vec<String>,
    language: Option<String>,
    invited_by: Option<Uuid>,
    created_at: DateTime<Utc>,
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Row {
    fn read(self) -> Result<Invitation, DbError> {
        Ok(Invitation {
            id: InvitationId(self.id),
            tenant: self.tenant_id.map(TenantId),
            email: self.email,
            rights: rights(&self.role, &self.permissions)?,
            language: self.language,
            invited_by: self.invited_by.map(UserId),
            created_at: self.created_at,
            sent_at: self.sent_at,
            expires_at: self.expires_at,
        })
    }
}

/// Those of a team.
pub(crate) fn theirs(
    team: Team,
) -> Box<dyn BoxableExpression<invitations::table, Pg, SqlType = Bool>> {
    let of_tenant = invitations::tenant_id.is_not_distinct_from(team.column());
    let owner = Role::Owner.as_str();
    if team.tenant().is_some() {
        Box::new(of_tenant)
    } else if team.is_new_businesses() {
        Box::new(of_tenant.and(invitations::role.eq(owner)))
    } else {
        Box::new(of_tenant.and(invitations::role.ne(owner)))
    }
}

/// An invitation to make.
#[derive(Debug)]
pub struct NewInvitation<'a> {
    /// The address, in lower case.
    pub email: &'a str,
    /// What the user will be able to do.
    pub rights: &'a Rights,
    /// Language of the e-mail; none: the tenant's.
    pub language: Option<&'a str>,
    /// Hash of the link's token.
    pub token_hash: &'a [u8],
}

/// Why nobody was invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotInvited {
    /// Somebody has an account with that address, here or in another team.
    EmailTaken,
    /// That address is invited to this team already.
    Already,
    /// The team has [`LARGEST_TEAM`] people and invitations.
    Full,
    /// It would give more than the one who asks has.
    Beyond(Beyond),
    /// The one who asks has lost the account meanwhile.
    NoLonger,
}

/// Invites somebody to a team.
///
/// # Errors
/// [`DbError`].
pub async fn create(
    tx: &mut Tx,
    team: Team,
    new: &NewInvitation<'_>,
) -> Result<Result<Invitation, NotInvited>, DbError> {
    let Some(own) = team::own_rights(tx, team).await? else {
        return Ok(Err(NotInvited::NoLonger));
    };
    // Whoever signs up a new business owns that one and nothing else.
    let new_business = team.is_new_businesses();
    if !new_business && let Err(beyond) = own.cover(new.rights) {
        return Ok(Err(NotInvited::Beyond(beyond)));
    }
    let taken: i64 = users::table
        .filter(users::email.eq(new.email))
        .count()
        .get_result(&mut *tx.conn)
        .await?;
    if taken > 0 {
        return Ok(Err(NotInvited::EmailTaken));
    }
    if !new_business && team::size(tx, team).await? >= LARGEST_TEAM {
        return Ok(Err(NotInvited::Full));
    }
    let permissions: Vec<&str> = new.rights.extra.iter().map(|one| one.as_str()).collect();
    let made: Option<Row> = diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(Uuid::now_v7()),
            invitations::tenant_id.eq(team.column()),
            invitations::email.eq(new.email),
            invitations::role.eq(new.rights.role.as_str()),
            invitations::permissions.eq(&permissions),
            invitations::language.eq(new.language),
            invitations::token_hash.eq(new.token_hash),
            invitations::invited_by.eq(team.by().0),
            invitations::created_at.eq(tx.now),
            invitations::sent_at.eq(tx.now),
            invitations::expires_at.eq(tx.now + INVITATION_LIFE),
        ))
        .on_conflict_do_nothing()
        .returning(Row::as_returning())
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    let Some(row) = made else {
        return Ok(Err(NotInvited::Already));
    };
    let invitation = row.read()?;
    let detail = json!({ "email": new.email, "role": new.rights.role, "permissions": permissions });
    team::note(tx, team, "member.invited", invitation.id, detail).await?;
    Ok(Ok(invitation))
}

/// The team's invitations that were not accepted yet, expired ones too, the newest first.
///
/// # Errors
/// [`DbError`].
pub async fn list(tx: &mut Tx, team: Team) -> Result<Vec<Invitation>, DbError> {
    let rows: Vec<Row> = invitations::table
        .filter(theirs(team))
        .order(invitations::id.desc())
        .limit(i64::try_from(LARGEST_TEAM).unwrap_or(i64::MAX))
        .select(Row::as_select())
        .load(&mut *tx.conn)
        .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Gives an invitation another link; the one before is void. Its time begins again, and it comes from who asks now.
///
/// # Errors
/// [`DbError::NotFound`] when the team has none of that id.
pub async fn renew(
    tx: &mut Tx,
    team: Team,
    id: InvitationId,
    token_hash: &[u8],
) -> Result<Invitation, DbError> {
    let row: Row = diesel::update(invitations::table.find(id.0))
        .filter(theirs(team))
        .set((
            invitations::token_hash.eq(token_hash),
            invitations::invited_by.eq(team.by().0),
            invitations::sent_at.eq(tx.now),
            invitations::expires_at.eq(tx.now + INVITATION_LIFE),
        ))
        .returning(Row::as_returning())
        .get_result(&mut *tx.conn)
        .await?;
    let invitation = row.read()?;
    let detail = json!({ "email": invitation.email });
    team::note(tx, team, "invitation.resent", id, detail).await?;
    Ok(invitation)
}

/// Takes an invitation back: its link is void.
///
/// # Errors
/// [`DbError::NotFound`] when the team has none of that id.
pub async fn withdraw(tx: &mut Tx, team: Team, id: InvitationId) -> Result<(), DbError> {
    let email: String = diesel::delete(invitations::table.find(id.0))
        .filter(theirs(team))
        .returning(invitations::email)
        .get_result(&mut *tx.conn)
        .await?;
    team::note(
        tx,
        team,
        "invitation.withdrawn",
        id,
        json!({ "email": email }),
    )
    .await
}

/// The invitation of a link that works now. It is not used up.
///
/// # Errors
/// [`DbError`].
pub async fn of_link(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<Invitation>, DbError> {
    let row: Option<Row> = invitations::table
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::expires_at.gt(tx.now))
        .select(Row::as_select())
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    row.map(Row::read).transpose()
}

/// Uses up a link. Of two at once one gets the invitation.
///
/// # Errors
/// [`DbError`].
pub async fn take(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<Invitation>, DbError> {
    let row: Option<Row> = diesel::delete(invitations::table)
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::expires_at.gt(tx.now))
        .returning(Row::as_returning())
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    row.map(Row::read).transpose()
}

/// The names that an invitation shows: who invites, and the business.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Who invites, as long as that user is there.
    pub inviter: Option<String>,
    /// The business; none for the platform.
    pub business: Option<String>,
}

/// Who invites to what.
///
/// # Errors
/// [`DbError`].
pub async fn names(tx: &mut Tx, invitation: &Invitation) -> Result<Names, DbError> {
    let mut names = Names::default();
    if let Some(user) = invitation.invited_by {
        names.inviter = users::table
            .find(user.0)
            .select(users::name)
            .get_result(&mut *tx.conn)
            .await
            .optional()?;
    }
    if let Some(tenant) = invitation.tenant {
        names.business = tenants::table
            .find(tenant.0)
            .select(tenants::name)
            .get_result(&mut *tx.conn)
            .await
            .optional()?;
    }
    Ok(names)
}

/// Makes the invited person's account. The address is confirmed when the link came by e-mail.
///
/// # Errors
/// [`DbError::Duplicate`] when somebody has taken the address meanwhile.
pub async fn join(
    tx: &mut Tx,
    invitation: &Invitation,
    name: &str,
    password_hash: &str,
    by_email: bool,
) -> Result<UserId, DbError> {
    let user = UserId(Uuid::now_v7());
    let permissions: Vec<&str> = invitation
        .rights
        .extra
        .iter()
        .map(|one| one.as_str())
        .collect();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(user.0),
            users::tenant_id.eq(invitation.tenant.map(|tenant| tenant.0)),
            users::email.eq(&invitation.email),
            users::name.eq(name),
            users::password_hash.eq(password_hash),
            users::role.eq(invitation.rights.role.as_str()),
            users::permissions.eq(&permissions),
            users::email_verified_at.eq(by_email.then_some(tx.now)),
            users::created_at.eq(tx.now),
        ))
        .execute(&mut *tx.conn)
        .await?;
    audit::note(
        tx,
        invitation.tenant,
        Some(user),
        "member.joined",
        &user.to_string(),
        json!({ "role": invitation.rights.role, "invited_by": invitation.invited_by }),
    )
    .await?;
    Ok(user)
}
