//! Accounts and access.

mod login;
mod passwords;
mod refresh;
mod register;
