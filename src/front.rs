//! What every request passes first and every answer last: a request id, a log line, security headers, the envelope around failures that
//! actix itself answered, and a net under panics.

use std::{panic::AssertUnwindSafe, time::Instant};

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};
use futures::FutureExt;
use tracing::Instrument;
use uuid::Uuid;

use crate::{ApiError, State, error};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The outermost middleware.
///
/// # Errors
/// None of its own: failures become answers.
pub async fn front(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request_id(request.headers());
    let began = Instant::now();
    let method = request.method().clone();
    let is_docs = request.path().starts_with("/api/docs");
    let span = tracing::info_span!("request", id = %id, %method);
    if let Ok(value) = HeaderValue::from_str(&id) {
        request.headers_mut().insert(REQUEST_ID, value);
    }
    if has_nul(&request) {
        let refused = ApiError::bad_request(
            "nul_not_allowed",
            "The address holds a NUL character (%00).",
        );
        let answer = request.into_response(actix_web::ResponseError::error_response(&refused));
        return Ok(finish(answer, &id, is_docs, began, &method));
    }
    let answer = AssertUnwindSafe(next.call(request))
        .catch_unwind()
        .instrument(span.clone())
        .await;
    let _entered = span.enter();
    match answer {
        Ok(Ok(answer)) => Ok(finish(enveloped(answer), &id, is_docs, began, &method)),
        Ok(Err(failure)) => Err(failure),
        Err(panic) => {
            let words = panic
                .downcast_ref::<&str>()
                .map(|words| (*words).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "no words".to_owned());
            Err(ApiError::internal(format!("a handler panicked: {words}")).into())
        }
    }
}

/// Anything that is neither a success nor an envelope becomes an envelope.
fn enveloped(answer: ServiceResponse<impl MessageBody + 'static>) -> ServiceResponse<BoxBody> {
    let status = answer.status();
    let is_json = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if status.as_u16() < 400 || is_json {
        return answer.map_into_boxed_body();
    }
    let (request, _) = answer.into_parts();
    let failure = error::of_status(status);
    ServiceResponse::new(request, actix_web::ResponseError::error_response(&failure))
}

fn finish(
    mut answer: ServiceResponse<BoxBody>,
    id: &str,
    is_docs: bool,
    began: Instant,
    method: &Method,
) -> ServiceResponse<BoxBody> {
    let status = answer.status();
    let route = answer
        .request()
        .match_pattern()
        .unwrap_or_else(|| "unmatched".to_owned());
    let headers = answer.headers_mut();
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, value);
    }
    secure(headers, is_docs);
    let took = began.elapsed();
    let labels = [
        ("method", method.as_str().to_owned()),
        ("route", route.clone()),
        ("status", status.as_u16().to_string()),
    ];
    metrics::histogram!("siar_http_request_seconds", &labels).record(took.as_secs_f64());
    // The route's pattern, not the address: an address may hold a number or a token.
    if status.is_server_error() {
        tracing::warn!(
            route,
            status = status.as_u16(),
            ms = took.as_millis(),
            "answered"
        );
    } else {
        tracing::debug!(
            route,
            status = status.as_u16(),
            ms = took.as_millis(),
            "answered"
        );
    }
    answer
}

/// ADM-8: what browsers are told to refuse.
fn secure(headers: &mut HeaderMap, is_docs: bool) {
    // The API's explorer styles itself inline; nothing else does.
    let policy = if is_docs {
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
    } else {
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What the API answers is somebody's data: no cache may keep it.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// The caller's own id when it is short and plain, else a new one.
fn request_id(headers: &HeaderMap) -> String {
    headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|id| {
            (8..=64).contains(&id.len())
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        .map_or_else(|| Uuid::now_v7().to_string(), str::to_owned)
}

fn has_nul(request: &ServiceRequest) -> bool {
    request.uri().to_string().contains("%00")
}

/// No such address, or one that does not know this method.
pub async fn unmatched(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let methods = request
        .app_data::<web::Data<State>>()
        .map(|state| state.map.methods(request.path()))
        .unwrap_or_default();
    if methods.is_empty() {
        return Err(error::of_status(StatusCode::NOT_FOUND));
    }
    let refused = error::of_status(StatusCode::METHOD_NOT_ALLOWED)
        .with_details(serde_json::json!({ "allowed": methods }));
    let mut answer = actix_web::ResponseError::error_response(&refused);
    if let Ok(value) = HeaderValue::from_str(&methods.join(", ")) {
        answer.headers_mut().insert(header::ALLOW, value);
    }
    Ok(answer)
}
