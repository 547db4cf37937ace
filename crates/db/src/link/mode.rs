//! What `sslmode` and `sslrootcert` mean together, by the rules of libpq.

use std::path::PathBuf;

use tokio_postgres::config::SslMode;

use super::LinkError;

/// Whose certificates are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Roots {
    /// Of the authorities that the system trusts.
    System,
    /// Of the authorities in this file, and no others.
    File(PathBuf),
}

/// How a connection is protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mode {
    /// Not at all.
    Disable,
    /// Encrypted where the server offers it; nobody's certificate is looked at.
    Prefer,
    /// Encrypted; nobody's certificate is looked at.
    Require,
    /// Encrypted, to a server with a certificate of the authorities', whatever its name.
    VerifyCa(Roots),
    /// Encrypted, to a server with a certificate of the authorities' in the name that was asked for.
    VerifyFull(Roots),
}

impl Mode {
    pub(super) fn new(word: Option<&str>, roots: Option<&str>) -> Result<Self, LinkError> {
        let file = |path: &str| Roots::File(PathBuf::from(path));
        match (word.unwrap_or("prefer"), roots) {
            ("verify-full", None | Some("system")) => Ok(Self::VerifyFull(Roots::System)),
            ("verify-full", Some(path)) => Ok(Self::VerifyFull(file(path))),
            (_, Some("system")) => Err(LinkError::WeakSystem),
            ("verify-ca", None) => Ok(Self::VerifyCa(Roots::System)),
            // libpq: with a file of authorities "require" checks as "verify-ca" does.
            ("verify-ca" | "require", Some(path)) => Ok(Self::VerifyCa(file(path))),
            ("require", None) => Ok(Self::Require),
            ("prefer", _) => Ok(Self::Prefer),
            ("disable", _) => Ok(Self::Disable),
            _ => Err(LinkError::Mode),
        }
    }

    /// What is asked of the server.
    pub(super) const fn asks(&self) -> SslMode {
        match self {
            Self::Disable => SslMode::Disable,
            Self::Prefer => SslMode::Prefer,
            Self::Require | Self::VerifyCa(_) | Self::VerifyFull(_) => SslMode::Require,
        }
    }

    /// Whether nothing ever goes out in the clear.
    pub(super) const fn is_encrypted(&self) -> bool {
        !matches!(self, Self::Disable | Self::Prefer)
    }
}
