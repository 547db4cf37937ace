//! The log's last lines.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use siar_domain::permission::Permission;
use utoipa::{IntoParams, ToSchema};

use crate::{
    Answer, ApiResult, Caller, Envelope, Invalid,
    logging::{self, LogLevel, LogLine, Wanted},
    openapi::Refusals,
};

/// Lines answered where nothing else is asked for, and at the most.
const USUAL: usize = 500;
const MOST: usize = 2_000;
/// The greatest whole number that every reader of JSON keeps exactly.
const MAX_SEQUENCE: u64 = 9_007_199_254_740_991;

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Only lines at least as urgent as this.
    level: Option<LogLevel>,
    /// Only lines with this text in them, in whatever case; at most 200 characters.
    #[param(max_length = 200)]
    text: Option<String>,
    /// Only lines after this sequence, from the first of them on. Absent: the newest lines.
    #[param(format = "uint64", maximum = 9_007_199_254_740_991_i64)]
    after: Option<u64>,
    /// How many lines at the most, 1 to 2,000; 500 where absent.
    #[param(minimum = 1, maximum = 2000)]
    limit: Option<usize>,
}

/// The log's last lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecentLog {
    /// The lines, oldest first.
    lines: Vec<LogLine>,
    /// Sequence of the oldest line that is kept, whether it fits or not.
    oldest: u64,
    /// Sequence of the newest line, whether it fits or not; 0 while there is none.
    newest: u64,
}

/// The log's last lines, of this node
///
/// About 2,000 lines are kept, in memory. Numbers of people keep only their last four digits. The stream sends new lines to whoever asks
/// for the topic `logs`.
#[utoipa::path(
    tag = "admin",
    params(Filter),
    responses((status = 200, body = Envelope<RecentLog>), Refusals),
    extensions(("x-permission" = json!("platform.read")))
)]
#[get("/admin/logs")]
pub(crate) async fn logs(caller: Caller, filter: web::Query<Filter>) -> ApiResult<RecentLog> {
    caller.platform(Permission::PlatformRead)?;
    let limit = filter.limit.unwrap_or(USUAL);
    let mut invalid = Invalid::new();
    invalid.check(
        (1..=MOST).contains(&limit),
        "limit",
        "out_of_range",
        "1 to 2,000.",
    );
    invalid.check(
        filter.after.is_none_or(|after| after <= MAX_SEQUENCE),
        "after",
        "out_of_range",
        "At most 9,007,199,254,740,991.",
    );
    invalid.length("text", filter.text.as_deref().unwrap_or_default(), 0, 200);
    invalid.done()?;
    let wanted = Wanted {
        after: filter.after,
        level: filter.level,
        text: filter.text.clone(),
    };
    let read = logging::recent().read(&wanted, limit);
    Ok(Answer::ok(RecentLog {
        lines: read.lines,
        oldest: read.oldest,
        newest: read.newest,
    }))
}
