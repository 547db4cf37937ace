//! What every request passes first and every answer last: a request id, a log line, security headers, the envelope around failures that
//! actix itself answered, and a net under panics.

use std::{panic::AssertUnwindSafe, time::Instant};

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::InternalError,
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
        Ok(Err(failure)) => Err(failed(failure, &id, is_docs)),
        Err(panic) => {
            let words = panic
                .downcast_ref::<&str>()
                .map(|words| (*words).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "no words".to_owned());
            let failure = ApiError::internal(format!("a handler panicked: {words}"));
            Err(failed(failure.into(), &id, is_docs))
        }
    }
}

/// A failure that comes without the request it answers: it goes out with the same headers as every answer.
fn failed(failure: Error, id: &str, is_docs: bool) -> Error {
    let mut answer = failure.error_response();
    mark(answer.headers_mut(), id, is_docs);
    InternalError::from_response(failure, answer).into()
}

/// The request's id and what browsers are told.
fn mark(headers: &mut HeaderMap, id: &str, is_docs: bool) {
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, value);
    }
    secure(headers, is_docs);
}

/// The method's name as a label: whoever asks with words of their own invention makes no new series.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
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
    mark(answer.headers_mut(), id, is_docs);
    let took = began.elapsed();
    let labels = [
        ("method", method_label(method).to_owned()),
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
    nowhere(&request)
}

/// An id that cannot be one names nothing; an address that only looks like one with an id may not know this method.
pub(crate) fn bad_path(request: &HttpRequest) -> actix_web::Error {
    let known = request
        .app_data::<web::Data<State>>()
        .map(|state| state.map.methods(request.path()))
        .unwrap_or_default();
    if known.contains(&request.method().as_str()) {
        return error::of_status(StatusCode::NOT_FOUND).into();
    }
    match nowhere(request) {
        Ok(answer) => InternalError::from_response("method not allowed", answer).into(),
        Err(refused) => refused.into(),
    }
}

fn nowhere(request: &HttpRequest) -> Result<HttpResponse, ApiError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::{App, middleware::from_fn, test as actix_test};

    async fn panics() -> HttpResponse {
        panic!("a handler's mistake")
    }

    async fn refuses() -> Result<HttpResponse, ApiError> {
        Err(error::of_status(StatusCode::NOT_FOUND))
    }

    #[actix_web::test]
    async fn panics_and_refusals_go_out_with_the_headers_of_every_answer() {
        let app = App::new()
            .route("/panics", web::get().to(panics))
            .route("/refuses", web::get().to(refuses))
            .wrap(from_fn(front));
        let app = actix_test::init_service(app).await;
        for (path, status) in [("/panics", 500), ("/refuses", 404)] {
            let request = actix_test::TestRequest::get().uri(path).to_request();
            let answer = match actix_test::try_call_service(&app, request).await {
                Ok(answer) => answer.into_parts().1.map_into_boxed_body(),
                Err(failure) => failure.error_response(),
            };
            assert_eq!(answer.status().as_u16(), status);
            for header in [
                "x-request-id",
                "content-security-policy",
                "strict-transport-security",
                "x-frame-options",
                "cache-control",
            ] {
                assert!(answer.headers().contains_key(header), "{path}: {header}");
            }
        }
    }

    #[test]
    fn invented_methods_make_no_new_labels() {
        for n in 0..100 {
            let method = Method::from_bytes(format!("GET{n}").as_bytes()).unwrap();
            assert_eq!(method_label(&method), "other");
        }
        assert_eq!(method_label(&Method::PATCH), "PATCH");
    }
}
