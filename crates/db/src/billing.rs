//! Packages, and what a tenant holds of them (SUB-1, SUB-2 by the administrator's hand, SUB-3).

use chrono::{DateTime, Months, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use siar_domain::{
    event::Event,
    id::{PackageId, SubscriptionId, TenantId, UserId},
};
use uuid::Uuid;

use crate::{DbError, Tx, audit, quota};

/// What is sold.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// The package.
    pub id: PackageId,
    /// What it holds.
    pub terms: Terms,
    /// Since when it is sold.
    pub created_at: DateTime<Utc>,
}

/// What a package holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Unique.
    pub name: String,
    /// A sentence for people.
    pub description: String,
    /// Exact decimal, as `99000.00`.
    pub price: String,
    /// Three capital letters.
    pub currency: String,
    /// Months that one payment lasts.
    pub period_months: i32,
    /// Messages of a month; none means unlimited.
    pub monthly_quota: Option<i64>,
    /// Messages of a day; none means unlimited.
    pub messages_per_day: Option<i64>,
    /// Contacts; none means unlimited.
    pub contact_limit: Option<i64>,
    /// `basic`, `pro`, `business` or `enterprise`.
    pub api_tier: String,
    /// Flags of features.
    pub features: Value,
    /// Whether it is sold.
    pub active: bool,
}

#[derive(QueryableByName)]
struct PackageRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    description: String,
    #[diesel(sql_type = Text)]
    price: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Integer)]
    period_months: i32,
    #[diesel(sql_type = Nullable<BigInt>)]
    monthly_quota: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    messages_per_day: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    contact_limit: Option<i64>,
    #[diesel(sql_type = Text)]
    api_tier: String,
    #[diesel(sql_type = Jsonb)]
    features: Value,
    #[diesel(sql_type = Bool)]
    active: bool,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
}

const PACKAGE: &str = "id, name, description, price::text AS price, currency, period_months, monthly_quota, messages_per_day, \
                       api_tier, features, active, created_at, contact_limit";

impl From<PackageRow> for Package {
    fn from(row: PackageRow) -> Self {
        Self {
            id: PackageId(row.id),
            terms: Terms {
                name: row.name,
                description: row.description,
                price: row.price,
                currency: row.currency,
                period_months: row.period_months,
                monthly_quota: row.monthly_quota,
                messages_per_day: row.messages_per_day,
                contact_limit: row.contact_limit,
                api_tier: row.api_tier,
                features: row.features,
                active: row.active,
            },
            created_at: row.created_at,
        }
    }
}

/// All packages, cheapest first. There are few: no pages.
///
/// # Errors
/// [`DbError`].
pub async fn packages(tx: &mut Tx, only_sold: bool) -> Result<Vec<Package>, DbError> {
    let rows: Vec<PackageRow> = sql_query(format!(
        "SELECT {PACKAGE} FROM packages p WHERE active OR NOT $1 ORDER BY p.price, id"
    ))
    .bind::<Bool, _>(only_sold)
    .load(&mut *tx.conn)
    .await?;
    Ok(rows.into_iter().map(Package::from).collect())
}

/// One package.
///
/// # Errors
/// `NotFound`.
pub async fn package(tx: &mut Tx, id: PackageId) -> Result<Package, DbError> {
    let row: PackageRow = sql_query(format!("SELECT {PACKAGE} FROM packages WHERE id = $1"))
        .bind::<SqlUuid, _>(id.0)
        .get_result(&mut *tx.conn)
        .await?;
    Ok(row.into())
}

/// Makes a package or, with an id, changes all of its terms. Running subscriptions follow their package.
///
/// # Errors
/// `Duplicate` when the name is taken, `NotFound` when there is no such package.
pub async fn put_package(
    tx: &mut Tx,
    id: Option<PackageId>,
    terms: &Terms,
    by: UserId,
) -> Result<Package, DbError> {
    let statement = if id.is_some() {
        "UPDATE packages SET name = $2, description = $3, price = $4::numeric, currency = $5, period_months = $6,
             monthly_quota = $7, messages_per_day = $8, api_tier = $9, features = $10, active = $11, contact_limit = $13
         WHERE id = $1 AND $12 IS NOT NULL RETURNING "
    } else {
        "INSERT INTO packages (id, name, description, price, currency, period_months, monthly_quota, messages_per_day,
             api_tier, features, active, created_at, contact_limit)
         VALUES ($1, $2, $3, $4::numeric, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING "
    };
    let row: PackageRow = sql_query(format!("{statement}{PACKAGE}"))
        .bind::<SqlUuid, _>(id.map_or_else(Uuid::now_v7, |id| id.0))
        .bind::<Text, _>(&terms.name)
        .bind::<Text, _>(&terms.description)
        .bind::<Text, _>(&terms.price)
        .bind::<Text, _>(&terms.currency)
        .bind::<Integer, _>(terms.period_months)
        .bind::<Nullable<BigInt>, _>(terms.monthly_quota)
        .bind::<Nullable<BigInt>, _>(terms.messages_per_day)
        .bind::<Text, _>(&terms.api_tier)
        .bind::<Jsonb, _>(&terms.features)
        .bind::<Bool, _>(terms.active)
        .bind::<Timestamptz, _>(tx.now)
        .bind::<Nullable<BigInt>, _>(terms.contact_limit)
        .get_result(&mut *tx.conn)
        .await?;
    let action = if id.is_some() {
        "package.updated"
    } else {
        "package.created"
    };
    let subject = row.id.to_string();
    audit::note(tx, None, Some(by), action, &subject, Value::Null).await?;
    Ok(row.into())
}

