//! Every area of the API, on one screen. Adding an area adds its line here.

use actix_web::{
    Error,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
};
use utoipa_actix_web::scope::{Scope, scope};

use crate::{
    admin, auth, billing, campaigns, contacts, customers, imports, lists, sessions, suppressions,
    templates, tenants, ws,
};

/// All of `/api/v1`.
pub fn v1() -> Scope<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse,
        Error = Error,
        InitError = (),
    >,
> {
    scope("/api/v1").configure(|cfg| {
        cfg.configure(auth::configure)
            .configure(tenants::configure)
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
    })
}
