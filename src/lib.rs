//! The server: HTTP, WebSocket and boot. No SQL and no rules: a handler is *allowed → one db function → answer*.
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

pub mod admin;
pub mod app;
pub mod auth;
mod beside;
pub mod billing;
pub mod boot;
pub mod campaigns;
pub mod cli;
pub mod config;
pub mod contacts;
mod csv;
pub mod customers;
pub mod dashboard;
pub mod doctor;
pub mod embedded;
pub mod envelope;
pub mod error;
pub mod extract;
pub mod front;
pub mod health;
pub mod imports;
pub mod lists;
pub mod logging;
pub mod mailer;
pub mod map;
pub mod metrics;
pub mod openapi;
mod privileges;
pub mod routes;
pub mod sessions;
mod state;
pub mod suppressions;
pub mod team;
pub mod templates;
pub mod tenants;
pub mod windows;
pub mod ws;

pub use envelope::{Answer, Envelope};
pub use error::{ApiError, ApiResult, Invalid};
pub use extract::{
    Bodies, Body, Caller, IdempotencyHeader, LargeBody, Once, OpenBody, Page, PageQuery, Repeatable,
};
pub use state::State;
