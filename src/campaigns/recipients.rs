//! Who got what, person by person.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_db::campaigns::{self, RecipientFilter, RecipientRow};
use siar_domain::{
    delivery::{Delivery, DeliveryReason},
    id::{CampaignId, ContactId},
    permission::Permission,
};
use utoipa::{IntoParams, ToSchema};

use super::{list::words, refusal};
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// Digits from which on a search is taken for a number as one dials it, not for a part of one.
const WHOLE_NUMBER: usize = 7;

/// Which recipients.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only those in one of these states, separated by commas: `failed,unknown`.
    #[param(
        pattern = "^(queued|leased|submitting|sent|delivered|read|retry|failed|skipped|unknown)(,(queued|leased|submitting|sent|delivered|read|retry|failed|skipped|unknown))*$",
        example = "failed,unknown"
    )]
    pub(super) state: Option<String>,
    /// Only those whose number or whose contact's name contains this. What holds only digits, spaces and `+-.()` is part of a number; where
    /// it is long enough to be a whole one, zeros before it are passed over, as numbers are kept with their country's code.
    #[param(max_length = 100)]
    pub(super) search: Option<String>,
}

impl Which {
    /// As the database is asked.
    ///
    /// # Errors
    /// 422 for a state there is none of.
    pub(super) fn filter(&self) -> Result<RecipientFilter, ApiError> {
        let search = self.search.as_deref().map(str::trim).unwrap_or_default();
        let (digits, name) = if search.is_empty() {
            (None, None)
        } else if search
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-.()".contains(c))
        {
            let digits: String = search.chars().filter(char::is_ascii_digit).collect();
            let dialled = digits.len() >= WHOLE_NUMBER;
            let digits = if dialled {
                digits.trim_start_matches('0').to_owned()
            } else {
                digits
            };
            (Some(digits), None)
        } else {
            (None, Some(search.to_owned()))
        };
        Ok(RecipientFilter {
            states: words(self.state.as_deref(), "state")?,
            digits,
            name,
        })
    }
}

/// One person in one campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recipient {
    /// The place in the campaign, from 1.
    pub ordinal: i32,
    /// The number in E.164.
    pub phone: String,
    /// The contact, where there is one.
    pub contact_id: Option<ContactId>,
    /// The contact's name now.
    pub name: Option<String>,
    /// Where it stands.
    pub state: Delivery,
    /// Why.
    pub reason: Option<DeliveryReason>,
    /// How often it was tried.
    pub attempts: i16,
    /// WhatsApp's id of the message, committed before it was sent.
    pub message_id: Option<String>,
    /// When it is tried again.
    pub retry_at: Option<DateTime<Utc>>,
    /// When the engine was told to send it.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When WhatsApp's server had it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the phone had it.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// When the person wrote back.
    pub replied_at: Option<DateTime<Utc>>,
    /// When the person opted out.
    pub opted_out_at: Option<DateTime<Utc>>,
    /// When it was given up, skipped or found to be unknown.
    pub ended_at: Option<DateTime<Utc>>,
}

impl From<RecipientRow> for Recipient {
    fn from(row: RecipientRow) -> Self {
        Self {
            ordinal: row.ordinal,
            phone: row.phone,
            contact_id: row.contact,
            name: row.name,
            state: row.state,
            reason: row.reason,
            attempts: row.attempt,
            message_id: row.message_id,
            retry_at: row.retry_at,
            submitted_at: row.submitted_at,
            sent_at: row.sent_at,
            delivered_at: row.delivered_at,
            read_at: row.read_at,
            replied_at: row.replied_at,
            opted_out_at: row.opted_out_at,
            ended_at: row.ended_at,
        }
    }
}

/// Recipients of a campaign in their order, with reasons and times
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), Which, PageQuery),
    responses((status = 200, body = Envelope<Vec<Recipient>>), Refusals),
    extensions(("x-permission" = json!("campaigns.read")))
)]
#[get("/campaigns/{id}/recipients")]
pub(crate) async fn recipients(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
    which: web::Query<Which>,
    page: Page,
) -> ApiResult<Vec<Recipient>> {
    let scope = caller.allowed(Permission::CampaignsRead)?;
    let tenant = scope.tenant();
    let filter = which.filter()?;
    let after: i32 = page.after()?.unwrap_or_default();
    let rows = state
        .db
        .tenant(scope, async |tx| {
            campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
            campaigns::recipients(tx, tenant, *id, &filter, after, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| row.ordinal)?;
    Ok(Answer::page(
        rows.into_iter().map(Recipient::from).collect(),
        next,
    ))
}
