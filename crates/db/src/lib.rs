//! The only room that speaks SQL.
//!
//! A function here takes a [`Tx`], which exists only inside [`Db::tenant`] (one tenant's rows, by row-level security) or
//! [`Db::system`] (work of the platform). A change, the events that tell of it, its audit entry and its follow-up work are one
//! transaction (DESIGN invariant 5). No transaction is held across a call to the outside.
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

pub mod accounts;
pub mod addresses;
pub mod alerts;
pub mod audit;
pub mod away;
pub mod billing;
pub mod campaigns;
pub mod confirmations;
pub mod contacts;
mod error;
pub mod events;
mod flight;
pub mod high_water;
pub mod idempotency;
pub mod imports;
pub mod incoming;
pub mod invitations;
pub mod ledger;
pub mod link;
pub mod lists;
pub mod logins;
pub mod mail;
mod may_not;
pub mod migrate;
mod new_places;
pub mod nodes;
pub mod opt_out_answers;
mod outbox;
pub mod pace;
mod pool;
pub mod quota;
pub mod retention;
mod schema;
#[cfg(test)]
mod schema_check;
mod scope;
pub mod second_factors;
pub mod sessions;
pub mod shares;
mod statement;
pub mod suppressions;
pub mod team;
pub mod templates;
pub mod tenants;
#[cfg(test)]
mod testing;
pub mod vault;

pub use error::DbError;
pub use outbox::Committed;
pub use pool::{Db, DbUrls, Tx};
pub use scope::{By, Scope};
