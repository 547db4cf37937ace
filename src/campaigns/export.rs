//! The report as a file.

use actix_web::{
    HttpResponse, get,
    http::header::{ContentDisposition, DispositionParam, DispositionType},
    web,
};
use chrono::{DateTime, Utc};
use futures::stream;
use serde_json::json;
use siar_db::{
    Db, Scope, audit,
    campaigns::{self, RecipientFilter},
};
use siar_domain::{id::CampaignId, import::RECIPIENTS, permission::Permission};

use super::{recipients::Which, refusal};
use crate::{ApiError, Caller, State, csv::line, openapi::Refusals};

/// Rows read at once.
const PAGE: i64 = 1_000;

/// All recipients as CSV, with reasons and times
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path), Which),
    responses((status = 200, content_type = "text/csv", body = String), Refusals),
    extensions(("x-permission" = json!("campaigns.read")))
)]
#[get("/campaigns/{id}/recipients.csv")]
pub(crate) async fn export(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
    which: web::Query<Which>,
) -> Result<HttpResponse, ApiError> {
    let scope = caller.allowed(Permission::CampaignsRead)?.clone();
    let id = *id;
    let filter = which.filter()?;
    state
        .db
        .tenant(&scope, async |tx| {
            campaigns::get(tx, scope.tenant(), id)
                .await
                .map_err(refusal)?;
            let (tenant, user) = (scope.tenant(), caller.user());
            let subject = id.to_string();
            audit::note(
                tx,
                Some(tenant),
                Some(user),
                "campaign.exported",
                &subject,
                json!({}),
            )
            .await
            .map_err(ApiError::from)
        })
        .await?;
    let db = state.db.clone();
    let pages = stream::unfold(
        (db, scope, filter, Some(0), Some(line(RECIPIENTS))),
        move |(db, scope, filter, after, heading)| async move {
            let after = after?;
            let answer = page(&db, &scope, id, &filter, after, heading).await;
            let next = answer.as_ref().ok().and_then(|(_, next)| *next);
            Some((
                answer.map(|(bytes, _)| bytes),
                (db, scope, filter, next, None),
            ))
        },
    );
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(format!("campaign-{id}.csv"))],
        })
        .streaming(pages))
}

/// One page as CSV, and where the next begins.
async fn page(
    db: &Db,
    scope: &Scope,
    id: CampaignId,
    filter: &RecipientFilter,
    after: i32,
    heading: Option<Vec<u8>>,
) -> Result<(web::Bytes, Option<i32>), ApiError> {
    let rows = db
        .tenant(scope, async |tx| {
            campaigns::recipients(tx, scope.tenant(), id, filter, after, PAGE)
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let time = |at: Option<DateTime<Utc>>| at.map_or(String::new(), |at| at.to_rfc3339());
    let mut bytes = heading.unwrap_or_default();
    for row in &rows {
        bytes.extend(line([
            row.ordinal.to_string().as_str(),
            &row.phone,
            row.name.as_deref().unwrap_or_default(),
            row.state.as_str(),
            row.reason
                .map_or("", siar_domain::delivery::DeliveryReason::as_str),
            &row.attempt.to_string(),
            &time(row.submitted_at),
            &time(row.sent_at),
            &time(row.delivered_at),
            &time(row.read_at),
            &time(row.replied_at),
            &time(row.opted_out_at),
            &time(row.ended_at),
        ]));
    }
    let more = i64::try_from(rows.len()).is_ok_and(|n| n == PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.ordinal);
    Ok((bytes.into(), next))
}
