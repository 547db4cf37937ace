//! One chromedriver for each session, leading the session's process group, and the browser it starts.

use super::{config::BrowserConfig, flags, group::ProcessGroup, home, home::Home, spawner};
use crate::EngineError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{path::Path, process::Stdio, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader},
    process::Command,
};

/// How often chromedriver is started before it is given up. Told to choose a port, it takes one for IPv6 and ends when somebody else has
/// the same one for IPv4: seen about once in two hundred starts on a busy machine. No browser has touched the profile by then.
const DRIVER_ATTEMPTS: u32 = 5;

/// A running driver with its browser.
pub(super) struct Driver {
    pub(super) client: Client,
    pub(super) group: Arc<ProcessGroup>,
    /// The DevTools socket of the browser's one page.
    pub(super) page_address: String,
}

/// Says what is missing before anything is started.
pub(super) fn demand_programs(config: &BrowserConfig) -> Result<(), EngineError> {
    let package = "install the packages chromium and chromium-driver, or set their paths";
    for (what, path) in [
        ("chromedriver", &config.chromedriver),
        ("Chromium", &config.chromium),
    ] {
        if !path.is_file() {
            return Err(EngineError::Missing {
                what: format!("{what} ({})", path.display()),
                mend: package.to_owned(),
            });
        }
    }
    Ok(())
}

/// The browser's version, e.g. `156.0.8078.79`.
pub(super) async fn version(config: &BrowserConfig) -> Result<String, EngineError> {
    let mut ask = Command::new(&config.chromium);
    bare(&mut ask)
        .arg("--version")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let limit = Duration::from_secs(20);
    let output = tokio::time::timeout(limit, ask.output())
        .await
        .map_err(|_| EngineError::Start(format!("Chromium did not tell its version in {limit:?}")))?
        .map_err(|error| EngineError::Start(format!("Chromium: {error}")))?;
    let said = String::from_utf8_lossy(&output.stdout);
    said.split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
        .ok_or_else(|| EngineError::Start(format!("Chromium's version is not readable: {said}")))
}

/// Starts chromedriver and the browser. On failure nothing of it is left: the group dies with its value.
pub(super) async fn start(
    config: &BrowserConfig,
    home: &Home,
    version: &str,
    memory_cap_bytes: u64,
) -> Result<Driver, EngineError> {
    let launcher = home::launcher(config)?;
    let flags = flags::flags(config, &home.profile(), version, memory_cap_bytes)?;
    let (group, port) = listening(config, home.tmp()).await?;
    let (client, page_address) = open(config, port, &launcher, flags).await?;
    Ok(Driver {
        client,
        group: Arc::new(group),
        page_address,
    })
}

/// A chromedriver that answers on a port.
async fn listening(config: &BrowserConfig, tmp: &Path) -> Result<(ProcessGroup, u16), EngineError> {
    let mut attempt = 1;
    loop {
        let mut child = spawner::spawn(command(config, tmp)).await?;
        let stdout = child.stdout.take();
        let group = ProcessGroup::new(child)
            .ok_or_else(|| EngineError::Start("chromedriver ended at once".to_owned()))?;
        let stdout =
            stdout.ok_or_else(|| EngineError::Start("chromedriver has no output".to_owned()))?;
        match port(stdout).await? {
            Ok(port) => return Ok((group, port)),
            Err(said) if attempt < DRIVER_ATTEMPTS => {
                tracing::debug!(said, attempt, "chromedriver ended without naming a port");
            }
            Err(said) => {
                return Err(EngineError::Start(format!(
                    "chromedriver ended without naming a port, {attempt} times; last it said: {said}"
                )));
            }
        }
        attempt += 1;
    }
}

/// Leaves a browser's command nothing of Siar's environment, where passwords and keys are.
fn bare(command: &mut Command) -> &mut Command {
    command
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LANG", "C.UTF-8")
}

fn command(config: &BrowserConfig, tmp: &Path) -> Command {
    // setpriv, not a hook between fork and exec: that would need unsafe code.
    let mut command = Command::new("setpriv");
    bare(&mut command)
        .args(["--pdeathsig", "KILL", "--"])
        .arg(&config.chromedriver)
        // Its log level stays: told to be silent, it does not name its port either.
        .arg("--port=0")
        .envs(["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"].map(|name| (name, tmp)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0);
    command
}

async fn open(
    config: &BrowserConfig,
    port: u16,
    launcher: &Path,
    flags: Vec<String>,
) -> Result<(Client, String), EngineError> {
    let capabilities = json!({
        "browserName": "chrome",
        // Commands never wait for a page to load: a page that reloads itself must not hold them up.
        "pageLoadStrategy": "none",
        "timeouts": {"script": config.deadlines.command.as_millis(), "pageLoad": 60_000},
        "goog:chromeOptions": {"binary": launcher, "args": flags},
    });
    let Value::Object(capabilities) = capabilities else {
        return Err(EngineError::Start("capabilities are an object".to_owned()));
    };
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .map_err(|error| EngineError::Start(format!("the browser session: {error}")))?;
    let debugger = client
        .capabilities()
        .and_then(|all| {
            all.get("goog:chromeOptions")?
                .get("debuggerAddress")?
                .as_str()
        })
        .ok_or_else(|| EngineError::Start("chromedriver gave no DevTools address".to_owned()))?
        .to_owned();
    // chromedriver's handle of a window is the id of its DevTools target.
    let window = client
        .window()
        .await
        .map_err(|error| EngineError::Start(format!("the browser's window: {error}")))?;
    Ok((
        client,
        format!("ws://{debugger}/devtools/page/{}", String::from(window)),
    ))
}

/// The port chromedriver says it listens on, or its last words when it ended. Its further output is read and thrown away, or it would block.
async fn port(
    stdout: impl AsyncRead + Unpin + Send + 'static,
) -> Result<Result<u16, String>, EngineError> {
    let mut lines = BufReader::new(stdout).lines();
    let mut last = String::new();
    let port = loop {
        let line = lines
            .next_line()
            .await
            .map_err(|error| EngineError::Start(format!("chromedriver's output: {error}")))?;
        let Some(line) = line else {
            return Ok(Err(last));
        };
        let named = line
            .split_once("successfully on port ")
            .and_then(|(_, rest)| rest.trim_end_matches('.').parse().ok());
        if let Some(port) = named {
            break port;
        }
        last = line;
    };
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok(Ok(port))
}
