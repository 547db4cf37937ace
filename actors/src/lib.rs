//! Everything long-lived: the kernel and the actors it supervises.

pub mod hub;
pub mod import;
pub mod kernel;
