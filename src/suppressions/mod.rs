//! The do-not-message register (CON-5).

pub mod add;
pub mod list;
pub mod remove;

use crate::routes::Routes;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(list::list)
        .service(add::add)
        .service(remove::remove);
}
