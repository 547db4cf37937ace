//! Where a running browser keeps its files: a private folder for each tenant, in shared memory when there is room, so that
//! credentials in plain text never reach a disk.

use super::{
    config::BrowserConfig,
    group::{Process, live_processes},
    locks,
};
use crate::EngineError;
use nix::{
    sys::{
        signal::{Signal, killpg},
        statfs::{TMPFS_MAGIC, statfs},
    },
    unistd::{Pid, geteuid},
};
use siar_domain::id::TenantId;
use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    fs::{self, DirBuilder},
    hash::{Hash, Hasher},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Less free than this in shared memory, and a new profile goes to the data directory.
const ROOM: u64 = 512 * 1024 * 1024;

/// One tenant's private folder. It outlives its browser: after a crash the profile in it is newer than any snapshot.
#[derive(Debug)]
pub(super) struct Home {
    place: PathBuf,
    tmp: PathBuf,
}

impl Home {
    fn at(config: &BrowserConfig, root: &Path, tenant: TenantId) -> Self {
        Self {
            place: root.join(tenant.to_string()),
            tmp: tmp_root(config).join(hash(tenant)),
        }
    }

    /// The folder in which an earlier run left this tenant's profile.
    pub(super) fn left(config: &BrowserConfig, tenant: TenantId) -> Option<Self> {
        roots(config)
            .into_iter()
            .map(|root| Self::at(config, &root, tenant))
            .find(|home| home.profile().join("Default").is_dir())
    }

    /// An empty one, readable by us only. What an earlier run left is removed. Its profile has to be finished.
    pub(super) fn make(config: &BrowserConfig, tenant: TenantId) -> Result<Self, EngineError> {
        let roots = roots(config);
        let best = roots.iter().find(|root| has_room(root)).or(roots.last());
        let root = best.ok_or_else(|| EngineError::Start("no folder for profiles".to_owned()))?;
        if root.starts_with(&config.data_dir) {
            tracing::warn!(
                place = %root.display(),
                "a session's login lies on the disk in the clear while its browser runs: shared memory (/dev/shm) is missing, too small or not allowed, or somebody else has taken our place in it"
            );
        }
        let home = Self::at(config, root, tenant);
        for root in &roots {
            remove(&root.join(tenant.to_string())).map_err(|error| home.failed(&error))?;
        }
        private_folder(root)
            .and_then(|()| DirBuilder::new().mode(0o700).create(&home.place))
            .and_then(|()| DirBuilder::new().mode(0o700).create(home.unfinished()))
            .map_err(|error| home.failed(&error))?;
        Ok(home)
    }

    /// Waits until the browser that had it is entirely gone.
    pub(super) fn released(&self, limit: Duration) -> Result<(), EngineError> {
        locks::wait_until_free(&self.profile(), limit).map_err(|error| self.failed(&error))
    }

