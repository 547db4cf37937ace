//! For whoever runs the servers.

mod actors;
mod health;
mod logs;

pub(crate) use logs::keep_logs;
