//! TLS on every way: browsers to Siar, Siar to PostgreSQL and to Redis.

use std::{
    fs::File,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use serde_json::json;
use siar_testkit::{Authority, ChildGroup, ServerCertificate, TestRedis, TlsPostgres, wait_until};
use tokio::net::{TcpListener, TcpStream};
use tokio_postgres::NoTls;
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::world::{ADMIN, SOON, Siar};

/// Nobody listens there: no session is started.
const NO_SANDBOX: &str = "http://127.0.0.1:9";

struct Ground {
    authority: Arc<Authority>,
    postgres: TlsPostgres,
    redis_port: u16,
    _redis: TestRedis,
    place: tempfile::TempDir,
}

impl Ground {
    async fn lay() -> Self {
        let authority = Arc::new(Authority::new());
        let certificate = authority.certificate(&["localhost"]);
        let postgres = TlsPostgres::start(&certificate).await;
        let (redis, redis_port) = TestRedis::start_with_tls(&certificate).await;
        let place = tempfile::tempdir().unwrap();
        std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o755)).unwrap();
        Self {
            authority,
            postgres,
            redis_port,
            _redis: redis,
            place,
        }
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        let database = format!("{}?sslmode=verify-full", self.postgres.url("localhost"));
        vec![
            ("DATABASE_URL", database),
            ("SIAR_DATABASE_CA_FILE", self.authority.file()),
            (
                "REDIS_URL",
                format!("rediss://localhost:{}", self.redis_port),
            ),
            ("SIAR_REDIS_CA_FILE", self.authority.file()),
        ]
    }
}

/// A server that refuses to start: what it said.
async fn refused(place: &Path, settings: &[(&str, String)]) -> String {
    let said = place.join("said");
    let mut server = ChildGroup::spawn(
        Command::new(env!("CARGO_BIN_EXE_siar"))
            .arg("serve")
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            // As whom it runs is another matter.
            .env("SIAR_ALLOW_ROOT", "true")
            .env("SIAR_DATA_DIR", place.join("data"))
            .env("SIAR_LISTEN", "127.0.0.1:0")
            .env("SIAR_METRICS_LISTEN", "127.0.0.1:0")
            .envs(settings.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&said).unwrap()),
    )
    .unwrap();
    let status = server.ended(SOON).await;
    let said = std::fs::read_to_string(said).unwrap();
    assert!(!status.success(), "{said}");
    said
}

fn put(at: &Path, pair: &ServerCertificate) {
    std::fs::write(at.join("cert.pem"), &pair.certificate).unwrap();
    std::fs::write(at.join("key.pem"), &pair.key).unwrap();
}

/// Comes by TLS, as somebody who trusts this authority.
async fn come(authority: &Authority, port: u16) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    let root = CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap();
    roots.add(root).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
}

/// A door into the server for clients that speak no TLS: what they say to this address goes on by it.
async fn door(authority: Arc<Authority>, port: u16) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    actix_web::rt::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            let authority = Arc::clone(&authority);
            actix_web::rt::spawn(async move {
                // A server that does not listen yet: the client sees its connection closed.
                if let Ok(mut far) = come(&authority, port).await {
                    let _ended = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                }
            });
        }
    });
    url
}

