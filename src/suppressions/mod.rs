//! The do-not-message register (CON-5).

pub mod add;
pub mod list;
pub mod remove;

use utoipa_actix_web::service_config::ServiceConfig;

/// The endpoints of this area.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(list::list)
        .service(add::add)
        .service(remove::remove);
}
