//! A whole body in memory, however small it should be: under a limit, under a deadline, and counted.

use actix_web::{
    HttpRequest,
    dev::Payload,
    http::{StatusCode, header},
    web::{self, BytesMut},
};
use serde_json::json;
use tokio::sync::OwnedSemaphorePermit;

use super::pieces::{Deadline, Pieces, Sender};
use crate::{ApiError, State, error};

/// All of a body. What it takes of the room for bodies is given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(crate) bytes: BytesMut,
    _held: Option<OwnedSemaphorePermit>,
}

/// Reads the whole body.
///
/// # Errors
/// 413 with more bytes than `limit`; 408 when it comes too slowly; 503 when there is no room for it; 400 when the connection broke.
pub(super) async fn whole(
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
    sender: Sender,
) -> Result<Whole, ApiError> {
    let too_large = || {
        error::of_status(StatusCode::PAYLOAD_TOO_LARGE)
            .with_details(json!({ "limit_bytes": limit }))
    };
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let state = request
        .app_data::<web::Data<State>>()
        .ok_or_else(|| ApiError::internal("a body without a server"))?;
    let mut pieces = Pieces::new(payload, Deadline::of(&state.config.http));
    let mut bytes = BytesMut::new();
    let mut held: Option<OwnedSemaphorePermit> = None;
    while let Some(piece) = pieces.next().await? {
        if bytes.len() + piece.len() > limit {
            return Err(too_large());
        }
        let more = state.bodies.hold(sender, piece.len())?;
        match &mut held {
            Some(held) => held.merge(more),
            None => held = Some(more),
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Whole { bytes, _held: held })
}
