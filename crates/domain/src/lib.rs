//! Pure rules of Siar: no IO, no clock of its own, no randomness, no async, no SQL.
//!
//! Everything here can be tested by calling a function. Rooms above (`db`, `engines`, `actors`, the server) decide nothing that
//! could be decided here.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test may fail loudly"
    )
)]

pub mod alert;
pub mod campaign;
pub mod clock;
pub mod delivery;
pub mod event;
pub mod id;
pub mod idempotency;
pub mod import;
pub mod liveness;
pub mod mail;
pub mod opt_out;
pub mod pacing;
pub mod password;
pub mod permission;
pub mod phone;
pub mod place;
pub mod preflight;
pub mod progress;
pub mod quota;
pub mod reconcile;
pub mod retry;
pub mod risk;
pub mod session;
pub mod team;
pub mod template;
pub mod topic;
mod unseen;
