//! A database of a test's own.

use tokio_postgres::Client;
use uuid::Uuid;

use crate::server::{Server, connect};
use crate::template;

/// A fresh database with all migrations applied and no rows but theirs. Dropped with this value, connections or not.
#[derive(Debug)]
pub struct TestDb {
    name: String,
    server: &'static Server,
    superuser: String,
    owner: String,
    app: String,
    system: String,
}

impl TestDb {
    /// Clones the template: about 40 ms, and a second or two more for the first test of all.
    ///
    /// # Panics
    /// When no PostgreSQL can be found or started, or a migration fails: with the reason.
    pub async fn new() -> Self {
        let server = Server::shared();
        let template = template::ready(server).await;
        let name = format!("siar_test_{}", Uuid::new_v4().simple());
        run_alone(
            server,
            &format!("CREATE DATABASE {name} TEMPLATE {template} OWNER siar_owner"),
        )
        .await;
        Self {
            superuser: server.superuser_url(&name),
            owner: server.url("siar_owner", &name),
            app: server.url("siar_app", &name),
            system: server.url("siar_system", &name),
            name,
            server,
        }
    }

    /// Name of the database.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// URL as `siar_owner`: owns the tables. For migrations.
    #[must_use]
    pub fn owner_url(&self) -> &str {
        &self.owner
    }

    /// URL as `siar_app`: what requests use. Row-level security holds.
    #[must_use]
    pub fn app_url(&self) -> &str {
        &self.app
    }

    /// URL as `siar_system`: what actors use that work across tenants.
    #[must_use]
    pub fn system_url(&self) -> &str {
        &self.system
    }

    /// URL as the superuser, who sees and may do everything: for preparing and for looking, never as the code under test.
    #[must_use]
    pub fn superuser_url(&self) -> &str {
        &self.superuser
    }

    /// A plain connection as the superuser, for preparing and for looking.
    pub async fn superuser(&self) -> Client {
        connect(&self.superuser).await
    }

    /// A plain connection as `siar_app`.
    pub async fn app(&self) -> Client {
        connect(&self.app).await
    }

    /// A plain connection as `siar_system`.
    pub async fn system(&self) -> Client {
        connect(&self.system).await
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let server = self.server;
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // A thread of its own: `drop` cannot await, and the test's runtime may be of one thread.
        let dropped = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime can be made")
                .block_on(run_alone(server, &sql));
        })
        .join();
        assert!(
            dropped.is_ok() || std::thread::panicking(),
            "the database {} was not dropped",
            self.name
        );
    }
}

/// Runs one statement as the superuser outside any of the test's databases.
async fn run_alone(server: &Server, sql: &str) {
    connect(&server.superuser_url("postgres"))
        .await
        .batch_execute(sql)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

#[cfg(test)]
mod tests {
    use super::TestDb;

    #[tokio::test]
    async fn two_tests_do_not_see_each_other() {
        let (one, other) = tokio::join!(TestDb::new(), TestDb::new());
        one.superuser()
            .await
            .batch_execute("CREATE TABLE only_here (x int)")
            .await
            .unwrap();
        let there = other
            .superuser()
            .await
            .query_one("SELECT to_regclass('only_here') IS NOT NULL", &[])
            .await
            .unwrap()
            .get::<_, bool>(0);
        assert!(!there);
    }

    #[tokio::test]
    async fn the_roles_can_neither_bypass_nor_own() {
        let db = TestDb::new().await;
        let seen: Vec<(String, bool, bool, bool)> = db
            .superuser()
            .await
            .query(
                "SELECT rolname::text, rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'siar\\_%' ORDER BY 1",
                &[],
            )
            .await
            .unwrap()
            .iter()
            .map(|row| (row.get(0), row.get(1), row.get(2), row.get(3)))
            .collect();
        let plain = |name: &str| (name.to_owned(), true, false, false);
        assert_eq!(
            seen,
            [plain("siar_app"), plain("siar_owner"), plain("siar_system")]
        );
        let refused = db
            .app()
            .await
            .batch_execute("CREATE TABLE mine (x int)")
            .await;
        assert!(refused.is_err(), "siar_app could make a table");
        assert_eq!(
            db.system()
                .await
                .query_one("SELECT current_user::text", &[])
                .await
                .unwrap()
                .get::<_, String>(0),
            "siar_system"
        );
    }

    #[tokio::test]
    async fn is_dropped_even_with_a_connection_open() {
        let db = TestDb::new().await;
        let _open = db.app().await;
        let name = db.name().to_owned();
        drop(db);
        let other = TestDb::new().await;
        let left = other
            .superuser()
            .await
            .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
            .await
            .unwrap();
        assert!(left.is_none());
    }
}
