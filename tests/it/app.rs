//! A whole server for one test: real HTTP on a port of its own, a database of its own, a clock turned by hand.
//!
//! ```ignore
//! #[actix_web::test]
//! async fn somebody_reads_something() {
//!     let app = TestApp::start().await;
//!     let owner = app.tenant("Warung Sari").await;
//!     owner.get("/tenant").await.is(200, json!({…}));
//!     app.stop().await;
//! }
//! ```

use std::{
    net::TcpListener,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{HttpServer, dev::ServerHandle};
use secrecy::SecretSlice;
use siar::{
    State, app,
    auth::{Auth, Passwords},
    config::{Config, SmtpTlsMode},
    mailer::Mailer,
};
use siar_actors::{Actors, Parts, import::Spool, mail::MailOut};
use siar_clients::mail::{DeliveryError, Letterhead, Outgoing, Transport};
use siar_db::{
    Db, DbError, DbUrls, Scope,
    accounts::{self, NewTenant, NewUser, Registered},
    billing,
    logins::{self, Origin},
    vault::VaultKeys,
};
use siar_domain::{
    id::{LoginId, TenantId, UserId},
    permission::Role,
};
use siar_sandbox::smtp::Listening;
use siar_testkit::{FakeClock, TestDb, wait_until};
use tokio::sync::OnceCell;

use crate::client::Client;

/// The password of every user that the harness makes.
pub(crate) const PASSWORD: &str = "a long enough password";

/// A running server.
pub(crate) struct TestApp {
    pub(crate) state: State,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) mail: Arc<Mailbox>,
    pub(crate) url: String,
    server: ServerHandle,
    spool_at: std::path::PathBuf,
    /// Dropped last.
    pub(crate) base: TestDb,
}

/// Takes e-mails for the test to read, or fails as the test wants.
#[derive(Debug, Default)]
pub(crate) struct Mailbox {
    taken: Mutex<Vec<Outgoing>>,
    /// What every delivery answers; none: it is taken.
    pub(crate) trouble: Mutex<Option<DeliveryError>>,
}

