//! Opening the stream.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, get, web};
use actix_web_actors::ws;
use serde::Deserialize;
use siar_domain::permission::Permission;
use utoipa::IntoParams;

use super::{
    connection::Connection,
    frames::{self, ServerFrame},
    places::{Full, Holder},
    platform::PlatformConnection,
    rights::Rights,
};
use crate::{ApiError, Caller, State, auth::throttle, openapi::Refusals};

/// Largest message a client may send, bytes.
const MOST_BYTES: usize = 16 * 1024;
/// When to try again while too many streams are open: a browser that was closed has been noticed by then.
const RETRY: Duration = Duration::from_secs(30);

/// Where to begin, and with what.
#[derive(Debug, Deserialize, IntoParams)]
pub struct From {
    /// Sequence of the last event seen: those after it come first, none is left out. Absent: only what happens from now on.
    after: Option<i64>,
    /// Topics, separated by commas, such as `quota,campaign-progress`; where absent, all that the login may read.
    #[param(max_length = 400)]
    topics: Option<String>,
}

/// The event stream, as a WebSocket
///
/// A tenant's user gets the tenant's events. A user of the platform gets `PlatformFrame`s: the actor tree at first, then its changes, and
/// those of alerts and sessions; it may send `PlatformClientFrame`s to follow more. Events of a topic whose permission the login lacks are left out
/// (the codes to link a phone need `session.manage`); their sequences still count. The stream closes with code 1008 when the login ends. Frames are JSON text. Answer pings (every client library does): an unanswered ping pauses, then closes the stream.
#[utoipa::path(
    tag = "stream",
    params(From),
    responses(
        (status = 101, description = "Frames are `ServerFrame`; a client may send `ClientFrame`", body = ServerFrame),
        (status = 429, description = "`too_many_streams`: as many as allowed are open for this login, tenant or address"),
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
    if caller.principal().rights.role.is_platform() {
        caller.platform(Permission::PlatformRead)?;
        let rights = rights(&state, &caller, &request)?;
        let connection = PlatformConnection::new(state.get_ref().clone(), rights);
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
    let topics = frames::topics(&words, caller.principal())?;
    if from.after.is_some_and(|after| after < 0) {
        return Err(ApiError::invalid(
            "after",
            "out_of_range",
            "A sequence is never negative.",
        ));
    }
    let rights = rights(&state, &caller, &request)?;
    let connection = Connection::new(state.get_ref().clone(), rights, scope, from.after, topics);
    upgrade(connection, &request, body)
}

/// Takes a place for one more stream.
fn rights(state: &State, caller: &Caller, request: &HttpRequest) -> Result<Rights, ApiError> {
    let http = &state.config.http;
    let login = Some((Holder::Login(caller.login()), http.streams_per_login));
    let tenant = caller.principal().scope.as_ref().map(|scope| {
        let tenant = Holder::Tenant(scope.tenant());
        (tenant, http.streams_per_tenant)
    });
    let address = throttle::client_ip(state, request).map(|ip| {
        let network = Holder::Network(throttle::network(ip));
        (network, http.streams_per_address)
    });
    let place = state
        .streams
        .take(login.into_iter().chain(tenant).chain(address))
        .map_err(|Full { holder, limit }| {
            ApiError::too_many(
                "too_many_streams",
                format!(
                    "{limit} streams are open for this {}, which is as many as allowed. Close one.",
                    holder.noun()
                ),
                RETRY,
            )
            .with_details(serde_json::json!({ "holder": holder.noun(), "limit": limit }))
        })?;
    Ok(Rights::new(caller, place))
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
