//! E-mails to deliver (ACC-1): rows written by the transaction that causes them, claimed and settled by the mail actor.
//!
//! One is claimed at a time: after a crash at most that one is in doubt, and comes again under the same message id. The token of a link
//! is sealed in the row and wiped with its end.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Bytea, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use siar_domain::{
    id::{NodeId, TenantId, UserId},
    mail::{DELIVERED_WITHIN, Mail},
};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    DbError, Tx,
    vault::{Column, VaultError, VaultKeys},
};

/// How long an e-mail is shown after it was delivered or given up.
const SHOWN: TimeDelta = TimeDelta::days(30);

/// The secret of a link, sealed for one tenant.
pub struct Link {
    sealed: Vec<u8>,
    expires_at: DateTime<Utc>,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl Link {
    /// Seals the token of a link that works until `expires_at`. `tenant` is the e-mail's.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`].
    pub fn seal(
        keys: &VaultKeys,
        tenant: Option<TenantId>,
        token: &SecretString,
        expires_at: DateTime<Utc>,
    ) -> Result<Self, VaultError> {
        let sealed = keys.seal(
            owner(tenant),
            Column::EmailToken,
            token.expose_secret().as_bytes(),
        )?;
        Ok(Self { sealed, expires_at })
    }
}

/// Whom the token is bound to: users of the platform have no tenant.
fn owner(tenant: Option<TenantId>) -> TenantId {
    tenant.unwrap_or(TenantId(Uuid::nil()))
}

/// An e-mail to send.
#[derive(Debug)]
pub struct NewEmail<'a> {
    /// The tenant it is about; none for users of the platform and people without an account.
    pub tenant: Option<TenantId>,
    /// The user it goes to, where there is one.
    pub user: Option<UserId>,
    /// The address.
    pub to: &'a str,
    /// The person's name, empty where it is not known.
    pub name: &'a str,
    /// `en` or `id`; none: the tenant's language, else English.
    pub language: Option<&'a str>,
    /// What it says.
    pub mail: &'a Mail,
    /// Its link, for those purposes that have one.
    pub link: Option<Link>,
}

/// Writes an e-mail that is delivered once this transaction has committed.
///
/// # Errors
/// [`DbError`].
pub async fn enqueue(tx: &mut Tx, email: NewEmail<'_>) -> Result<(), DbError> {
    let mail = serde_json::to_value(email.mail)
        .map_err(|error| DbError::Corrupt(format!("mail: {error}")))?;
    let day = tx.now + DELIVERED_WITHIN;
    // A link that no longer works is not worth sending.
    let until = email
        .link
        .as_ref()
        .map_or(day, |link| link.expires_at.min(day));
    sql_query(
        "INSERT INTO emails (id, tenant_id, user_id, recipient, recipient_name, language, purpose, mail, sealed_token, state, due_at,
                             until, created_at)
         VALUES ($1, $2, $3, $4, $5, coalesce($6, (SELECT language FROM tenants WHERE id = $2), 'en'), $7, $8, $9, 'queued', $10, $11, $10)",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Nullable<SqlUuid>, _>(email.tenant.map(|tenant| tenant.0))
    .bind::<Nullable<SqlUuid>, _>(email.user.map(|user| user.0))
    .bind::<Text, _>(email.to)
    .bind::<Text, _>(email.name)
    .bind::<Nullable<Text>, _>(email.language)
    .bind::<Text, _>(email.mail.purpose())
    .bind::<Jsonb, _>(mail)
    .bind::<Nullable<Bytea>, _>(email.link.map(|link| link.sealed))
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Timestamptz, _>(until)
    .execute(&mut *tx.conn)
    .await?;
    tx.mailed = true;
    Ok(())
}

#[derive(QueryableByName)]
struct PersonRow {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    email: String,
    #[diesel(sql_type = Text)]
    name: String,
}

/// As [`enqueue`], to a user at the address of the moment.
///
/// # Errors
/// [`DbError::NotFound`] when there is no such user.
pub async fn enqueue_to_user(
    tx: &mut Tx,
    user: UserId,
    mail: &Mail,
    link: Option<Link>,
) -> Result<(), DbError> {
    let row: PersonRow = sql_query("SELECT tenant_id, email, name FROM users WHERE id = $1")
        .bind::<SqlUuid, _>(user.0)
        .get_result(&mut *tx.conn)
        .await?;
    let email = NewEmail {
        tenant: row.tenant_id.map(TenantId),
        user: Some(user),
        to: &row.email,
        name: &row.name,
        language: None,
        mail,
        link,
    };
    enqueue(tx, email).await
}

