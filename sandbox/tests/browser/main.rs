//! The stand-in page in a real Chromium against a running sandbox: linking, sending, receiving, faults.
//! Needs chromium, chromium-driver and the built page (`scripts/build-web`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod browser;
mod desk;
mod faults;
mod linking;
mod messages;
mod setup;
