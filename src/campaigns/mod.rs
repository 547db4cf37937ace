//! Campaigns (CMP-1 to CMP-8): drafts, schedules, starts, what becomes of whom.

pub mod cancel;
pub mod copy;
pub mod create;
pub mod delete;
pub mod draft;
pub mod export;
pub mod list;
pub mod pause;
pub mod preflight;
pub mod rate;
pub mod read;
pub mod recipients;
pub mod resolve;
pub mod resume;
pub mod retry;
pub mod schedule;
pub mod start;
pub mod unschedule;
pub mod update;

use crate::routes::Routes;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use siar_db::{
    By, DbError, Scope, Tx, audit,
    campaigns::{self, Shift},
};
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    event::Counts,
    id::{CampaignId, ListId, TemplateId},
};
use utoipa::ToSchema;

use crate::ApiError;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(list::list)
        .service(create::create)
        .service(preflight::preflight)
        .service(start::start)
        .service(schedule::schedule)
        .service(unschedule::unschedule)
        .service(pause::pause)
        .service(resume::resume)
        .service(cancel::cancel)
        .service(copy::copy)
        .service(retry::retry)
        .service(resolve::resolve)
        .service(export::export)
        .service(rate::rate)
        .service(recipients::recipients)
        .service(read::read)
        .service(update::update)
        .service(delete::delete);
}

/// A campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: CampaignState,
    /// Why it is paused.
    pub pause_reason: Option<PauseReason>,
    /// Why it failed: an error code.
    pub failure: Option<String>,
    /// Whose members it goes to.
    pub list_ids: Vec<ListId>,
    /// Pasted numbers in E.164.
    pub numbers: Vec<String>,
    /// Its template.
    pub template_id: Option<TemplateId>,
    /// Its own text, where it has no template.
    pub text: Option<String>,
    /// Values for variables a person has none for.
    pub defaults: serde_json::Value,
    /// Whether it goes on by itself once the reason of a pause is gone.
    pub auto_resume: bool,
    /// Whether it skips people without consent on record.
    pub require_consent: bool,
    /// When it starts by itself.
    pub scheduled_at: Option<DateTime<Utc>>,
    /// Seconds by which a scheduled start may be late.
    pub late_bound_seconds: i32,
    /// The text it sends, fixed at the start.
    pub sends: Option<String>,
    /// The template's version it sends.
    pub template_version: Option<i32>,
    /// When it started.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Its recipients by state. Zero before the start.
    pub counts: Counts,
    /// How many got at least how far.
    pub funnel: Funnel,
}

/// How far a campaign got with how many: each number counts those who got at least that far.
#[derive(Debug, Serialize, ToSchema)]
pub struct Funnel {
    /// Everybody in it.
    pub total: i64,
    /// WhatsApp's server had it.
    pub sent: i64,
    /// The phone had it.
    pub delivered: i64,
    /// It was read.
    pub read: i64,
    /// The person wrote back.
    pub replied: i64,
    /// The person opted out.
    pub opted_out: i64,
}

impl From<campaigns::Campaign> for Campaign {
    fn from(row: campaigns::Campaign) -> Self {
        let funnel = campaigns::funnel(&row);
        Self {
            id: row.id,
            name: row.name,
            state: row.state,
            pause_reason: row.pause_reason,
            failure: row.failure,
            list_ids: row.lists,
            numbers: row.numbers,
            template_id: row.template,
            text: row.body,
            defaults: row.defaults,
            auto_resume: row.auto_resume,
            require_consent: row.require_consent,
            scheduled_at: row.scheduled_at,
            late_bound_seconds: row.late_bound_seconds,
            sends: row.started_body,
            template_version: row.template_version,
            started_at: row.started_at,
            finished_at: row.finished_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            counts: row.counts,
            funnel: Funnel {
                total: funnel.total,
                sent: funnel.sent,
                delivered: funnel.delivered,
                read: funnel.read,
                replied: funnel.replied,
                opted_out: funnel.opted_out,
            },
        }
    }
}

/// Notes in the audit log who did what to the campaign, in the transaction of the deed.
pub(super) async fn note(
    tx: &mut Tx,
    scope: &Scope,
    action: &str,
    id: CampaignId,
    detail: serde_json::Value,
) -> Result<(), DbError> {
    let user = match scope.by() {
        By::User(user) => Some(user),
        By::Siar => None,
    };
    audit::note(
        tx,
        Some(scope.tenant()),
        user,
        action,
        &id.to_string(),
        detail,
    )
    .await
}

/// A failed call as the caller sees it.
pub(super) fn refusal(error: DbError) -> ApiError {
    match error {
        DbError::NotFound => ApiError::not_found("campaign"),
        other => other.into(),
    }
}

/// What a move between states answers.
pub(super) fn moved(shift: Shift) -> Result<(), ApiError> {
    match shift {
        Shift::Done => Ok(()),
        Shift::NotFound => Err(ApiError::not_found("campaign")),
        Shift::WrongState(state) => Err(wrong_state(state)),
    }
}

/// 409: not in this state.
pub(super) fn wrong_state(state: CampaignState) -> ApiError {
    ApiError::conflict(
        "wrong_state",
        format!("The campaign is {state}: this is not possible then."),
    )
    .with_details(json!({ "state": state }))
}
