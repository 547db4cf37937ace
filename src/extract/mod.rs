//! What handlers take from a request: who asks, a body, a page.

mod body;
mod caller;
mod csv;
mod explain;
pub mod idempotency;
mod page;
mod pieces;
mod whole;

pub use body::{Body, LargeBody, OpenBody};
pub use caller::Caller;
pub(crate) use caller::{bearer, same_site};
pub(crate) use csv::CsvBody;
pub use idempotency::{IdempotencyHeader, Once, Repeatable};
pub use page::{Page, PageQuery};
pub use pieces::Bodies;
pub(crate) use pieces::{Deadline, Pieces};
