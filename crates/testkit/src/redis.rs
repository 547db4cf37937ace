//! A private redis-server for one test: started in about 10 ms, killed at its end.

use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{ChildGroup, cluster, programs, wait_until};

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
        let program = programs::find_redis().unwrap_or_else(|error| panic!("{error}"));
        let directory = tempfile::Builder::new()
            .prefix("siar-redis-")
            .tempdir()
            .expect("the temporary directory can be written to");
        let socket = directory.path().join("redis.sock");
        let server = ChildGroup::spawn(
            Command::new(program)
                .args(["--port", "0", "--save", "", "--appendonly", "no"])
                .arg("--dir")
                .arg(directory.path())
                .arg("--unixsocket")
                .arg(&socket)
                .stdin(Stdio::null())
                .stdout(Stdio::null()),
        )
        .expect("redis-server can be started");
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
