//! Alerts: what needs a person's eye. One open alert at a time for each kind and subject, so that nothing flaps.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use siar_domain::{
    alert::AlertState,
    event::Event,
    id::{AlertId, TenantId, UserId},
};
use uuid::Uuid;

use crate::{DbError, Tx, audit};

/// How urgent an alert is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Will become a problem.
    Warning,
    /// Is a problem now.
    Critical,
}

impl Severity {
    /// The word used in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

/// An alert to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert<'a> {
    /// The code of its kind, e.g. `session_banned`.
    pub kind: &'a str,
    /// How urgent.
    pub severity: Severity,
    /// What it is about: with `kind`, one open alert at a time.
    pub subject: &'a str,
    /// A sentence for people.
    pub text: &'a str,
}

#[derive(QueryableByName)]
struct Opened {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Opens an alert of a tenant (the administrator sees it too), or of the platform alone where there is no tenant. `None` when one of
/// its kind and subject is open already.
///
/// # Errors
/// [`DbError`].
pub async fn raise(
    tx: &mut Tx,
    tenant: Option<TenantId>,
    alert: &Alert<'_>,
) -> Result<Option<AlertId>, DbError> {
    let opened: Option<Opened> = sql_query(
        "INSERT INTO alerts (id, tenant_id, kind, severity, subject, body, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (kind, subject) WHERE resolved_at IS NULL DO NOTHING RETURNING id",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Nullable<SqlUuid>, _>(tenant.map(|tenant| tenant.0))
    .bind::<Text, _>(alert.kind)
    .bind::<Text, _>(alert.severity.as_str())
    .bind::<Text, _>(alert.subject)
    .bind::<Text, _>(alert.text)
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(Opened { id }) = opened else {
        return Ok(None);
    };
    let alert_id = AlertId(id);
    tx.alerts.push(alert_id);
    if let Some(tenant) = tenant {
        tx.emit(
            tenant,
            Event::Alert {
                alert_id,
                severity: alert.severity.as_str().to_owned(),
                kind: alert.kind.to_owned(),
                text: alert.text.to_owned(),
            },
        );
    }
    Ok(Some(alert_id))
}

/// Resolves the open alert of this kind and subject, if there is one. Answers whether there was.
///
/// # Errors
/// [`DbError`].
pub async fn resolve(tx: &mut Tx, kind: &str, subject: &str) -> Result<bool, DbError> {
    let resolved: Vec<Opened> = sql_query(
        "UPDATE alerts SET resolved_at = $3 WHERE kind = $1 AND subject = $2 AND resolved_at IS NULL RETURNING id",
    )
    .bind::<Text, _>(kind)
    .bind::<Text, _>(subject)
    .bind::<Timestamptz, _>(tx.now)
    .load(&mut *tx.conn)
    .await?;
    tx.alerts.extend(resolved.iter().map(|one| AlertId(one.id)));
    Ok(!resolved.is_empty())
}

/// An alert as the administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Listed {
    /// Its id; newer ones are greater.
    #[diesel(sql_type = SqlUuid, deserialize_as = Uuid)]
    pub id: AlertId,
    /// Whose, where it is a tenant's.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub tenant: Option<Uuid>,
    /// The tenant's name.
    #[diesel(sql_type = Nullable<Text>)]
    pub tenant_name: Option<String>,
    /// The code of its kind.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// `info`, `warning` or `critical`.
    #[diesel(sql_type = Text)]
    pub severity: String,
    /// What it is about.
    #[diesel(sql_type = Text)]
    pub subject: String,
    /// A sentence for people.
    #[diesel(sql_type = Text)]
    pub text: String,
    /// Since when.
    #[diesel(sql_type = Timestamptz)]
    pub opened_at: DateTime<Utc>,
    /// When somebody began to look at it.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When it was over.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub resolved_at: Option<DateTime<Utc>>,
}

/// Alerts of all tenants and of the platform, the newest first. A call of the platform ([`crate::Db::system`]).
///
/// # Errors
/// [`DbError`].
pub async fn list(
    tx: &mut Tx,
    state: Option<AlertState>,
    before: Option<AlertId>,
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    Ok(sql_query(
        "SELECT a.id, a.tenant_id AS tenant, t.name AS tenant_name, a.kind, a.severity, a.subject, a.body AS text,
             a.opened_at, a.acknowledged_at, a.resolved_at
         FROM alerts a LEFT JOIN tenants t ON t.id = a.tenant_id
         WHERE ($1 IS NULL OR $1 = CASE WHEN a.resolved_at IS NOT NULL THEN 'resolved'
                                        WHEN a.acknowledged_at IS NOT NULL THEN 'acknowledged' ELSE 'open' END)
           AND ($2 IS NULL OR a.id < $2)
         ORDER BY a.id DESC LIMIT $3",
    )
    .bind::<Nullable<Text>, _>(state.map(AlertState::as_str))
    .bind::<Nullable<SqlUuid>, _>(before.map(|id| id.0))
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?)
}

/// One alert as [`list`] has it. A call of the platform.
///
/// # Errors
/// [`DbError`].
pub async fn read(tx: &mut Tx, id: AlertId) -> Result<Option<Listed>, DbError> {
    Ok(sql_query(
        "SELECT a.id, a.tenant_id AS tenant, t.name AS tenant_name, a.kind, a.severity, a.subject, a.body AS text,
             a.opened_at, a.acknowledged_at, a.resolved_at
         FROM alerts a LEFT JOIN tenants t ON t.id = a.tenant_id WHERE a.id = $1",
    )
    .bind::<SqlUuid, _>(id.0)
    .get_result(&mut *tx.conn)
    .await
    .optional()?)
}

/// What a person's step on an alert did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stepped {
    /// It is so now.
    Done,
    /// It was so, or further, before.
    Already,
    /// There is no such alert.
    Missing,
}

