//! Accounts and access (ACC-1, ACC-7): who may come in, and how they are recognised.

pub mod address;
mod argon;
pub mod change_password;
pub mod confirm;
pub(crate) mod cookies;
pub mod email;
pub mod first_administrator;
pub mod forgot_password;
pub(crate) mod guesses;
pub mod login;
pub mod logins;
pub mod logout;
pub mod me;
pub mod password;
pub mod principals;
pub mod refresh;
pub mod register;
pub mod reset_password;
pub mod second_factor;
pub mod secret;
pub mod session_tokens;
pub mod setup;
pub(crate) mod throttle;
pub mod tokens;
pub mod verify_email;

use std::sync::Arc;

use crate::routes::Routes;
use secrecy::SecretSlice;

pub use password::Passwords;
pub use principals::Principals;
pub use tokens::{ACCESS_LIFE, Claims, TokenKey};

/// What is needed to recognise callers.
#[derive(Debug)]
pub struct Auth {
    /// Signs and checks access tokens.
    pub tokens: TokenKey,
    /// Who was seen lately.
    pub principals: Principals,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// Guesses at passwords that wait for their turn.
    lines: Arc<guesses::Lines>,
}

impl Auth {
    /// With the secret that signs access tokens.
    #[must_use]
    pub fn new(key: &SecretSlice<u8>) -> Arc<Self> {
        Arc::new(Self {
            tokens: TokenKey::new(key),
            principals: Principals::default(),
            passwords: Passwords::default(),
            lines: Arc::default(),
        })
    }
}

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(register::register)
        .service(verify_email::verify_email)
        .service(login::login)
        .service(refresh::refresh)
        .service(logout::logout)
        .service(forgot_password::forgot_password)
        .service(reset_password::reset_password)
        .service(change_password::change_password)
        .service(confirm::confirm)
        .service(setup::setup)
        .service(me::me)
        .service(logins::list::list_logins)
        .service(logins::end::end_login)
        .service(logins::end_others::end_other_logins);
    email::configure(routes);
    second_factor::configure(routes);
}