#[async_trait::async_trait]
impl Transport for Mailbox {
    async fn deliver(&self, mail: &Outgoing) -> Result<(), DeliveryError> {
        if let Some(trouble) = self.trouble.lock().unwrap().clone() {
            return Err(trouble);
        }
        self.taken.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

impl Mailbox {
    /// Waits for an e-mail of this purpose to this address, and takes it out.
    pub(crate) async fn take(&self, purpose: &str, to: &str) -> Outgoing {
        wait_until(Duration::from_secs(20), async || {
            let mut taken = self.taken.lock().unwrap();
            let at = taken
                .iter()
                .rposition(|mail| mail.purpose == purpose && mail.to == to);
            at.map(|at| taken.remove(at))
                .ok_or_else(|| format!("no {purpose} to {to} among {taken:?}"))
        })
        .await
    }

    /// Waits for an e-mail, and gives the token of its link.
    pub(crate) async fn token(&self, purpose: &str, to: &str) -> String {
        let link = self.take(purpose, to).await.link.unwrap();
        link.split_once("#token=").unwrap().1.to_owned()
    }

    /// How many e-mails of this purpose to this address were taken, and not yet taken out.
    pub(crate) fn count(&self, purpose: &str, to: &str) -> usize {
        let taken = self.taken.lock().unwrap();
        let these = |mail: &&Outgoing| mail.purpose == purpose && mail.to == to;
        taken.iter().filter(these).count()
    }
}

impl TestApp {
    /// Starts a server with usual settings, at 2026-01-05 08:00 UTC.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// Starts a server that sends its e-mails to the sandbox's mail server.
    pub(crate) async fn start_with_mail(smtp: &Listening) -> Self {
        let port = smtp.address.port();
        Self::start_with(|config| {
            config.mail.smtp_host = Some("127.0.0.1".to_owned());
            config.mail.smtp_port = Some(port);
            config.mail.smtp_tls = SmtpTlsMode::None;
            config.mail.mail_from = Some("Siar <siar@siar.example>".to_owned());
            config.mail.smtp_deadline_seconds = 1;
        })
        .await
    }

    /// Starts a server of which people get e-mails: into [`TestApp::mail`].
    pub(crate) async fn start_with_mailbox() -> Self {
        Self::start_with(|config| config.mail.mail_from = Some("siar@siar.example".to_owned()))
            .await
    }

    /// Starts a server with settings of the test's own.
    pub(crate) async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let base = TestDb::new().await;
        let clock = Arc::new(FakeClock::at("2026-01-05T08:00:00Z".parse().unwrap()));
        let urls = DbUrls {
            app: base.app_url().to_owned().into(),
            system: base.system_url().to_owned().into(),
            connections: 4,
        };
        let db = Db::connect(&urls, clock.clone()).await.unwrap();
        let mut config = Config::defaults().unwrap();
        // All of a test's clients come from one address.
        config.auth.logins_per_minute = 100_000;
        config.auth.registrations_per_minute = 100_000;
        // A small machine must not decide how many sessions a test has.
        config.engine.session_limit = Some(10_000);
        change(&mut config);
        let mail = Arc::new(Mailbox::default());
        let auth = Auth::new(&SecretSlice::from(vec![7; 32]));
        let keys = Arc::new(VaultKeys::parse(&VaultKeys::generate(1).unwrap()).unwrap());
        let mailer = Mailer::new(keys.clone(), config.mail.mail_from.is_some());
        let spool_at = std::env::temp_dir().join(format!("siar-it-spool-{}", uuid::Uuid::new_v4()));
        let spool = Spool::open(&spool_at).unwrap();
        let engine = config.engine.browser(
            config.store.sandbox_url.as_deref(),
            &spool_at,
            clock.clone(),
        );
        let parts = Parts {
            db: db.clone(),
            engine: Arc::new(engine),
            keys: keys.clone(),
            spool: spool.clone(),
            mail: match config.mail.smtp_host {
                Some(_) => config.mail.out("https://siar.example", false).unwrap(),
                None => MailOut {
                    transport: mail.clone(),
                    head: Letterhead {
                        base_url: "https://siar.example".to_owned(),
                        sender: "Siar".to_owned(),
                    },
                },
            },
            node_name: "test".to_owned(),
            session: config.engine.sessions(),
            blast: config.campaigns.blasts(config.engine.lease_seconds),
            audit_head: spool_at.join("audit.head"),
            kept: config.store.kept(config.mail.mail_from.is_some()),
            starts_at_once: 2,
            arbiters: 0,
            seed: 1,
        };
        let actors = Actors::start(parts).await.unwrap();
        let state = State::new(db, config, auth, None, actors, spool, mailer).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let worker = state.clone();
        let server = HttpServer::new(move || app::app(worker.clone()))
            .workers(1)
            .disable_signals()
            .shutdown_timeout(5)
            .listen(listener)
            .unwrap()
            .run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            state,
            clock,
            mail,
            url,
            server: handle,
            spool_at,
            base,
        }
    }

    /// Stops the server and fails on leftover work: a transaction still open.
    pub(crate) async fn stop(self) {
        self.server.stop(true).await;
        self.state.actors.stop().await;
        std::fs::remove_dir_all(&self.spool_at).unwrap();
        let looker = self.base.superuser().await;
        wait_until(Duration::from_secs(5), async || {
            let open: i64 = looker
                .query_one(
                    "SELECT count(*) FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'",
                    &[],
                )
                .await
                .unwrap()
                .get(0);
            if open == 0 { Ok(()) } else { Err(format!("{open} connections are still at work")) }
        })
        .await;
    }

    /// Somebody who is not logged in.
    pub(crate) fn nobody(&self) -> Client {
        Client::new(&self.url)
    }

    /// The owner of a new tenant, logged in.
    pub(crate) async fn tenant(&self, name: &str) -> Client {
        let new_tenant = NewTenant {
            name: name.to_owned(),
            country: "ID".to_owned(),
            time_zone: "Asia/Jakarta".to_owned(),
            language: "en".to_owned(),
        };
        let owner = new_user(&format!("owner@{}.example", uuid::Uuid::new_v4().simple())).await;
        let registered = self
            .state
            .db
            .system(async |tx| accounts::register(tx, &new_tenant, &owner).await)
            .await
            .unwrap();
        let Registered::Done { tenant, user } = registered else {
            panic!("not registered");
        };
        self.logged_in(Some(tenant), user, Role::Owner, &owner.email)
            .await
    }

