//! Connections and transactions.
//!
//! Two pools, two roles: `siar_app` for work in one tenant's name, `siar_system` for the platform's. `BEGIN` and the tenant's
//! setting go out as one batch, so isolation costs no round trip of its own.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use diesel::ConnectionError;
use diesel_async::{
    AnsiTransactionManager, AsyncPgConnection, SimpleAsyncConnection, TransactionManager,
    pooled_connection::{
        AsyncDieselConnectionManager, ManagerConfig, PoolableConnection, RecyclingMethod,
        bb8::Pool as Bb8Pool,
    },
};
use secrecy::SecretString;
use siar_domain::{
    clock::Clock,
    event::Event,
    id::{AlertId, TenantId},
};
use tokio::sync::{Notify, broadcast};

use crate::{
    DbError, Scope,
    flight::Flights,
    high_water::HighWater,
    link::Link,
    outbox::{self, Committed},
};

type Pool = Bb8Pool<AsyncPgConnection>;
type Connection = bb8::PooledConnection<'static, AsyncDieselConnectionManager<AsyncPgConnection>>;

/// How long a whole transaction may take before it is given up.
const DEADLINE: Duration = Duration::from_secs(20);
/// What the server itself ends, after [`DEADLINE`]: a statement, or a transaction in which nothing happens, that a killed process or a broken
/// network has left behind would hold its locks for ever.
const BOUNDS: &str =
    "SET statement_timeout = '25s'; SET idle_in_transaction_session_timeout = '30s'";
/// How long to wait for a free connection.
const CHECKOUT_DEADLINE: Duration = Duration::from_secs(5);
/// How many changes of alerts a slow listener may lag behind before it has to load them again.
const ALERTS_BUFFER: usize = 256;
/// How many transactions' events a slow listener may lag behind before it has to read the table.
const COMMITTED_BUFFER: usize = 4096;

/// Where the database is, for each of the two roles.
#[derive(Debug, Clone)]
pub struct DbUrls {
    /// Connects as (or assumes) `siar_app`.
    pub app: SecretString,
    /// Connects as (or assumes) `siar_system`.
    pub system: SecretString,
    /// Connections of each pool at the most.
    pub connections: u32,
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    app: Pool,
    system: Pool,
    flights: Arc<Flights>,
    clock: Arc<dyn Clock>,
    committed: broadcast::Sender<Arc<Committed>>,
    alerts: broadcast::Sender<AlertId>,
    mailed: Arc<Notify>,
    high_water: Option<Arc<HighWater>>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db")
            .field("app", &self.app.state())
            .field("system", &self.system.state())
            .finish_non_exhaustive()
    }
}

/// A transaction. What is emitted is stored by its commit and told to listeners after it.
pub struct Tx {
    pub(crate) conn: Connection,
    pub(crate) now: DateTime<Utc>,
    events: Vec<(TenantId, Event)>,
    /// Alerts that were opened, acknowledged or resolved.
    pub(crate) alerts: Vec<AlertId>,
    /// An e-mail was written.
    pub(crate) mailed: bool,
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl Tx {
    /// The moment this transaction began: every row it writes carries the same time.
    #[must_use]
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Records an event with this transaction's commit.
    pub fn emit(&mut self, tenant: TenantId, event: Event) {
        self.events.push((tenant, event));
    }
}

impl Db {
    /// Prepares the pools. Connects lazily: the database need not be up yet.
    ///
    /// # Errors
    /// A URL that cannot be understood.
    pub async fn connect(urls: &DbUrls, clock: Arc<dyn Clock>) -> Result<Self, DbError> {
        let (committed, _) = broadcast::channel(COMMITTED_BUFFER);
        let read = |url| Link::read(url).map(Arc::new);
        let (app, system) = (read(&urls.app)?, read(&urls.system)?);
        Ok(Self {
            app: pool(Arc::clone(&app), urls.connections).await?,
            system: pool(system, urls.connections).await?,
            flights: Arc::new(Flights::new(app)),
            clock,
            committed,
            alerts: broadcast::channel(ALERTS_BUFFER).0,
            mailed: Arc::new(Notify::new()),
            high_water: None,
        })
    }

