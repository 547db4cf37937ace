//! What handlers take from a request: who asks, a body, a page.

mod body;
mod caller;
mod page;

pub use body::Body;
pub(crate) use caller::ACCESS_COOKIE;
pub use caller::Caller;
pub(crate) use caller::same_site;
pub use page::{Page, PageQuery};
