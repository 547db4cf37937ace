//! What a session *is*: moves between states, each with its history, its events, its alert, and the campaigns it pauses, in one transaction.

use chrono::{DateTime, Utc};
use diesel::{
    OptionalExtension, QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    event::Event,
    id::{CampaignId, TenantId},
    liveness,
    session::SessionState,
};
use uuid::Uuid;

use super::{Owner, state};
use crate::{
    DbError, Tx,
    alerts::{self, Alert, Severity},
    audit,
};

/// A move to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The state it is expected to be in.
    pub from: SessionState,
    /// The state it shall be in.
    pub to: SessionState,
    /// Why, in plain words.
    pub reason: Option<String>,
    /// What went wrong, where something did. Kept until something else goes wrong.
    pub error: Option<String>,
    /// The liveness probe on which `working` rests. A move to `working` without a fresh one is refused (SES-5).
    pub probed_at: Option<DateTime<Utc>>,
    /// The tenant's wish to run ends with it: nobody came to link the account.
    pub ends_wish: bool,
}

/// What became of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moved {
    /// Made.
    Done {
        /// The campaigns that it paused: wake them.
        paused: Vec<CampaignId>,
    },
    /// The session is in another state than expected; nothing was changed.
    Elsewhere(SessionState),
    /// No rule allows this move, or `working` was claimed without a fresh probe; nothing was changed.
    Forbidden,
    /// Somebody else owns the session; nothing was changed.
    Fenced,
}

#[derive(QueryableByName)]
struct Now {
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = BigInt)]
    epoch: i64,
}

#[derive(QueryableByName)]
struct Changed {
    #[diesel(sql_type = BigInt)]
    #[expect(dead_code, reason = "that there is a row is the answer")]
    epoch: i64,
}

/// Makes one move. Losing the login takes it out of the vault too.
///
/// # Errors
/// [`DbError`].
pub async fn transition(tx: &mut Tx, owner: &Owner, step: &Move) -> Result<Moved, DbError> {
    if !step.from.may_become(step.to) || !probed_if_working(step, tx.now) {
        return Ok(Moved::Forbidden);
    }
    let changed: Option<Changed> = sql_query(
        "UPDATE sessions SET state = $4, reason = $5, since = $6, last_error = coalesce($7, last_error),
             probed_at = greatest(probed_at, $8),
             starts = starts + ($4 = 'starting')::int, reconnects = reconnects + ($4 = 'reconnecting')::int,
             logout_wanted = logout_wanted AND $4 <> 'logged_out', wanted = wanted AND NOT $9 AND NOT ($4 = 'logged_out' AND logout_wanted)
         WHERE tenant_id = $1 AND epoch = $2 AND state = $3
         RETURNING epoch",
    )
    .bind::<SqlUuid, _>(owner.tenant().0)
    .bind::<BigInt, _>(owner.epoch)
    .bind::<Text, _>(step.from.as_str())
    .bind::<Text, _>(step.to.as_str())
    .bind::<Nullable<Text>, _>(&step.reason)
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Nullable<Text>, _>(&step.error)
    .bind::<Nullable<Timestamptz>, _>(step.probed_at)
    .bind::<Bool, _>(step.ends_wish)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    if changed.is_none() {
        return why_not(tx, owner).await;
    }
    record(tx, owner.tenant(), step).await?;
    if step.to == SessionState::LoggedOut {
        super::forget_profile(tx, owner).await?;
    }
    tell_people(tx, owner.tenant(), step).await?;
    let paused = match liveness::pause_reason(step.to, tx.now, tx.now) {
        Some(reason) => pause_campaigns(tx, owner.tenant(), reason).await?,
        None => Vec::new(),
    };
    Ok(Moved::Done { paused })
}

fn probed_if_working(step: &Move, now: DateTime<Utc>) -> bool {
    step.to != SessionState::Working || liveness::is_fresh(step.probed_at, now)
}

async fn why_not(tx: &mut Tx, owner: &Owner) -> Result<Moved, DbError> {
    let now: Option<Now> = sql_query("SELECT state, epoch FROM sessions WHERE tenant_id = $1")
        .bind::<SqlUuid, _>(owner.tenant().0)
        .get_result(&mut *tx.conn)
        .await
        .optional()?;
    match now {
        Some(now) if now.epoch == owner.epoch => Ok(Moved::Elsewhere(state(&now.state)?)),
        _ => Ok(Moved::Fenced),
    }
}