#[actix_web::test]
async fn people_come_by_tls_and_everything_behind_is_reached_by_it() {
    let ground = Ground::lay().await;
    let at = ground.place.path();
    put(at, &ground.authority.certificate(&["localhost"]));
    let mut settings = ground.settings();
    settings.push((
        "SIAR_TLS_CERT_FILE",
        at.join("cert.pem").display().to_string(),
    ));
    settings.push((
        "SIAR_TLS_KEY_FILE",
        at.join("key.pem").display().to_string(),
    ));
    let settings: Vec<(&str, &str)> = settings
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let mut siar = Siar::new(at, NO_SANDBOX, &settings);
    let port = siar.url().rsplit_once(':').unwrap().1.parse().unwrap();
    let url = door(Arc::clone(&ground.authority), port).await;
    siar.start();
    let http = reqwest::Client::new();
    let dependencies = wait_until(SOON, || {
        siar.still_runs();
        let asked = http.get(format!("{url}/health/ready")).send();
        async move {
            let reply = asked.await.map_err(|error| error.to_string())?;
            let ready = reply.status().is_success();
            let text = reply.text().await.map_err(|error| error.to_string())?;
            if ready { Ok(text) } else { Err(text) }
        }
    })
    .await;
    let health: serde_json::Value = serde_json::from_str(&dependencies).unwrap();
    assert!(!dependencies.contains("\"down\""), "{health:#}");

    // Nobody who does not know the authority comes in, and nobody in the clear.
    let stranger = come(&Authority::new(), port).await.unwrap_err();
    assert!(stranger.to_string().contains("UnknownIssuer"), "{stranger}");
    let clear = http.get(siar.url()).send().await;
    assert!(clear.is_err(), "{clear:?}");

    let reply = http
        .post(format!("{url}/api/v1/auth/login"))
        // What a page that came by TLS says; the server knows itself how the request came.
        .header("origin", url.replace("http://", "https://"))
        .json(&json!({"email": ADMIN.0, "password": ADMIN.1, "cookies": true}))
        .send()
        .await
        .unwrap();
    assert_eq!(reply.status(), 200);
    let names: Vec<String> = reply
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|cookie| {
            cookie
                .to_str()
                .unwrap()
                .split('=')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    let expected = [
        "__Host-siar_access",
        "__Host-siar_refresh",
        "__Host-siar_pair",
    ];
    assert_eq!(names, expected);

    // PostgreSQL itself says how Siar came: pools, single reads and all.
    let looker = format!("{}?sslmode=disable", ground.postgres.url("localhost"));
    let (looker, connection) = tokio_postgres::connect(&looker, NoTls).await.unwrap();
    actix_web::rt::spawn(connection);
    let row = looker
        .query_one(
            "SELECT count(*) FILTER (WHERE ssl), count(*) FILTER (WHERE NOT ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
             WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
            &[],
        )
        .await
        .unwrap();
    let (by_tls, in_the_clear): (i64, i64) = (row.get(0), row.get(1));
    assert!(by_tls >= 2, "{by_tls} connections");
    assert_eq!(in_the_clear, 0);

    let log = siar.log();
    assert!(log.contains("Siar answers at https://127.0.0.1:"), "{log}");
    // One URL for everything, of the superuser: only the sandbox lets it pass, and says so.
    assert!(
        log.contains("siar_app logs in as postgres, who could become"),
        "{log}"
    );
    siar.stop().await;
}

#[actix_web::test]
async fn outside_the_sandbox_a_log_in_that_could_become_the_owner_is_refused() {
    let ground = Ground::lay().await;
    let said = refused(ground.place.path(), &ground.settings()).await;
    assert!(
        said.contains("siar: refusing to serve: siar_app logs in as postgres, who could become"),
        "{said}"
    );
    assert!(said.contains("DATABASE_APP_URL"), "{said}");
}

#[actix_web::test]
async fn what_cannot_be_safe_is_refused_before_anything_is_started() {
    let place = tempfile::tempdir().unwrap();
    let missing = "/not/there.pem".to_owned();
    for (settings, words) in [
        (
            vec![("REDIS_URL", "redis://:hunter2@10.255.255.1".to_owned())],
            "siar: refusing to start: REDIS_URL leads to 10.255.255.1 without TLS",
        ),
        (
            vec![(
                "DATABASE_URL",
                "postgres://u:hunter2@10.255.255.1/db".to_owned(),
            )],
            "siar: refusing to start: DATABASE_URL leads to 10.255.255.1 without TLS",
        ),
        (
            vec![("SIAR_TLS_CERT_FILE", missing.clone())],
            "siar: SIAR_TLS_CERT_FILE and SIAR_TLS_KEY_FILE belong together",
        ),
        (
            vec![
                ("SIAR_TLS_CERT_FILE", missing.clone()),
                ("SIAR_TLS_KEY_FILE", missing),
            ],
            "siar: SIAR_TLS_CERT_FILE: \"/not/there.pem\": ",
        ),
    ] {
        let said = refused(place.path(), &settings).await;
        assert!(said.contains(words), "{said}");
        assert!(!said.contains("hunter2"), "{said}");
        assert!(!place.path().join("data").exists(), "{said}");
    }
}
