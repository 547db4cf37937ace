//! Who asks.
//!
//! An API client sends its access token as `Authorization: Bearer`. A browser sends it as an HttpOnly cookie, which other sites could
//! ride on; therefore a cookie counts for a change (or for opening a WebSocket) only when the browser says that our own page asks.

use std::sync::Arc;

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{Method, header},
    web,
};
use futures::future::LocalBoxFuture;
use siar_db::{
    Scope,
    logins::{self, Principal},
};
use siar_domain::{
    id::{LoginId, UserId},
    permission::Permission,
};

use crate::{ApiError, State, auth::cookies, config::SecondFactorRule};

/// Who asks: a user with a login in force.
#[derive(Debug, Clone)]
pub struct Caller {
    principal: Arc<Principal>,
    /// The operator wants a second factor of everybody who runs the platform.
    strict: bool,
}

impl Caller {
    /// The caller's tenant, when the caller may do this in it.
    ///
    /// # Errors
    /// 403 `forbidden` without the permission, or for a user of the platform; 403 `suspended` when the tenant is.
    pub fn allowed(&self, permission: Permission) -> Result<&Scope, ApiError> {
        let Some(scope) = &self.principal.scope else {
            return Err(ApiError::forbidden(
                "This belongs to a tenant; a login of the platform has none.",
            ));
        };
        if self.principal.suspended {
            return Err(ApiError::new(
                actix_web::http::StatusCode::FORBIDDEN,
                "suspended",
                "This account is suspended. Ask the operator of this server.",
            ));
        }
        if !self.principal.may(permission) {
            return Err(lacks(permission));
        }
        Ok(scope)
    }

    /// The caller, when a user of the platform who may do this.
    ///
    /// # Errors
    /// 404 for a tenant's user, to whom the platform is hidden; 403 without the permission, or without a second factor where all must have
    /// one.
    pub fn platform(&self, permission: Permission) -> Result<UserId, ApiError> {
        if !self.principal.rights.role.is_platform() {
            return Err(crate::error::of_status(
                actix_web::http::StatusCode::NOT_FOUND,
            ));
        }
        if !self.principal.may(permission) {
            return Err(lacks(permission));
        }
        if self.must_have_second_factor() && !self.principal.second_factor {
            return Err(ApiError::new(
                actix_web::http::StatusCode::FORBIDDEN,
                "second_factor_missing",
                "On this server everybody who runs the platform has two-factor authentication: turn it on first.",
            ));
        }
        Ok(self.principal.user)
    }

    /// Whether the operator wants a second factor of this user.
    #[must_use]
    pub fn must_have_second_factor(&self) -> bool {
        self.strict && self.principal.rights.role.is_platform()
    }

    /// The user.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.principal.user
    }

    /// The login asked with.
    #[must_use]
    pub fn login(&self) -> LoginId {
        self.principal.login
    }

    /// All that is known of the caller.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }
}

fn lacks(permission: Permission) -> ApiError {
    ApiError::forbidden(format!("This needs the permission {permission}."))
        .with_details(serde_json::json!({ "permission": permission }))
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { who(&request).await })
    }
}

async fn who(request: &HttpRequest) -> Result<Caller, ApiError> {
    let state = request
        .app_data::<web::Data<State>>()
        .ok_or_else(|| ApiError::internal("no state"))?;
    let now = state.clock.now();
    let strict = state.config.auth.admin_second_factor == SecondFactorRule::Required;
    let claims = match bearer(request)? {
        Some(token) => state.auth.tokens.check(token, now)?,
        None => {
            let cookie = cookies::ACCESS
                .read(state, request)
                .ok_or_else(|| ApiError::unauthenticated("unauthenticated", "Log in first."))?;
            let claims = state.auth.tokens.check(cookie.value(), now)?;
            if !is_safe(request) {
                same_site(request)?;
            }
            claims
        }
    };
    if let Some(principal) = state.auth.principals.get(claims.sid, claims.sub, now) {
        return Ok(Caller { principal, strict });
    }
    let asked_at = state.auth.principals.generation();
    let principal = state
        .db
        .system(async |tx| logins::principal(tx, claims.sid, claims.sub).await)
        .await?
        .ok_or_else(|| {
            ApiError::unauthenticated("login_ended", "This login has ended: log in again.")
        })?;
    let principal = Arc::new(principal);
    state.auth.principals.remember(&principal, asked_at, now);
    Ok(Caller { principal, strict })
}

pub(crate) fn bearer(request: &HttpRequest) -> Result<Option<&str>, ApiError> {
    let Some(value) = request.headers().get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = value.to_str().ok().and_then(|text| {
        let (scheme, token) = text.split_once(' ')?;
        scheme
            .eq_ignore_ascii_case("bearer")
            .then_some(token.trim())
    });
    token.map(Some).ok_or_else(|| {
        ApiError::unauthenticated(
            "token_invalid",
            "Send the header Authorization: Bearer <token>.",
        )
    })
}

/// Whether the request changes nothing and opens no channel.
fn is_safe(request: &HttpRequest) -> bool {
    matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) && !request.headers().contains_key(header::UPGRADE)
}

/// Refuses a request that a page of another site made the browser send.
///
/// # Errors
/// 403 `cross_site`, also when the browser says nothing at all: a client that is no browser sends the token as a header.
pub(crate) fn same_site(request: &HttpRequest) -> Result<(), ApiError> {
    let text = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let info = request.connection_info();
            origin == format!("{}://{}", info.scheme(), info.host())
        }
        (None, None) => false,
    };
    if ours {
        return Ok(());
    }
    Err(ApiError::new(
        actix_web::http::StatusCode::FORBIDDEN,
        "cross_site",
        "A cookie is accepted only from this server's own pages. A program sends the token as Authorization: Bearer.",
    ))
}
