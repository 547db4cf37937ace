//! Where the programs of PostgreSQL and Redis are on this machine, and as which user they run.
//!
//! Debian and Ubuntu keep `initdb` and `postgres` off the `PATH` (`/usr/lib/postgresql/<version>/bin`), and PostgreSQL refuses to run
//! as root: both have to be settled before anything can be started. `siar doctor` and the test kit ask here too.

use std::ffi::OsStr;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::unistd::{Uid, User};

/// What a child may know of our environment: where programs are, which time it is, which language. The rest is ours: passwords and
/// keys among it, and settings of PostgreSQL's that are meant for other servers.
const SHARED: [&str; 5] = ["PATH", "TZ", "TZDIR", "TMPDIR", "LD_LIBRARY_PATH"];

/// Leaves a command only the environment that it needs. For programs that Siar starts.
pub fn bare(command: &mut Command) -> &mut Command {
    command.env_clear().env("LC_ALL", "C.UTF-8");
    for name in SHARED {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// Users that the programs run as when Siar itself was started as root, best first.
const USERS_INSTEAD_OF_ROOT: [&str; 2] = ["postgres", "nobody"];

/// Where Debian and Ubuntu keep the versions of PostgreSQL, each in a folder of its number.
const DEBIAN_ROOT: &str = "/usr/lib/postgresql";

/// Why a program or a user for it could not be found.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// No PostgreSQL server programs anywhere.
    #[error(
        "PostgreSQL's server programs (initdb, postgres) were not found: looked in $PG_BINDIR, /usr/lib/postgresql/*/bin and PATH. \
         On Debian or Ubuntu: apt-get install postgresql. Or set DATABASE_URL to use a server that is already there"
    )]
    NoPostgres,
    /// `$PG_BINDIR` is set and does not hold the programs.
    #[error("PG_BINDIR is {0:?}, but there is no initdb and postgres in it")]
    WrongBindir(PathBuf),
    /// The data directory was made by a version of PostgreSQL that is not installed.
    #[error(
        "the data in {data:?} was made by PostgreSQL {made_by}, and only {found} is installed. \
         Install that version too (on Debian or Ubuntu: apt-get install postgresql-{made_by}), or move the data with pg_upgrade"
    )]
    OtherVersion {
        /// The data directory.
        data: PathBuf,
        /// The version that made it.
        made_by: String,
        /// What the program that was found says of itself.
        found: String,
    },
    /// A program could not be asked for its version.
    #[error("cannot run {program:?}: {source}")]
    Run {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No `redis-server` anywhere.
    #[error(
        "redis-server was not found: looked in $REDIS_BINDIR and PATH. \
         On Debian or Ubuntu: apt-get install redis-server. Or set REDIS_URL to use a server that is already there"
    )]
    NoRedis,
    /// Started as root, and there is no other user to run the databases as.
    #[error(
        "started as root, but there is no user `postgres` or `nobody` to run PostgreSQL as (it refuses to run as root)"
    )]
    NoUser,
    /// The user database could not be read.
    #[error("cannot look up the user {name}: {source}")]
    Lookup {
        /// The user asked for.
        name: &'static str,
        /// What the system said.
        source: nix::Error,
    },
}

/// The PostgreSQL programs of one installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresPrograms {
    /// Makes a new data directory.
    pub initdb: PathBuf,
    /// The server.
    pub postgres: PathBuf,
}

impl PostgresPrograms {
    /// Finds an installation: `$PG_BINDIR`, then the newest of `/usr/lib/postgresql/*/bin`, then `PATH`.
    ///
    /// # Errors
    /// [`ProgramError::WrongBindir`] when the variable is set and wrong (it is not passed over in silence), [`ProgramError::NoPostgres`].
    pub fn find() -> Result<Self, ProgramError> {
        if let Some(bindir) = std::env::var_os("PG_BINDIR").filter(|value| !value.is_empty()) {
            let bindir = PathBuf::from(bindir);
            return Self::in_directory(&bindir).ok_or(ProgramError::WrongBindir(bindir));
        }
        newest_debian_bindir(Path::new(DEBIAN_ROOT))
            .and_then(|bindir| Self::in_directory(&bindir))
            .or_else(|| {
                Some(Self {
                    initdb: find_on_path("initdb")?,
                    postgres: find_on_path("postgres")?,
                })
            })
            .ok_or(ProgramError::NoPostgres)
    }

    /// Finds an installation that can serve the data directory `data`: the version that made it, or any when it is yet to be made.
    ///
    /// # Errors
    /// Those of [`PostgresPrograms::find`], and [`ProgramError::OtherVersion`].
    pub fn find_for(data: &Path) -> Result<Self, ProgramError> {
        let Ok(made_by) = std::fs::read_to_string(data.join("PG_VERSION")) else {
            return Self::find();
        };
        let made_by = made_by.trim();
        let usual = std::env::var_os("PG_BINDIR").is_none_or(|value| value.is_empty());
        if usual
            && let Some(same) =
                Self::in_directory(&Path::new(DEBIAN_ROOT).join(made_by).join("bin"))
        {
            return Ok(same);
        }
        let programs = Self::find()?;
        let found = programs.version()?;
        if found.split(['.', ' ']).any(|word| word == made_by) {
            Ok(programs)
        } else {
            Err(ProgramError::OtherVersion {
                data: data.to_path_buf(),
                made_by: made_by.to_owned(),
                found,
            })
        }
    }

