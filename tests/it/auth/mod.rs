//! Accounts and access.

mod email;
mod login;
mod logins;
mod new_places;
mod passwords;
mod refresh;
mod register;
mod second_factor;
