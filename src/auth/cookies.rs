//! The cookies of a login.
//!
//! Where people reach the server by TLS their names begin with `__Host-`: a browser takes such a cookie from this very host only, so that
//! no neighbour (`evil.example.org` beside `siar.example.org`) and nobody on the way can plant one. It must have the path `/`, and only
//! the name of the mode is read. Without TLS, on the operator's own machine, browsers would refuse those names.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};

use crate::State;

/// One of the cookies.
#[derive(Debug)]
pub(crate) struct LoginCookie {
    plain: &'static str,
    hosted: &'static str,
    /// Where it is sent without TLS.
    path: &'static str,
    readable: bool,
}

/// The access token.
pub(crate) const ACCESS: LoginCookie = LoginCookie {
    plain: "siar_access",
    hosted: "__Host-siar_access",
    path: "/",
    readable: false,
};
/// The refresh token.
pub(crate) const REFRESH: LoginCookie = LoginCookie {
    plain: "siar_refresh",
    hosted: "__Host-siar_refresh",
    path: "/api/v1/auth",
    readable: false,
};
/// What tells one pair of tokens from the next.
pub(crate) const PAIR: LoginCookie = LoginCookie {
    plain: "siar_pair",
    hosted: "__Host-siar_pair",
    path: "/",
    readable: true,
};

impl LoginCookie {
    /// Its names: where people come by TLS, and where they do not.
    pub(crate) const fn names(&self) -> [&'static str; 2] {
        [self.hosted, self.plain]
    }

    fn name(&self, state: &State) -> &'static str {
        if state.config.http.is_reached_by_tls() {
            self.hosted
        } else {
            self.plain
        }
    }

    /// What the browser sent.
    pub(crate) fn read(&self, state: &State, request: &HttpRequest) -> Option<Cookie<'static>> {
        request.cookie(self.name(state))
    }

    /// For the browser to keep so long; 0 seconds: to forget.
    pub(crate) fn kept(&self, state: &State, value: String, seconds: i64) -> Cookie<'static> {
        let name = self.name(state);
        let path = if name == self.hosted { "/" } else { self.path };
        Cookie::build(name, value)
            .path(path)
            .http_only(!self.readable)
            .secure(true)
            .same_site(SameSite::Strict)
            .max_age(Duration::seconds(seconds))
            .finish()
    }
}
