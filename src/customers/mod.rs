//! The tenants as the administrator sees them.

pub mod get;
pub mod invitations;
pub mod list;
pub mod suspend;

use crate::routes::Routes;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(list::list_customers)
        .service(get::get_customer)
        .service(suspend::suspend_customer)
        .service(suspend::activate_customer)
        .service(invitations::list_customer_invitations)
        .service(invitations::invite_customer)
        .service(invitations::resend_customer_invitation)
        .service(invitations::withdraw_customer_invitation);
}
