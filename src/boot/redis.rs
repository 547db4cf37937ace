//! How Redis is reached: its URL, and the authorities that its certificate is checked by.

use std::path::{Path, PathBuf};

use redis::{
    Client, ConnectionAddr, ConnectionInfo, IntoConnectionInfo, RedisError, TlsCertificates,
};
use secrecy::{ExposeSecret, SecretString};
use siar_db::link::is_this_machine;

/// Why Redis' settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RedisUrlError {
    /// The URL. The library's own words may hold parts of it.
    #[error("REDIS_URL is none (rediss://user:password@host:port/database)")]
    Url,
    /// The file of authorities.
    #[error("SIAR_REDIS_CA_FILE: {path:?}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What is in the file.
    #[error("SIAR_REDIS_CA_FILE: {0}")]
    Authorities(RedisError),
}

/// What connections are made by.
///
/// # Errors
/// [`RedisUrlError`].
pub fn target(
    url: &SecretString,
    authorities: Option<&Path>,
) -> Result<ConnectionInfo, RedisUrlError> {
    // Redis' library takes the process's provider; it does no harm when there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let info = url
        .expose_secret()
        .into_connection_info()
        .map_err(|_| RedisUrlError::Url)?;
    let Some(path) = authorities else {
        return Ok(info);
    };
    if !matches!(info.addr(), ConnectionAddr::TcpTls { .. }) {
        return Ok(info);
    }
    let pem = std::fs::read(path).map_err(|source| RedisUrlError::File {
        path: path.to_owned(),
        source,
    })?;
    let certificates = TlsCertificates {
        client_tls: None,
        root_cert: Some(pem),
    };
    let client = Client::build_with_tls(info, certificates).map_err(RedisUrlError::Authorities)?;
    Ok(client.get_connection_info().clone())
}

/// The host that is talked to in the clear, over a network.
#[must_use]
pub fn in_the_clear(info: &ConnectionInfo) -> Option<&str> {
    match info.addr() {
        ConnectionAddr::Tcp(host, _) if !is_this_machine(host) => Some(host),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use siar_testkit::{Authority, TestRedis};

    async fn ping(url: &str, authority: Option<&Authority>) -> Result<String, String> {
        let file = authority.map(Authority::file);
        let info = target(&url.to_owned().into(), file.as_deref().map(Path::new)).unwrap();
        let mut connection = Client::open(info)
            .unwrap()
            .get_multiplexed_async_connection()
            .await
            .map_err(|error| error.to_string())?;
        redis::cmd("PING")
            .query_async(&mut connection)
            .await
            .map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn a_certificate_is_checked_by_name_and_authority() {
        let (ours, other) = (Authority::new(), Authority::new());
        let (_redis, port) = TestRedis::start_with_tls(&ours.certificate(&["localhost"])).await;
        let right = format!("rediss://localhost:{port}");
        assert_eq!(ping(&right, Some(&ours)).await.unwrap(), "PONG");
        for (url, authority, words) in [
            (
                format!("rediss://127.0.0.1:{port}"),
                Some(&ours),
                "not valid for name",
            ),
            (right.clone(), Some(&other), "UnknownIssuer"),
            (right.clone(), None, "UnknownIssuer"),
        ] {
            let said = ping(&url, authority).await.unwrap_err();
            assert!(said.contains(words), "{url}: {said}");
        }
        // No words that the library has for it switch the check off.
        let unchecked = ping(&format!("{right}/#insecure"), Some(&ours)).await;
        assert!(unchecked.unwrap_err().contains("insecure"));
    }

    #[test]
    fn plaintext_over_a_network_is_seen_and_what_is_wrong_is_told_without_the_password() {
        for (url, seen) in [
            ("redis://localhost", None),
            ("redis://:hunter2@127.0.0.1:7000/3", None),
            ("redis://[::1]:7000", None),
            ("redis+unix:///run/redis.sock", None),
            ("rediss://cache.example", None),
            ("redis://:hunter2@cache.example", Some("cache.example")),
            ("redis://10.0.0.7:7000", Some("10.0.0.7")),
        ] {
            let info = target(&url.to_owned().into(), None).unwrap();
            assert_eq!(in_the_clear(&info), seen, "{url}");
        }
        for url in [
            "cache",
            "http://:hunter2@cache",
            "redis://:hunter2@cache/no-number",
        ] {
            let said = target(&url.to_owned().into(), None)
                .unwrap_err()
                .to_string();
            assert!(said.starts_with("REDIS_URL is none"), "{said}");
        }
        let file = target(
            &"rediss://:hunter2@h".to_owned().into(),
            Some(Path::new("/not/there")),
        );
        let said = file.unwrap_err().to_string();
        assert!(
            said.starts_with("SIAR_REDIS_CA_FILE: \"/not/there\": "),
            "{said}"
        );
    }
}
