//! Everything long-lived: the kernel and the actors it supervises.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests"
    )
)]

pub mod alert;
pub mod audit;
pub mod blast;
pub mod campaigns;
pub mod fleet;
pub mod hub;
pub mod import;
pub mod kernel;
pub mod mail;
pub mod quota;
pub mod scheduler;
pub mod session;
pub mod sweep;
pub mod tree;
pub mod wakes;

pub use tree::{Actors, Parts};
pub use wakes::Wakes;
