//! A real Chromium for one test: its own driver, process group and profile folder, all gone afterwards.

use crate::setup::Setup;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use siar_testkit::wait_until;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long anything in a browser may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

/// A browser with one open page.
pub(crate) struct Browser {
    pub(crate) page: Client,
    driver: Child,
    driver_url: String,
}

impl Browser {
    /// Starts a browser on this profile folder. The agent is WhatsApp Web's condition for booting; none leaves Chromium's
    /// own, which says "Headless".
    pub(crate) async fn start(profile: &Path, agent: Option<&str>) -> Self {
        let (driver, port) = listening();
        let driver_url = format!("http://127.0.0.1:{port}");
        let mut args = vec![
            "--headless=new".to_owned(),
            "--disable-gpu".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-breakpad".to_owned(),
            format!("--user-data-dir={}", profile.display()),
            "--js-flags=--max-old-space-size=256".to_owned(),
            // The test may run as root in a container, where Chromium's own sandbox cannot start.
            "--no-sandbox".to_owned(),
        ];
        args.extend(agent.map(|agent| format!("--user-agent={agent}")));
        let options = json!({ "args": args, "binary": "/usr/lib/chromium/chromium" });
        let wanted =
            json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let Value::Object(wanted) = wanted else {
            unreachable!("an object was written")
        };
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&driver_url)
            .await
            .expect("the browser starts");
        Self {
            page,
            driver,
            driver_url,
        }
    }

    /// Starts one that WhatsApp Web's page accepts.
    pub(crate) async fn accepted(profile: &Path) -> Self {
        Self::start(profile, Some(AGENT)).await
    }

    /// Runs a function body in the page; a promise is awaited.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.page
            .execute(script, vec![])
            .await
            .unwrap_or_else(|e| panic!("{script}: {e}"))
    }

    /// Waits until a JavaScript expression is truthy and answers it.
    pub(crate) async fn wait_for(&self, expression: &str) -> Value {
        let script = format!("return ({expression}) ?? null;");
        wait_until(PATIENCE, || async {
            match self.page.execute(&script, vec![]).await {
                Ok(Value::Null | Value::Bool(false)) => Err(format!("not yet: {expression}")),
                Ok(value) => Ok(value),
                Err(error) => Err(error.to_string()),
            }
        })
        .await
    }

    /// Waits until the sandbox's log has so many entries of this kind.
    pub(crate) async fn wait_for_truth(&self, setup: &Setup, kind: &str, count: usize) {
        wait_until(PATIENCE, || async {
            setup.truth(kind).await.len() >= count
        })
        .await;
    }

    /// Runs a script before the page's own at every load.
    pub(crate) async fn inject(&self, script: &str) {
        let params = json!({ "source": script });
        let command = "Page.addScriptToEvaluateOnNewDocument";
        let body = json!({ "cmd": command, "params": params });
        self.ask_driver("goog/cdp/execute", &body).await;
    }

    /// What the page wrote to the console since the last call, and what its policy refused.
    pub(crate) async fn console(&self) -> Vec<String> {
        let answer = self
            .ask_driver("se/log", &json!({ "type": "browser" }))
            .await;
        let lines = answer["value"].as_array().expect("a list").iter();
        lines
            .map(|line| line["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    async fn ask_driver(&self, path: &str, body: &Value) -> Value {
        let id = self
            .page
            .session_id()
            .await
            .expect("a session")
            .expect("a session");
        let url = format!("{}/session/{id}/{path}", self.driver_url);
        let answer = reqwest::Client::new().post(url).json(body).send().await;
        let answer = answer.expect("the driver answers");
        assert!(answer.status().is_success(), "{answer:?}");
        answer.json().await.expect("JSON")
    }

    /// Closes gracefully, so that everything reaches the profile folder.
    pub(crate) async fn close(self) {
        self.page.clone().close().await.expect("the browser closes");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

/// How often a chromedriver is started that finds its port taken: it takes one that is free for IPv6, and ends when somebody
/// else has the same one for IPv4, which happens when many tests run.
const DRIVER_ATTEMPTS: usize = 5;

/// A chromedriver that listens, and its port.
fn listening() -> (Child, u16) {
    for _ in 0..DRIVER_ATTEMPTS {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("chromedriver is installed");
        if let Some(port) = named_port(&mut driver) {
            return (driver, port);
        }
        driver.wait().expect("it has ended");
    }
    panic!("chromedriver ended without naming a port, {DRIVER_ATTEMPTS} times");
}

/// The port it says it listens on; none when it ended instead.
fn named_port(driver: &mut Child) -> Option<u16> {
    let out = driver.stdout.take().expect("piped");
    BufReader::new(out).lines().find_map(|line| {
        let line = line.expect("chromedriver speaks text");
        let (_, port) = line.rsplit_once("successfully on port ")?;
        Some(port.trim_end_matches('.').parse().expect("a port"))
    })
}