    /// The owner of a new tenant with a package, logged in: who may start a session.
    pub(crate) async fn customer(&self, name: &str) -> Client {
        let owner = self.tenant(name).await;
        let tenant = owner.tenant.unwrap();
        self.state
            .db
            .system(async |tx| {
                let package = billing::sold_as(tx, "Basic").await?.unwrap();
                billing::assign(tx, tenant, package, 1, None).await
            })
            .await
            .unwrap();
        owner
    }

    /// A tenant whose owner's address is confirmed.
    pub(crate) async fn confirmed(&self, name: &str) -> Client {
        let owner = self.tenant(name).await;
        let user = owner.user.unwrap();
        let done: Result<(), DbError> = self
            .state
            .db
            .system(async |tx| accounts::mark_verified(tx, user).await)
            .await;
        done.unwrap();
        owner
    }

    /// A further user of a tenant, logged in.
    pub(crate) async fn user(&self, tenant: TenantId, role: Role) -> Client {
        self.add(Some(tenant), role).await
    }

    /// The same client with a fresh access token, after the clock was turned far: as if it had been refreshed all the time.
    pub(crate) async fn renewed(&self, client: &Client) -> Client {
        let now = self.state.clock.now();
        let login = client.login.unwrap().0;
        self.base
            .superuser()
            .await
            .execute(
                "UPDATE logins SET last_used_at = $2 WHERE id = $1",
                &[&login, &now],
            )
            .await
            .unwrap();
        let tokens = &self.state.auth.tokens;
        let (token, _) = tokens
            .issue(client.user.unwrap(), client.login.unwrap(), now)
            .unwrap();
        client.with_token(&token)
    }

    /// The right to act for the tenant of a logged-in client, for calls to the database itself.
    pub(crate) async fn scope(&self, client: &Client) -> Scope {
        let (login, user) = (client.login.unwrap(), client.user.unwrap());
        let principal: Result<Option<logins::Principal>, DbError> = self
            .state
            .db
            .system(async |tx| logins::principal(tx, login, user).await)
            .await;
        principal.unwrap().unwrap().scope.unwrap()
    }

    /// A user of the platform, logged in.
    pub(crate) async fn platform(&self, role: Role) -> Client {
        self.add(None, role).await
    }

    async fn add(&self, tenant: Option<TenantId>, role: Role) -> Client {
        let user = new_user(&format!("{role}@{}.example", uuid::Uuid::new_v4().simple())).await;
        let id = self
            .state
            .db
            .system(async |tx| accounts::add_user(tx, tenant, role, &user).await)
            .await
            .unwrap();
        self.logged_in(tenant, id, role, &user.email).await
    }

    async fn logged_in(
        &self,
        tenant: Option<TenantId>,
        user: UserId,
        role: Role,
        email: &str,
    ) -> Client {
        let hash = uuid::Uuid::new_v4().as_bytes().to_vec();
        let login: Result<LoginId, DbError> = self
            .state
            .db
            .system(async |tx| logins::open(tx, user, tenant, &hash, &Origin::default()).await)
            .await;
        let login = login.unwrap();
        let now = self.state.clock.now();
        let (token, _) = self.state.auth.tokens.issue(user, login, now).unwrap();
        let mut client = self.nobody().with_token(&token);
        client.tenant = tenant;
        client.user = Some(user);
        client.login = Some(login);
        client.role = Some(role);
        client.email = email.to_owned();
        client
    }
}

async fn new_user(email: &str) -> NewUser {
    // Hashing takes its time on purpose: once for all users of all tests.
    static HASH: OnceCell<String> = OnceCell::const_new();
    let password_hash = HASH
        .get_or_init(async || Passwords::default().hash(PASSWORD.into()).await.unwrap())
        .await
        .clone();
    NewUser {
        email: email.to_owned(),
        name: "Sari".to_owned(),
        password_hash,
    }
}
