//! What a database that was set back cannot know: the highest number of a batch that was handed to WhatsApp, kept in a file beside
//! the data (C2-74). A restored database whose counter is behind it has forgotten messages that people have; campaigns that went on by
//! themselves would send them again.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Mutex,
};

use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Bool, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    event::Event,
    id::{CampaignId, TenantId},
};
use uuid::Uuid;

use crate::{
    DbError, Tx,
    alerts::{self, Alert, Severity},
    audit,
};

/// Digits of the number in the file, so that a new one covers the old one in one write.
const DIGITS: usize = 20;

/// The file of one node.
#[derive(Debug)]
pub struct HighWater {
    path: PathBuf,
    /// None where the file was not there, or nothing was ever written into it.
    kept: Mutex<(File, Option<i64>)>,
}

impl HighWater {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// It cannot be read or made, or holds no number.
    pub fn open(path: &Path) -> io::Result<Self> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let highest = match text.trim() {
            "" => None,
            text => {
                let none = |_| io::Error::new(io::ErrorKind::InvalidData, "no number in it");
                Some(text.parse().map_err(none)?)
            }
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(path)?;
        Ok(Self {
            path: path.to_owned(),
            kept: Mutex::new((file, highest)),
        })
    }

    /// The highest number that was handed over; none where nothing is known of it.
    #[must_use]
    pub fn highest(&self) -> Option<i64> {
        self.kept
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .1
    }

    /// Notes that a batch is about to be handed over. It is in the system's memory when this returns, so that it outlives this process;
    /// it need not outlive the machine, whose backups are older than the last write.
    pub fn note(&self, mark: i64) {
        let mut kept = self
            .kept
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if kept.1.is_some_and(|known| mark <= known) {
            return;
        }
        kept.1 = Some(mark);
        let text = format!("{mark:<DIGITS$}\n");
        if let Err(error) = kept
            .0
            .write_all_at(text.as_bytes(), 0)
            .and_then(|()| kept.0.flush())
        {
            tracing::warn!(path = %self.path.display(), %error, "the mark of what was sent cannot be kept: a restored backup would not be noticed");
        }
    }
}

#[derive(QueryableByName)]
struct Seen {
    #[diesel(sql_type = BigInt)]
    mark: i64,
    #[diesel(sql_type = Bool)]
    alive: bool,
}

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = SqlUuid)]
    tenant_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// What [`hold_if_set_back`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The database's number from here on: to be noted.
    pub mark: i64,
    /// The database does not know all that was sent, or may not.
    pub set_back: Option<SetBack>,
}

/// A database that forgot something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetBack {
    /// Batches that the database does not know; none where that cannot be told, because the mark is not there.
    pub missing: Option<i64>,
    /// Campaigns that were held.
    pub campaigns: usize,
}

/// A database in which a node was alive so short a time ago is no backup that was restored.
const ALIVE: &str = "10 minutes";

