//! Campaigns, page by page.

use actix_web::{get, web};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
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
    state: Option<String>,
    /// Only those whose name contains this.
    name: Option<String>,
    /// Only those made on this day or later, by the tenant's clocks: `2027-01-05`.
    from: Option<NaiveDate>,
    /// Only those made on this day or before.
    to: Option<NaiveDate>,
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
    let Which { name, from, to, .. } = which.into_inner();
    let after: Option<(DateTime<Utc>, CampaignId)> = page.after()?;
    let rows = state
        .db
        .tenant(scope, async |tx| {
            let zone = if from.is_some() || to.is_some() {
                let zone = tenants::get(tx, scope.tenant()).await?.time_zone;
                zone.parse().map_err(ApiError::internal)?
            } else {
                Tz::UTC
            };
            let filter = Filter {
                states,
                name,
                from: from.map(|day| begin(day, zone)),
                before: to
                    .and_then(|day| day.checked_add_days(Days::new(1)))
                    .map(|day| begin(day, zone)),
            };
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

/// The first moment of a day; where clocks jump over midnight, an hour later.
fn begin(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight)
        .earliest()
        .or_else(|| {
            zone.from_local_datetime(&(midnight + chrono::TimeDelta::hours(1)))
                .earliest()
        })
        .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
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
