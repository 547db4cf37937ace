//! The event stream.

mod platform;
mod stream;