/// Compares the database with the highest number handed over, before anything is sent. Where the database is behind, every campaign that
/// would send by itself is paused until a person has looked, its tenant and the administrator are alerted, and the counter goes on from
/// the higher number. The same where nothing is known of that number, although the database has sent and no node was alive in it lately: a
/// backup or a copy that was brought to another machine.
///
/// # Errors
/// [`DbError`].
pub async fn hold_if_set_back(tx: &mut Tx, highest: Option<i64>) -> Result<Looked, DbError> {
    let Seen { mark, alive } = sql_query(format!(
        "SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS mark,
             EXISTS (SELECT FROM nodes WHERE greatest(heartbeat_at, stopped_at) > $1 - interval '{ALIVE}') AS alive
         FROM submission_mark"
    ))
    .bind::<Timestamptz, _>(tx.now)
    .get_result(&mut *tx.conn)
    .await?;
    let is_behind = match highest {
        Some(highest) => highest > mark,
        None => mark > 0 && !alive,
    };
    if !is_behind {
        return Ok(Looked {
            mark,
            set_back: None,
        });
    }
    let missing = highest.map(|highest| highest - mark);
    let mark = highest.unwrap_or(mark);
    let held: Vec<Held> = sql_query(
        "UPDATE campaigns SET state = 'paused', pause_reason = 'database_set_back', updated_at = $1
         WHERE state IN ('running', 'scheduled') OR (state = 'paused' AND auto_resume AND pause_reason <> 'by_hand')
         RETURNING tenant_id, id",
    )
    .bind::<Timestamptz, _>(tx.now)
    .load(&mut *tx.conn)
    .await?;
    let mut tenants: Vec<TenantId> = Vec::new();
    for one in &held {
        let tenant = TenantId(one.tenant_id);
        tx.emit(
            tenant,
            Event::CampaignStatus {
                campaign_id: CampaignId(one.id),
                state: CampaignState::Paused,
                pause_reason: Some(PauseReason::DatabaseSetBack),
            },
        );
        if !tenants.contains(&tenant) {
            tenants.push(tenant);
        }
    }
    let text = match missing {
        Some(_) => {
            "The database was restored from a backup and does not know the last messages that were sent. Campaigns are held: look \
             into the chats before you resume one, because people who still wait in it may have its message already."
        }
        None => {
            "The database may be a backup that was restored: the mark of what was sent is not on this machine. Campaigns are held: look \
             into the chats before you resume one, because people who still wait in it may have its message already."
        }
    };
    for tenant in tenants.iter().map(|tenant| Some(*tenant)).chain([None]) {
        let subject = tenant.map_or("platform".to_owned(), |tenant| tenant.to_string());
        let alert = Alert {
            kind: "database_set_back",
            severity: Severity::Critical,
            subject: &subject,
            text,
        };
        alerts::raise(tx, tenant, &alert).await?;
    }
    let detail = serde_json::json!({ "missing": missing, "campaigns": held.len() });
    audit::note(tx, None, None, "database.set_back", "platform", detail).await?;
    sql_query("SELECT setval('submission_mark', $1)")
        .bind::<BigInt, _>(mark)
        .execute(&mut *tx.conn)
        .await?;
    Ok(Looked {
        mark,
        set_back: Some(SetBack {
            missing,
            campaigns: held.len(),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::{World, submissions};

    #[test]
    fn the_mark_only_rises_and_is_there_again() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("ledger.mark");
        let kept = HighWater::open(&path).unwrap();
        assert_eq!(kept.highest(), None);
        kept.note(1_000);
        kept.note(999);
        assert_eq!(HighWater::open(&path).unwrap().highest(), Some(1_000));
        kept.note(1_001);
        assert_eq!(HighWater::open(&path).unwrap().highest(), Some(1_001));
        fs::write(&path, "rubbish").unwrap();
        assert!(HighWater::open(&path).is_err());
    }

    #[tokio::test]
    async fn a_database_that_is_behind_holds_what_would_send_by_itself() {
        let world = World::new().await;
        let of = world.started(3, None).await;
        let claimed = world.claim(of.campaign).await;
        let leased = world.lease(&claimed, 2, 0).await.unwrap();
        let mark = world
            .submit(&claimed, &submissions(&leased, "m"))
            .await
            .unwrap()
            .mark;
        assert!(mark > 0);
        let look = async |highest| {
            world
                .db
                .system(async |tx| hold_if_set_back(tx, Some(highest)).await)
                .await
                .unwrap()
        };
        let fine = |mark| Looked {
            mark,
            set_back: None,
        };
        assert_eq!(look(mark).await, fine(mark));
        assert_eq!(
            look(mark + 18).await,
            Looked {
                mark: mark + 18,
                set_back: Some(SetBack {
                    missing: Some(18),
                    campaigns: 1
                })
            }
        );
        let row = world
            .test
            .superuser()
            .await
            .query_one("SELECT state, pause_reason FROM campaigns", &[])
            .await
            .unwrap();
        assert_eq!((row.get(0), row.get(1)), ("paused", "database_set_back"));
        let alerts = world
            .test
            .superuser()
            .await
            .query("SELECT FROM alerts WHERE kind = 'database_set_back'", &[])
            .await
            .unwrap();
        assert_eq!(alerts.len(), 2, "the tenant's and the administrator's");
        // Once: the counter has caught up, and a person decides from here on.
        assert_eq!(look(mark + 18).await, fine(mark + 18));
    }

    #[tokio::test]
    async fn a_database_without_its_mark_sends_only_where_a_node_was_alive_lately() {
        let world = World::new().await;
        let look = async || {
            world
                .db
                .system(async |tx| hold_if_set_back(tx, None).await)
                .await
                .unwrap()
        };
        // A new installation.
        let new = Looked {
            mark: 0,
            set_back: None,
        };
        assert_eq!(look().await, new);
        let of = world.started(3, None).await;
        let claimed = world.claim(of.campaign).await;
        let leased = world.lease(&claimed, 2, 0).await.unwrap();
        let submitted = world.submit(&claimed, &submissions(&leased, "m")).await;
        let mark = submitted.unwrap().mark;
        // Another node joins, or takes over.
        let now = world.db.clock().now();
        world
            .sql(&format!(
                "INSERT INTO nodes (id, name, version, started_at, heartbeat_at)
                 VALUES (gen_random_uuid(), 'a', '0', '{now}', '{now}'::timestamptz - interval '9 minutes')"
            ))
            .await;
        let joined = Looked {
            mark,
            set_back: None,
        };
        assert_eq!(look().await, joined);
        // A backup of last night on another machine.
        world
            .sql("UPDATE nodes SET heartbeat_at = heartbeat_at - interval '2 minutes'")
            .await;
        let held = SetBack {
            missing: None,
            campaigns: 1,
        };
        assert_eq!(look().await.set_back, Some(held));
    }
}
