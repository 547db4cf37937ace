//! Accounts and access.

mod confirm;
mod email;
mod guesses;
mod login;
mod logins;
mod new_places;
mod passwords;
mod refresh;
mod register;
mod second_factor;
