//! For whoever runs the servers (ADM-2): the live actor tree, and acting on it.

pub mod act;
pub mod alerts;
pub mod tree;

use crate::routes::Routes;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(tree::tree)
        .service(act::act)
        .service(alerts::list::list_alerts)
        .service(alerts::step::acknowledge_alert)
        .service(alerts::step::resolve_alert);
}
