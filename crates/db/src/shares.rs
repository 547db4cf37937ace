//! What one tenant may take of what all share: lists, templates, campaigns that were not started, imports that wait with their files, and
//! contacts by its package.

use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;

use crate::{DbError, Scope, Tx};

/// What of a tenant's share is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Lists.
    Lists,
    /// Templates.
    Templates,
    /// Campaigns that were not started.
    Drafts,
    /// Imports that have not ended.
    Imports,
    /// Bytes of their files.
    Spool,
    /// Contacts.
    Contacts,
}

/// How much of the spool a tenant may take.
#[derive(Debug, Clone, Copy)]
pub struct SpoolShare {
    /// Imports that have not ended.
    pub imports: i64,
    /// Bytes of their files.
    pub bytes: i64,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Others of the tenant who ask for the same wait until this transaction has ended: two that each find room do not both take it.
async fn in_turn(tx: &mut Tx, scope: &Scope, what: &str) -> Result<(), DbError> {
    sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1::text || $2, 0))")
        .bind::<SqlUuid, _>(scope.tenant().0)
        .bind::<Text, _>(what)
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

fn within(share: Share, taken: i64, limit: i64) -> Result<(), DbError> {
    if taken > limit {
        return Err(DbError::ShareUsedUp { share, limit });
    }
    Ok(())
}

/// Room for one more list.
///
/// # Errors
/// [`DbError::ShareUsedUp`].
pub async fn one_more_list(tx: &mut Tx, scope: &Scope, limit: i64) -> Result<(), DbError> {
    in_turn(tx, scope, " lists").await?;
    let Count { n } = sql_query("SELECT count(*) AS n FROM lists WHERE tenant_id = $1")
        .bind::<SqlUuid, _>(scope.tenant().0)
        .get_result(&mut *tx.conn)
        .await?;
    within(Share::Lists, n + 1, limit)
}

/// Room for one more template.
///
/// # Errors
/// [`DbError::ShareUsedUp`].
pub async fn one_more_template(tx: &mut Tx, scope: &Scope, limit: i64) -> Result<(), DbError> {
    in_turn(tx, scope, " templates").await?;
    let Count { n } = sql_query("SELECT count(*) AS n FROM templates WHERE tenant_id = $1")
        .bind::<SqlUuid, _>(scope.tenant().0)
        .get_result(&mut *tx.conn)
        .await?;
    within(Share::Templates, n + 1, limit)
}

/// Room for one more campaign that was not started. Those that were are limited by what they cost, and go when they are old.
///
/// # Errors
/// [`DbError::ShareUsedUp`].
pub async fn one_more_draft(tx: &mut Tx, scope: &Scope, limit: i64) -> Result<(), DbError> {
    in_turn(tx, scope, " drafts").await?;
    let Count { n } = sql_query(
        "SELECT count(*) AS n FROM campaigns WHERE tenant_id = $1 AND state IN ('draft', 'scheduled')",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .get_result(&mut *tx.conn)
    .await?;
    within(Share::Drafts, n + 1, limit)
}

/// Room for one more import whose file has `bytes`, beside those that have not ended.
///
/// # Errors
/// [`DbError::ShareUsedUp`].
pub async fn one_more_import(
    tx: &mut Tx,
    scope: &Scope,
    limit: SpoolShare,
    bytes: i64,
) -> Result<(), DbError> {
    #[derive(QueryableByName)]
    struct Waiting {
        #[diesel(sql_type = BigInt)]
        imports: i64,
        #[diesel(sql_type = BigInt)]
        bytes: i64,
    }
    in_turn(tx, scope, " imports").await?;
    let waiting: Waiting = sql_query(
        "SELECT count(*) AS imports, coalesce(sum(total_bytes), 0)::bigint AS bytes FROM imports
         WHERE tenant_id = $1 AND state IN ('waiting', 'running')",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .get_result(&mut *tx.conn)
    .await?;
    within(Share::Imports, waiting.imports + 1, limit.imports)?;
    within(
        Share::Spool,
        waiting.bytes.saturating_add(bytes),
        limit.bytes,
    )
}

/// How many contacts the tenant's package allows: the one it holds, or held last, or the smallest that is sold. None: unlimited.
async fn contact_limit(tx: &mut Tx, scope: &Scope) -> Result<Option<i64>, DbError> {
    #[derive(QueryableByName)]
    struct Limit {
        #[diesel(sql_type = Nullable<BigInt>)]
        contact_limit: Option<i64>,
    }
    let held: Option<Limit> = sql_query(
        "SELECT p.contact_limit FROM subscriptions s JOIN packages p ON p.id = s.package_id WHERE s.tenant_id = $1
         ORDER BY s.state IN ('active', 'grace') DESC, s.created_at DESC LIMIT 1",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let limit = match held {
        Some(held) => held,
        None => {
            sql_query("SELECT min(contact_limit) AS contact_limit FROM packages WHERE active")
                .get_result(&mut *tx.conn)
                .await?
        }
    };
    Ok(limit.contact_limit)
}

/// A tenant's contacts, and how many it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactShare {
    /// How many there may be.
    pub limit: i64,
    /// How many there are.
    pub taken: i64,
}

/// The tenant's share of contacts; none means unlimited. Counts them: not for every row.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn contacts(tx: &mut Tx, scope: &Scope) -> Result<Option<ContactShare>, DbError> {
    let Some(limit) = contact_limit(tx, scope).await? else {
        return Ok(None);
    };
    let Count { n } = sql_query("SELECT count(*) AS n FROM contacts WHERE tenant_id = $1")
        .bind::<SqlUuid, _>(scope.tenant().0)
        .get_result(&mut *tx.conn)
        .await?;
    Ok(Some(ContactShare { limit, taken: n }))
}

