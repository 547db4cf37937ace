//! Start later.

use actix_web::{http::StatusCode, post, web};
use chrono::{DateTime, FixedOffset, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::json;
use siar_db::{campaigns, tenants};
use siar_domain::{id::CampaignId, permission::Permission, progress::check_schedule};
use utoipa::ToSchema;

use super::{Campaign, moved, note, refusal};
use crate::{
    ApiError, Body, Caller, Envelope, IdempotencyHeader, Once, Repeatable, State, openapi::Refusals,
};

/// When: a moment, or a time on the wall.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"local": "2027-01-05T09:00:00", "time_zone": "Asia/Jakarta"}))]
pub struct Schedule {
    /// A moment, with its offset. Either this or `local`.
    #[schema(format = DateTime, example = "2027-01-05T09:00:00+07:00")]
    pub at: Option<String>,
    /// A time on the wall clock of `time_zone`.
    #[schema(
        pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?$",
        example = "2027-01-05T09:00:00"
    )]
    pub local: Option<String>,
    /// IANA name, for `local`; the tenant's where absent.
    #[schema(example = "Asia/Jakarta")]
    pub time_zone: Option<String>,
}

impl Schedule {
    /// The moment. `zone` is the tenant's.
    ///
    /// # Errors
    /// 422 when it is none, past, or too far away.
    fn moment(&self, zone: Tz, now: DateTime<Utc>) -> Result<DateTime<Utc>, ApiError> {
        let zone = match &self.time_zone {
            None => zone,
            Some(name) => name.parse().map_err(|_| {
                ApiError::invalid(
                    "time_zone",
                    "unknown_time_zone",
                    "Name an IANA time zone, as in Asia/Jakarta.",
                )
            })?,
        };
        let (field, at) = match (&self.at, &self.local) {
            (Some(at), None) => ("at", with_offset(at)?),
            (None, Some(local)) => ("local", on_the_wall(local, zone)?),
            _ => {
                return Err(ApiError::invalid(
                    "at",
                    "required",
                    "Give either `at` or `local`.",
                ));
            }
        };
        check_schedule(at, now)
            .map_err(|error| ApiError::invalid(field, error.code(), error.to_string()))?;
        Ok(at)
    }
}

/// The moment that is written with its offset; otherwise what is wrong with it, in words of ours.
fn with_offset(at: &str) -> Result<DateTime<Utc>, ApiError> {
    let at = at.trim();
    if let Ok(moment) = at.parse::<DateTime<FixedOffset>>() {
        return Ok(moment.with_timezone(&Utc));
    }
    let refused = |code, why: &str| Err(ApiError::invalid("at", code, why));
    // `2027-01-05T09:00`, and what stands behind it.
    let (to_the_minute, rest) = at.split_at_checked(16).unwrap_or(("", at));
    let shape = |(place, byte): (usize, u8)| match place {
        4 | 7 => byte == b'-',
        10 => matches!(byte, b'T' | b't' | b' '),
        13 => byte == b':',
        _ => byte.is_ascii_digit(),
    };
    let looks_like_a_time =
        !to_the_minute.is_empty() && to_the_minute.bytes().enumerate().all(shape);
    let written = to_the_minute.replacen(['t', ' '], "T", 1);
    let exists = NaiveDateTime::parse_from_str(&written, "%Y-%m-%dT%H:%M").is_ok();
    let has_offset = rest.contains(['Z', 'z', '+', '-']);
    match (looks_like_a_time, exists, has_offset) {
        (true, false, _) => refused("no_such_time", "There is no such day or time."),
        (true, true, false) => refused(
            "offset_missing",
            "The offset is missing: write +07:00 or Z behind the time, or give the time on the wall as `local`.",
        ),
        _ => refused(
            "not_a_time",
            "Write a moment as in 2027-01-05T09:00:00+07:00.",
        ),
    }
}

/// The moment of a time on the wall.
fn on_the_wall(local: &str, zone: Tz) -> Result<DateTime<Utc>, ApiError> {
    let none = |why: String| ApiError::invalid("local", "no_such_time", why);
    let local: NaiveDateTime = local
        .parse()
        .map_err(|_| none("There is no such day or time.".to_owned()))?;
    match zone.from_local_datetime(&local) {
        // Of two (the hour that clocks go back) the first.
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.with_timezone(&Utc)),
        LocalResult::None => Err(none(format!("Clocks in {zone} jump over that time."))),
    }
}

