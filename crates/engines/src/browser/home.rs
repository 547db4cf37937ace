//! Where a running browser keeps its files: a private folder for each session, in shared memory when there is room, so that
//! credentials in plain text never reach a disk.

use super::{config::BrowserConfig, group::live_processes};
use crate::EngineError;
use nix::sys::{
    signal::{Signal, killpg},
    statfs::{TMPFS_MAGIC, statfs},
};
use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    fs::{self, DirBuilder},
    hash::{Hash, Hasher},
    io,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::{Path, PathBuf},
};

/// Less free than this in shared memory, and a new profile goes to the data directory.
const ROOM: u64 = 512 * 1024 * 1024;

/// One session's private folder. Dropping it removes it.
#[derive(Debug)]
pub(super) struct Home(PathBuf);

impl Home {
    /// Makes a new one, readable by us only.
    pub(super) fn make(config: &BrowserConfig, name: &str) -> Result<Self, EngineError> {
        let roots = roots(config);
        let root = roots
            .iter()
            .find(|root| has_room(root))
            .or(roots.last())
            .ok_or_else(|| EngineError::Start("no folder for profiles".to_owned()))?;
        let place = root.join(name);
        let made = private_folder(root).and_then(|()| {
            DirBuilder::new().mode(0o700).create(&place)?;
            for folder in ["profile", "tmp", "downloads"] {
                DirBuilder::new().mode(0o700).create(place.join(folder))?;
            }
            Ok(())
        });
        made.map_err(|error| EngineError::Start(format!("{}: {error}", place.display())))?;
        Ok(Self(place))
    }

    /// The browser's user-data directory.
    pub(super) fn profile(&self) -> PathBuf {
        self.0.join("profile")
    }

    /// For temporary files of the browser and its driver.
    pub(super) fn tmp(&self) -> PathBuf {
        self.0.join("tmp")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // A killed browser may still be writing for a moment: what stays is swept at the next boot.
        for _ in 0..3 {
            if fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
        }
    }
}

/// Where homes may lie, best first. Each data directory has its own, so that one node never sweeps another's.
fn roots(config: &BrowserConfig) -> Vec<PathBuf> {
    let on_disk = config.data_dir.join("browsers");
    let shared = Path::new("/dev/shm");
    let is_tmpfs = statfs(shared).is_ok_and(|fs| fs.filesystem_type() == TMPFS_MAGIC);
    if !config.profiles_in_memory || !is_tmpfs {
        return vec![on_disk];
    }
    let mut hash = DefaultHasher::new();
    let data_dir = config.data_dir.canonicalize();
    data_dir
        .as_deref()
        .unwrap_or(&config.data_dir)
        .hash(&mut hash);
    vec![
        shared.join(format!("siar-browsers-{:016x}", hash.finish())),
        on_disk,
    ]
}

fn has_room(root: &Path) -> bool {
    root.parent()
        .and_then(|parent| statfs(parent).ok())
        .is_some_and(|fs| {
            let block = u64::try_from(fs.block_size()).unwrap_or(0);
            fs.blocks_available().saturating_mul(block) >= ROOM
        })
}

fn private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
}

/// The script that starts the browser so that it dies with chromedriver. Written once for all sessions: a program that has
/// just been written may refuse to start while another thread forks. It cannot lie in shared memory, often `noexec`.
pub(super) fn launcher(config: &BrowserConfig) -> Result<PathBuf, EngineError> {
    let folder = config.data_dir.join("browsers");
    let path = folder.join("launch");
    let chromium = config.chromium.to_string_lossy().replace('\'', r"'\''");
    let script = format!("#!/bin/sh\nexec setpriv --pdeathsig KILL -- '{chromium}' \"$@\"\n");
    if fs::read_to_string(&path).is_ok_and(|there| there == script) {
        return Ok(path);
    }
    let fresh = folder.join(format!("launch.{}", std::process::id()));
    private_folder(&folder)
        .and_then(|()| fs::write(&fresh, &script))
        .and_then(|()| fs::set_permissions(&fresh, fs::Permissions::from_mode(0o700)))
        .and_then(|()| fs::rename(&fresh, &path))
        .map_err(|error| EngineError::Start(format!("{}: {error}", path.display())))?;
    Ok(path)
}

/// Kills browsers and removes homes that an earlier run left. Answers how many sessions that were.
pub(super) fn sweep(config: &BrowserConfig) -> usize {
    let mut swept = BTreeSet::new();
    for root in roots(config) {
        let Some(prefix) = root.to_str().map(|root| format!("--user-data-dir={root}/")) else {
            continue;
        };
        for process in live_processes() {
            let line = fs::read(format!("/proc/{}/cmdline", process.pid)).unwrap_or_default();
            let name = line
                .split(|byte| *byte == 0)
                .filter_map(|word| std::str::from_utf8(word).ok())
                .find_map(|word| word.strip_prefix(prefix.as_str()));
            if let Some(name) = name.and_then(|name| name.split('/').next()) {
                swept.insert(name.to_owned());
                let _ = killpg(nix::unistd::Pid::from_raw(process.group), Signal::SIGKILL);
            }
        }
        for entry in fs::read_dir(&root).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                let _ = fs::remove_dir_all(entry.path());
                swept.insert(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    swept.len()
}
