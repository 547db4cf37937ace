//! The OpenAPI document, made from the handlers themselves.
//!
//! Every operation carries `x-permission`: the word of the [`Permission`](siar_domain::permission::Permission) it asks for, `login` (any
//! login will do) or `public` (none needed); `a|b` where tenants' users and the platform's come in by different ones. A test compares it with what the operation really lets through.

mod flatten;
mod refusals;
mod responses;
mod variants;

use utoipa::{
    OpenApi,
    openapi::{
        RefOr,
        security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        },
    },
};

use crate::error::{ErrorBody, FieldError};

pub use refusals::Refusals;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Siar",
        description = include_str!("description.md"),
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/", description = "The server that this document comes from")),
    tags(
        (name = "auth", description = "Sign up, log in and out, passwords, and the caller's own logins."),
        (name = "tenant", description = "The business itself: name, country, language and time zone."),
        (name = "team", description = "The people of the business: roles, permissions, invitations."),
        (name = "session", description = "The link to the business' one WhatsApp account: connect, state, pace."),
        (name = "contacts", description = "The people a business can message, with their consent."),
        (name = "lists", description = "Named sets of contacts."),
        (name = "imports", description = "Contacts from files, row by row and with every refused row named."),
        (name = "suppressions", description = "The register of numbers that are never messaged."),
        (name = "templates", description = "Message texts with variables, their preview and what they lack."),
        (name = "campaigns", description = "Paced messages to many recipients: draft, check, start, follow, export."),
        (name = "stream", description = "Events as they happen, over WebSocket, without gaps."),
        (name = "admin", description = "For the platform's own users: customers, packages, sessions, actors, alerts, logs."),
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
    flatten::flatten(&mut api);
    variants::name_variants(&mut api);
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
    let [hosted, plain] = crate::auth::cookies::ACCESS.names();
    for (scheme, name, where_used) in [
        (
            "cookie",
            hosted,
            "Browsers, where people reach the server by TLS.",
        ),
        (
            "cookie_without_tls",
            plain,
            "Browsers on the server's own machine, where there is no TLS.",
        ),
    ] {
        let cookie = ApiKeyValue::with_description(name, where_used);
        schemes.insert(
            scheme.to_owned(),
            RefOr::T(SecurityScheme::ApiKey(ApiKey::Cookie(cookie))),
        );
    }
    let none: [&str; 0] = [];
    for operation in operations_mut(&mut api) {
        // Areas name their handlers alike (`list`, `create`); in the document each name is used once.
        if let (Some(id), Some(area)) = (
            &operation.operation_id,
            operation.tags.as_ref().and_then(|tags| tags.first()),
        ) {
            operation.operation_id = Some(format!("{area}_{id}").replace('-', "_"));
        }
        responses::complete(operation);
        if permission_of(operation) != Some("public") {
            operation.security = Some(vec![
                SecurityRequirement::new("bearer", none),
                SecurityRequirement::new("cookie", none),
                SecurityRequirement::new("cookie_without_tls", none),
            ]);
        }
    }
    api
}

/// The document as it is served and kept in the repository.
///
/// # Errors
/// When it cannot be written as JSON: a bug.
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
