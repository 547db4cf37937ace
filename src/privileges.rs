//! Not as root: the server, its databases and browsers run as a user that owns nothing but its data.
//!
//! A browser that runs as root runs without Chromium's own sandbox, and a page that breaks out of it would own the machine.

use std::{
    ffi::CString,
    fs::{self, DirBuilder},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, lchown},
    path::{Path, PathBuf},
};

use nix::{
    errno::Errno,
    sys::prctl,
    unistd::{Uid, User, initgroups, setgid, setuid},
};

use crate::config::Config;

/// Why Siar does not start as this user.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PrivilegeError {
    /// Started as root, and nothing said as whom to run.
    #[error(
        "Siar does not run as root: start it as a user of its own (systemd: User=siar), or name one in SIAR_RUN_AS, as whom it goes on. \
         --allow-root runs it as root all the same: then Chromium's sandbox is off"
    )]
    Root,
    /// The user of `SIAR_RUN_AS` does not exist, or is root itself.
    #[error(
        "SIAR_RUN_AS is {0:?}, and there is no such user besides root. To make one: useradd --system {0}"
    )]
    NoUser(String),
    /// Started as another user who may not become this one.
    #[error(
        "SIAR_RUN_AS is {0:?}, and only root can go on as another user: leave it out, or start Siar as root"
    )]
    NotRoot(String),
    /// The system refused.
    #[error("cannot go on as {user}: {source}")]
    Refused {
        /// The user of `SIAR_RUN_AS`.
        user: String,
        /// What it said.
        source: Errno,
    },
    /// A file could not be given to the user.
    #[error("cannot give {path} to {user}: {source}")]
    Files {
        /// The user of `SIAR_RUN_AS`.
        user: String,
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// Goes on as the user that `SIAR_RUN_AS` names, or refuses to run as root. Before any thread is started. What was in the data directory
/// becomes that user's. Answers what the operator has to be warned of.
///
/// # Errors
/// [`PrivilegeError`].
pub(crate) fn settle(config: &Config) -> Result<Option<&'static str>, PrivilegeError> {
    let root = Uid::effective().is_root();
    match (&config.store.run_as, root) {
        (Some(name), _) => become_user(config, name, root).map(|()| None),
        (None, false) => Ok(None),
        (None, true) if config.store.allow_root => Ok(Some(
            "Siar runs as root, as --allow-root says: Chromium's sandbox is off, and a page that breaks out owns this machine",
        )),
        (None, true) if config.store.sandbox_url.is_some() => Ok(Some(
            "Siar runs as root, with Chromium's sandbox off: only the simulated world makes that harmless",
        )),
        (None, true) => Err(PrivilegeError::Root),
    }
}

fn become_user(config: &Config, name: &str, root: bool) -> Result<(), PrivilegeError> {
    let user = User::from_name(name)
        .ok()
        .flatten()
        .filter(|user| !user.uid.is_root())
        .ok_or_else(|| PrivilegeError::NoUser(name.to_owned()))?;
    if Uid::effective() == user.uid {
        return Ok(());
    }
    if !root {
        return Err(PrivilegeError::NotRoot(name.to_owned()));
    }
    let data_dir = config.store.data_dir();
    // Where it shall lie, that user may not make it.
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&data_dir)
        .map_err(|source| PrivilegeError::Files {
            user: name.to_owned(),
            path: data_dir.clone(),
            source,
        })?;
    let mut folders = siar_engines::browser::folders(&data_dir);
    folders.push(data_dir);
    for folder in folders {
        give(&folder, &user).map_err(|(path, source)| PrivilegeError::Files {
            user: name.to_owned(),
            path,
            source,
        })?;
    }
    let drop = || {
        let login = CString::new(name).map_err(|_| Errno::EINVAL)?;
        // The kernel forgets at a change of user who is told when our parent dies.
        let with_parent = prctl::get_pdeathsig()?;
        initgroups(&login, user.gid)?;
        setgid(user.gid)?;
        setuid(user.uid)?;
        prctl::set_pdeathsig(with_parent)?;
        // Root must not be reached again.
        match setuid(Uid::from_raw(0)) {
            Ok(()) => Err(Errno::EPERM),
            Err(_) => Ok(()),
        }
    };
    drop().map_err(|source| PrivilegeError::Refused {
        user: name.to_owned(),
        source,
    })
}

/// Makes the folder and what is in it this user's, if it is there. Links are not followed.
fn give(folder: &Path, user: &User) -> Result<(), (PathBuf, io::Error)> {
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let failed = |error| (path.clone(), error);
        let there = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other.map_err(failed)?,
        };
        if there.is_dir() {
            for entry in fs::read_dir(&path).map_err(failed)? {
                waiting.push(entry.map_err(failed)?.path());
            }
        }
        if there.uid() != user.uid.as_raw() || there.gid() != user.gid.as_raw() {
            lchown(&path, Some(user.uid.as_raw()), Some(user.gid.as_raw())).map_err(failed)?;
        }
    }
    Ok(())
}
