//! The beginning of a file, as it is.

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::StatusCode};
use futures::future::LocalBoxFuture;

use super::{
    pieces::Sender,
    whole::{Whole, whole},
};
use crate::ApiError;

/// Largest body that is a file and not stored, bytes.
const MOST: usize = 1024 * 1024;

/// A CSV file, or its beginning, of at most 1 MB in memory.
///
/// Refused: another content type (415), too large (413), too slow (408), more than the server can hold at once (503).
#[derive(Debug)]
pub(crate) struct CsvBody(pub(crate) Whole);

impl FromRequest for CsvBody {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            if request.content_type() != "text/csv" {
                return Err(ApiError::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "unsupported_media_type",
                    "Send the file as it is: text/csv.",
                ));
            }
            whole(&request, payload, MOST, Sender::Known)
                .await
                .map(Self)
        })
    }
}