/// History and event of a move already made in the row.
pub(super) async fn record(tx: &mut Tx, tenant: TenantId, step: &Move) -> Result<(), DbError> {
    sql_query(
        "INSERT INTO session_transitions (tenant_id, from_state, to_state, reason, at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Text, _>(step.from.as_str())
    .bind::<Text, _>(step.to.as_str())
    .bind::<Nullable<Text>, _>(&step.reason)
    .bind::<Timestamptz, _>(tx.now)
    .execute(&mut *tx.conn)
    .await?;
    tx.emit(
        tenant,
        Event::ConnectionStatus {
            from: step.from,
            to: step.to,
            reason: step.reason.clone(),
            since: tx.now,
        },
    );
    if step.to == SessionState::LoggedOut {
        tx.emit(
            tenant,
            Event::SessionExpired {
                reason: step.reason.clone().unwrap_or_default(),
            },
        );
    }
    Ok(())
}

/// The states a person has to know of: kind of the alert, how urgent, what to say.
const fn alarm(state: SessionState) -> Option<(&'static str, Severity, &'static str)> {
    Some(match state {
        SessionState::Banned => (
            "session_banned",
            Severity::Critical,
            "WhatsApp blocked the account. It is quarantined and its campaigns are paused; nothing is tried by itself.",
        ),
        SessionState::Restricted => (
            "session_restricted",
            Severity::Critical,
            "WhatsApp limits the account for a time. Its campaigns are paused; let it rest before you start it again.",
        ),
        SessionState::LoggedOut => (
            "session_logged_out",
            Severity::Warning,
            "The link was ended by the phone or by WhatsApp. Scan a new QR code to go on.",
        ),
        SessionState::Conflict => (
            "session_conflict",
            Severity::Warning,
            "Another WhatsApp Web client took the connection over. Start the session again to take it back.",
        ),
        SessionState::Failed => (
            "session_failed",
            Severity::Critical,
            "The session could not be kept running after repeated attempts.",
        ),
        _ => return None,
    })
}

async fn tell_people(tx: &mut Tx, tenant: TenantId, step: &Move) -> Result<(), DbError> {
    let subject = tenant.to_string();
    if step.to == SessionState::Working {
        for state in SessionState::ALL {
            if let Some((kind, ..)) = alarm(state) {
                alerts::resolve(tx, kind, &subject).await?;
            }
        }
    }
    if let Some((kind, severity, text)) = alarm(step.to) {
        let text = match &step.reason {
            Some(reason) => format!("{text} ({reason})"),
            None => text.to_owned(),
        };
        let alert = Alert {
            kind,
            severity,
            subject: &subject,
            text: &text,
        };
        alerts::raise(tx, Some(tenant), &alert).await?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Paused {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

async fn pause_campaigns(
    tx: &mut Tx,
    tenant: TenantId,
    reason: PauseReason,
) -> Result<Vec<CampaignId>, DbError> {
    let paused: Vec<Paused> = sql_query(
        "UPDATE campaigns SET state = 'paused', pause_reason = $2, updated_at = $3
         WHERE tenant_id = $1 AND state = 'running' RETURNING id",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Text, _>(reason.as_str())
    .bind::<Timestamptz, _>(tx.now)
    .load(&mut *tx.conn)
    .await?;
    let paused: Vec<CampaignId> = paused.into_iter().map(|row| CampaignId(row.id)).collect();
    for campaign_id in &paused {
        tx.emit(
            tenant,
            Event::CampaignStatus {
                campaign_id: *campaign_id,
                state: CampaignState::Paused,
                pause_reason: Some(reason),
            },
        );
    }
    Ok(paused)
}

/// How a link was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linked {
    /// The session is another process's by now. Nothing was changed.
    Lost,
    /// Recorded.
    Ours {
        /// Until when the account was listened to: what came since has to be read back.
        heard_until: DateTime<Utc>,
        /// Campaigns that were held, because the account is another one than before. Wake them.
        held: Vec<CampaignId>,
    },
}

#[derive(QueryableByName)]
struct LinkedRow {
    #[diesel(sql_type = Timestamptz)]
    events_until: DateTime<Utc>,
    #[diesel(sql_type = Bool)]
    is_other: bool,
}

/// Records that the account is linked and which number it is. The account that was linked before is read back from when it was last
/// listened to. Another account holds the campaigns that were begun: nobody hears from a number they do not know unless a person says so.
///
/// # Errors
/// [`DbError`]; one that [`is_taken`] where another business of this server has linked this account.
pub async fn linked(tx: &mut Tx, owner: &Owner, phone: &str) -> Result<Linked, DbError> {
    let tenant = owner.tenant();
    let row: Option<LinkedRow> = sql_query(
        "UPDATE sessions s SET phone = $3, last_phone = $3, linked_at = coalesce(s.linked_at, $4), events_until = coalesce(s.events_until,
             CASE WHEN account_of(o.last_phone) = account_of($3) THEN o.heard_before END, $4)
         FROM (SELECT last_phone, heard_before FROM sessions WHERE tenant_id = $1 AND epoch = $2 FOR UPDATE) o
         WHERE s.tenant_id = $1 AND s.epoch = $2
         RETURNING s.events_until, coalesce(account_of(o.last_phone) <> account_of($3), false) AS is_other",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<BigInt, _>(owner.epoch)
    .bind::<Text, _>(phone)
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await
    .optional()?;
    let Some(row) = row else {
        return Ok(Linked::Lost);
    };
    let held = if row.is_other {
        hold_begun(tx, tenant).await?
    } else {
        Vec::new()
    };
    Ok(Linked::Ours {
        heard_until: row.events_until,
        held,
    })
}

/// Whether [`linked`] failed because another business of this server has linked the account.
#[must_use]
pub fn is_taken(error: &DbError) -> bool {
    matches!(error, DbError::Duplicate { constraint } if constraint == "sessions_account")
}

/// Notes in the audit log that somebody linked an account which another business has.
///
/// # Errors
/// [`DbError`].
pub async fn note_taken(tx: &mut Tx, tenant: TenantId) -> Result<(), DbError> {
    let (action, subject) = ("session.account_taken", tenant.to_string());
    audit::note(
        tx,
        Some(tenant),
        None,
        action,
        &subject,
        serde_json::json!({}),
    )
    .await
}

/// Holds every campaign that was begun, also those that would resume by themselves, and asks.
async fn hold_begun(tx: &mut Tx, tenant: TenantId) -> Result<Vec<CampaignId>, DbError> {
    let held: Vec<Paused> = sql_query(
        "UPDATE campaigns SET state = 'paused', pause_reason = 'account_changed', updated_at = $2
         WHERE tenant_id = $1 AND started_at IS NOT NULL
             AND (state = 'running' OR (state = 'paused' AND auto_resume AND pause_reason <> 'by_hand')) RETURNING id",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<Timestamptz, _>(tx.now)
    .load(&mut *tx.conn)
    .await?;
    let held: Vec<CampaignId> = held.into_iter().map(|row| CampaignId(row.id)).collect();
    for campaign_id in &held {
        tx.emit(
            tenant,
            Event::CampaignStatus {
                campaign_id: *campaign_id,
                state: CampaignState::Paused,
                pause_reason: Some(PauseReason::AccountChanged),
            },
        );
    }
    let subject = tenant.to_string();
    audit::note(
        tx,
        Some(tenant),
        None,
        "session.account_changed",
        &subject,
        serde_json::json!({ "held": held.len() }),
    )
    .await?;
    let alert = Alert {
        kind: "session_account_changed",
        severity: Severity::Warning,
        subject: &subject,
        text: "Another WhatsApp account is linked than before. Campaigns that were begun are held: resume them if they may go on from the new number.",
    };
    alerts::raise(tx, Some(tenant), &alert).await?;
    Ok(held)
}

#[derive(QueryableByName)]
struct Since {
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Timestamptz)]
    since: DateTime<Utc>,
}

/// Pauses the campaigns of a session that has been on its way up for too long (CMP-4). Answers which: wake them.
///
/// # Errors
/// [`DbError`].
pub async fn lasting(tx: &mut Tx, owner: &Owner) -> Result<Vec<CampaignId>, DbError> {
    let now: Option<Since> =
        sql_query("SELECT state, since FROM sessions WHERE tenant_id = $1 AND epoch = $2")
            .bind::<SqlUuid, _>(owner.tenant().0)
            .bind::<BigInt, _>(owner.epoch)
            .get_result(&mut *tx.conn)
            .await
            .optional()?;
    let Some(now) = now else {
        return Ok(Vec::new());
    };
    match liveness::pause_reason(state(&now.state)?, now.since, tx.now) {
        Some(reason) => pause_campaigns(tx, owner.tenant(), reason).await,
        None => Ok(Vec::new()),
    }
}

/// Keeps what went wrong last without a move, for those who look at the session. Answers whether the session was still ours.
///
/// # Errors
/// [`DbError`].
pub async fn note_error(tx: &mut Tx, owner: &Owner, error: &str) -> Result<bool, DbError> {
    let changed =
        sql_query("UPDATE sessions SET last_error = $3 WHERE tenant_id = $1 AND epoch = $2")
            .bind::<SqlUuid, _>(owner.tenant().0)
            .bind::<BigInt, _>(owner.epoch)
            .bind::<Text, _>(error)
            .execute(&mut *tx.conn)
            .await?;
    Ok(changed == 1)
}
