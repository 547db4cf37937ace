//! Rows that an import refused, as a file to mend and send again.

use actix_web::{
    HttpResponse, get,
    http::header::{ContentDisposition, DispositionParam, DispositionType},
    web,
};
use futures::stream;
use siar_db::{Db, Scope, imports};
use siar_domain::{id::ImportId, permission::Permission};

use super::refusal;
use crate::{ApiError, Caller, State, csv::line, openapi::Refusals};

/// Rows read at once.
const PAGE: i64 = 1_000;

/// All refused rows as CSV: line, reason, detail, value
#[utoipa::path(
    tag = "imports",
    params(("id" = ImportId, Path)),
    responses((status = 200, content_type = "text/csv", body = String), Refusals),
    extensions(("x-permission" = json!("contacts.read")))
)]
#[get("/imports/{id}/rejects.csv")]
pub(crate) async fn rejects_csv(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ImportId>,
) -> Result<HttpResponse, ApiError> {
    let scope = caller.allowed(Permission::ContactsRead)?.clone();
    let id = *id;
    state
        .db
        .tenant(&scope, async |tx| imports::get(tx, id).await)
        .await
        .map_err(refusal)?;
    let db = state.db.clone();
    let heading = Some(line(["line", "reason", "detail", "value"]));
    let pages = stream::unfold(
        (db, scope, Some(0), heading),
        move |(db, scope, after, heading)| async move {
            let after = after?;
            let answer = page(&db, &scope, id, after, heading).await;
            let next = answer.as_ref().ok().and_then(|(_, next)| *next);
            Some((answer.map(|(bytes, _)| bytes), (db, scope, next, None)))
        },
    );
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(format!("rejects-{id}.csv"))],
        })
        .streaming(pages))
}

/// One page as CSV, and where the next begins.
async fn page(
    db: &Db,
    scope: &Scope,
    id: ImportId,
    after: i64,
    heading: Option<Vec<u8>>,
) -> Result<(web::Bytes, Option<i64>), ApiError> {
    let rows = db
        .tenant(scope, async |tx| {
            imports::rejects(tx, id, after, PAGE)
                .await
                .map_err(ApiError::from)
        })
        .await?;
    let mut bytes = heading.unwrap_or_default();
    for row in &rows {
        bytes.extend(line([
            row.line.to_string().as_str(),
            &row.reason,
            &row.detail,
            &row.raw,
        ]));
    }
    let more = i64::try_from(rows.len()).is_ok_and(|n| n == PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.line);
    Ok((bytes.into(), next))
}
