//! What is sold, and what a tenant holds of it.

pub mod assign;
pub mod packages;
pub mod put_package;
pub mod quota;

use crate::routes::Routes;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(packages::list_packages)
        .service(put_package::create_package)
        .service(put_package::replace_package)
        .service(assign::assign_package)
        .service(quota::get_quota);
}
