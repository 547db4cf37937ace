//! Accounts and access (ACC-1): who may come in, and how they are recognised.

pub mod me;
pub mod principals;
pub mod tokens;

use std::sync::Arc;

use secrecy::SecretSlice;
use utoipa_actix_web::service_config::ServiceConfig;

pub use principals::Principals;
pub use tokens::{ACCESS_LIFE, Claims, TokenKey};

/// What is needed to recognise callers.
#[derive(Debug)]
pub struct Auth {
    /// Signs and checks access tokens.
    pub tokens: TokenKey,
    /// Who was seen lately.
    pub principals: Principals,
}

impl Auth {
    /// With the secret that signs access tokens.
    #[must_use]
    pub fn new(key: &SecretSlice<u8>) -> Arc<Self> {
        Arc::new(Self {
            tokens: TokenKey::new(key),
            principals: Principals::default(),
        })
    }
}

/// The endpoints of this area.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(me::me);
}
