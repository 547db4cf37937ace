//! Secrets of the installation: from the environment, else made once and kept in files that only this user can read.

use std::{
    fs::{self, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use secrecy::{ExposeSecret, SecretSlice, SecretString};
use siar_db::vault::VaultKeys;
use zeroize::Zeroizing;

use crate::auth::secret;

/// Fewest characters of a key for access tokens.
const SHORTEST_KEY: usize = 32;

/// Why a secret could not be had.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The setting is too short to be one.
    #[error("SIAR_JWT_KEY must have {SHORTEST_KEY} characters or more")]
    TooShort,
    /// The vault's keys cannot be read.
    #[error("SIAR_VAULT_KEYS: {0}")]
    Vault(#[from] siar_db::vault::VaultError),
    /// The file is open to others.
    #[error("{0:?} can be read by other users: chmod 600 it, and consider the secret in it known")]
    Open(PathBuf),
    /// The file cannot be read or made.
    #[error("{path:?}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The operating system gave no randomness.
    #[error("no randomness: {0}")]
    Chance(String),
}

/// The key that signs access tokens.
///
/// # Errors
/// [`SecretError`].
pub fn token_key(
    set: Option<&SecretString>,
    data_dir: &Path,
) -> Result<SecretSlice<u8>, SecretError> {
    let text = match set {
        Some(set) => Zeroizing::new(set.expose_secret().to_owned()),
        None => kept(data_dir, "jwt.key", || {
            let (fresh, _) =
                secret::fresh().map_err(|error| SecretError::Chance(error.to_string()))?;
            Ok(Zeroizing::new(fresh.expose_secret().to_owned()))
        })?,
    };
    if text.len() < SHORTEST_KEY {
        return Err(SecretError::TooShort);
    }
    Ok(SecretSlice::from(text.as_bytes().to_vec()))
}

/// The keys that encrypt logins at rest.
///
/// # Errors
/// [`SecretError`].
pub fn vault_keys(set: Option<&SecretString>, data_dir: &Path) -> Result<VaultKeys, SecretError> {
    let text = match set {
        Some(set) => Zeroizing::new(set.expose_secret().to_owned()),
        None => kept(data_dir, "vault.keys", || Ok(VaultKeys::generate(1)?))?,
    };
    Ok(VaultKeys::parse(&text)?)
}

/// What the file holds; made at the first start.
fn kept(
    data_dir: &Path,
    name: &str,
    make: impl FnOnce() -> Result<Zeroizing<String>, SecretError>,
) -> Result<Zeroizing<String>, SecretError> {
    let directory = data_dir.join("secrets");
    let path = directory.join(name);
    let failed = |source| SecretError::File {
        path: path.clone(),
        source,
    };
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&directory)
        .map_err(failed)?;
    match read(&path) {
        Ok(text) => return Ok(text),
        Err(SecretError::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let text = make()?;
    // Written whole under another name first: a crash leaves no half a key.
    let unfinished = directory.join(format!("{name}.{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    // Only if nobody was faster: then the winner's counts.
    let linked = fs::hard_link(&unfinished, &path);
    fs::remove_file(&unfinished).map_err(failed)?;
    match linked {
        Ok(()) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(&path),
        Err(error) => Err(failed(error)),
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>, SecretError> {
    let failed = |source| SecretError::File {
        path: path.to_owned(),
        source,
    };
    let mut file = fs::File::open(path).map_err(failed)?;
    let mode = file.metadata().map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(SecretError::Open(path.to_owned()));
    }
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(failed)?;
    Ok(Zeroizing::new(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_closed_to_others() {
        let data = tempfile::tempdir().unwrap();
        let first = token_key(None, data.path()).unwrap();
        let again = token_key(None, data.path()).unwrap();
        assert_eq!(first.expose_secret(), again.expose_secret());
        assert!(first.expose_secret().len() >= 43);
        let path = data.path().join("secrets/jwt.key");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(
            fs::read_dir(data.path().join("secrets")).unwrap().count(),
            1
        );

        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(
            token_key(None, data.path()),
            Err(SecretError::Open(_))
        ));
        assert!(vault_keys(None, data.path()).is_ok());
        let short = SecretString::from("short".to_owned());
        assert!(matches!(
            token_key(Some(&short), data.path()),
            Err(SecretError::TooShort)
        ));
    }
}