/// An e-mail that this node is to deliver now.
pub struct Claimed {
    /// Its id: the same for every attempt.
    pub id: Uuid,
    /// The address.
    pub to: String,
    /// The person's name.
    pub name: String,
    /// `en` or `id`.
    pub language: String,
    /// What it says.
    pub mail: Mail,
    /// Attempts so far, this one included.
    pub attempts: u32,
    /// Given up from then on.
    pub until: DateTime<Utc>,
    tenant: Option<TenantId>,
    sealed: Option<Vec<u8>>,
}

impl std::fmt::Debug for Claimed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Claimed")
            .field("id", &self.id)
            .field("purpose", &self.mail.purpose())
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl Claimed {
    /// The token of its link.
    ///
    /// # Errors
    /// [`VaultError`] when it was sealed with a key that is gone.
    pub fn token(&self, keys: &VaultKeys) -> Result<Option<Zeroizing<String>>, VaultError> {
        let Some(sealed) = &self.sealed else {
            return Ok(None);
        };
        let plain = keys.open(owner(self.tenant), Column::EmailToken, sealed)?;
        let text = std::str::from_utf8(&plain).map_err(|_| VaultError::Malformed)?;
        Ok(Some(Zeroizing::new(text.to_owned())))
    }
}

#[derive(QueryableByName)]
struct ClaimedRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Text)]
    recipient_name: String,
    #[diesel(sql_type = Text)]
    language: String,
    #[diesel(sql_type = Jsonb)]
    mail: Value,
    #[diesel(sql_type = Nullable<Bytea>)]
    sealed_token: Option<Vec<u8>>,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = Timestamptz)]
    until: DateTime<Utc>,
}

/// Takes the e-mail that waits longest, among them those whose earlier taker is gone: a node sends one at a time, so what it still holds
/// when it asks was left behind by a crash. `None`: nothing is due. System work.
///
/// # Errors
/// [`DbError`].
pub async fn claim(
    tx: &mut Tx,
    node: NodeId,
    lease: TimeDelta,
) -> Result<Option<Claimed>, DbError> {
    let row: Option<ClaimedRow> = sql_query(
        "UPDATE emails SET state = 'sending', attempts = attempts + 1, node_id = $1, lease_until = $3
         WHERE id = (SELECT id FROM emails
                     WHERE (state = 'queued' AND due_at <= $2)
                        OR (state = 'sending' AND (lease_until <= $2 OR node_id = $1
                            OR node_id IN (SELECT id FROM nodes WHERE stopped_at IS NOT NULL)))
                     ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id, tenant_id, recipient, recipient_name, language, mail, sealed_token, attempts, until",
    )
    .bind::<SqlUuid, _>(node.0)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Timestamptz, _>(tx.now + lease)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(row) = row else { return Ok(None) };
    let Ok(mail) = serde_json::from_value(row.mail) else {
        // Of a later release: it must not stand in the others' way.
        sql_query(
            "UPDATE emails SET state = 'expired', lease_until = NULL, finished_at = $2, sealed_token = NULL, last_error = 'unreadable'
             WHERE id = $1",
        )
        .bind::<SqlUuid, _>(row.id)
        .bind::<Timestamptz, _>(tx.now)
        .execute(&mut *tx.conn)
        .await?;
        return Ok(None);
    };
    Ok(Some(Claimed {
        id: row.id,
        to: row.recipient,
        name: row.recipient_name,
        language: row.language,
        mail,
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        until: row.until,
        tenant: row.tenant_id.map(TenantId),
        sealed: row.sealed_token,
    }))
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// To be tried again.
    Again {
        /// When.
        at: DateTime<Utc>,
        /// Why it did not work, for administrators.
        error: String,
    },
    /// The server refuses it for good.
    Refused {
        /// What the server said.
        error: String,
    },
    /// A day has passed, or the link has ended.
    Expired {
        /// Why the last attempt did not work; none: there was no attempt this time.
        error: Option<String>,
    },
    /// No mail server is set up.
    NotConfigured,
}

/// Records what became of an attempt, if it is still this node's and this attempt's. Whether it was.
///
/// # Errors
/// [`DbError`].
pub async fn settle(
    tx: &mut Tx,
    node: NodeId,
    email: &Claimed,
    outcome: &Outcome,
) -> Result<bool, DbError> {
    let (state, due_at, error) = match outcome {
        Outcome::Sent => ("sent", None, None),
        Outcome::Again { at, error } => ("queued", Some(*at), Some(error.as_str())),
        Outcome::Refused { error } => ("refused", None, Some(error.as_str())),
        Outcome::Expired { error } => ("expired", None, error.as_deref()),
        Outcome::NotConfigured => ("not_configured", None, None),
    };
    let changed = sql_query(
        "UPDATE emails SET state = $4, due_at = coalesce($5, due_at), last_error = CASE WHEN $4 = 'expired' THEN coalesce($6, last_error) ELSE $6 END, lease_until = NULL,
                finished_at = CASE WHEN $4 = 'queued' THEN NULL ELSE $7 END,
                sealed_token = CASE WHEN $4 = 'queued' THEN sealed_token END
         WHERE id = $1 AND state = 'sending' AND node_id = $2 AND attempts = $3",
    )
    .bind::<SqlUuid, _>(email.id)
    .bind::<SqlUuid, _>(node.0)
    .bind::<Integer, _>(i32::try_from(email.attempts).unwrap_or(i32::MAX))
    .bind::<Text, _>(state)
    .bind::<Nullable<Timestamptz>, _>(due_at)
    .bind::<Nullable<Text>, _>(error)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(changed > 0)
}

/// An e-mail as an administrator or its recipient sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub id: Uuid,
    /// The tenant it is about.
    pub tenant: Option<TenantId>,
    /// The purpose's word.
    pub purpose: String,
    /// The address.
    pub to: String,
    /// queued, sending, sent, refused, expired or not_configured.
    pub state: String,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The next attempt, while it waits.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// When it was delivered or given up.
    pub finished_at: Option<DateTime<Utc>>,
    /// Why the last attempt did not work.
    pub last_error: Option<String>,
}