    /// Keeps outside of the database, from now on, what was handed to WhatsApp.
    #[must_use]
    pub fn keeping(mut self, high_water: HighWater) -> Self {
        self.high_water = Some(Arc::new(high_water));
        self
    }

    /// Notes, after the commit and before anything leaves, what is handed over: see [`crate::high_water`].
    pub fn handing_over(&self, mark: i64) {
        if let Some(high_water) = &self.high_water {
            high_water.note(mark);
        }
    }

    /// Whether the database answers, for both roles.
    ///
    /// # Errors
    /// Why not.
    pub async fn ping(&self) -> Result<(), DbError> {
        let ask = async |tx: &mut Tx| {
            diesel_async::RunQueryDsl::execute(diesel::sql_query("SELECT 1"), &mut *tx.conn)
                .await?;
            Ok::<_, DbError>(())
        };
        self.outside_any_tenant(ask).await?;
        self.system(ask).await
    }

    /// Connections of each role's pool: how many there are, and how many of them have nothing to do.
    #[must_use]
    pub fn connections(&self) -> [(&'static str, u32, u32); 2] {
        [("siar_app", &self.app), ("siar_system", &self.system)].map(|(role, pool)| {
            let state = pool.state();
            (role, state.connections, state.idle_connections)
        })
    }

    /// What reads of one row fly by.
    pub(crate) const fn flights(&self) -> &Arc<Flights> {
        &self.flights
    }

    /// The clock all rows are written by.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Events of this process's transactions, told right after each commit. A wake-up with content: whoever must not miss one
    /// reads `events` by sequence and uses this only to know when.
    #[must_use]
    pub fn committed(&self) -> broadcast::Receiver<Arc<Committed>> {
        self.committed.subscribe()
    }

    /// Alerts that this process's transactions opened or changed, told right after each commit, for those who look at all of them.
    #[must_use]
    pub fn changed_alerts(&self) -> broadcast::Receiver<AlertId> {
        self.alerts.subscribe()
    }

    /// Waits until a transaction of this process has written an e-mail. A wake-up: the rows are the truth.
    pub async fn mail_written(&self) {
        self.mailed.notified().await;
    }

    /// Runs `work` in one transaction that sees only `scope`'s rows.
    ///
    /// # Errors
    /// What `work` answers (everything is rolled back then), or [`DbError`] of the transaction itself.
    pub async fn tenant<R, E, F>(&self, scope: &Scope, work: F) -> Result<R, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<R, E>,
        E: From<DbError>,
    {
        // The tenant is a UUID that we format ourselves: it cannot carry SQL.
        let begin = format!("BEGIN; SET LOCAL app.tenant = '{}'", scope.tenant());
        self.run(&self.app, &begin, work).await
    }

    /// Runs `work` as requests do, but for no tenant: row-level security lets it see nothing of any.
    pub(crate) async fn outside_any_tenant<R, E, F>(&self, work: F) -> Result<R, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<R, E>,
        E: From<DbError>,
    {
        self.run(&self.app, "BEGIN", work).await
    }

    /// Runs `work` in one transaction as the platform: all tenants' rows.
    ///
    /// # Errors
    /// As [`Db::tenant`].
    pub async fn system<R, E, F>(&self, work: F) -> Result<R, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<R, E>,
        E: From<DbError>,
    {
        self.run(&self.system, "BEGIN", work).await
    }

    async fn run<R, E, F>(&self, pool: &Pool, begin: &str, work: F) -> Result<R, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<R, E>,
        E: From<DbError>,
    {
        // A transaction dropped half-way leaves its connection inside a transaction, which the pool sees and discards.
        tokio::time::timeout(DEADLINE, self.run_without_deadline(pool, begin, work))
            .await
            .unwrap_or_else(|_| Err(DbError::TimedOut.into()))
    }

    async fn run_without_deadline<R, E, F>(&self, pool: &Pool, begin: &str, work: F) -> Result<R, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<R, E>,
        E: From<DbError>,
    {
        let mut conn = checkout(pool).await?;
        AnsiTransactionManager::begin_transaction_sql(&mut *conn, begin)
            .await
            .map_err(DbError::from)?;
        let mut tx = Tx {
            conn,
            now: self.clock.now(),
            events: Vec::new(),
            alerts: Vec::new(),
            mailed: false,
        };
        match work(&mut tx).await {
            Ok(answer) => {
                let stored = outbox::store(&mut tx).await?;
                AnsiTransactionManager::commit_transaction(&mut *tx.conn)
                    .await
                    .map_err(|error| match DbError::from(error) {
                        DbError::Unavailable(why) => {
                            tracing::warn!(%why, "a commit's answer was lost: what it changed may or may not be stored");
                            DbError::CommitUnknown
                        }
                        other => other,
                    })?;
                for committed in stored {
                    // Nobody listening is fine: the rows are the truth.
                    let _ = self.committed.send(Arc::new(committed));
                }
                if tx.mailed {
                    self.mailed.notify_one();
                }
                for alert in std::mem::take(&mut tx.alerts) {
                    let _ = self.alerts.send(alert);
                }
                Ok(answer)
            }
            Err(error) => {
                // A failed rollback leaves a connection that the pool discards; the first error is the one to tell.
                let _ = AnsiTransactionManager::rollback_transaction(&mut *tx.conn).await;
                Err(error)
            }
        }
    }
}

impl Tx {
    pub(crate) fn take_events(&mut self) -> Vec<(TenantId, Event)> {
        std::mem::take(&mut self.events)
    }
}

async fn pool(link: Arc<Link>, connections: u32) -> Result<Pool, DbError> {
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(move |_| {
        let link = Arc::clone(&link);
        Box::pin(async move {
            let mut conn = link.diesel().await?;
            conn.batch_execute(BOUNDS)
                .await
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(conn)
        })
    });
    // The link has been read: the manager need not know where it leads.
    let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config("", config);
    bb8::Pool::builder()
        .max_size(connections)
        .connection_timeout(CHECKOUT_DEADLINE)
        .test_on_check_out(false)
        .build(manager)
        .await
        .map_err(|error| DbError::Unavailable(error.to_string()))
}

/// A connection that is not known to be broken. The pool does not test at checkout (it would cost a round trip), so after a
/// restart of the database the dead ones are dropped here, without asking the network.
async fn checkout(pool: &Pool) -> Result<Connection, DbError> {
    loop {
        let mut conn = pool.get_owned().await.map_err(|error| {
            DbError::Unavailable(match error {
                bb8::RunError::User(error) => error.to_string(),
                bb8::RunError::TimedOut => "no connection became free in time".to_owned(),
            })
        })?;
        if !conn.is_broken() {
            return Ok(conn);
        }
    }
}

#[cfg(test)]
mod tests {
    use diesel::{QueryableByName, sql_query, sql_types::Text};
    use diesel_async::RunQueryDsl;

    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn the_database_ends_what_hangs_in_either_role() {
        #[derive(QueryableByName)]
        struct Bounds {
            #[diesel(sql_type = Text)]
            bounds: String,
        }
        async fn bounds(tx: &mut Tx) -> Result<String, DbError> {
            let row: Bounds = sql_query(
                "SELECT current_setting('statement_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout') AS bounds",
            )
            .get_result(&mut *tx.conn)
            .await?;
            Ok(row.bounds)
        }
        let test = testing::base().await;
        let tenant = test.tenant("A").await;
        assert_eq!(test.db.system(bounds).await.unwrap(), "25s 30s");
        assert_eq!(test.db.tenant(&tenant, bounds).await.unwrap(), "25s 30s");
    }
}
