//! A private redis-server for one test: started in about 10 ms, killed at its end.

use std::fs;
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::authority::free_port;
use crate::{ChildGroup, ServerCertificate, cluster, programs, wait_until};

/// A redis-server of the test's own, on a unix socket, without persistence. It ends when this value is dropped.
#[derive(Debug)]
pub struct TestRedis {
    server: ChildGroup,
    url: String,
    // Dropped last: the server works in it.
    _directory: tempfile::TempDir,
}

impl TestRedis {
    /// Starts it and waits until it accepts connections.
    ///
    /// # Panics
    /// When `redis-server` is not installed or does not come up.
    pub async fn start() -> Self {
        Self::start_with(|_, _| {}).await
    }

    /// Like [`TestRedis::start`], with TLS on a port of this machine beside the socket. Answers the port too.
    ///
    /// # Panics
    /// When `redis-server` is not installed, was built without TLS, or does not come up.
    pub async fn start_with_tls(with: &ServerCertificate) -> (Self, u16) {
        let port = free_port();
        let redis = Self::start_with(|command, directory| {
            for (name, text) in [("redis.crt", &with.certificate), ("redis.key", &with.key)] {
                fs::write(directory.join(name), text).expect("the directory is ours");
            }
            command
                .args(["--tls-port", &port.to_string(), "--tls-auth-clients", "no"])
                .arg("--tls-cert-file")
                .arg(directory.join("redis.crt"))
                .arg("--tls-key-file")
                .arg(directory.join("redis.key"))
                .arg("--tls-ca-cert-file")
                .arg(directory.join("redis.crt"));
        })
        .await;
        wait_until(Duration::from_secs(10), || async {
            TcpStream::connect(("127.0.0.1", port))
        })
        .await;
        (redis, port)
    }

    async fn start_with(more: impl FnOnce(&mut Command, &Path)) -> Self {
        let program = programs::find_redis().unwrap_or_else(|error| panic!("{error}"));
        let directory = tempfile::Builder::new()
            .prefix("siar-redis-")
            .tempdir()
            .expect("the temporary directory can be written to");
        let socket = directory.path().join("redis.sock");
        let mut command = Command::new(program);
        command
            .args(["--port", "0", "--save", "", "--appendonly", "no"])
            .arg("--dir")
            .arg(directory.path())
            .arg("--unixsocket")
            .arg(&socket)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        more(&mut command, directory.path());
        let server = ChildGroup::spawn(&mut command).expect("redis-server can be started");
        wait_until(Duration::from_secs(10), || async {
            UnixStream::connect(&socket)
        })
        .await;
        let path = cluster::percent_encoded(socket.as_os_str().as_encoded_bytes());
        Self {
            server,
            url: format!("redis+unix://{}", path.replace("%2F", "/")),
            _directory: directory,
        }
    }

    /// Its URL in the form the `redis` crate reads: `redis+unix:///path`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The server's process, for tests that kill or stop it.
    #[must_use]
    pub fn process(&self) -> &ChildGroup {
        &self.server
    }
}

#[cfg(test)]
mod tests {
    use super::TestRedis;
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;

    #[tokio::test]
    async fn answers_on_its_socket() {
        let redis = TestRedis::start().await;
        let path = redis.url().strip_prefix("redis+unix://").unwrap();
        let mut stream = UnixStream::connect(path).unwrap();
        stream.write_all(b"PING\r\n").unwrap();
        let mut answer = [0; 7];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"+PONG\r\n");
    }
}
