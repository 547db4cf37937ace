//! The event stream.

mod stream;
