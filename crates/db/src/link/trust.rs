//! What rustls is told to believe.

use std::sync::Arc;

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_cert_signed_by_trust_anchor,
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
    server::ParsedCertificate,
};

use super::{
    LinkError,
    mode::{Mode, Roots},
};

/// What the mode asks for.
pub(super) fn client(mode: &Mode) -> Result<ClientConfig, LinkError> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| LinkError::Tls(error.to_string()))?;
    let roots = match mode {
        Mode::VerifyFull(roots) => {
            return Ok(config
                .with_root_certificates(store(roots)?)
                .with_no_client_auth());
        }
        Mode::VerifyCa(roots) => Some(store(roots)?),
        Mode::Disable | Mode::Prefer | Mode::Require => None,
    };
    Ok(config
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(NameUnseen { provider, roots }))
        .with_no_client_auth())
}

fn store(roots: &Roots) -> Result<RootCertStore, LinkError> {
    let mut store = RootCertStore::empty();
    match roots {
        Roots::System => {
            store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            if store.is_empty() {
                return Err(LinkError::NoAuthorities);
            }
        }
        Roots::File(path) => {
            let failed = |what: String| LinkError::Authorities {
                path: path.clone(),
                what,
            };
            let found = CertificateDer::pem_file_iter(path)
                .and_then(Iterator::collect::<Result<Vec<_>, _>>)
                .map_err(|error| failed(error.to_string()))?;
            for certificate in found {
                store
                    .add(certificate)
                    .map_err(|error| failed(error.to_string()))?;
            }
            if store.is_empty() {
                return Err(failed("it holds no certificate".to_owned()));
            }
        }
    }
    Ok(store)
}

/// Does not look at the name in a certificate; without `roots` at nothing but that the server has the certificate's key.
#[derive(Debug)]
struct NameUnseen {
    provider: Arc<CryptoProvider>,
    roots: Option<RootCertStore>,
}

impl ServerCertVerifier for NameUnseen {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(roots) = &self.roots {
            let certificate = ParsedCertificate::try_from(end_entity)
                .map_err(|_| Error::InvalidCertificate(CertificateError::BadEncoding))?;
            verify_server_cert_signed_by_trust_anchor(
                &certificate,
                roots,
                intermediates,
                now,
                self.provider.signature_verification_algorithms.all,
            )?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, cert, dss, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, cert, dss, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
