//! Reads of one row in one flight: what a transaction under row-level security costs in round trips, paid once.
//!
//! `BEGIN` with the tenant's setting, the prepared statement and `COMMIT` leave together, and their answers come back together. Each
//! thread has one connection for this, driven by the thread itself; requests share it, because a flight goes out whole: nothing of another
//! request can come between its parts.
//!
//! **Why that holds.** tokio-postgres hands a message to its connection in the first poll of the call's future, in the order of the calls,
//! provided that the statement is prepared already; so it is prepared before, on its own. A flight whose future is dropped has either not
//! left or left whole. Should the order ever break, the row's statement would run without a tenant and see nothing: a test would fail and
//! no row would leak.

use std::{
    cell::RefCell,
    collections::HashMap,
    rc::Rc,
    sync::{
        Arc, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio_postgres::{Client, Row, Statement, types::ToSql};

use crate::{
    Db, DbError, Scope,
    link::{Link, with_causes},
};

/// How long a flight may take; a connection may take as long to be made.
const DEADLINE: Duration = Duration::from_secs(5);
/// The connection's own rules: it only reads, and never for long.
const RULES: &str =
    "SET default_transaction_read_only = on; SET statement_timeout = '5s'; SET lock_timeout = '1s'";

/// Names the database among a thread's connections.
#[derive(Debug)]
pub(crate) struct Flights {
    id: u64,
    link: Arc<Link>,
}

impl Flights {
    pub(crate) fn new(link: Arc<Link>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            link,
        }
    }
}

/// A thread's connection.
struct Lane {
    client: Client,
    statements: RefCell<HashMap<&'static str, Statement>>,
    /// Whose it is: the connection of a database that is gone is dropped.
    of: Weak<Flights>,
}

/// A thread's connections, and the right to make one.
#[derive(Default)]
struct Lanes {
    open: RefCell<HashMap<u64, Rc<Lane>>>,
    making: Rc<tokio::sync::Mutex<()>>,
}

thread_local! {
    static HERE: Lanes = Lanes::default();
}

impl Db {
    /// Reads at most one row of the tenant by a statement that names its columns and is always the same.
    ///
    /// # Errors
    /// [`DbError`]; a broken connection is replaced and the read repeated once.
    pub(crate) async fn read_row(
        &self,
        scope: &Scope,
        statement: &'static str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Option<Row>, DbError> {
        let mut first = true;
        loop {
            let lane = self.lane().await?;
            let flown =
                tokio::time::timeout(DEADLINE, lane.fly(scope, statement, parameters)).await;
            let error = match flown {
                Ok(Ok(row)) => return Ok(row),
                Ok(Err(error)) if !lane.client.is_closed() => {
                    return Err(DbError::Query(error.to_string()));
                }
                Ok(Err(error)) => DbError::Unavailable(error.to_string()),
                Err(_) => DbError::TimedOut,
            };
            self.leave(&lane);
            if !first || matches!(error, DbError::TimedOut) {
                return Err(error);
            }
            first = false;
        }
    }

    /// This thread's connection, made if there is none.
    async fn lane(&self) -> Result<Rc<Lane>, DbError> {
        if let Some(lane) = self.open_lane() {
            return Ok(lane);
        }
        let making = HERE.with(|here| Rc::clone(&here.making));
        let _one_at_a_time = making.lock().await;
        if let Some(lane) = self.open_lane() {
            return Ok(lane);
        }
        let flights = self.flights();
        let lane = tokio::time::timeout(DEADLINE, connect(&flights.link))
            .await
            .map_err(|_| DbError::TimedOut)?
            .map_err(|error| DbError::Unavailable(with_causes(&error)))?;
        let lane = Rc::new(Lane {
            client: lane,
            statements: RefCell::default(),
            of: std::sync::Arc::downgrade(flights),
        });
        HERE.with(|here| {
            let mut open = here.open.borrow_mut();
            open.retain(|_, lane| lane.of.strong_count() > 0);
            open.insert(flights.id, Rc::clone(&lane));
        });
        Ok(lane)
    }

    fn open_lane(&self) -> Option<Rc<Lane>> {
        HERE.with(|here| {
            let open = here.open.borrow();
            open.get(&self.flights().id)
                .filter(|lane| !lane.client.is_closed())
                .cloned()
        })
    }

    fn leave(&self, left: &Rc<Lane>) {
        HERE.with(|here| {
            let mut open = here.open.borrow_mut();
            let id = self.flights().id;
            if open.get(&id).is_some_and(|lane| Rc::ptr_eq(lane, left)) {
                open.remove(&id);
            }
        });
    }
}

async fn connect(link: &Link) -> Result<Client, tokio_postgres::Error> {
    let client = link.client().await?;
    client.batch_execute(RULES).await?;
    Ok(client)
}

impl Lane {
    async fn fly(
        &self,
        scope: &Scope,
        statement: &'static str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Option<Row>, tokio_postgres::Error> {
        let statement = self.prepared(statement).await?;
        // The tenant is a UUID that we format ourselves: it cannot carry SQL.
        let begin = format!("BEGIN; SET LOCAL app.tenant = '{}'", scope.tenant());
        let (begun, row, ended) = futures::join!(
            self.client.batch_execute(&begin),
            self.client.query_opt(&statement, parameters),
            self.client.batch_execute("COMMIT"),
        );
        begun?;
        let row = row?;
        ended?;
        Ok(row)
    }

    async fn prepared(&self, text: &'static str) -> Result<Statement, tokio_postgres::Error> {
        if let Some(statement) = self.statements.borrow().get(text) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(text).await?;
        self.statements.borrow_mut().insert(text, statement.clone());
        Ok(statement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use diesel_async::RunQueryDsl;
    use uuid::Uuid;

    const NAME: &str = "SELECT id, name FROM tenants WHERE id = $1";

    #[tokio::test]
    async fn hundreds_at_once_on_one_connection_see_their_own_tenant_only() {
        let base = testing::base().await;
        let mut tenants = Vec::new();
        for i in 0..10 {
            tenants.push((base.tenant(&format!("tenant {i}")).await, i));
        }
        let reads = (0..1000).map(|n| {
            let (scope, i) = &tenants[n % 10];
            let (asked, j) = &tenants[(n / 10) % 10];
            let db = &base.db;
            async move {
                let row = db
                    .read_row(scope, NAME, &[&asked.tenant().0])
                    .await
                    .unwrap();
                let seen = row.map(|row| (row.get::<_, Uuid>(0), row.get::<_, String>(1)));
                let own = (asked.tenant().0, format!("tenant {j}"));
                assert_eq!(seen, (i == j).then_some(own), "{i} asks for {j}");
            }
        });
        futures::future::join_all(reads).await;
        let connections: i64 = base
            .db
            .system(async |tx| {
                #[derive(diesel::QueryableByName)]
                struct Count {
                    #[diesel(sql_type = diesel::sql_types::BigInt)]
                    count: i64,
                }
                let row: Count = diesel::sql_query(
                    "SELECT count(*) AS count FROM pg_stat_activity
                     WHERE datname = current_database() AND usename = 'siar_app' AND query LIKE '%COMMIT%'",
                )
                .get_result(&mut *tx.conn)
                .await?;
                Ok::<_, DbError>(row.count)
            })
            .await
            .unwrap();
        assert!(
            connections <= 2,
            "{connections} connections for one thread's reads"
        );
    }

    #[tokio::test]
    async fn a_read_given_up_half_way_harms_nobody() {
        let base = testing::base().await;
        let (one, two) = (base.tenant("one").await, base.tenant("two").await);
        let ids = (one.tenant().0, two.tenant().0);
        base.db.read_row(&one, NAME, &[&ids.0]).await.unwrap();
        for _ in 0..50 {
            let parameters: [&(dyn ToSql + Sync); 1] = [&ids.0];
            let mut given_up = Box::pin(base.db.read_row(&one, NAME, &parameters));
            assert!(futures::poll!(given_up.as_mut()).is_pending());
            drop(given_up);
            let row = base
                .db
                .read_row(&two, NAME, &[&ids.1])
                .await
                .unwrap()
                .unwrap();
            assert_eq!(row.get::<_, String>(1), "two");
            assert!(
                base.db
                    .read_row(&two, NAME, &[&ids.0])
                    .await
                    .unwrap()
                    .is_none()
            );
        }
    }

    #[tokio::test]
    async fn a_broken_connection_is_replaced_and_a_failed_statement_is_told() {
        let base = testing::base().await;
        let one = base.tenant("one").await;
        let id = one.tenant().0;
        for _ in 0..2 {
            let row = base.db.read_row(&one, NAME, &[&id]).await.unwrap();
            assert!(row.is_some());
            base.base
                .superuser()
                .await
                .batch_execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid()",
                )
                .await
                .unwrap();
        }
        assert!(
            base.db
                .read_row(&one, NAME, &[&id])
                .await
                .unwrap()
                .is_some()
        );
        let failed = base
            .db
            .read_row(&one, "SELECT 1 / (length($1::text) - 1)", &[&"x"])
            .await;
        assert!(matches!(failed, Err(DbError::Query(_))), "{failed:?}");
        let refused = base
            .db
            .read_row(&one, "DELETE FROM tenants RETURNING id", &[])
            .await;
        assert!(refused.is_err(), "the connection only reads");
        assert!(
            base.db
                .read_row(&one, NAME, &[&id])
                .await
                .unwrap()
                .is_some()
        );
    }
}
