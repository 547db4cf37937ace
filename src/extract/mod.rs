//! What handlers take from a request: who asks, a body, a page.

mod body;
mod caller;
pub mod idempotency;
mod page;

pub use body::Body;
pub(crate) use caller::ACCESS_COOKIE;
pub use caller::Caller;
pub(crate) use caller::same_site;
pub use idempotency::{Once, Repeatable};
pub use page::{Page, PageQuery};
