//! Where uploaded files wait for their import: one directory, one file an import, named by its id.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use siar_domain::id::ImportId;

/// An upload takes less than this.
const UPLOAD_LIFE: Duration = Duration::from_secs(3600);

/// The spool's directory. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Spool(Arc<Path>);

impl Spool {
    /// Opens the spool, making its directory where absent, readable by this user only.
    ///
    /// # Errors
    /// When the directory cannot be made.
    pub fn open(directory: &Path) -> io::Result<Self> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)?;
        std::fs::set_permissions(directory, std::fs::Permissions::from_mode(0o700))?;
        Ok(Self(directory.into()))
    }

    /// The file of an import.
    #[must_use]
    pub fn file(&self, id: ImportId) -> PathBuf {
        self.0.join(format!("{id}.upload"))
    }

    /// Removes the file of an import that has ended. A missing one is fine.
    pub fn remove(&self, id: ImportId) {
        match std::fs::remove_file(self.file(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(import = %id, %error, "removing an imported file");
            }
            _ => {}
        }
    }

    /// Removes files that no unfinished import wants: left by uploads that broke off. Spares those written in the last hour: they
    /// may be uploads under way.
    pub(super) fn sweep(&self, wanted: &[ImportId]) {
        let wanted: Vec<PathBuf> = wanted.iter().map(|id| self.file(*id)).collect();
        let Ok(entries) = std::fs::read_dir(&self.0) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_old = path
                .metadata()
                .and_then(|data| data.modified())
                .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > UPLOAD_LIFE));
            if is_old
                && !wanted.contains(&path)
                && let Err(error) = std::fs::remove_file(&path)
            {
                tracing::warn!(%error, "sweeping the spool");
            }
        }
    }
}
