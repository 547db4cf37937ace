//! A log-in from a place that was not seen before is told by e-mail, in the transaction that opens it.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{LoginId, UserId},
    mail::Mail,
    place::{LETTERS_A_DAY, Place, program},
};

use crate::{DbError, Tx, logins::Origin, mail};

/// A place is forgotten so long after its last log-in was used; ended log-ins are kept for that.
pub(crate) const REMEMBERED: TimeDelta = TimeDelta::days(90);
/// So many log-ins back is looked: who opens more has a program that should not.
const LOOKED_AT: i64 = 2_000;

#[derive(QueryableByName)]
struct PersonRow {
    #[diesel(sql_type = Bool)]
    console: bool,
    #[diesel(sql_type = Bool)]
    reachable: bool,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = BigInt)]
    letters: i64,
}

#[derive(QueryableByName)]
struct PlaceRow {
    #[diesel(sql_type = Nullable<Text>)]
    ip: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    user_agent: Option<String>,
}

/// Writes the letter about `login` if it is from a new place. Not about the first log-in after signing up, and not to an address that nobody
/// has confirmed: it may be a stranger's.
pub(crate) async fn tell(
    tx: &mut Tx,
    user: UserId,
    login: LoginId,
    from: &Origin,
) -> Result<(), DbError> {
    let person: Option<PersonRow> = sql_query(
        "SELECT tenant_id IS NULL AS console, tenant_id IS NULL OR email_verified_at IS NOT NULL AS reachable, created_at,
                (SELECT count(*) FROM emails WHERE user_id = $1 AND purpose = 'new_login' AND created_at > $2) AS letters
         FROM users WHERE id = $1",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<Timestamptz, _>(tx.now - TimeDelta::days(1))
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(person) = person.filter(|one| one.reachable && one.letters < LETTERS_A_DAY) else {
        return Ok(());
    };
    let since = tx.now - REMEMBERED;
    let earlier: Vec<PlaceRow> = sql_query(
        "SELECT DISTINCT ip, user_agent FROM
             (SELECT ip, user_agent FROM logins WHERE user_id = $1 AND id <> $2 AND last_used_at > $3 ORDER BY id DESC LIMIT $4) latest",
    )
    .bind::<SqlUuid, _>(user.0)
    .bind::<SqlUuid, _>(login.0)
    .bind::<Timestamptz, _>(since)
    .bind::<BigInt, _>(LOOKED_AT)
    .load(&mut *tx.conn)
    .await?;
    // No younger account has log-ins that are forgotten.
    let is_first = earlier.is_empty() && person.created_at > since;
    let here = Place::of(from.ip.as_deref(), from.user_agent.as_deref());
    let is_known = earlier
        .iter()
        .any(|row| Place::of(row.ip.as_deref(), row.user_agent.as_deref()) == here);
    if is_first || is_known {
        return Ok(());
    }
    let letter = Mail::NewLogin {
        ip: from.ip.clone(),
        device: from.user_agent.as_deref().and_then(program),
        console: person.console,
    };
    mail::enqueue_to_user(tx, user, &letter, None).await
}
