//! Every area of the API, on one screen. Adding an area adds its line here.
//!
//! An area's `configure` is called for two ends: to serve its endpoints, in every worker, and to describe them, once. Describing them in
//! every worker, as utoipa-actix-web's own configuration does, cost 10 MB of memory each.

use actix_web::dev::HttpServiceFactory;
use utoipa::openapi::{OpenApi, RefOr, Schema, path::Paths};
use utoipa_actix_web::OpenApiFactory;

use crate::{
    admin, auth, billing, campaigns, contacts, customers, imports, lists, sessions, suppressions,
    team, templates, tenants, ws,
};

/// Where the API is.
pub const PREFIX: &str = "/api/v1";

/// All of `/api/v1`.
pub fn v1(routes: &mut Routes<'_>) {
    routes
        .configure(auth::configure)
        .configure(tenants::configure)
        .configure(team::configure)
        .configure(billing::configure)
        .configure(customers::configure)
        .configure(sessions::configure)
        .configure(contacts::configure)
        .configure(lists::configure)
        .configure(imports::configure)
        .configure(suppressions::configure)
        .configure(templates::configure)
        .configure(campaigns::configure)
        .configure(ws::configure)
        .configure(admin::configure);
}

/// What endpoints are given to.
pub struct Routes<'a>(Use<'a>);

enum Use<'a> {
    Serve(&'a mut actix_web::web::ServiceConfig),
    Describe(&'a mut Description),
}

/// What endpoints say of themselves.
#[derive(Default)]
struct Description {
    paths: Paths,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl std::fmt::Debug for Routes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Routes").finish_non_exhaustive()
    }
}

impl<'a> Routes<'a> {
    /// Routes that are served.
    pub const fn served(config: &'a mut actix_web::web::ServiceConfig) -> Self {
        Self(Use::Serve(config))
    }

    /// Adds an endpoint.
    pub fn service<F>(&mut self, endpoint: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + 'static,
    {
        match &mut self.0 {
            Use::Serve(config) => {
                config.service(endpoint);
            }
            Use::Describe(description) => {
                description.paths.merge(endpoint.paths());
                endpoint.schemas(&mut description.schemas);
            }
        }
        self
    }

    /// Adds an area.
    pub fn configure(&mut self, area: impl FnOnce(&mut Routes<'_>)) -> &mut Self {
        area(self);
        self
    }
}

/// Adds all endpoints to a document.
pub fn describe(api: &mut OpenApi) {
    let mut description = Description::default();
    v1(&mut Routes(Use::Describe(&mut description)));
    let Description { mut paths, schemas } = description;
    paths.paths = paths
        .paths
        .into_iter()
        .map(|(path, item)| (format!("{PREFIX}{path}"), item))
        .collect();
    api.paths.merge(paths);
    api.components
        .get_or_insert_default()
        .schemas
        .extend(schemas);
}
