//! Rows that an import refused, as a file to mend and send again.

use actix_web::{
    HttpResponse, get,
    http::header::{ContentDisposition, DispositionParam, DispositionType},
    web,
};
use futures::stream;
use serde_json::json;
use siar_db::{Db, DbError, Scope, audit, imports};
use siar_domain::{id::ImportId, import::REJECTS, permission::Permission};

use super::refusal;
use crate::{ApiError, Caller, State, csv::line, openapi::Refusals};

/// Rows read at once.
const PAGE: i64 = 1_000;

/// All refused rows as CSV: line, reason, detail, value, and then the row as it was; can be mended and imported
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
    let headings = state
        .db
        .tenant(&scope, async |tx| {
            let headings = imports::headings(tx, id).await?;
            audit::note(
                tx,
                Some(scope.tenant()),
                Some(caller.user()),
                "import.rejects_exported",
                &id.to_string(),
                json!({}),
            )
            .await?;
            Ok::<_, DbError>(headings)
        })
        .await
        .map_err(refusal)?;
    let db = state.db.clone();
    // Rows that are refused a second time have our columns already: once is enough.
    let mended = headings.iter().take(REJECTS.len()).eq(REJECTS.iter());
    let own = if mended { REJECTS.len() } else { 0 };
    let columns = headings.iter().skip(own).map(String::as_str);
    let heading = Some(line(REJECTS.into_iter().chain(columns)));
    let pages = stream::unfold(
        (db, scope, Some(0), heading),
        move |(db, scope, after, heading)| async move {
            let after = after?;
            let answer = page(&db, &scope, id, own, after, heading).await;
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

/// One page as CSV without the first `own` values of each row, and where the next begins.
async fn page(
    db: &Db,
    scope: &Scope,
    id: ImportId,
    own: usize,
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
        let number = row.line.to_string();
        let said = [number.as_str(), &row.reason, &row.detail, &row.raw];
        let cells = row.cells.iter().skip(own).map(String::as_str);
        bytes.extend(line(said.into_iter().chain(cells)));
    }
    let more = i64::try_from(rows.len()).is_ok_and(|n| n == PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.line);
    Ok((bytes.into(), next))
}
