//! The ground truth, as pages, as sums, and as it happens.

use crate::live::Live;
use crate::truth::{Entry, Fate, Filter};
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, Bytes, Data, Json, Query, ServiceConfig};
use futures::stream;
use std::time::Duration;

/// Most entries sent at once to a live reader.
const BATCH: usize = 500;

/// Something is sent at least this often, so that a reader that is gone is noticed.
const BEAT: Duration = Duration::from_secs(10);

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/truth", web::get().to(entries))
        .route("/truth/fates", web::get().to(fates))
        .route("/truth/stream", web::get().to(follow));
}

async fn entries(live: Data<Live>, filter: Query<Filter>) -> Json<Vec<Entry>> {
    Json(live.look(|world| world.truth().select(&filter)))
}

async fn fates(live: Data<Live>, filter: Query<Filter>) -> Json<Vec<Fate>> {
    Json(live.look(|world| world.truth().fates(&filter)))
}

/// Server-sent events: one entry each, beginning after `after`, for as long as the reader stays.
async fn follow(live: Data<Live>, filter: Query<Filter>) -> HttpResponse {
    let filter = Filter {
        limit: Some(BATCH),
        ..filter.into_inner()
    };
    let start = (live.clone(), live.happened(), filter);
    let events = stream::unfold(start, |(live, mut happened, mut filter)| async move {
        loop {
            happened.mark_unchanged();
            let (entries, end) =
                live.look(|world| (world.truth().select(&filter), world.truth().len()));
            if end < filter.after {
                // The world was reset: begin again.
                filter.after = 0;
                continue;
            }
            if let Some(last) = entries.last() {
                filter.after = last.seq;
                let line = |e| serde_json::to_string(e).map(|json| format!("data: {json}\n\n"));
                let text: String = entries.iter().filter_map(|e| line(e).ok()).collect();
                return Some((
                    Ok::<_, std::io::Error>(Bytes::from(text)),
                    (live, happened, filter),
                ));
            }
            filter.after = end;
            if !matches!(
                tokio::time::timeout(BEAT, happened.changed()).await,
                Ok(Ok(()))
            ) {
                return Some((Ok(Bytes::from_static(b":\n\n")), (live, happened, filter)));
            }
        }
    });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        .streaming(events)
}
