//! For whoever runs the servers.

mod actors;
mod audit;
mod health;
mod logs;
mod sessions;

pub(crate) use logs::keep_logs;
