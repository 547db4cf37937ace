//! Starting a session's browser, which leads a process group of its own.

use super::{
    config::BrowserConfig, flags, group::ProcessGroup, home::Home, pipe, pipe::Pipe, spawner,
};
use crate::EngineError;
use std::{path::Path, process::Stdio, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::Command,
    time::timeout,
};

/// How long a browser that ended has for its last words.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// A browser that has an empty page.
pub(super) struct Launched {
    pub(super) group: Arc<ProcessGroup>,
    pub(super) pipe: Pipe,
    /// The DevTools session with the page.
    pub(super) session: String,
}

/// Says that the browser is missing before anything is started.
pub(super) fn demand_browser(config: &BrowserConfig) -> Result<(), EngineError> {
    if config.chromium.is_file() {
        return Ok(());
    }
    Err(EngineError::Missing {
        what: format!("Chromium ({})", config.chromium.display()),
        mend: "install the package chromium, or set its path".to_owned(),
    })
}

/// The browser's version, e.g. `156.0.8078.79`.
pub(super) async fn version(config: &BrowserConfig) -> Result<String, EngineError> {
    let mut ask = Command::new(&config.chromium);
    bare(&mut ask)
        .arg("--version")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let limit = Duration::from_secs(20);
    let output = timeout(limit, ask.output())
        .await
        .map_err(|_| EngineError::Start(format!("Chromium did not tell its version in {limit:?}")))?
        .map_err(|error| EngineError::Start(format!("Chromium: {error}")))?;
    let said = String::from_utf8_lossy(&output.stdout);
    said.split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
        .ok_or_else(|| EngineError::Start(format!("Chromium's version is not readable: {said}")))
}

/// Starts the browser. On failure nothing of it is left: the group dies with its value.
pub(super) async fn launch(
    config: &BrowserConfig,
    home: &Home,
    version: &str,
    memory_cap_bytes: u64,
) -> Result<Launched, EngineError> {
    let flags = flags::flags(config, &home.profile(), version, memory_cap_bytes)?;
    let mut child = spawner::spawn(command(config, home.tmp(), flags)).await?;
    let streams = Pipe::of(&mut child).zip(child.stderr.take());
    let group = ProcessGroup::new(child);
    let ((mut pipe, mut stderr), group) = streams
        .zip(group)
        .ok_or_else(|| EngineError::Start("the browser ended at once".to_owned()))?;
    match pipe.open_page().await {
        Ok(session) => {
            // What it says is read and thrown away, or it would block.
            tokio::spawn(async move { tokio::io::copy(&mut stderr, &mut tokio::io::sink()).await });
            Ok(Launched {
                group: Arc::new(group),
                pipe,
                session,
            })
        }
        Err(error) => {
            group.kill();
            Err(match last_words(stderr).await {
                Some(said) => EngineError::Start(format!("{error}; it said: {said}")),
                None => error,
            })
        }
    }
}

/// The last line that a browser wrote before it ended.
async fn last_words(mut stderr: impl AsyncRead + Unpin) -> Option<String> {
    let mut said = Vec::new();
    let _ = timeout(LAST_WORDS, stderr.read_to_end(&mut said)).await;
    let said = String::from_utf8_lossy(&said);
    let last = said.lines().map(str::trim).rfind(|line| !line.is_empty());
    last.map(|line| line.chars().take(500).collect())
}

/// Leaves a browser's command nothing of Siar's environment, where passwords and keys are.
fn bare(command: &mut Command) -> &mut Command {
    command
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LANG", "C.UTF-8")
}

fn command(config: &BrowserConfig, tmp: &Path, flags: Vec<String>) -> Command {
    // setpriv and a shell, not a hook between fork and exec: that would need unsafe code.
    let mut command = Command::new("setpriv");
    bare(&mut command)
        .args(["--pdeathsig", "KILL", "--", "sh", "-c"])
        .args([pipe::FROM_STANDARD_STREAMS, "sh"])
        .arg(&config.chromium)
        .args(flags)
        .envs(["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"].map(|name| (name, tmp)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0);
    command
}