#[derive(QueryableByName)]
struct SeenRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    tenant_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    purpose: String,
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    next_attempt_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    finished_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Text>)]
    last_error: Option<String>,
}

impl From<SeenRow> for Seen {
    fn from(row: SeenRow) -> Self {
        Self {
            id: row.id,
            tenant: row.tenant_id.map(TenantId),
            purpose: row.purpose,
            to: row.recipient,
            state: row.state,
            attempts: u32::try_from(row.attempts).unwrap_or(0),
            created_at: row.created_at,
            next_attempt_at: row.next_attempt_at,
            finished_at: row.finished_at,
            last_error: row.last_error,
        }
    }
}

/// Up to `limit` e-mails written before `before`, newest first; only those that were not delivered where `undelivered`. System work.
///
/// # Errors
/// [`DbError`].
pub async fn page(
    tx: &mut Tx,
    before: Option<Uuid>,
    undelivered: bool,
    limit: i64,
) -> Result<Vec<Seen>, DbError> {
    let rows: Vec<SeenRow> = sql_query(
        "SELECT id, tenant_id, purpose, recipient, state, attempts, created_at,
                CASE WHEN state = 'queued' THEN due_at END AS next_attempt_at, finished_at, last_error
         FROM emails WHERE ($1 IS NULL OR id < $1) AND (NOT $2 OR state <> 'sent') ORDER BY id DESC LIMIT $3",
    )
    .bind::<Nullable<SqlUuid>, _>(before)
    .bind::<diesel::sql_types::Bool, _>(undelivered)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?;
    Ok(rows.into_iter().map(Seen::from).collect())
}

/// The newest e-mail of one of these purposes to a user.
///
/// # Errors
/// [`DbError`].
pub async fn latest(tx: &mut Tx, user: UserId, purposes: &[&str]) -> Result<Option<Seen>, DbError> {
    let row: Option<SeenRow> = sql_query(
        "SELECT id, tenant_id, purpose, recipient, state, attempts, created_at,
                CASE WHEN state = 'queued' THEN due_at END AS next_attempt_at, finished_at, last_error
         FROM emails WHERE user_id = $1 AND purpose = ANY ($2) ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<diesel::sql_types::Array<Text>, _>(purposes)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(row.map(Seen::from))
}

/// Removes e-mails that ended a month ago. System work of [`crate::retention`]'s kind.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn sweep(tx: &mut Tx, limit: i64) -> Result<usize, DbError> {
    Ok(sql_query(
        "DELETE FROM emails WHERE id IN (SELECT id FROM emails WHERE finished_at < $1 ORDER BY finished_at LIMIT $2)",
    )
    .bind::<Timestamptz, _>(tx.now - SHOWN)
    .bind::<BigInt, _>(limit)
    .execute(&mut *tx.conn)
    .await?)
}
