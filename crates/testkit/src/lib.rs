//! What tests stand on: a database of their own, a clock they turn by hand, waiting without sleeping, child programs that never outlive them.
//!
//! ```no_run
//! # async fn example() {
//! use siar_testkit::{TestDb, wait_until};
//! use std::time::Duration;
//!
//! let db = TestDb::new().await; // a clone of a template with all migrations applied: about 40 ms
//! println!("{}", db.app_url()); // as the server's requests connect: row-level security holds
//! wait_until(Duration::from_secs(5), || async { 1 + 1 == 2 }).await;
//! # }
//! ```
//!
//! The PostgreSQL server behind it is started by the first test that wants one, shared by all test processes of this checkout, and stopped
//! a little after the last of them has ended. `SIAR_TEST_DATABASE_URL` (a superuser's URL) makes tests use another server instead.
//!
//! A test kit fails by panicking with a message that says what is wrong: that is how a test fails.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test kit fails by panicking: nothing of it is in a product binary"
)]

mod authority;
mod child;
mod clock;
mod database;
mod redis;
mod server;
mod template;
mod tls_postgres;
mod wait;

// The product's own way of finding the programs and making a cluster: tests run on what `siar serve` runs on. Included by path because
// the test kit cannot depend on the server, which is tested with it.
#[path = "../../../src/embedded/cluster.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "shared with the server, which uses all of it"
)]
mod cluster;
#[path = "../../../src/embedded/programs.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "shared with the server, which uses all of it"
)]
mod programs;

pub use authority::{Authority, ServerCertificate};
pub use child::ChildGroup;
pub use clock::FakeClock;
pub use database::TestDb;
pub use redis::TestRedis;
pub use tls_postgres::TlsPostgres;
pub use wait::{Outcome, wait_until};