/// What a tenant holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscription {
    /// The subscription.
    pub id: SubscriptionId,
    /// Of which package.
    pub package: PackageId,
    /// The package's name.
    pub package_name: String,
    /// `active` or `grace`.
    pub state: String,
    /// Its first moment: quota periods begin on this day of each month.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct SubscriptionRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    package_id: Uuid,
    #[diesel(sql_type = Text)]
    package_name: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Timestamptz)]
    starts_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    ends_at: DateTime<Utc>,
}

/// The subscription in force, if there is one.
///
/// # Errors
/// [`DbError`].
pub async fn live(tx: &mut Tx, tenant: TenantId) -> Result<Option<Subscription>, DbError> {
    let row: Option<SubscriptionRow> = sql_query(
        "SELECT s.id, s.package_id, p.name AS package_name, s.state, s.starts_at, s.ends_at
         FROM subscriptions s JOIN packages p ON p.id = s.package_id
         WHERE s.tenant_id = $1 AND s.state IN ('active', 'grace')",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    Ok(row.map(|row| Subscription {
        id: SubscriptionId(row.id),
        package: PackageId(row.package_id),
        package_name: row.package_name,
        state: row.state,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
    }))
}

/// What became of an assignment.
#[derive(Debug, Clone, PartialEq)]
pub enum Assigned {
    /// The tenant holds it now, with the quota of its first or running period; none while it is suspended.
    Done(Subscription, Option<quota::Period>),
    /// There is no such tenant.
    NoTenant,
    /// There is no such package, or it is not sold any more.
    NoPackage,
}

/// The package of this name that is sold, if there is one.
///
/// # Errors
/// [`DbError`].
pub async fn sold_as(tx: &mut Tx, name: &str) -> Result<Option<PackageId>, DbError> {
    let sold = packages(tx, true).await?;
    Ok(sold
        .into_iter()
        .find(|package| package.terms.name == name)
        .map(|package| package.id))
}

/// Gives a tenant a package for `months`. The same package again extends its end; another one replaces it at once, with a quota period
/// that begins now. `by`: who gives it; nobody when it comes with signing up.
///
/// # Errors
/// [`DbError`].
pub async fn assign(
    tx: &mut Tx,
    tenant: TenantId,
    package: PackageId,
    months: u32,
    by: Option<UserId>,
) -> Result<Assigned, DbError> {
    // The tenant's row is the lock: two administrators at once take turns.
    let found = sql_query("SELECT FROM tenants WHERE id = $1 FOR UPDATE")
        .bind::<SqlUuid, _>(tenant.0)
        .execute(&mut *tx.conn)
        .await?;
    if found == 0 {
        return Ok(Assigned::NoTenant);
    }
    match self::package(tx, package).await {
        Ok(package) if package.terms.active => {}
        Ok(_) | Err(DbError::NotFound) => return Ok(Assigned::NoPackage),
        Err(error) => return Err(error),
    }
    let months = Months::new(months);
    let end = |from: DateTime<Utc>| {
        from.checked_add_months(months)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    };
    let now = tx.now;
    match live(tx, tenant).await? {
        Some(held) if held.package == package => {
            extend(tx, held.id, end(held.ends_at.max(now))).await?;
        }
        held => {
            if let Some(held) = held {
                cancel(tx, tenant, held.id).await?;
            }
            insert(tx, tenant, package, end(now)).await?;
        }
    }
    let held = live(tx, tenant)
        .await?
        .ok_or_else(|| DbError::Query("no subscription after assigning one".to_owned()))?;
    let period = quota::current_period(tx, tenant).await?;
    if let Some(period) = period {
        tx.emit(
            tenant,
            Event::Quota {
                limit: period.limit,
                used: period.used,
                reserved: period.reserved,
            },
        );
    }
    audit::note(
        tx,
        Some(tenant),
        by,
        "subscription.assigned",
        &held.id.to_string(),
        serde_json::json!({ "package": held.package, "ends_at": held.ends_at }),
    )
    .await?;
    Ok(Assigned::Done(held, period))
}

async fn extend(tx: &mut Tx, held: SubscriptionId, end: DateTime<Utc>) -> Result<(), DbError> {
    sql_query("UPDATE subscriptions SET state = 'active', ends_at = $2 WHERE id = $1 AND state IN ('active', 'grace')")
        .bind::<SqlUuid, _>(held.0)
        .bind::<Timestamptz, _>(end)
        .execute(&mut *tx.conn)
        .await?;
    Ok(())
}

async fn cancel(tx: &mut Tx, tenant: TenantId, held: SubscriptionId) -> Result<(), DbError> {
    sql_query("UPDATE subscriptions SET state = 'cancelled' WHERE id = $1 AND state IN ('active', 'grace')")
        .bind::<SqlUuid, _>(held.0)
        .execute(&mut *tx.conn)
        .await?;
    // Its running period ends here, so that periods never overlap.
    sql_query(
        "UPDATE quota_periods SET ends_at = $2 WHERE tenant_id = $1 AND starts_at < $2 AND ends_at > $2",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    tenant: TenantId,
    package: PackageId,
    end: DateTime<Utc>,
) -> Result<(), DbError> {
    sql_query(
        "INSERT INTO subscriptions (id, tenant_id, package_id, state, starts_at, ends_at, created_at)
         VALUES ($1, $2, $3, 'active', $4, $5, $4)",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(package.0)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Timestamptz, _>(end)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}
