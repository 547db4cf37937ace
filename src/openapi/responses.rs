//! What every operation says of its answers without each of them writing it down: descriptions, the refusals that come with a body,
//! the headers that come with an answer.

use utoipa::openapi::{
    HeaderBuilder, KnownFormat, Object, RefOr, Response, SchemaFormat, Type,
    path::{Operation, ParameterIn},
};

use super::refusals::{error_body, refusal};
use crate::extract::idempotency;

/// Completes the answers of `operation`.
pub(super) fn complete(operation: &mut Operation) {
    if operation.request_body.is_some() {
        let with_body = [
            (413, "The body is larger than this operation allows"),
            (
                415,
                "The body is not of a content type that this operation reads",
            ),
        ];
        for (status, what) in with_body {
            operation
                .responses
                .responses
                .entry(status.to_string())
                .or_insert_with(|| RefOr::T(refusal(what)));
        }
    }
    let repeatable = operation.parameters.iter().flatten().any(|parameter| {
        let RefOr::T(parameter) = parameter else {
            return false;
        };
        matches!(parameter.parameter_in, ParameterIn::Header)
            && parameter.name.eq_ignore_ascii_case(idempotency::HEADER)
    });
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else {
            continue;
        };
        let failed = status.starts_with(['4', '5']);
        if response.description.is_empty() {
            usual(status).clone_into(&mut response.description);
        }
        for (kind, content) in &mut response.content {
            // A picture is bytes, not a list of numbers.
            if kind.starts_with("image/")
                && let RefOr::T(content) = content
            {
                content.schema = Some(binary().into());
            }
        }
        if failed && response.content.is_empty() {
            response
                .content
                .insert("application/json".to_owned(), error_body().into());
        }
        if matches!(status.as_str(), "429" | "503") {
            header(
                response,
                "Retry-After",
                "Seconds to wait",
                Object::with_type(Type::Integer),
            );
        }
        if repeatable && !failed {
            header(
                response,
                "Idempotent-Replayed",
                "`true` when this is the answer of an earlier request with the same key",
                Object::with_type(Type::String),
            );
        }
    }
}

/// What a success means where the operation says no more.
fn usual(status: &str) -> &'static str {
    match status {
        "200" => "Done; `data` is what was asked for",
        "201" => "Created; `Location` is its address",
        "202" => "Accepted; the work goes on in the background",
        "101" => "Switches to WebSocket",
        _ => "The answer",
    }
}

fn binary() -> utoipa::openapi::Schema {
    let format = SchemaFormat::KnownFormat(KnownFormat::Binary);
    let mut object = Object::with_type(Type::String);
    object.format = Some(format);
    object.into()
}

fn header(response: &mut Response, name: &str, what: &str, schema: Object) {
    response.headers.entry(name.to_owned()).or_insert_with(|| {
        HeaderBuilder::new()
            .description(Some(what))
            .schema(Some(schema))
            .build()
            .into()
    });
}
