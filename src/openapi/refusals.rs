//! The refusals that any endpoint may answer, for `responses(…, Refusals)`.

use std::collections::BTreeMap;

use utoipa::{
    IntoResponses,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

/// The refusals that any endpoint may answer.
#[derive(Debug)]
pub struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [
            ("400", "The request cannot be read"),
            ("401", "Not logged in, or the login has ended"),
            ("403", "The caller lacks the permission"),
            ("404", "Not found, or hidden from the caller"),
            ("422", "A value is not allowed; `details.fields` says which"),
            ("429", "Too many requests"),
            (
                "503",
                "Something the server needs does not respond right now",
            ),
        ]
        .into_iter()
        .map(|(status, what)| (status.to_owned(), RefOr::T(refusal(what))))
        .collect()
    }
}

/// A failed request with the envelope of failures.
pub(super) fn refusal(what: &str) -> Response {
    ResponseBuilder::new()
        .description(what)
        .content("application/json", error_body())
        .build()
}

/// The envelope of failures.
pub(super) fn error_body() -> utoipa::openapi::Content {
    ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("ErrorBody")))
        .build()
}
