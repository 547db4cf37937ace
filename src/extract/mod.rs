//! What handlers take from a request: who asks, a body, a page.

mod body;
mod caller;
mod explain;
pub mod idempotency;
mod page;
mod pieces;

pub use body::{Body, LargeBody};
pub use caller::Caller;
pub(crate) use caller::{bearer, same_site};
pub use idempotency::{IdempotencyHeader, Once, Repeatable};
pub use page::{Page, PageQuery};
pub use pieces::Bodies;
pub(crate) use pieces::{Deadline, Pieces};
