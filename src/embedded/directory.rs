//! The data directory: who may use it, where the sockets go, and one Siar at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};
use nix::unistd::Uid;
use tokio::time::{Instant, sleep};

use super::cluster::{ClusterError, fits_a_socket, private_directory};
use super::programs::RunAs;

/// Where the data goes when Siar runs as root in a directory that no other user may enter.
const ROOTS_DATA_DIR: &str = "/var/lib/siar";

/// How long another process may hold the data directory before it counts as in use. After `kill -9` a child that was just being forked
/// shares the lock until it becomes another program or ends; whoever starts Siar again at once would otherwise be refused.
const LETTING_GO: Duration = Duration::from_secs(3);

const PAUSE: Duration = Duration::from_millis(20);

/// Why the data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Another Siar uses it.
    #[error(
        "the data directory {path:?} is in use by another siar ({holder}). Stop it, or set SIAR_DATA_DIR to another directory"
    )]
    InUse {
        /// The directory.
        path: PathBuf,
        /// `process 4711`, as far as it is known.
        holder: String,
    },
    /// The user that the databases run as cannot get to it.
    #[error(
        "the data directory {path:?} cannot be used: PostgreSQL does not run as root, and its user {user} may not enter {barred:?}. \
         Set SIAR_DATA_DIR to a directory outside of it, such as {ROOTS_DATA_DIR}"
    )]
    Barred {
        /// The directory.
        path: PathBuf,
        /// The user that the databases would run as.
        user: String,
        /// The directory on the way that is closed to that user.
        barred: PathBuf,
    },
    /// A directory for sockets exists already and belongs to somebody else.
    #[error("the directory for sockets {path:?} belongs to user {owner}: it will not be trusted")]
    ForeignSocketDirectory {
        /// The directory.
        path: PathBuf,
        /// User id of its owner.
        owner: u32,
    },
    /// It could not be made, opened or locked.
    #[error("cannot use the data directory {path:?}: {source}")]
    Io {
        /// The path concerned.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A directory inside it could not be made.
    #[error(transparent)]
    Inside(#[from] ClusterError),
}

/// Where the data goes unless the operator says otherwise: `$SIAR_DATA_DIR`, else `.siar` in the working directory; for root in a
/// directory that the databases' user may not enter (such as `/root`), `/var/lib/siar`.
#[must_use]
pub fn default_data_dir() -> PathBuf {
    if let Some(chosen) = std::env::var_os("SIAR_DATA_DIR").filter(|value| !value.is_empty()) {
        return PathBuf::from(chosen);
    }
    let here = PathBuf::from(".siar");
    let barred = RunAs::choose()
        .ok()
        .flatten()
        .is_some_and(|user| user.barred_at(&here).is_some());
    if barred {
        PathBuf::from(ROOTS_DATA_DIR)
    } else {
        here
    }
}

/// The data directory, held for this process until dropped.
#[derive(Debug)]
pub(super) struct DataDirectory {
    root: PathBuf,
    sockets: PathBuf,
    _lock: Flock<File>,
}

impl DataDirectory {
    /// Makes it if missing, and takes it for this process.
    pub(super) async fn open(path: &Path, run_as: Option<&RunAs>) -> Result<Self, DirectoryError> {
        // Others must be able to pass through it when the databases run as another user; what is in it is closed.
        let mode = if run_as.is_some() { 0o711 } else { 0o700 };
        let existed = path.is_dir();
        fs::DirBuilder::new()
            .recursive(true)
            .mode(mode)
            .create(path)
            .map_err(failed(path))?;
        let root = path.canonicalize().map_err(failed(path))?;
        if !existed {
            // The mode asked for above is cut by the umask.
            let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
            fs::set_permissions(&root, mode).map_err(failed(&root))?;
        }
        if let Some(user) = run_as
            && let Some(barred) = user.barred_at(&root.join("inside"))
        {
            return Err(DirectoryError::Barred {
                path: root,
                user: user.name.clone(),
                barred,
            });
        }
        let lock = take(&root).await?;
        private_directory(&root.join("log"), None)?;
        let sockets = socket_directory(&root, run_as)?;
        Ok(Self {
            root,
            sockets,
            _lock: lock,
        })
    }

    /// As an absolute path without symbolic links.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the servers put their sockets.
    pub(super) fn sockets(&self) -> &Path {
        &self.sockets
    }

    /// Where the servers' logs are.
    pub(super) fn log_dir(&self) -> PathBuf {
        self.root.join("log")
    }
}

/// Locks the directory; the lock dies with the process, however it ends.
async fn take(root: &Path) -> Result<Flock<File>, DirectoryError> {
    let path = root.join("lock");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(failed(&path))?;
    let begun = Instant::now();
    loop {
        match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
            Ok(mut lock) => {
                let noted = lock
                    .set_len(0)
                    .and_then(|()| lock.rewind())
                    .and_then(|()| write!(lock, "process {}", std::process::id()));
                noted.map_err(failed(&path))?;
                return Ok(lock);
            }
            Err((held, Errno::EWOULDBLOCK)) if begun.elapsed() < LETTING_GO => {
                file = held;
                sleep(PAUSE).await;
            }
            Err((mut file, Errno::EWOULDBLOCK)) => {
                let mut holder = String::new();
                if file.read_to_string(&mut holder).is_err() || holder.is_empty() {
                    "its process is not known".clone_into(&mut holder);
                }
                return Err(DirectoryError::InUse {
                    path: root.to_path_buf(),
                    holder,
                });
            }
            Err((_, errno)) => {
                return Err(DirectoryError::Io {
                    path,
                    source: errno.into(),
                });
            }
        }
    }
}

