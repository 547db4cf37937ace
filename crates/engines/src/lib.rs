//! How a session reaches WhatsApp (SES-9): one trait pair, several engines, one conformance suite.
//!
//! An [`Engine`] starts a [`Link`]: one running connection to one account. The session's actor owns the link; whatever the
//! link does wrong (hangs, dies, lies) ends with [`Link::kill`], never with a wait without a deadline.
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

pub mod browser;
pub mod conformance;
mod contract;
mod registry;

pub use contract::{
    AckLevel, Engine, EngineError, EngineEvent, Link, LinkStats, Lookup, MessageId, NewMessageId,
    Probe, ProfileOrigin, ProfileSnapshot, ProfileSource, SendReceipt, StartSpec, StopOutcome,
    Trouble,
};
pub use registry::Engines;
