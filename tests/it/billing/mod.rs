//! Packages, assignments, quota, and customers as the administrator sees them.

mod assign;
mod idempotency;
mod packages;
