//! When the person behind a login last showed that it is them, by password and code. Calls of the platform ([`crate::Db::system`]), as all
//! that has to do with logging in.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use serde_json::json;
use siar_domain::id::{LoginId, TenantId, UserId};
use uuid::Uuid;

use crate::{DbError, Tx, audit, schema::logins};

/// When it was, for a login in force.
///
/// # Errors
/// [`DbError`].
pub async fn at(tx: &mut Tx, login: LoginId) -> Result<Option<DateTime<Utc>>, DbError> {
    let at: Option<Option<DateTime<Utc>>> = logins::table
        .find(login.0)
        .filter(logins::revoked_at.is_null())
        .select(logins::confirmed_at)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    Ok(at.flatten())
}

/// It is now.
///
/// # Errors
/// [`DbError`]; `NotFound` when the login has ended.
pub async fn set(tx: &mut Tx, login: LoginId) -> Result<(), DbError> {
    let (user, tenant): (Uuid, Option<Uuid>) = diesel::update(logins::table.find(login.0))
        .filter(logins::revoked_at.is_null())
        .set(logins::confirmed_at.eq(tx.now))
        .returning((logins::user_id, logins::tenant_id))
        .get_result(&mut *tx.conn)
        .await?;
    let subject = login.to_string();
    audit::note(
        tx,
        tenant.map(TenantId),
        Some(UserId(user)),
        "login.confirmed",
        &subject,
        json!({}),
    )
    .await
}
