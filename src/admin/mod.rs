//! For whoever runs the servers (ADM-2): the live actor tree, and acting on it.

pub mod act;
pub mod tree;

use utoipa_actix_web::service_config::ServiceConfig;

/// The endpoints of this area.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(tree::tree).service(act::act);
}