/// `run` in the data directory, or, when that path is too long for a unix socket, a directory of ours under the runtime directory.
fn socket_directory(root: &Path, run_as: Option<&RunAs>) -> Result<PathBuf, DirectoryError> {
    let usual = root.join("run");
    if fits_a_socket(&usual) {
        private_directory(&usual, run_as)?;
        return Ok(usual);
    }
    let runtime_dir = if Uid::effective().is_root() {
        PathBuf::from("/run")
    } else {
        std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from)
    };
    let name = format!("siar-{}-{:016x}", Uid::effective(), short_hash(root));
    let short = runtime_dir.join(name);
    // Somebody else may have made it first in a directory that everybody can write to.
    if let Ok(metadata) = fs::symlink_metadata(&short) {
        let owner = metadata.uid();
        let ours = owner == Uid::effective().as_raw()
            || run_as.is_some_and(|user| user.uid == owner) && Uid::effective().is_root();
        if !ours || !metadata.is_dir() {
            return Err(DirectoryError::ForeignSocketDirectory { path: short, owner });
        }
    }
    private_directory(&short, run_as)?;
    tracing::info!(
        data_dir = %root.display(),
        sockets = %short.display(),
        "the data directory's path is too long for unix sockets: they are elsewhere"
    );
    Ok(short)
}

/// FNV-1a of the path: the same for the same directory at every start, which the standard library's hasher does not promise.
fn short_hash(path: &Path) -> u64 {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> DirectoryError {
    let path = path.to_path_buf();
    move |source| DirectoryError::Io { path, source }
}

#[cfg(test)]
mod tests {
    use std::{fs::File, time::Duration};

    use nix::fcntl::{Flock, FlockArg};

    use super::{DirectoryError, LETTING_GO, take};

    #[tokio::test(start_paused = true)]
    async fn what_still_lets_go_of_the_directory_is_waited_for() {
        let place = tempfile::tempdir().unwrap();
        let file = File::create(place.path().join("lock")).unwrap();
        let held = Flock::lock(file, FlockArg::LockExclusive).unwrap();
        let refused = take(place.path()).await;
        assert!(
            matches!(&refused, Err(DirectoryError::InUse { holder, .. }) if holder == "its process is not known"),
            "{refused:?}"
        );
        let (taken, ()) = tokio::join!(take(place.path()), async {
            tokio::time::sleep(LETTING_GO - Duration::from_secs(1)).await;
            drop(held);
        });
        taken.unwrap();
        let noted = std::fs::read_to_string(place.path().join("lock")).unwrap();
        assert_eq!(noted, format!("process {}", std::process::id()));
    }
}
