//! What this room's tests stand on: a database of their own and a tenant in it.

use std::sync::Arc;

use diesel::{
    sql_query,
    sql_types::{Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::id::TenantId;
use siar_testkit::{FakeClock, TestDb};
use uuid::Uuid;

use crate::{By, Db, DbError, DbUrls, Scope};

/// A database with the server's two roles on it. Dropped with its [`TestDb`].
pub(crate) struct TestBase {
    pub(crate) db: Db,
    pub(crate) clock: Arc<FakeClock>,
    /// Dropped last: the database goes with it.
    pub(crate) base: TestDb,
}

/// A fresh database at 2026-01-05 08:00 UTC.
pub(crate) async fn base() -> TestBase {
    let base = TestDb::new().await;
    let clock = Arc::new(FakeClock::at("2026-01-05T08:00:00Z".parse().unwrap()));
    let urls = DbUrls {
        app: base.app_url().to_owned().into(),
        system: base.system_url().to_owned().into(),
        connections: 8,
    };
    let db = Db::connect(&urls, clock.clone()).await.unwrap();
    TestBase { db, clock, base }
}

impl TestBase {
    /// A tenant that just registered, with the right to act for it.
    pub(crate) async fn tenant(&self, name: &str) -> Scope {
        let tenant = TenantId(Uuid::now_v7());
        self.db
            .system(async |tx| {
                sql_query("INSERT INTO tenants (id, name, created_at) VALUES ($1, $2, $3)")
                    .bind::<SqlUuid, _>(tenant.0)
                    .bind::<Text, _>(name)
                    .bind::<Timestamptz, _>(tx.now)
                    .execute(&mut *tx.conn)
                    .await?;
                Ok::<_, DbError>(())
            })
            .await
            .unwrap();
        Scope::of(tenant, By::Siar)
    }
}
