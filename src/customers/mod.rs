//! The tenants as the administrator sees them.

pub mod get;
pub mod list;
pub mod suspend;

use crate::routes::Routes;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(list::list_customers)
        .service(get::get_customer)
        .service(suspend::suspend_customer)
        .service(suspend::activate_customer);
}
