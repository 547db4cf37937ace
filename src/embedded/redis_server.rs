//! The private redis-server. What it holds may be lost (DESIGN: "losing Redis costs speed, never truth"), so a file that it cannot read
//! any more is put aside rather than allowed to keep Siar from starting.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::signal::Signal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

use super::EmbeddedError;
use super::cluster::{ClusterError, percent_encoded, private_directory};
use super::directory::DataDirectory;
use super::health::Which;
use super::programs::{RunAs, find_redis};
use super::service::{Answer, Service};

/// After so many failed starts in a row the data is put aside.
const FAILURES_BEFORE_A_NEW_START: u32 = 2;

#[derive(Debug, Clone)]
pub(super) struct RedisServer {
    program: PathBuf,
    run_as: Option<RunAs>,
    data: PathBuf,
    socket: PathBuf,
    log: PathBuf,
}

impl RedisServer {
    pub(super) fn new(
        directory: &DataDirectory,
        run_as: Option<RunAs>,
    ) -> Result<Self, EmbeddedError> {
        Ok(Self {
            program: find_redis()?,
            run_as,
            data: directory.root().join("redis"),
            socket: directory.sockets().join("redis.sock"),
            log: directory.log_dir().join("redis.log"),
        })
    }

    /// In the form that the `redis` crate reads.
    pub(super) fn url(&self) -> String {
        let path = percent_encoded(self.socket.as_os_str().as_encoded_bytes());
        format!("redis+unix://{}", path.replace("%2F", "/"))
    }
}

impl Service for RedisServer {
    const NAME: &'static str = "Redis";
    const WHICH: Which = Which::Redis;
    const PROGRAM: &'static str = "redis-server";
    const STOP: Signal = Signal::SIGTERM;
    const STOP_AT_ONCE: Signal = Signal::SIGTERM;

    fn directory(&self) -> &Path {
        &self.data
    }

    fn log(&self) -> &Path {
        &self.log
    }

    fn prepare(&self, alone: bool, failures: u32) -> Result<(), EmbeddedError> {
        if alone && failures == FAILURES_BEFORE_A_NEW_START && self.data.exists() {
            let aside = self.data.with_extension("unreadable");
            tracing::warn!(aside = %aside.display(), "Redis does not start on its data: put aside, starting with none");
            let put_aside = || {
                if aside.exists() {
                    fs::remove_dir_all(&aside)?;
                }
                fs::rename(&self.data, &aside)
            };
            put_aside().map_err(|source| ClusterError::Io {
                what: "put aside",
                path: self.data.clone(),
                source,
            })?;
        }
        private_directory(&self.data, self.run_as.as_ref())?;
        Ok(())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(["--port", "0", "--unixsocketperm", "700"])
            .arg("--unixsocket")
            .arg(&self.socket)
            .arg("--dir")
            .arg(&self.data)
            .args(["--appendonly", "yes", "--appendfsync", "everysec"])
            // The append-only file is enough; snapshots beside it would write everything twice.
            .args(["--save", "", "--daemonize", "no"]);
        if let Some(user) = &self.run_as {
            user.apply(&mut command);
        }
        command
    }

    async fn probe(&self) -> Answer {
        let asked = async {
            let mut stream = UnixStream::connect(&self.socket).await?;
            stream.write_all(b"PING\r\n").await?;
            let mut answer = [0; 8];
            stream.read_exact(&mut answer[..5]).await?;
            Ok::<_, std::io::Error>(answer)
        };
        match asked.await {
            Ok(answer) if answer.starts_with(b"+PONG") => Answer::Ready,
            // -LOADING, -BUSY: it lives.
            Ok(_) => Answer::Busy,
            Err(_) => Answer::None,
        }
    }
}
