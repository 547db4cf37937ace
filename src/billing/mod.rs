//! What is sold, and what a tenant holds of it.

pub mod assign;
pub mod packages;
pub mod put_package;
pub mod quota;

use utoipa_actix_web::service_config::ServiceConfig;

/// The endpoints of this area.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(packages::list_packages)
        .service(put_package::create_package)
        .service(put_package::replace_package)
        .service(assign::assign_package)
        .service(quota::get_quota);
}
