//! Teams (ACC-6).

mod invitations;
mod members;
mod platform;
