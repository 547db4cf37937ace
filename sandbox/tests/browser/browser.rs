//! A real Chromium for one test: its own driver, process group and profile folder, all gone afterwards.

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

/// A browser with one open page.
pub(crate) struct Browser {
    pub(crate) page: Client,
    driver: Child,
}

impl Browser {
    /// Starts a browser on this profile folder. The agent is WhatsApp Web's condition for booting; none leaves Chromium's
    /// own, which says "Headless".
    pub(crate) async fn start(profile: &Path, agent: Option<&str>) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("chromedriver is installed");
        let port = port_of(&mut driver);
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
        let wanted = json!({ "goog:chromeOptions": options });
        let Value::Object(wanted) = wanted else {
            unreachable!("an object was written")
        };
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the browser starts");
        Self { page, driver }
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
        let end = tokio::time::Instant::now() + Duration::from_secs(30);
        loop {
            let value = self
                .page
                .execute(&script, vec![])
                .await
                .unwrap_or(Value::Null);
            if !matches!(value, Value::Null | Value::Bool(false)) {
                return value;
            }
            assert!(
                tokio::time::Instant::now() < end,
                "never true: {expression}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
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

fn port_of(driver: &mut Child) -> u16 {
    let out = driver.stdout.take().expect("piped");
    for line in BufReader::new(out).lines() {
        let line = line.expect("chromedriver speaks text");
        if let Some((_, port)) = line.rsplit_once("successfully on port ") {
            return port.trim_end_matches('.').parse().expect("a port");
        }
    }
    panic!("chromedriver named no port");
}