    /// What the server says of itself, such as `postgres (PostgreSQL) 15.20`.
    fn version(&self) -> Result<String, ProgramError> {
        let said = bare(&mut Command::new(&self.postgres))
            .arg("--version")
            .output()
            .map_err(|source| ProgramError::Run {
                program: self.postgres.clone(),
                source,
            })?;
        Ok(String::from_utf8_lossy(&said.stdout).trim().to_owned())
    }

    fn in_directory(bindir: &Path) -> Option<Self> {
        Some(Self {
            initdb: executable(bindir.join("initdb"))?,
            postgres: executable(bindir.join("postgres"))?,
        })
    }
}

/// Finds `redis-server`: `$REDIS_BINDIR`, then `PATH` and the usual system directories.
///
/// # Errors
/// [`ProgramError::NoRedis`].
pub fn find_redis() -> Result<PathBuf, ProgramError> {
    std::env::var_os("REDIS_BINDIR")
        .and_then(|bindir| executable(Path::new(&bindir).join("redis-server")))
        .or_else(|| find_on_path("redis-server"))
        .ok_or(ProgramError::NoRedis)
}

/// Finds an executable by name on `PATH`, then in the usual system directories (a service's `PATH` is often bare).
#[must_use]
pub fn find_on_path(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let name = name.as_ref();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin"].map(PathBuf::from);
    std::env::split_paths(&path)
        .chain(usual)
        .find_map(|directory| executable(directory.join(name)))
}

fn executable(path: PathBuf) -> Option<PathBuf> {
    let metadata = std::fs::metadata(&path).ok()?;
    (metadata.is_file() && metadata.permissions().mode() & 0o111 != 0).then_some(path)
}

/// The `bin` directory of the highest version number under `root` that has both programs.
fn newest_debian_bindir(root: &Path) -> Option<PathBuf> {
    std::fs::read_dir(root)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            let bindir = entry.path().join("bin");
            PostgresPrograms::in_directory(&bindir)?;
            Some((version, bindir))
        })
        .max()
        .map(|(_, bindir)| bindir)
}

/// The user that the databases run as when Siar was started as root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunAs {
    /// Login name, for messages.
    pub name: String,
    /// User id.
    pub uid: u32,
    /// Primary group id.
    pub gid: u32,
}

impl RunAs {
    /// `None` when this process is not root (children run as the same user); else `postgres`, or `nobody` where that is missing.
    ///
    /// # Errors
    /// [`ProgramError::NoUser`], [`ProgramError::Lookup`].
    pub fn choose() -> Result<Option<Self>, ProgramError> {
        if !Uid::effective().is_root() {
            return Ok(None);
        }
        for name in USERS_INSTEAD_OF_ROOT {
            let found =
                User::from_name(name).map_err(|source| ProgramError::Lookup { name, source })?;
            if let Some(user) = found {
                return Ok(Some(Self {
                    name: user.name,
                    uid: user.uid.as_raw(),
                    gid: user.gid.as_raw(),
                }));
            }
        }
        Err(ProgramError::NoUser)
    }

    /// Makes `command` run as this user.
    pub fn apply(&self, command: &mut Command) {
        command.uid(self.uid).gid(self.gid);
    }

    /// Gives `path` itself (not what is in it) to this user.
    ///
    /// # Errors
    /// What the system says, as when the directory is on a read-only or foreign file system.
    pub fn take(&self, path: &Path) -> std::io::Result<()> {
        std::os::unix::fs::chown(path, Some(self.uid), Some(self.gid))
    }

    /// The first directory on the way to `path` that this user may not enter, if any: a data directory under `/root` cannot be used.
    #[must_use]
    pub fn barred_at(&self, path: &Path) -> Option<PathBuf> {
        let absolute = std::path::absolute(path).ok()?;
        let mut ancestors: Vec<&Path> = absolute.ancestors().skip(1).collect();
        ancestors.reverse();
        ancestors
            .into_iter()
            .find(|directory| {
                std::fs::metadata(directory).is_ok_and(|metadata| {
                    let search_bit = if metadata.uid() == self.uid {
                        0o100
                    } else if metadata.gid() == self.gid {
                        0o010
                    } else {
                        0o001
                    };
                    metadata.mode() & search_bit == 0
                })
            })
            .map(Path::to_path_buf)
    }
}

#[cfg(test)]
mod tests {
    use super::newest_debian_bindir;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_newest_whole_installation_is_taken() {
        let root = tempfile::tempdir().unwrap();
        for (version, programs) in [
            ("9", &["initdb", "postgres"][..]),
            ("15", &["initdb", "postgres"]),
            // Only the client is installed, as by postgresql-client-17.
            ("17", &["psql"]),
            ("common", &["initdb", "postgres"]),
        ] {
            let bindir = root.path().join(version).join("bin");
            fs::create_dir_all(&bindir).unwrap();
            for program in programs {
                fs::write(bindir.join(program), "").unwrap();
                fs::set_permissions(bindir.join(program), PermissionsExt::from_mode(0o755))
                    .unwrap();
            }
        }
        assert_eq!(
            newest_debian_bindir(root.path()),
            Some(root.path().join("15/bin"))
        );
    }
}
