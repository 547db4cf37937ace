//! The listener's own TLS: a certificate and its key from two files, read again when a renewed one lies there.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};

use crate::config::HttpConfig;

/// Why the listener cannot speak TLS.
#[derive(Debug, thiserror::Error)]
pub enum ListenTlsError {
    /// Half of it.
    #[error("SIAR_TLS_CERT_FILE and SIAR_TLS_KEY_FILE belong together: set both, or none")]
    Half,
    /// The certificate.
    #[error("SIAR_TLS_CERT_FILE: {0:?}: {1}")]
    Certificate(PathBuf, String),
    /// The key.
    #[error("SIAR_TLS_KEY_FILE: {0:?}: {1}")]
    Key(PathBuf, String),
    /// The two, or TLS as such.
    #[error("SIAR_TLS_CERT_FILE and SIAR_TLS_KEY_FILE: {0}")]
    Together(rustls::Error),
}

/// The certificate that is shown now.
#[derive(Debug)]
pub struct Certificates {
    certificate: PathBuf,
    key: PathBuf,
    shown: RwLock<Arc<CertifiedKey>>,
}

impl Certificates {
    /// From the files that the settings name; nothing when they name none.
    ///
    /// # Errors
    /// [`ListenTlsError`].
    pub fn read(http: &HttpConfig) -> Result<Option<Arc<Self>>, ListenTlsError> {
        let (certificate, key) = match (&http.tls_cert_file, &http.tls_key_file) {
            (None, None) => return Ok(None),
            (Some(certificate), Some(key)) => (certificate, key),
            _ => return Err(ListenTlsError::Half),
        };
        Ok(Some(Arc::new(Self {
            shown: RwLock::new(Arc::new(load(certificate, key)?)),
            certificate: certificate.clone(),
            key: key.clone(),
        })))
    }

    /// Looks at the files again; whether another certificate is shown from now on.
    ///
    /// # Errors
    /// [`ListenTlsError`]: what was shown is shown further on.
    pub fn renew(&self) -> Result<bool, ListenTlsError> {
        let found = load(&self.certificate, &self.key)?;
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let is_new = shown.cert != found.cert;
        if is_new {
            *shown = Arc::new(found);
        }
        Ok(is_new)
    }

    /// What the listener is given.
    ///
    /// # Errors
    /// [`ListenTlsError::Together`].
    pub fn server(self: &Arc<Self>) -> Result<ServerConfig, ListenTlsError> {
        let shown: Arc<dyn ResolvesServerCert> = Arc::clone(self) as _;
        Ok(
            ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
                .with_safe_default_protocol_versions()
                .map_err(ListenTlsError::Together)?
                .with_no_client_auth()
                .with_cert_resolver(shown),
        )
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&shown))
    }
}

fn load(certificate: &Path, key: &Path) -> Result<CertifiedKey, ListenTlsError> {
    let unread = |what: String| ListenTlsError::Certificate(certificate.to_owned(), what);
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unread(error.to_string()))?;
    if chain.is_empty() {
        return Err(unread("it holds no certificate".to_owned()));
    }
    let key = PrivateKeyDer::from_pem_file(key)
        .map_err(|error| ListenTlsError::Key(key.to_owned(), error.to_string()))?;
    // Refuses a key of another certificate.
    CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(ListenTlsError::Together)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use siar_testkit::{Authority, ServerCertificate};
    use std::fs;

    fn put(at: &Path, pair: &ServerCertificate) {
        fs::write(at.join("cert.pem"), &pair.certificate).unwrap();
        fs::write(at.join("key.pem"), &pair.key).unwrap();
    }

    fn settings(at: &Path) -> HttpConfig {
        let mut http = Config::defaults().unwrap().http;
        http.tls_cert_file = Some(at.join("cert.pem"));
        http.tls_key_file = Some(at.join("key.pem"));
        http
    }

    #[test]
    fn a_renewed_certificate_is_shown_and_half_of_one_is_not() {
        let place = tempfile::tempdir().unwrap();
        let at = place.path();
        let authority = Authority::new();
        let (first, second) = (
            authority.certificate(&["localhost"]),
            authority.certificate(&["localhost"]),
        );
        put(at, &first);
        let shown = Certificates::read(&settings(at)).unwrap().unwrap();
        let now = || shown.shown.read().unwrap().cert.clone();
        let begun = now();
        assert!(!shown.renew().unwrap());
        // The certificate is there before its key.
        fs::write(at.join("cert.pem"), &second.certificate).unwrap();
        let said = shown.renew().unwrap_err().to_string();
        assert!(
            said.starts_with("SIAR_TLS_CERT_FILE and SIAR_TLS_KEY_FILE: "),
            "{said}"
        );
        assert_eq!(now(), begun);
        put(at, &second);
        assert!(shown.renew().unwrap());
        assert_ne!(now(), begun);
        assert!(!shown.renew().unwrap());
    }

    #[test]
    fn what_is_missing_is_named() {
        let place = tempfile::tempdir().unwrap();
        let at = place.path();
        let mut http = settings(at);
        let said = |http: &HttpConfig| Certificates::read(http).unwrap_err().to_string();
        assert!(
            said(&http).starts_with("SIAR_TLS_CERT_FILE: "),
            "{}",
            said(&http)
        );
        fs::write(at.join("cert.pem"), "nothing").unwrap();
        assert!(
            said(&http).contains("it holds no certificate"),
            "{}",
            said(&http)
        );
        put(at, &Authority::new().certificate(&["localhost"]));
        fs::remove_file(at.join("key.pem")).unwrap();
        assert!(
            said(&http).starts_with("SIAR_TLS_KEY_FILE: "),
            "{}",
            said(&http)
        );
        http.tls_key_file = None;
        assert!(said(&http).contains("belong together"), "{}", said(&http));
        http.tls_cert_file = None;
        assert!(Certificates::read(&http).unwrap().is_none());
    }
}
