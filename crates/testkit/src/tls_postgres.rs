//! A PostgreSQL server of one test's own that speaks TLS on a port of this machine. Nobody needs a password.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::authority::free_port;
use crate::programs::{PostgresPrograms, RunAs};
use crate::{ChildGroup, ServerCertificate, cluster, wait_until};

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server. It ends when this value is dropped.
#[derive(Debug)]
pub struct TlsPostgres {
    _server: ChildGroup,
    port: u16,
    // Dropped last: the server works in it.
    _directory: tempfile::TempDir,
}

impl TlsPostgres {
    /// Makes a cluster and starts it with this certificate: two or three seconds.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not come up.
    pub async fn start(with: &ServerCertificate) -> Self {
        let programs = PostgresPrograms::find().unwrap_or_else(|error| panic!("{error}"));
        let run_as = RunAs::choose().unwrap_or_else(|error| panic!("{error}"));
        let directory = tempfile::Builder::new()
            .prefix("siar-tls-")
            .permissions(fs::Permissions::from_mode(0o755))
            .tempdir()
            .expect("the temporary directory can be written to");
        let data = directory.path().join("pg");
        cluster::initialise(&programs, run_as.as_ref(), &data, |_| {})
            .unwrap_or_else(|error| panic!("cannot make a cluster: {error}"));
        fs::write(data.join("pg_hba.conf"), "host all all samehost trust\n")
            .expect("the cluster is ours");
        for (name, text) in [("server.crt", &with.certificate), ("server.key", &with.key)] {
            let path = data.join(name);
            fs::write(&path, text).expect("the cluster is ours");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
            if let Some(user) = &run_as {
                user.take(&path).expect("it can be given away");
            }
        }
        let port = free_port();
        let mut command = Command::new(&programs.postgres);
        command
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "ssl=on"])
            .args([
                "-c",
                "listen_addresses=localhost",
                "-c",
                "unix_socket_directories=",
            ])
            .args(["-c", "fsync=off"])
            .current_dir(&data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some(user) = &run_as {
            user.apply(&mut command);
        }
        let server = ChildGroup::spawn(&mut command).expect("postgres can be started");
        let plain = format!(
            "postgres://{}@localhost:{port}/postgres?sslmode=disable",
            cluster::SUPERUSER
        );
        wait_until(PATIENCE, async || {
            tokio_postgres::connect(&plain, tokio_postgres::NoTls)
                .await
                .map(drop)
        })
        .await;
        Self {
            _server: server,
            port,
            _directory: directory,
        }
    }

    /// URL of its superuser at this name of the machine, without parameters.
    #[must_use]
    pub fn url(&self, host: &str) -> String {
        format!(
            "postgres://{}@{host}:{}/postgres",
            cluster::SUPERUSER,
            self.port
        )
    }
}
