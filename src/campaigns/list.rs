//! Campaigns, page by page.

use actix_web::{get, web};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use siar_db::{
    campaigns::{self, Filter},
    tenants,
};
use siar_domain::{campaign::CampaignState, id::CampaignId, permission::Permission};
use utoipa::IntoParams;

use super::Campaign;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Page, PageQuery, State, openapi::Refusals,
};

/// Which campaigns.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only those in one of these states, separated by commas: `running,paused`.
    #[param(
        pattern = "^((draft|scheduled|running|paused|completed|cancelled|failed)(,(draft|scheduled|running|paused|completed|cancelled|failed))*)?$",
        example = "running,paused"
    )]
    state: Option<String>,
    /// Only those whose name contains this.
    name: Option<String>,
    /// Only those made on this day or later, in the tenant's time zone.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
    /// Only those made on this day or before, in the tenant's time zone.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<NaiveDate>,
}

/// When a day begins there. Where clocks jump over midnight, at the first moment after.
fn dawn(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    (0..4).find_map(|hour| {
        let begins = day.and_hms_opt(hour, 0, 0)?.and_local_timezone(zone);
        Some(begins.earliest()?.with_timezone(&Utc))
    })
}

/// Campaigns, newest first
#[utoipa::path(
    tag = "campaigns",
    params(Which, PageQuery),
    responses((status = 200, body = Envelope<Vec<Campaign>>), Refusals),
    extensions(("x-permission" = json!("campaigns.read")))
)]
#[get("/campaigns")]
pub(crate) async fn list(
    state: web::Data<State>,
    caller: Caller,
    which: web::Query<Which>,
    page: Page,
) -> ApiResult<Vec<Campaign>> {
    let scope = caller.allowed(Permission::CampaignsRead)?;
    let states: Vec<CampaignState> = words(which.state.as_deref(), "state")?;
    let after: Option<(DateTime<Utc>, CampaignId)> = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| {
            let mut filter = Filter {
                states,
                name: which.name.clone(),
                ..Filter::default()
            };
            if which.from.is_some() || which.to.is_some() {
                let zone = tenants::get(tx, scope.tenant()).await?.time_zone;
                let zone = zone.parse().map_err(ApiError::internal)?;
                let end = which.to.map(|day| day.succ_opt().unwrap_or(day));
                filter.from = which.from.and_then(|day| dawn(day, zone));
                filter.before = end.and_then(|day| dawn(day, zone));
            }
            campaigns::list(tx, scope.tenant(), &filter, after, page.fetch())
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let (rows, next) = page.split(rows, |row| (row.created_at, row.id))?;
    Ok(Answer::page(
        rows.into_iter().map(Campaign::from).collect(),
        next,
    ))
}

/// Words separated by commas, each of them known.
///
/// # Errors
/// 422 with the word that is not.
pub(super) fn words<T: std::str::FromStr>(
    text: Option<&str>,
    field: &str,
) -> Result<Vec<T>, ApiError> {
    text.unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.parse().map_err(|_| {
                ApiError::invalid(field, "unknown", format!("There is no state {word:?}."))
            })
        })
        .collect()
}
