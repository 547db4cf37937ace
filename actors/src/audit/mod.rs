//! Seals the audit log (ADM-3): appends new entries to its chain, keeps the newest seal in a file outside the database, and looks whether
//! both still say what they said.
//!
//! *Owns* the file. *Supervised by* `chores`. *On crash loses* nothing: what is not sealed yet is sealed the next time. *Messages*: none.
//!
//! Several nodes may seal: they take turns, and each keeps the seal that it has seen last.

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use actix::Actor;
use siar_db::{
    Db, DbError, Tx,
    alerts::{self, Alert, Severity},
    audit::chain::{self, Head, Verified},
};

use crate::{
    kernel::{ChildSpec, Context},
    supervised,
};

/// How often new entries are sealed.
const ROUND: Duration = Duration::from_secs(10);
/// How often the whole chain is looked at.
const LOOK: Duration = Duration::from_secs(24 * 3600);
/// Entries of one transaction.
const ENTRIES: i64 = 1_000;
/// The alert when the log is not what it was.
const ALERT: &str = "audit_log_changed";

/// See the module.
#[derive(Debug)]
pub struct Audit {
    work: Work,
    sealing: bool,
    looking: bool,
}

supervised!(Audit);

/// The place in the tree; its id is `audit`. `file` holds the newest seal.
pub fn child(db: Db, file: PathBuf) -> ChildSpec<Audit> {
    let work = Work { db, file };
    ChildSpec::new("audit", move || Audit {
        work: work.clone(),
        sealing: false,
        looking: false,
    })
}

impl Actor for Audit {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.seal(ctx);
        self.look(ctx);
        ctx.every(ROUND, Self::seal);
        ctx.every(LOOK, Self::look);
    }
}

impl Audit {
    fn seal(&mut self, ctx: &mut Context<Self>) {
        if std::mem::replace(&mut self.sealing, true) {
            return;
        }
        let work = self.work.clone();
        ctx.contain(async move { work.seal().await }, |this, done, _| {
            this.sealing = false;
            match done {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the audit log is not sealed"),
                Err(panicked) => tracing::error!(%panicked, "sealing the audit log"),
            }
        });
    }

    fn look(&mut self, ctx: &mut Context<Self>) {
        if std::mem::replace(&mut self.looking, true) {
            return;
        }
        let db = self.work.db.clone();
        let look = async move {
            match verify_all(&db).await? {
                Verified::UpTo(_) => Ok(()),
                Verified::Broken { place } => db.system(async |tx| warn(tx, place).await).await,
            }
        };
        ctx.contain(look, |this, done: Result<Result<(), DbError>, _>, _| {
            this.looking = false;
            match done {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the audit log was not looked at"),
                Err(panicked) => tracing::error!(%panicked, "looking at the audit log"),
            }
        });
    }
}

/// Looks along the whole chain, in short transactions.
///
/// # Errors
/// [`DbError`].
pub async fn verify_all(db: &Db) -> Result<Verified, DbError> {
    let mut head = Head::EMPTY;
    loop {
        let from = head;
        let found = db
            .system(async |tx| chain::verify(tx, &from, ENTRIES).await)
            .await?;
        match found {
            Verified::UpTo(next) if next != head => head = next,
            done => return Ok(done),
        }
    }
}

#[derive(Debug, Clone)]
struct Work {
    db: Db,
    file: PathBuf,
}

/// Why the log was not sealed.
#[derive(Debug, thiserror::Error)]
enum SealError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
}

impl Work {
    async fn seal(&self) -> Result<(), SealError> {
        let known = read(&self.file).await.map_err(|source| self.file(source))?;
        let mut newest = known.unwrap_or(Head::EMPTY);
        loop {
            let (head, count) = self
                .db
                .system(async |tx| {
                    if let Some(known) = known
                        && !chain::holds(tx, &known).await?
                    {
                        warn(tx, known.place).await?;
                    }
                    chain::seal(tx, ENTRIES).await
                })
                .await?;
            if head != newest {
                newest = head;
                write(&self.file, &head)
                    .await
                    .map_err(|source| self.file(source))?;
            }
            if i64::try_from(count).unwrap_or(i64::MAX) < ENTRIES {
                return Ok(());
            }
        }
    }

    fn file(&self, source: io::Error) -> SealError {
        SealError::File {
            path: self.file.clone(),
            source,
        }
    }
}

async fn warn(tx: &mut Tx, place: i64) -> Result<(), DbError> {
    let text = format!(
        "The audit log is not what it was at entry {place}: it was changed, or the database was set back to a backup."
    );
    let alert = Alert {
        kind: ALERT,
        severity: Severity::Critical,
        subject: "platform",
        text: &text,
    };
    if alerts::raise(tx, None, &alert).await?.is_some() {
        tracing::error!(place, "the audit log is not what it was");
    }
    Ok(())
}

/// The seal in the file: its place, a space, 64 hexadecimal digits. None: there is no file yet.
async fn read(path: &Path) -> io::Result<Option<Head>> {
    let text = match tokio::fs::read_to_string(path).await {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    parse(&text)
        .map(Some)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no seal in it"))
}

fn parse(text: &str) -> Option<Head> {
    let (place, seal) = text.trim().split_once(' ')?;
    let mut head = Head {
        place: place.parse().ok()?,
        seal: [0; 32],
    };
    hex::decode_to_slice(seal, &mut head.seal).ok()?;
    Some(head)
}

async fn write(path: &Path, head: &Head) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let text = format!("{} {}\n", head.place, hex::encode(head.seal));
    tokio::fs::write(&fresh, text).await?;
    // Whole or not at all.
    tokio::fs::rename(&fresh, path).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_seal_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audit.head");
        assert_eq!(read(&path).await.unwrap(), None);
        let head = Head {
            place: 42,
            seal: [7; 32],
        };
        write(&path, &head).await.unwrap();
        assert_eq!(read(&path).await.unwrap(), Some(head));
        tokio::fs::write(&path, "42 beef").await.unwrap();
        assert!(read(&path).await.is_err());
    }
}