/// A person looks at an open alert, or says that one is over. A call of the platform.
///
/// # Errors
/// [`DbError`].
pub async fn step(
    tx: &mut Tx,
    id: AlertId,
    to: AlertState,
    by: UserId,
) -> Result<Stepped, DbError> {
    let statement = match to {
        AlertState::Open => return Ok(Stepped::Already),
        AlertState::Acknowledged => {
            "UPDATE alerts SET acknowledged_at = $2 WHERE id = $1 AND acknowledged_at IS NULL AND resolved_at IS NULL"
        }
        AlertState::Resolved => {
            "UPDATE alerts SET resolved_at = $2 WHERE id = $1 AND resolved_at IS NULL"
        }
    };
    let changed = sql_query(statement)
        .bind::<SqlUuid, _>(id.0)
        .bind::<Timestamptz, _>(tx.now)
        .execute(&mut *tx.conn)
        .await?;
    if changed > 0 {
        tx.alerts.push(id);
        let action = match to {
            AlertState::Resolved => "alert.resolve",
            _ => "alert.acknowledge",
        };
        audit::note(tx, None, Some(by), action, &id.to_string(), Value::Null).await?;
        return Ok(Stepped::Done);
    }
    let there: Option<Opened> = sql_query("SELECT id FROM alerts WHERE id = $1")
        .bind::<SqlUuid, _>(id.0)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    Ok(there.map_or(Stepped::Missing, |_| Stepped::Already))
}

/// Makes the open alerts of one kind, about subjects that begin with `about`, those that are given (subject and sentence): raises what is
/// new and resolves what is gone. Answers how many of either. For the platform's own troubles.
///
/// # Errors
/// [`DbError`].
pub async fn are(
    tx: &mut Tx,
    kind: &str,
    severity: Severity,
    about: &str,
    now: &[(String, String)],
) -> Result<(usize, usize), DbError> {
    let mut raised = 0;
    for (subject, text) in now {
        let alert = Alert {
            kind,
            severity,
            subject,
            text,
        };
        raised += usize::from(raise(tx, None, &alert).await?.is_some());
    }
    let subjects: Vec<&str> = now.iter().map(|(subject, _)| subject.as_str()).collect();
    let resolved: Vec<Opened> = sql_query(
        "UPDATE alerts SET resolved_at = $4
         WHERE kind = $1 AND starts_with(subject, $2) AND resolved_at IS NULL AND NOT subject = ANY ($3) RETURNING id",
    )
    .bind::<Text, _>(kind)
    .bind::<Text, _>(about)
    .bind::<Array<Text>, _>(subjects)
    .bind::<Timestamptz, _>(tx.now)
    .load(&mut *tx.conn)
    .await?;
    tx.alerts.extend(resolved.iter().map(|one| AlertId(one.id)));
    Ok((raised, resolved.len()))
}
