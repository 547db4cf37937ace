//! Starting and closing the engine: where the login comes from, and where it goes.

use std::{sync::Arc, time::Duration};

use siar_db::{
    DbError,
    sessions::{self, Opening, Owner},
    vault::Column,
};
use siar_engines::{
    EngineError, Link, ProfileOrigin, ProfileSnapshot, ProfileSource, StartSpec, StopOutcome,
};
use tokio::time::timeout;

use super::{Shared, link::Held};

/// How often a closed profile is offered to a database that does not answer, with [`SAVE_PAUSE`] between.
const SAVE_ATTEMPTS: u32 = 20;
const SAVE_PAUSE: Duration = Duration::from_millis(500);

/// An engine that came up.
pub(super) struct Opened {
    pub(super) link: Box<dyn Link>,
    /// Number of the profile's life.
    pub(super) life: i64,
}

/// Why an engine did not come up.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenFailure {
    /// The session is somebody else's now.
    #[error("another process owns the session")]
    Lost,
    /// The rows could not be read or written, or the vault does not open.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The engine did not start.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// Starts the engine from the newest login there is, when the gate lets it in. With `from_vault` what lies on the disk is passed over where
/// the vault has a login: it knows less of what was sent, and is better than none.
pub(super) async fn open(
    shared: Shared,
    owner: Owner,
    from_vault: bool,
) -> Result<Opened, OpenFailure> {
    let start = async {
        let opening = shared
            .db
            .tenant(owner.scope(), async |tx| {
                sessions::opening(tx, &owner, &shared.node_name, &shared.keys).await
            })
            .await?
            .ok_or(OpenFailure::Lost)?;
        let (linked, is_latest) = (opening.linked, opening.is_latest);
        let spec = StartSpec {
            tenant: owner.tenant(),
            profile: source(opening, from_vault),
            memory_cap_bytes: shared.config.memory_cap_bytes,
        };
        let after = shared.config.start_deadline;
        let link = timeout(after, shared.engine.start(spec))
            .await
            .unwrap_or(Err(EngineError::TimedOut {
                what: "start",
                after,
            }))?;
        Ok::<_, OpenFailure>((link, linked, is_latest))
    };
    let (link, linked, is_latest) = shared.gate.pass(start).await?;
    let nothing_lost = match link.origin() {
        ProfileOrigin::Fresh => false,
        ProfileOrigin::Restored => is_latest,
        ProfileOrigin::Resumed => linked,
    };
    let opened = shared
        .db
        .tenant(owner.scope(), async |tx| {
            sessions::opened(tx, &owner, nothing_lost).await
        })
        .await;
    match opened {
        Ok(Some(life)) => Ok(Opened { link, life }),
        Ok(None) => {
            link.kill();
            Err(OpenFailure::Lost)
        }
        Err(error) => {
            link.kill();
            Err(error.into())
        }
    }
}

fn source(opening: Opening, from_vault: bool) -> ProfileSource {
    let snapshot = opening.snapshot.map(ProfileSnapshot);
    match snapshot {
        _ if !opening.linked => ProfileSource::Fresh,
        Some(snapshot) if from_vault => ProfileSource::Snapshot(snapshot),
        fallback if opening.on_this_disk => ProfileSource::Resume { fallback },
        Some(snapshot) => ProfileSource::Snapshot(snapshot),
        None => ProfileSource::Fresh,
    }
}

/// Closes the engine in good order. Where there is a login, its profile goes into the vault.
pub(super) async fn close(shared: Shared, owner: Option<Owner>, held: Arc<Held>) {
    let outcome = held.close(shared.config.close_deadline).await;
    let (StopOutcome::Clean(ProfileSnapshot(plain)), Some(owner)) = (outcome, owner) else {
        return;
    };
    let tenant = owner.tenant();
    let bytes = plain.len();
    let keys = Arc::clone(&shared.keys);
    let key_id = keys.current();
    let sealed =
        tokio::task::spawn_blocking(move || keys.seal(tenant, Column::SessionProfile, &plain))
            .await;
    let sealed = match sealed {
        Ok(Ok(sealed)) => sealed,
        Ok(Err(error)) => {
            tracing::error!(%tenant, %error, "the login could not be sealed");
            return;
        }
        Err(error) => {
            tracing::error!(%tenant, %error, "the login could not be sealed");
            return;
        }
    };
    for _ in 0..SAVE_ATTEMPTS {
        let saved = shared
            .db
            .tenant(owner.scope(), async |tx| {
                sessions::save_profile(tx, &owner, key_id, &sealed, bytes).await
            })
            .await;
        match saved {
            Ok(true) => return,
            Ok(false) => {
                tracing::warn!(%tenant, "the login was not saved: another process owns the session");
                return;
            }
            Err(error) if error.is_passing() => tokio::time::sleep(SAVE_PAUSE).await,
            Err(error) => {
                tracing::error!(%tenant, %error, "the login was not saved");
                return;
            }
        }
    }
    tracing::error!(%tenant, "the login was not saved: the database does not answer");
}
