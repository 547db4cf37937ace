//! A JSON body. Refusals say what is wrong and where.
//!
//! Whoever sends a body slowly, or many at once, costs a bounded amount: each kind of endpoint has its limit, every body has a
//! deadline, and all bodies together are held in a bounded number of bytes.

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::StatusCode, web};
use futures::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::{error::Category, json};
use sha2::{Digest, Sha256};

use super::{explain::explain, pieces::Sender, whole::whole};
use crate::{ApiError, Invalid, State};

/// Largest body of an endpoint that anybody may ask, and of those about accounts: passwords, codes and addresses. Bytes.
const LITTLE: usize = 16 * 1024;
/// Where those about accounts are.
const ACCOUNTS: &str = "/api/v1/auth/";
/// Largest body of most endpoints, bytes.
const USUAL: usize = 1024 * 1024;
/// From here on a body is read as JSON off the request thread, bytes.
const SMALL: usize = 64 * 1024;

/// A JSON body of at most 1 MB as `T`, of an endpoint for those who are logged in; of at most 16 KiB below `/auth`.
///
/// Refused: another content type (415), too large (413), too slow (408), more than the server can hold at once (503), not JSON
/// (400 with line and column), not a `T` (422 with the field's path), a NUL character anywhere (422: no text in Siar may hold one).
#[derive(Debug)]
pub struct Body<T>(pub T);

/// As [`Body`], for endpoints that anybody may ask: at most 16 KiB, and of a room of its own, so that nobody's bodies leave the room for
/// those of others.
#[derive(Debug)]
pub struct OpenBody<T>(pub T);

/// As [`Body`], for the few endpoints that take lists of numbers: at most the configured size (10 MB).
#[derive(Debug)]
pub struct LargeBody<T>(pub T);

impl<T: DeserializeOwned + Send + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // The route, not the address: that one has more than one spelling.
        let route = request.match_pattern();
        let is_little = route.is_some_and(|route| route.starts_with(ACCOUNTS));
        let limit = most(request).min(if is_little { LITTLE } else { USUAL });
        let read = take(request.clone(), payload.take(), limit, Sender::Known);
        Box::pin(async move { read.await.map(Self) })
    }
}

impl<T: DeserializeOwned + Send + 'static> FromRequest for OpenBody<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limit = most(request).min(LITTLE);
        let read = take(request.clone(), payload.take(), limit, Sender::Anybody);
        Box::pin(async move { read.await.map(Self) })
    }
}

impl<T: DeserializeOwned + Send + 'static> FromRequest for LargeBody<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = take(
            request.clone(),
            payload.take(),
            most(request),
            Sender::Known,
        );
        Box::pin(async move { read.await.map(Self) })
    }
}

/// The configured limit.
fn most(request: &HttpRequest) -> usize {
    request
        .app_data::<web::Data<State>>()
        .map_or(USUAL, |state| state.config.http.body_limit)
}

async fn take<T: DeserializeOwned + Send + 'static>(
    request: HttpRequest,
    payload: Payload,
    limit: usize,
    sender: Sender,
) -> Result<T, ApiError> {
    if request.content_type() != "application/json" {
        return Err(crate::error::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let body = whole(&request, payload, limit, sender).await?;
    if request.headers().contains_key(super::idempotency::HEADER) {
        let hash = Sha256::digest(&body.bytes).to_vec();
        request
            .extensions_mut()
            .insert(super::idempotency::BodyHash(hash));
    }
    if body.bytes.len() > SMALL {
        // To say everything that is wrong with so much would take longer than to say the first thing.
        return web::block(move || parse(&body.bytes))
            .await
            .map_err(ApiError::internal)?;
    }
    parse(&body.bytes).map_err(|error| {
        if error.code() == Invalid::CODE {
            explain(&request, &body.bytes, error)
        } else {
            error
        }
    })
}

/// Reads JSON as `T`, refusing as [`Body`] says.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        refusal(error.inner(), &path)
    })?;
    reader.end().map_err(|error| refusal(&error, "."))?;
    // serde takes a list of values for the fields of an object, in their order.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(ApiError::invalid(
            ".",
            "wrong_type",
            "This must be an object.",
        ));
    }
    if holds_nul(bytes) {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "nul_not_allowed",
            "A text holds a NUL character (\\u0000), which cannot be stored.",
        ));
    }
    Ok(value)
}

fn refusal(error: &serde_json::Error, path: &str) -> ApiError {
    // serde_json ends its sentence with the place, which we tell apart.
    let text = error.to_string();
    let text = text
        .rfind(" at line ")
        .and_then(|at| text.get(..at))
        .unwrap_or(&text);
    match error.classify() {
        Category::Data => ApiError::invalid(path, "wrong_type", text),
        Category::Syntax | Category::Eof | Category::Io => ApiError::bad_request(
            "malformed_json",
            format!(
                "The body is not JSON: {text}, line {}, column {}.",
                error.line(),
                error.column()
            ),
        )
        .with_details(json!({ "line": error.line(), "column": error.column() })),
    }
}

/// Whether valid JSON holds an escaped NUL. (A raw one is not valid JSON.)
fn holds_nul(json: &[u8]) -> bool {
    let mut rest = json.iter();
    while let Some(byte) = rest.next() {
        if *byte == b'\\' {
            let here = rest.as_slice();
            if here.starts_with(b"u0000") {
                return true;
            }
            // The escaped character is skipped, so that `\\u0000` (a backslash, then text) is no NUL.
            rest.next();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only parsed")]
    struct Person {
        name: String,
        phones: Vec<String>,
    }

    fn error(json: &str) -> serde_json::Value {
        serde_json::to_value(parse::<Person>(json.as_bytes()).unwrap_err().body().error).unwrap()
    }

    #[test]
    fn a_broken_text_is_told_by_line_and_column() {
        assert_eq!(
            error("{\"name\": \"a\",\n \"phones\": [,]}"),
            json!({"code": "malformed_json",
                   "message": "The body is not JSON: expected value, line 2, column 13.",
                   "details": {"line": 2, "column": 13}})
        );
    }

    #[test]
    fn a_wrong_field_is_told_by_its_path() {
        assert_eq!(
            error(r#"{"name": "a", "phones": ["1", 2]}"#),
            json!({"code": "invalid",
                   "message": "phones[1]: invalid type: integer `2`, expected a string",
                   "details": {"fields": [{"field": "phones[1]", "code": "wrong_type",
                                           "message": "invalid type: integer `2`, expected a string"}]}})
        );
    }

    #[test]
    fn an_escaped_nul_is_refused_and_an_escaped_backslash_is_not() {
        assert_eq!(
            error(r#"{"name": "a\u0000b", "phones": []}"#)["code"],
            "nul_not_allowed"
        );
        assert!(parse::<Person>(br#"{"name": "a\\u0000b", "phones": []}"#).is_ok());
        assert_eq!(
            error(r#"{"name": "a\\\u0000b", "phones": []}"#)["code"],
            "nul_not_allowed"
        );
    }

    #[test]
    fn a_list_is_no_object_though_its_values_fit() {
        let refused = error(r#" ["a", []]"#);
        assert_eq!(refused["details"]["fields"][0]["code"], "wrong_type");
    }

    #[test]
    fn deep_nesting_is_refused_not_followed() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let refused = parse::<serde_json::Value>(deep.as_bytes()).unwrap_err();
        assert_eq!(refused.code(), "malformed_json");
    }

    #[test]
    fn anything_after_the_value_is_refused() {
        assert_eq!(
            error(r#"{"name":"a","phones":[]} x"#)["code"],
            "malformed_json"
        );
    }
}
