//! Opening the stream.

use actix_web::{HttpRequest, HttpResponse, get, web};
use actix_web_actors::ws;
use serde::Deserialize;
use siar_domain::permission::Permission;
use utoipa::IntoParams;

use super::{
    connection::Connection,
    frames::{self, ServerFrame},
    platform::PlatformConnection,
};
use crate::{ApiError, Caller, State, openapi::Refusals};

/// Largest message a client may send, bytes.
const MOST_BYTES: usize = 16 * 1024;

/// Where to begin, and with what.
#[derive(Debug, Deserialize, IntoParams)]
pub struct From {
    /// Sequence of the last event seen: those after it come first, none is left out. Absent: only what happens from now on.
    after: Option<i64>,
    /// Topics, separated by commas; all where absent.
    topics: Option<String>,
}

/// The event stream, as a WebSocket
///
/// A tenant's user gets the tenant's events. A user of the platform gets `PlatformFrame`s: the actor tree at first, then its changes, and
/// those of alerts and sessions; it may send `PlatformClientFrame`s to follow more. Frames are JSON text. Answer pings (every client library does): an unanswered ping pauses, then closes the stream.
#[utoipa::path(
    tag = "stream",
    params(From),
    responses(
        (status = 101, description = "Frames are `ServerFrame`; a client may send `ClientFrame`", body = ServerFrame),
        (status = 426, description = "`upgrade_required`: not a WebSocket request"),
        Refusals
    ),
    extensions(("x-permission" = json!("events.read|platform.read")))
)]
#[get("/stream")]
pub(crate) async fn stream(
    state: web::Data<State>,
    caller: Caller,
    from: web::Query<From>,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, ApiError> {
    if caller.principal().role.is_platform() {
        caller.platform(Permission::PlatformRead)?;
        let connection = PlatformConnection::new(state.get_ref().clone(), caller);
        return upgrade(connection, &request, body);
    }
    let scope = caller.allowed(Permission::EventsRead)?.clone();
    let words: Vec<String> = from
        .topics
        .iter()
        .flat_map(|topics| topics.split(','))
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let topics = frames::topics(&words).map_err(|word| {
        ApiError::invalid("topics", "unknown_topic", format!("{word:?} is no topic."))
    })?;
    if from.after.is_some_and(|after| after < 0) {
        return Err(ApiError::invalid(
            "after",
            "out_of_range",
            "A sequence is never negative.",
        ));
    }
    let connection = Connection::new(state.get_ref().clone(), caller, scope, from.after, topics);
    upgrade(connection, &request, body)
}

fn upgrade<A>(actor: A, request: &HttpRequest, body: web::Payload) -> Result<HttpResponse, ApiError>
where
    A: actix::Actor<Context = ws::WebsocketContext<A>>
        + actix::StreamHandler<Result<ws::Message, ws::ProtocolError>>,
{
    ws::WsResponseBuilder::new(actor, request, body)
        .frame_size(MOST_BYTES)
        .start()
        .map_err(|error| {
            ApiError::new(
                actix_web::http::StatusCode::UPGRADE_REQUIRED,
                "upgrade_required",
                format!("Open this address as a WebSocket: {error}."),
            )
        })
}