    /// Makes it ready for a browser: nothing of another run holds it.
    pub(super) fn settle(&self) -> Result<(), EngineError> {
        let clean = || {
            for lock in ["SingletonLock", "SingletonSocket", "SingletonCookie"] {
                match fs::remove_file(self.profile().join(lock)) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            remove(&self.tmp)?;
            private_folder(&self.tmp)
        };
        clean().map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> EngineError {
        EngineError::Start(format!("{}: {error}", self.place.display()))
    }

    /// The browser's user-data directory.
    pub(super) fn profile(&self) -> PathBuf {
        self.place.join("profile")
    }

    /// Where a profile is restored. Only a whole one is resumed from, should we die meanwhile.
    pub(super) fn unfinished(&self) -> PathBuf {
        self.place.join("profile.new")
    }

    /// Makes the restored profile the one to use.
    pub(super) fn finish(&self) -> Result<(), EngineError> {
        fs::rename(self.unfinished(), self.profile()).map_err(|error| self.failed(&error))
    }

    /// How much of the pages' local storage is on the disk: changes when some is written.
    pub(super) fn local_storage(&self) -> u64 {
        let folder = self.profile().join("Default/Local Storage/leveldb");
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        files
            .filter_map(|file| Some(file.metadata().ok()?.len()))
            .sum()
    }

    /// For temporary files of the browser.
    pub(super) fn tmp(&self) -> &Path {
        &self.tmp
    }

    /// Removes it: its content is in a snapshot now.
    pub(super) fn remove(self) {
        if let Err(error) = remove(&self.tmp).and_then(|()| remove(&self.place)) {
            tracing::warn!(%error, "a browser's folder stays behind");
        }
    }
}

/// Removes a folder, if it is there. A browser that was just killed may still write a file or two.
fn remove(path: &Path) -> io::Result<()> {
    for _ in 0..5 {
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => return other,
        }
    }
    fs::remove_dir_all(path)
}

/// Where homes may lie, best first. Each data directory has its own, so that one node never sweeps another's.
fn roots(config: &BrowserConfig) -> Vec<PathBuf> {
    let on_disk = config.data_dir.join("browsers");
    let shared = Path::new("/dev/shm");
    let is_tmpfs = statfs(shared).is_ok_and(|fs| fs.filesystem_type() == TMPFS_MAGIC);
    if !config.profiles_in_memory || !is_tmpfs {
        return vec![on_disk];
    }
    let in_memory = shared.join(node_name(config));
    if is_free(&in_memory) {
        vec![in_memory, on_disk]
    } else {
        vec![on_disk]
    }
}

/// Whether nobody else has what lies at `path`, in a folder in which anybody may make one. It is not there, or a folder (no link to one) of
/// ours into which only we can write.
fn is_free(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(there) => {
            there.is_dir() && there.uid() == geteuid().as_raw() && there.mode() & 0o022 == 0
        }
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Those of our folders that do not lie in the data directory.
pub(super) fn outside(config: &BrowserConfig) -> Vec<PathBuf> {
    let mut folders = roots(config);
    folders.push(std::env::temp_dir().join(node_name(config)));
    folders.retain(|folder| !folder.starts_with(&config.data_dir));
    folders
}

/// A short name for this data directory.
fn node_name(config: &BrowserConfig) -> String {
    format!("siar-{}", hash(&config.data_dir))
}

/// Where temporary folders lie. Chromium makes a socket in its own, and a socket's path has 107 bytes at most: this must be
/// short, which a data directory may not be.
fn tmp_root(config: &BrowserConfig) -> PathBuf {
    // "/" + our hash + "/.org.chromium.Chromium.XXXXXX" + "/SingletonSocket"
    const BELOW: usize = 17 + 30 + 16;
    let near = roots(config).into_iter().next().map(|root| root.join("t"));
    near.filter(|near| near.as_os_str().len() + BELOW <= 107)
        .unwrap_or_else(|| std::env::temp_dir().join(node_name(config)).join("t"))
}

fn hash(value: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
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

/// Kills what still runs on a tenant's profile, and answers how many process groups that were.
pub(super) fn evict(config: &BrowserConfig, tenant: TenantId) -> usize {
    kill_holders(config, Some(&tenant.to_string())).len()
}

/// Kills every browser that an earlier run left, and removes its temporary files. Profiles stay: a session may resume from
/// them. Answers how many sessions had something left over.
pub(super) fn sweep(config: &BrowserConfig) -> usize {
    let killed = kill_holders(config, None).len();
    let folders = fs::read_dir(tmp_root(config))
        .into_iter()
        .flatten()
        .flatten();
    let removed = folders
        .filter(|folder| remove(&folder.path()).is_ok())
        .count();
    // Every browser has a temporary folder; one whose folder was removed by hand counts as well.
    removed.max(killed)
}

/// Kills the process groups of browsers whose profile lies in one of our roots, and waits until they are gone.
#[expect(
    clippy::disallowed_methods,
    reason = "runs on a thread for blocking work, where it holds up nothing"
)]
fn kill_holders(config: &BrowserConfig, only: Option<&str>) -> BTreeSet<String> {
    let mut killed = BTreeSet::new();
    let begun = Instant::now();
    while begun.elapsed() < config.deadlines.profile {
        let mut there = holders(config);
        there.retain(|(home, _)| only.is_none_or(|only| only == home));
        if there.is_empty() {
            break;
        }
        for (home, process) in there {
            let _ = killpg(Pid::from_raw(process.group), Signal::SIGKILL);
            killed.insert(home);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    killed
}

/// The live processes of browsers whose profile lies in one of our roots, with the name of their home.
pub(super) fn holders(config: &BrowserConfig) -> Vec<(String, Process)> {
    let roots = roots(config);
    let prefixes: Vec<_> = roots
        .iter()
        .map(|root| format!("--user-data-dir={}/", root.display()))
        .collect();
    let home = |process: &Process| {
        let line = fs::read(format!("/proc/{}/cmdline", process.pid)).ok()?;
        let rest = line
            .split(|byte| *byte == 0)
            .filter_map(|word| std::str::from_utf8(word).ok())
            .find_map(|word| prefixes.iter().find_map(|prefix| word.strip_prefix(prefix)))?;
        Some(rest.split('/').next()?.to_owned())
    };
    live_processes()
        .into_iter()
        .filter_map(|process| Some((home(&process)?, process)))
        .collect()
}

/// Removes every folder of this data directory.
#[cfg(test)]
pub(super) fn forget_all(config: &BrowserConfig) {
    for root in roots(config) {
        let _ = remove(&root);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nix::unistd::{Uid, chown};
    use std::os::unix::fs::symlink;

    #[test]
    fn a_place_is_free_when_nobody_else_has_it() {
        let here = std::env::temp_dir().join(format!("siar-home-{}", std::process::id()));
        fs::create_dir_all(&here).unwrap();
        let place = |name: &str, mode: u32| {
            let path = here.join(name);
            fs::create_dir_all(&path).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            path
        };
        assert!(is_free(&here.join("missing")));
        assert!(is_free(&place("ours", 0o700)));
        assert!(is_free(&place("readable", 0o755)));
        assert!(!is_free(&place("of_all", 0o777)));
        assert!(!is_free(&place("of_a_group", 0o770)));
        symlink(place("target", 0o700), here.join("link")).unwrap();
        assert!(!is_free(&here.join("link")));
        fs::write(here.join("file"), "").unwrap();
        assert!(!is_free(&here.join("file")));
        let theirs = if geteuid().is_root() {
            let theirs = place("theirs", 0o700);
            chown(&theirs, Some(Uid::from_raw(65_534)), None).unwrap();
            theirs
        } else {
            PathBuf::from("/")
        };
        assert!(!is_free(&theirs));
        fs::remove_dir_all(here).unwrap();
    }

    #[test]
    fn a_place_in_shared_memory_that_somebody_else_took_is_passed_over() {
        let data = std::env::temp_dir().join(format!("siar-taken-{}", std::process::id()));
        let mut config = BrowserConfig::new(data.clone());
        config.profiles_in_memory = true;
        let taken = Path::new("/dev/shm").join(node_name(&config));
        fs::write(&taken, "").unwrap();
        let there = roots(&config);
        let near = tmp_root(&config);
        fs::remove_file(&taken).unwrap();
        assert_eq!(there, [data.join("browsers")]);
        assert_eq!(near, data.join("browsers/t"));
    }
}