/// Room for these people, each named once. Those who are known already take none.
///
/// # Errors
/// [`DbError::ShareUsedUp`].
pub async fn more_contacts(tx: &mut Tx, scope: &Scope, phones: &[String]) -> Result<(), DbError> {
    let Some(share) = contacts(tx, scope).await? else {
        return Ok(());
    };
    let named = i64::try_from(phones.len()).unwrap_or(i64::MAX);
    if share.taken.saturating_add(named) <= share.limit {
        return Ok(());
    }
    let Count { n: new } = sql_query(
        "SELECT count(*) AS n FROM unnest($2) AS p (phone)
         WHERE NOT EXISTS (SELECT FROM contacts c WHERE c.tenant_id = $1 AND c.phone = p.phone)",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Array<Text>, _>(phones)
    .get_result(&mut *tx.conn)
    .await?;
    // Who has more than a smaller package allows keeps them and changes them.
    if new == 0 {
        return Ok(());
    }
    within(Share::Contacts, share.taken + new, share.limit)
}

#[cfg(test)]
mod tests {
    use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};

    use super::*;
    use crate::testing::{self, TestBase};

    async fn sql(test: &TestBase, statement: &str) {
        let mut conn = AsyncPgConnection::establish(test.base.superuser_url())
            .await
            .unwrap();
        conn.batch_execute(statement).await.unwrap();
    }

    fn used_up(result: Result<(), DbError>) -> Option<(Share, i64)> {
        match result {
            Ok(()) => None,
            Err(DbError::ShareUsedUp { share, limit }) => Some((share, limit)),
            Err(other) => panic!("{other}"),
        }
    }

    #[tokio::test]
    async fn imports_count_with_their_bytes_until_they_end() {
        let test = testing::base().await;
        let scope = test.tenant("A").await;
        let other = test.tenant("B").await;
        for (owner, state, bytes) in [
            (&scope, "waiting", 40),
            (&scope, "running", 40),
            (&scope, "completed", 1_000),
            (&other, "waiting", 1_000),
        ] {
            sql(
                &test,
                &format!(
                    "INSERT INTO imports (id, tenant_id, file_name, mapping, country, state, total_bytes, created_at)
                     VALUES (gen_random_uuid(), '{}', 'a.csv', '{{}}', 'ID', '{state}', {bytes}, now())",
                    owner.tenant()
                ),
            )
            .await;
        }
        for (imports, bytes, expected) in [
            (3, 20, None),
            (2, 20, Some((Share::Imports, 2))),
            (3, 21, Some((Share::Spool, 100))),
        ] {
            let limit = SpoolShare {
                imports,
                bytes: 100,
            };
            let room = test
                .db
                .tenant(&scope, async |tx| {
                    one_more_import(tx, &scope, limit, bytes).await
                })
                .await;
            assert_eq!(used_up(room), expected, "{imports} imports, {bytes} bytes");
        }
    }

    #[tokio::test]
    async fn contacts_are_limited_by_the_package_and_known_people_take_no_room() {
        let test = testing::base().await;
        let scope = test.tenant("A").await;
        let tenant = scope.tenant();
        sql(
            &test,
            &format!(
                "INSERT INTO packages (id, name, price, api_tier, contact_limit, active)
                     VALUES ('00000000-0000-7000-8000-0000000000aa', 'Tiny', 0, 'basic', 3, false);
                 INSERT INTO contacts (tenant_id, id, phone, created_at, updated_at)
                     SELECT '{tenant}', gen_random_uuid(), '+6281100000' || n, now(), now() FROM generate_series(1, 2) n;"
            ),
        )
        .await;
        let ask = async |phones: &[&str]| {
            let phones: Vec<String> = phones.iter().map(|n| format!("+6281100000{n}")).collect();
            let room = test
                .db
                .tenant(&scope, async |tx| more_contacts(tx, &scope, &phones).await)
                .await;
            used_up(room)
        };
        // Without a package: the smallest that is sold.
        let share: Result<_, DbError> = test
            .db
            .tenant(&scope, async |tx| contacts(tx, &scope).await)
            .await;
        let expected = ContactShare {
            limit: 100_000,
            taken: 2,
        };
        assert_eq!(share.unwrap(), Some(expected));
        sql(
            &test,
            &format!(
                "INSERT INTO subscriptions (id, tenant_id, package_id, state, starts_at, ends_at, created_at) VALUES (gen_random_uuid(),
                     '{tenant}', '00000000-0000-7000-8000-0000000000aa', 'active', now(), now() + interval '1 month', now())"
            ),
        )
        .await;
        assert_eq!(ask(&["1", "2", "3"]).await, None);
        assert_eq!(ask(&["2", "3", "4"]).await, Some((Share::Contacts, 3)));
        sql(
            &test,
            "UPDATE packages SET contact_limit = 1 WHERE name = 'Tiny'",
        )
        .await;
        assert_eq!(ask(&["1", "2"]).await, None);
        assert_eq!(ask(&["3"]).await, Some((Share::Contacts, 1)));
        sql(
            &test,
            "UPDATE packages SET contact_limit = NULL WHERE name = 'Tiny'",
        )
        .await;
        assert_eq!(ask(&["3"]).await, None);
    }
}
