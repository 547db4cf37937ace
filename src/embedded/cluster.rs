//! A PostgreSQL data directory of our own: how it is made, and the limits of the socket beside it.
//!
//! The test kit includes this file too, so that tests run on a cluster made exactly like the one `siar serve` makes.

use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::programs::{PostgresPrograms, RunAs, bare};

/// The SQL that makes the roles `siar_owner`, `siar_app` and `siar_system`; may be run again at every start.
pub const ROLES_SQL: &str = include_str!("roles.sql");

/// The superuser of a private cluster. It can be reached only through the socket in a directory that is closed to others.
pub const SUPERUSER: &str = "postgres";

/// A unix socket's whole path must be shorter than this, in bytes (`sockaddr_un` on Linux, its closing NUL included).
const SOCKET_PATH_LIMIT: usize = 108;

/// The longest name that a server puts into a socket directory.
const LONGEST_SOCKET_NAME: &str = "/.s.PGSQL.5432.lock";

/// Why a data directory could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// A file or directory could not be made, given away or renamed.
    #[error("cannot {what} {path:?}: {source}")]
    Io {
        /// What was tried, as a verb.
        what: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `initdb` ended badly.
    #[error("initdb failed ({status}): {output}")]
    Initdb {
        /// Its exit status.
        status: std::process::ExitStatus,
        /// What it printed.
        output: String,
    },
}

/// Makes the data directory `data` unless it is there already; answers whether it was made.
///
/// It is made beside its final place and renamed when whole: a crash on the way leaves only `<data>.new`, which the next attempt
/// throws away. `ready_to_run` may add to the command before it is run.
///
/// # Errors
/// [`ClusterError`].
pub fn initialise(
    programs: &PostgresPrograms,
    run_as: Option<&RunAs>,
    data: &Path,
    ready_to_run: impl FnOnce(&mut Command),
) -> Result<bool, ClusterError> {
    if data.join("PG_VERSION").is_file() {
        return Ok(false);
    }
    let fresh = data.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).map_err(failed("remove", &fresh))?;
    }
    private_directory(&fresh, run_as)?;

    let mut command = Command::new(&programs.initdb);
    command
        .arg("--pgdata")
        .arg(&fresh)
        .args(["--username", SUPERUSER])
        .args(["--encoding", "UTF8", "--locale", "C.UTF-8"])
        .args(["--auth-local", "trust", "--auth-host", "reject"])
        .arg("--no-instructions")
        .current_dir(&fresh);
    bare(&mut command);
    if let Some(user) = run_as {
        user.apply(&mut command);
    }
    ready_to_run(&mut command);
    let ended = command
        .output()
        .map_err(failed("start", &programs.initdb))?;
    if !ended.status.success() {
        let mut output = String::from_utf8_lossy(&ended.stderr).into_owned();
        output.push_str(&String::from_utf8_lossy(&ended.stdout));
        return Err(ClusterError::Initdb {
            status: ended.status,
            output,
        });
    }
    fs::rename(&fresh, data).map_err(failed("rename", &fresh))?;
    if let Some(parent) = data.parent() {
        // The rename must be on disk before anybody believes that the cluster exists.
        fs::File::open(parent)
            .and_then(|directory| directory.sync_all())
            .map_err(failed("sync", parent))?;
    }
    Ok(true)
}

/// Makes `path` (and what leads to it) if missing, closed to everyone but the user the databases run as.
///
/// # Errors
/// [`ClusterError::Io`].
pub fn private_directory(path: &Path, run_as: Option<&RunAs>) -> Result<(), ClusterError> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o755)
        .create(path)
        .map_err(failed("make the directory", path))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
        .map_err(failed("close to others", path))?;
    if let Some(user) = run_as {
        user.take(path)
            .map_err(failed("give to the database's user", path))?;
    }
    Ok(())
}

/// Whether a server can put its socket into `directory`: the system limits a socket's whole path to 107 bytes.
#[must_use]
pub fn fits_a_socket(directory: &Path) -> bool {
    directory.as_os_str().len() + LONGEST_SOCKET_NAME.len() < SOCKET_PATH_LIMIT
}

/// A connection URL for `user` and `database` over the unix socket in `socket_dir`, in the form that tokio-postgres reads:
/// `postgres://user@/database?host=%2Fpath`.
#[must_use]
pub fn socket_url(user: &str, database: &str, socket_dir: &Path) -> String {
    let host = percent_encoded(socket_dir.as_os_str().as_encoded_bytes());
    format!("postgres://{user}@/{database}?host={host}")
}

/// Percent-encodes everything but letters, digits and `-._~`.
#[must_use]
pub fn percent_encoded(bytes: &[u8]) -> String {
    let mut encoded = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(*byte));
            }
            other => {
                encoded.push('%');
                encoded.push_str(&format!("{other:02X}"));
            }
        }
    }
    encoded
}

/// Turns an I/O error into [`ClusterError::Io`], with what was being done and where.
fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> ClusterError {
    let path = path.to_path_buf();
    move |source| ClusterError::Io { what, path, source }
}
