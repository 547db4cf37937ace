//! The simulated world outside Siar: phones, people, receipts, faults and ground truth.
//!
//! [`world`] is the world as a plain value, [`live`] sets it in motion, [`http`] shows it to browsers and to the control
//! desk, [`client`] is what tests and demos call.
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

pub mod api;
pub mod chance;
pub mod client;
pub mod clock;
pub mod http;
pub mod live;
pub mod number;
pub mod person;
pub mod server;
pub mod smtp;
pub mod truth;
pub mod wire;
pub mod world;
