//! The tenants as the administrator sees them.

pub mod get;
pub mod list;
pub mod suspend;

use utoipa_actix_web::service_config::ServiceConfig;

/// The endpoints of this area.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(list::list_customers)
        .service(get::get_customer)
        .service(suspend::suspend_customer)
        .service(suspend::activate_customer);
}
