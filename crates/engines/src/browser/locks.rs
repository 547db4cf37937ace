//! Waits until nobody holds the databases of a profile.
//!
//! A killed browser is gone from every list of command lines before it lets go of its files, on a busy machine long before. A browser that
//! is started meanwhile finds the local storage locked, and shows its pages an empty one of its own without a word: the saved login seems to be gone
//! (seen with Chromium 156). Each of these databases is a LevelDB, whose lock is a POSIX record lock on its file `LOCK`.

use nix::{
    fcntl::{FcntlArg, fcntl},
    libc,
};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// How often the locks are looked at.
const TICK: Duration = Duration::from_millis(5);
/// LevelDBs lie at most this far below the profile: `Default/IndexedDB/<origin>/LOCK`.
const DEPTH: u32 = 4;

/// Waits until no other process holds a database below `profile`. Blocks.
///
/// # Errors
/// `TimedOut` with the file that was still held at the end of `limit`; what the file system says.
#[expect(
    clippy::disallowed_methods,
    reason = "runs on a thread for blocking work, where it holds up nothing"
)]
pub(super) fn wait_until_free(profile: &Path, limit: Duration) -> io::Result<()> {
    let begun = Instant::now();
    while let Some(held) = first_held(profile, DEPTH)? {
        if begun.elapsed() >= limit {
            let what = format!("{} is still held by a browser that ends", held.display());
            return Err(io::Error::new(io::ErrorKind::TimedOut, what));
        }
        std::thread::sleep(TICK);
    }
    Ok(())
}

fn first_held(folder: &Path, depth: u32) -> io::Result<Option<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        // The dying browser may have removed it just now.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        let found = if kind.is_dir() && depth > 1 {
            first_held(&path, depth - 1)?
        } else {
            (kind.is_file() && entry.file_name() == "LOCK" && is_held(&path)?).then_some(path)
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether another process would keep us from locking the file.
fn is_held(path: &Path) -> io::Result<bool> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        other => other?,
    };
    let mut lock = libc::flock {
        l_type: libc::F_WRLCK as _,
        l_whence: libc::SEEK_SET as _,
        l_start: 0,
        l_len: 0,
        l_pid: 0,
    };
    fcntl(&file, FcntlArg::F_GETLK(&mut lock))?;
    Ok(i32::from(lock.l_type) != libc::F_UNLCK)
}
