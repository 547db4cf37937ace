//! The OpenAPI document, made from the handlers themselves.
//!
//! Every operation carries `x-permission`: the word of the [`Permission`](siar_domain::permission::Permission) it asks for, `login` (any
//! login will do) or `public` (none needed); `a|b` where tenants' users and the platform's come in by different ones. A test compares it with what the operation really lets through.

use std::collections::BTreeMap;

use utoipa::{
    IntoResponses, OpenApi,
    openapi::{
        ContentBuilder, Ref, RefOr, Response, ResponseBuilder,
        security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        },
    },
};

use crate::error::{ErrorBody, FieldError};

/// The refusals that any endpoint may answer, for `responses(…, Refusals)`.
#[derive(Debug)]
pub struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        [
            ("400", "The request cannot be read"),
            ("401", "Nobody known asks: log in, or refresh the token"),
            ("403", "The caller may not do this"),
            ("404", "It does not exist, or is hidden from the caller"),
            ("422", "A value is not allowed; `details.fields` says which"),
            ("429", "Too often; `Retry-After` says how long to wait"),
            (
                "503",
                "The database does not answer at the moment; `Retry-After` says how long to wait",
            ),
        ]
        .into_iter()
        .map(|(status, what)| {
            let response = ResponseBuilder::new()
                .description(what)
                .content(
                    "application/json",
                    ContentBuilder::new()
                        .schema(Some(Ref::from_schema_name("ErrorBody")))
                        .build(),
                )
                .build();
            (status.to_owned(), RefOr::T(response))
        })
        .collect()
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Siar",
        description = "Paced WhatsApp campaigns to people who agreed to hear from you. Every success is `{\"success\":true,\"data\":…,\"meta\":…}`, every failure `{\"success\":false,\"error\":{\"code\",\"message\",\"details\"}}`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    // Schemas that only addresses refer to are not found by themselves.
    components(schemas(ErrorBody, FieldError, crate::admin::act::Action, crate::ws::frames::ClientFrame, crate::ws::frames::PlatformClientFrame))
)]
struct Base;

/// The document of all of `/api/v1`.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut api = Base::openapi();
    crate::routes::describe(&mut api);
    let schemes = &mut api
        .components
        .get_or_insert_with(utoipa::openapi::Components::new)
        .security_schemes;
    schemes.insert(
        "bearer".to_owned(),
        RefOr::T(SecurityScheme::Http(
            HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .bearer_format("JWT")
                .build(),
        )),
    );
    schemes.insert(
        "cookie".to_owned(),
        RefOr::T(SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(
            crate::extract::ACCESS_COOKIE,
        )))),
    );
    let none: [&str; 0] = [];
    for operation in operations_mut(&mut api) {
        // Areas name their handlers alike (`list`, `create`); in the document each name is used once.
        if let (Some(id), Some(area)) = (
            &operation.operation_id,
            operation.tags.as_ref().and_then(|tags| tags.first()),
        ) {
            operation.operation_id = Some(format!("{area}_{id}").replace('-', "_"));
        }
        if permission_of(operation) != Some("public") {
            operation.security = Some(vec![
                SecurityRequirement::new("bearer", none),
                SecurityRequirement::new("cookie", none),
            ]);
        }
    }
    api
}

/// The document as it is served and kept in the repository.
///
/// # Errors
/// When it cannot be written as JSON: our mistake.
pub fn document_json() -> Result<String, serde_json::Error> {
    let mut text = document().to_pretty_json()?;
    text.push('\n');
    Ok(text)
}

/// What the operation asks for, as its `x-permission` says.
pub(crate) fn permission_of(operation: &utoipa::openapi::path::Operation) -> Option<&str> {
    operation.extensions.as_ref()?.get("x-permission")?.as_str()
}

fn operations_mut(
    api: &mut utoipa::openapi::OpenApi,
) -> impl Iterator<Item = &mut utoipa::openapi::path::Operation> {
    api.paths.paths.values_mut().flat_map(|item| {
        [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.patch,
        ]
        .into_iter()
        .filter_map(Option::as_mut)
    })
}
