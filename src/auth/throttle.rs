//! Guessing passwords is slow: attempts are counted per address of origin.

use std::net::{IpAddr, SocketAddr};

use actix_web::HttpRequest;

use crate::{ApiError, State, windows::Rule};

/// What is attempted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// Anything that checks a password or a link.
    LogIn,
    /// Making accounts.
    Register,
    /// Having letters sent.
    Forgot,
}

/// Counts an attempt.
///
/// # Errors
/// 429 with how long to wait.
pub(crate) async fn check(
    state: &State,
    request: &HttpRequest,
    kind: Kind,
) -> Result<(), ApiError> {
    let limits = &state.config.auth;
    let (word, per_minute) = match kind {
        Kind::LogIn => ("login", limits.logins_per_minute),
        Kind::Register => ("register", limits.registrations_per_minute),
        Kind::Forgot => ("forgot", limits.registrations_per_minute),
    };
    let from = client_ip(state, request).map_or_else(|| "unknown".to_owned(), network);
    let rule = Rule::per_minute(per_minute);
    state
        .windows
        .take(&format!("{word}:{from}"), rule, state.clock.now())
        .await
        .map_err(|wait| {
            ApiError::too_many(
                "too_many_attempts",
                "Too many attempts. Wait a little.",
                wait,
            )
        })
}

/// Where the request comes from. What a proxy says is believed only of proxies named in the settings.
pub(crate) fn client_ip(state: &State, request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr().as_ref().map(SocketAddr::ip)?;
    let trusted = |ip: &IpAddr| state.config.http.trusted_proxies.contains(ip);
    if !trusted(&peer) {
        return Some(peer);
    }
    // The last hop that is no proxy of ours; anything before it was written by the client.
    let forwarded: Vec<IpAddr> = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .map_while(|ip| ip.trim().parse().ok())
        .collect();
    Some(
        forwarded
            .into_iter()
            .rev()
            .find(|ip| !trusted(ip))
            .unwrap_or(peer),
    )
}

/// One house has one IPv4 address, but a whole /64 of IPv6.
fn network(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::")
        }
    }
}
