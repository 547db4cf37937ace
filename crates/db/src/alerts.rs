//! Alerts: what needs a person's eye. One open alert at a time for each kind and subject, so that nothing flaps.

use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    event::Event,
    id::{AlertId, TenantId},
};
use uuid::Uuid;

use crate::{DbError, Tx};

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
    /// A word for programs, e.g. `session_banned`.
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
    let changed = sql_query(
        "UPDATE alerts SET resolved_at = $3 WHERE kind = $1 AND subject = $2 AND resolved_at IS NULL",
    )
    .bind::<Text, _>(kind)
    .bind::<Text, _>(subject)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    Ok(changed > 0)
}