/// Start a campaign at a time
///
/// Again for a scheduled one: its time is changed.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), IdempotencyHeader),
    request_body = Schedule,
    responses(
        (status = 200, body = Envelope<Campaign>),
        (status = 409, description = "`wrong_state`"),
        Refusals
    ),
    extensions(("x-permission" = json!("campaigns.send")))
)]
#[post("/campaigns/{id}/schedule")]
pub(crate) async fn schedule(
    state: web::Data<State>,
    caller: Caller,
    once: Once,
    id: web::Path<CampaignId>,
    body: Body<Schedule>,
) -> Result<Repeatable, ApiError> {
    let scope = caller.allowed(Permission::CampaignsSend)?;
    let tenant = scope.tenant();
    let now = state.clock.now();
    let answer = once
        .run(&state, scope, StatusCode::OK, async |tx| {
            let zone = tenants::get(tx, tenant).await?.time_zone;
            let zone = zone.parse().map_err(ApiError::internal)?;
            let at = body.0.moment(zone, now)?;
            moved(campaigns::schedule(tx, tenant, *id, at).await?)?;
            note(tx, scope, "campaign.schedule", *id, json!({ "at": at })).await?;
            let campaign = campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
            Ok(Campaign::from(campaign))
        })
        .await?;
    state.actors.wake_scheduler();
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(json: &str) -> Result<String, String> {
        let asked: Schedule = serde_json::from_str(json).unwrap();
        asked
            .moment(
                chrono_tz::Asia::Jakarta,
                "2026-01-05T00:00:00Z".parse().unwrap(),
            )
            .map(|at| at.to_rfc3339())
            .map_err(|error| error.body().error.details["fields"][0]["code"].to_string())
    }

    #[test]
    fn times_on_the_wall_are_those_of_the_zone() {
        assert_eq!(
            moment(r#"{"local":"2026-01-05T09:00:00"}"#).unwrap(),
            "2026-01-05T02:00:00+00:00"
        );
        assert_eq!(
            moment(r#"{"local":"2026-01-05T09:00:00","time_zone":"Asia/Makassar"}"#).unwrap(),
            "2026-01-05T01:00:00+00:00"
        );
        assert_eq!(
            moment(r#"{"at":"2026-01-05T09:00:00+09:00"}"#).unwrap_err(),
            "\"schedule_in_the_past\""
        );
        assert_eq!(
            moment(r#"{"local":"2026-03-29T02:30:00","time_zone":"Europe/Berlin"}"#).unwrap_err(),
            "\"no_such_time\""
        );
        assert_eq!(
            moment(r#"{"local":"2027-02-30T09:00:00"}"#).unwrap_err(),
            "\"no_such_time\""
        );
        assert_eq!(
            moment(r#"{"local":"2027-02-03T09:00:00","time_zone":"WIB"}"#).unwrap_err(),
            "\"unknown_time_zone\""
        );
        assert_eq!(moment("{}").unwrap_err(), "\"required\"");
    }

    #[test]
    fn a_moment_that_is_none_is_told_in_words() {
        for (at, code) in [
            ("2027-01-05T09:00:00", "offset_missing"),
            ("2027-01-05 09:00", "offset_missing"),
            ("2027-01-05T09:00:00.5", "offset_missing"),
            ("2027-02-29T09:00:00", "no_such_time"),
            ("2027-02-29T09:00:00+07:00", "no_such_time"),
            ("2027-13-01T09:00:00Z", "no_such_time"),
            ("2027-01-05T25:00:00Z", "no_such_time"),
            ("2027-01-05", "not_a_time"),
            ("tomorrow", "not_a_time"),
            ("\u{661}\u{661}", "not_a_time"),
            ("", "not_a_time"),
            ("2027-01-05T09:00:00+99:00", "not_a_time"),
            ("2027-01-05T09:00:00+0700 WIB", "not_a_time"),
        ] {
            let said = moment(&json!({ "at": at }).to_string());
            assert_eq!(said.unwrap_err(), format!("{code:?}"), "{at}");
        }
        for at in [
            "2027-01-05T09:00:00Z",
            "2027-01-05T16:00:00+07:00",
            "2027-01-05 09:00:00Z",
        ] {
            let said = moment(&json!({ "at": at }).to_string());
            assert_eq!(said.as_deref(), Ok("2027-01-05T09:00:00+00:00"), "{at}");
        }
    }
}
