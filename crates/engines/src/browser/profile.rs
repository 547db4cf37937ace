//! Packing a closed profile, and unpacking it into a new folder.
//!
//! Kept is what carries the login (the whole `Default` folder without its caches, and `Local State`). A running browser is
//! never packed: its local storage reaches the disk up to a minute late.

use crate::{EngineError, ProfileSnapshot};
use std::{
    fs, io,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Component, Path},
};
use zeroize::Zeroizing;

const LEVEL: i32 = 3;
/// No profile is anywhere near; a damaged or hostile snapshot must not fill the disk.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
const KEPT: [&str; 2] = ["Default", "Local State"];

fn is_cache(name: &str) -> bool {
    name.contains("Cache") || name.starts_with("Dawn") || name == "Crashpad"
}

/// Packs the user-data directory `from`.
pub(super) fn pack(from: &Path) -> io::Result<ProfileSnapshot> {
    let mut tar = tar::Builder::new(zstd::Encoder::new(Vec::new(), LEVEL)?);
    tar.follow_symlinks(false);
    for name in KEPT {
        if from.join(name).symlink_metadata().is_ok() {
            append(&mut tar, from, Path::new(name))?;
        }
    }
    let packed = tar.into_inner()?.finish()?;
    Ok(ProfileSnapshot(Zeroizing::new(packed)))
}

fn append<W: io::Write>(tar: &mut tar::Builder<W>, from: &Path, path: &Path) -> io::Result<()> {
    let full = from.join(path);
    let kind = full.symlink_metadata()?.file_type();
    if kind.is_file() {
        tar.append_path_with_name(&full, path)?;
    } else if kind.is_dir() {
        tar.append_dir(path, &full)?;
        for entry in fs::read_dir(&full)? {
            let name = entry?.file_name();
            if !is_cache(&name.to_string_lossy()) {
                append(tar, from, &path.join(name))?;
            }
        }
    }
    Ok(())
}

/// Unpacks into the empty user-data directory `to`. Nothing outside it is touched.
pub(super) fn unpack(snapshot: &ProfileSnapshot, to: &Path) -> Result<(), EngineError> {
    let bad = |error: &dyn std::fmt::Display| EngineError::Profile(error.to_string());
    let reader = zstd::Decoder::new(snapshot.0.as_slice()).map_err(|error| bad(&error))?;
    let mut archive = tar::Archive::new(reader);
    let (mut bytes, mut files) = (0_u64, 0_u64);
    for entry in archive.entries().map_err(|error| bad(&error))? {
        let mut entry = entry.map_err(|error| bad(&error))?;
        let path = entry.path().map_err(|error| bad(&error))?.into_owned();
        if !is_ours(&path) {
            return Err(bad(&format!("it holds {}", path.display())));
        }
        bytes = bytes.saturating_add(entry.size());
        if bytes > MOST_BYTES {
            return Err(bad(&"it is larger than any profile"));
        }
        let target = to.join(&path);
        let kind = entry.header().entry_type();
        let written = if kind.is_dir() {
            fs::create_dir_all(&target)
                .and_then(|()| fs::set_permissions(&target, fs::Permissions::from_mode(0o700)))
        } else if kind.is_file() {
            files += 1;
            write(&mut entry, &target)
        } else {
            return Err(bad(&format!(
                "{} is neither file nor folder",
                path.display()
            )));
        };
        written.map_err(|error| bad(&error))?;
    }
    if files == 0 {
        return Err(bad(&"it is empty"));
    }
    Ok(())
}

fn write(from: &mut impl io::Read, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    io::copy(from, &mut file)?;
    Ok(())
}

fn is_ours(path: &Path) -> bool {
    let mut parts = path.components();
    let first = matches!(parts.next(), Some(Component::Normal(name)) if KEPT.iter().any(|kept| name == *kept));
    first && parts.all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(root: &Path, path: &str, text: &str) {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text).unwrap();
    }

    #[test]
    fn what_carries_the_login_comes_back_and_caches_do_not() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        file(from.path(), "Local State", "state");
        file(from.path(), "Default/IndexedDB/x/000003.log", "keys");
        file(from.path(), "Default/GPUCache/data_0", "no");
        file(from.path(), "Default/Code Cache/js/index", "no");
        file(from.path(), "Default/DawnGraphiteCache/data", "no");
        file(from.path(), "ShaderCache/data", "no");
        file(from.path(), "SingletonCookie", "no");
        unpack(&pack(from.path()).unwrap(), to.path()).unwrap();

        let read = |path| fs::read_to_string(to.path().join(path)).unwrap();
        assert_eq!(read("Local State"), "state");
        assert_eq!(read("Default/IndexedDB/x/000003.log"), "keys");
        let mut names: Vec<_> = fs::read_dir(to.path().join("Default"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["IndexedDB"]);
        assert_eq!(fs::read_dir(to.path()).unwrap().count(), 2);
        let mode = |path| {
            fs::metadata(to.path().join(path))
                .unwrap()
                .permissions()
                .mode()
                & 0o777
        };
        assert_eq!((mode("Default"), mode("Local State")), (0o700, 0o600));
    }

    fn archive(path: &[u8], kind: tar::EntryType) -> ProfileSnapshot {
        let mut tar = tar::Builder::new(zstd::Encoder::new(Vec::new(), 1).unwrap());
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path);
        header.set_entry_type(kind);
        header.set_size(1);
        header.set_cksum();
        tar.append(&header, b"x".as_slice()).unwrap();
        ProfileSnapshot(Zeroizing::new(tar.into_inner().unwrap().finish().unwrap()))
    }

    #[test]
    fn a_snapshot_cannot_write_elsewhere() {
        let to = tempfile::tempdir().unwrap();
        for path in [
            b"../evil".as_slice(),
            b"/evil",
            b"Default/../../evil",
            b"Other/evil",
        ] {
            let refused = unpack(&archive(path, tar::EntryType::Regular), to.path());
            assert!(matches!(refused, Err(EngineError::Profile(_))), "{path:?}");
        }
        let link = unpack(
            &archive(b"Default/link", tar::EntryType::Symlink),
            to.path(),
        );
        assert!(matches!(link, Err(EngineError::Profile(_))));
        assert_eq!(fs::read_dir(to.path()).unwrap().count(), 0);
    }

    #[test]
    fn rubbish_is_refused_with_words() {
        let to = tempfile::tempdir().unwrap();
        for bytes in [
            b"".to_vec(),
            b"rubbish".to_vec(),
            zstd::encode_all(b"rubbish".as_slice(), 1).unwrap(),
        ] {
            let refused = unpack(&ProfileSnapshot(Zeroizing::new(bytes)), to.path());
            assert!(matches!(refused, Err(EngineError::Profile(_))));
        }
    }
}
