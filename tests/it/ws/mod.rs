//! The event stream.

mod platform;
mod rights;
mod stream;
