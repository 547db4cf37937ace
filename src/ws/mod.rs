//! The event stream `/api/v1/stream` (EVT-2): everything that changes, as it changes, without polling.
//!
//! actix-web-actors lives in this folder only. Upstream has marked it deprecated, and its outgoing queue has no bound; therefore
//! [`flow`] gives every client a credit that its pongs renew, and [`order`] lets it take up the thread from the table after a pause.
//!
//! [`rights`] checks what the listener may read, when the stream opens and whenever that changes; [`places`] limits how many are open.

pub(crate) mod connection;
pub(crate) mod flow;
pub(crate) mod frames;
pub(crate) mod order;
pub(crate) mod places;
pub(crate) mod platform;
pub(crate) mod rights;
pub mod stream;

use crate::routes::Routes;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes.service(stream::stream);
}
