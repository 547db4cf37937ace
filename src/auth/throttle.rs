//! Guessing passwords is slow: attempts are counted per address of origin.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Once,
};

use actix_web::HttpRequest;
use ipnet::IpNet;
use sha2::Digest;

use crate::{ApiError, State, windows::Rule};

/// What is attempted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// Anything that checks a password or a link.
    LogIn,
    /// Making accounts.
    Register,
    /// Having e-mails sent.
    Forgot,
    /// Getting the next pair of tokens: every page does, so that a house full of them may.
    Refresh,
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
        Kind::Refresh => ("refresh", limits.logins_per_minute.saturating_mul(20)),
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

/// What stands for an account in a key: of one length, however long the address.
pub(super) fn short(account: &str) -> String {
    hex::encode(sha2::Sha256::digest(account.as_bytes()))
}

/// Who is connected. A listener for both kinds of addresses tells an IPv4 address as `::ffff:192.0.2.1`.
fn peer(request: &HttpRequest) -> Option<IpAddr> {
    Some(request.peer_addr()?.ip().to_canonical())
}

/// Where the request comes from. What a proxy says is believed only of proxies named in the settings.
pub(crate) fn client_ip(state: &State, request: &HttpRequest) -> Option<IpAddr> {
    let peer = peer(request)?;
    let headers = request.headers().get_all("x-forwarded-for");
    let said: Vec<&str> = headers.filter_map(|value| value.to_str().ok()).collect();
    let trusted = &state.config.http.trusted_proxies;
    if !said.is_empty() && peer.is_loopback() && !trusted.iter().any(|net| net.contains(&peer)) {
        static TOLD: Once = Once::new();
        TOLD.call_once(|| {
            tracing::warn!(
                "a proxy on this machine sends X-Forwarded-For and is not in SIAR_TRUSTED_PROXIES: everybody counts as one address"
            );
        });
    }
    Some(from(peer, &said.join(","), trusted))
}

/// The last hop that is no proxy of ours, read from the right: each proxy adds the address it was asked from, and what stands before that was
/// written by the client. Garbage ends the reading.
fn from(peer: IpAddr, forwarded: &str, trusted: &[IpNet]) -> IpAddr {
    let is_ours = |ip: &IpAddr| trusted.iter().any(|net| net.contains(ip));
    let mut hop = peer.to_canonical();
    let mut before = forwarded
        .rsplit(',')
        .map(str::trim)
        .filter(|text| !text.is_empty());
    while is_ours(&hop) {
        match before.next().map(address) {
            Some(Some(ip)) => hop = ip,
            Some(None) | None => break,
        }
    }
    hop
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text
        .trim_start_matches('[')
        .split(']')
        .next()
        .unwrap_or(text);
    bare.parse::<IpAddr>()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
        .map(|ip| ip.to_canonical())
}

/// One house has one IPv4 address, but a whole /64 of IPv6.
pub(crate) fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forwarded_addresses_are_read_from_the_right_through_our_proxies_only() {
        let ours: Vec<IpNet> = ["10.0.0.0/8", "127.0.0.1/32", "fd00::/8"]
            .iter()
            .map(|net| net.parse().unwrap())
            .collect();
        let of =
            |peer: &str, forwarded: &str| from(peer.parse().unwrap(), forwarded, &ours).to_string();
        for (peer, forwarded, client) in [
            ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
            // What the client wrote itself stands to the left.
            ("127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
            (
                "127.0.0.1",
                "1.1.1.1, 198.51.100.1, 10.1.2.3",
                "198.51.100.1",
            ),
            ("127.0.0.1", "garbage, 198.51.100.1", "198.51.100.1"),
            ("127.0.0.1", "198.51.100.1, garbage", "127.0.0.1"),
            ("127.0.0.1", "198.51.100.1, garbage, 10.1.2.3", "10.1.2.3"),
            ("127.0.0.1", "", "127.0.0.1"),
            ("127.0.0.1", "10.0.0.1, 10.0.0.2", "10.0.0.1"),
            ("127.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
            ("fd00::1", "[2001:db8::1]:4711", "2001:db8::1"),
            ("127.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
            // A listener for both kinds of addresses sees the older as the newer.
            ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
            (
                "::ffff:127.0.0.1",
                "1.1.1.1, [::ffff:10.1.2.3]:4711",
                "1.1.1.1",
            ),
            ("::ffff:203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ] {
            assert_eq!(of(peer, forwarded), client, "{peer} {forwarded}");
        }
    }

    #[test]
    fn a_peer_is_told_as_what_it_is() {
        for (socket, ip) in [
            ("[::ffff:127.0.0.1]:4711", "127.0.0.1"),
            ("[::ffff:198.51.100.1]:4711", "198.51.100.1"),
            ("198.51.100.1:4711", "198.51.100.1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
        ] {
            let request = actix_web::test::TestRequest::default()
                .peer_addr(socket.parse().unwrap())
                .to_http_request();
            assert_eq!(peer(&request).unwrap().to_string(), ip);
        }
        // Each house counts for itself.
        assert_eq!(
            network("::ffff:198.51.100.1".parse().unwrap()),
            "198.51.100.1"
        );
    }
}
