//! For whoever runs the servers (ADM-2, ADM-4, ADM-5): the live actor tree, and acting on it; alerts; the audit log; the last lines of the log; what the
//! server needs.

pub mod act;
pub mod alerts;
pub mod audit;
pub mod health;
mod hold;
pub mod logs;
pub mod tree;

use crate::routes::Routes;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(tree::tree)
        .service(act::act)
        .service(logs::logs)
        .service(health::platform_health)
        .service(audit::audit_log)
        .service(alerts::list::list_alerts)
        .service(alerts::step::acknowledge_alert)
        .service(alerts::step::resolve_alert);
}
