//! Sessions under the whole tree, on a real database, with an engine that does what each test says.

mod answers;
mod scripted;
mod supervision;
mod wishes;

use std::{sync::Arc, time::Duration};

use siar_db::{
    Db, DbError, DbUrls, Scope,
    sessions::{self, Claim, Session, Want},
    vault::VaultKeys,
};
use siar_domain::{
    clock::SystemClock,
    id::{NodeId, TenantId},
    session::SessionState as S,
};
use siar_testkit::{TestDb, wait_until};
use uuid::Uuid;

use super::SessionConfig;
use crate::{
    Actors, Parts,
    fleet::{self, Fleet},
    import::Spool,
    kernel::Backoff,
};
use scripted::Scripted;

/// Longer than anything here takes, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A node with its database.
struct World {
    actors: Actors,
    db: Db,
    engine: Scripted,
    spool: tempfile::TempDir,
    /// Dropped last.
    base: TestDb,
}

fn quick() -> SessionConfig {
    let ms = Duration::from_millis;
    SessionConfig {
        lease: ms(1_500),
        beat: ms(100),
        probe: ms(50),
        start_deadline: ms(1_000),
        call_deadline: ms(2_000),
        close_deadline: ms(1_000),
        silent_after: ms(400),
        login_refused_after: ms(300),
        stats: ms(100),
        recycle_pause: ms(60_000),
        answer_settles: ms(50),
        backoff: Backoff {
            base: ms(20),
            max: ms(200),
            jitter: 0.3,
            reset_after: ms(0),
        },
        ..SessionConfig::default()
    }
}

fn start(db: &Db, engine: &Scripted, spool: &tempfile::TempDir, name: &str) -> Parts {
    let key = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    Parts {
        db: db.clone(),
        engine: Arc::new(engine.clone()),
        keys: Arc::new(VaultKeys::parse(key).unwrap()),
        node_name: name.to_owned(),
        seed: 7,
        arbiters: 0,
        starts_at_once: 4,
        kept: siar_db::retention::Kept {
            events: chrono::TimeDelta::days(7),
            history: chrono::TimeDelta::days(730),
            audit: chrono::TimeDelta::days(400),
            unconfirmed: None,
        },
        session: quick(),
        blast: crate::blast::BlastConfig::default(),
        audit_head: spool.path().join("audit.head"),
        spool: Spool::open(spool.path()).unwrap(),
        mail: crate::mail::MailOut {
            transport: Arc::new(siar_clients::mail::Unconfigured),
            head: siar_clients::mail::Letterhead {
                base_url: "http://localhost".to_owned(),
                sender: "Siar".to_owned(),
            },
        },
    }
}

impl World {
    async fn new() -> Self {
        let base = TestDb::new().await;
        let urls = DbUrls {
            app: base.app_url().to_owned().into(),
            system: base.system_url().to_owned().into(),
            connections: 8,
        };
        let db = Db::connect(&urls, Arc::new(SystemClock)).await.unwrap();
        let engine = Scripted::default();
        let spool = tempfile::tempdir().unwrap();
        let actors = Actors::start(start(&db, &engine, &spool, "one"))
            .await
            .unwrap();
        Self {
            actors,
            db,
            engine,
            spool,
            base,
        }
    }

    /// A tenant with its session, and the right to act for it.
    async fn tenant(&self) -> Scope {
        let tenant = TenantId(Uuid::new_v4());
        let sql = format!(
            "INSERT INTO tenants (id, name, created_at) VALUES ('{tenant}', 'Warung', now());
             INSERT INTO sessions (tenant_id, since) VALUES ('{tenant}', now())"
        );
        self.base
            .superuser()
            .await
            .batch_execute(&sql)
            .await
            .unwrap();
        let nobody = NodeId(Uuid::new_v4());
        self.db
            .system(async |tx| {
                let lease = chrono::TimeDelta::seconds(5);
                let Claim::Ours(owner, _) = sessions::claim(tx, tenant, nobody, lease).await?
                else {
                    panic!("held")
                };
                sessions::release(tx, &owner).await?;
                Ok::<_, DbError>(owner.scope().clone())
            })
            .await
            .unwrap()
    }

    /// A tenant whose account was linked and works.
    async fn working(&self) -> Scope {
        let scope = self.tenant().await;
        self.engine
            .phone(scope.tenant(), |phone| phone.linked = true);
        self.want(&scope, Want::Running).await;
        self.is(&scope, S::Working).await;
        scope
    }

    async fn want(&self, scope: &Scope, want: Want) {
        self.db
            .tenant(scope, async |tx| sessions::want(tx, scope, want).await)
            .await
            .unwrap();
        self.actors.wake_session(scope.tenant());
    }

    /// Has the fleet look for sessions without an owner, and waits until it did: it finds one that nobody was woken for.
    async fn look(&self) {
        let other = self.tenant().await;
        self.db
            .tenant(&other, async |tx| {
                sessions::want(tx, &other, Want::Running).await
            })
            .await
            .unwrap();
        wait_until(PATIENCE, || async {
            let _ = self
                .actors
                .registry()
                .tell::<Fleet, _>("fleet", fleet::Wake);
            self.row(&other).await.state == S::ScanQr
        })
        .await;
    }

    async fn row(&self, scope: &Scope) -> Session {
        self.db
            .tenant(scope, async |tx| sessions::load(tx, scope).await)
            .await
            .unwrap()
    }

    /// Waits for a state, and gives the row.
    #[track_caller]
    fn is<'a>(&'a self, scope: &'a Scope, state: S) -> impl Future<Output = Session> + 'a {
        wait_until(PATIENCE, move || async move {
            let row = self.row(scope).await;
            if row.state == state {
                Ok(row)
            } else {
                Err(format!("{:?}", (row.state, row.reason, row.last_error)))
            }
        })
    }

    /// The states it went through, oldest first.
    async fn path(&self, scope: &Scope) -> Vec<S> {
        let moves = self
            .db
            .tenant(scope, async |tx| {
                sessions::history(tx, scope, None, 100).await
            })
            .await
            .unwrap();
        moves.iter().rev().map(|step| step.to).collect()
    }

    fn starts(&self, scope: &Scope) -> Vec<String> {
        self.engine
            .phone(scope.tenant(), |phone| phone.starts.clone())
    }

    async fn end(self) {
        self.actors.stop().await;
        drop(self.db);
        drop(self.spool);
    }
}
