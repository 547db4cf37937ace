//! The one integration binary, mirroring `src/`: a real server on a port of its own and a real database for each test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod admin;
mod app;
mod auth;
mod billing;
mod bodies;
mod campaigns;
mod client;
mod contacts;
mod dashboard;
mod embedded;
mod faults;
mod guards;
mod imports;
mod journeys;
mod lists;
mod mail;
mod pictures;
mod sessions;
mod shares;
mod team;
mod templates;
mod tenants;
mod world;
mod ws;
