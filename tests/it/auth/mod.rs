//! Accounts and access.

mod login;
mod logins;
mod passwords;
mod refresh;
mod register;
