//! `restart_8_sessions_s`, `event_latency_p50_ms` and `event_latency_p99_ms`: eight linked sessions in real Chromium on the sandbox's page,
//! the real server with its own PostgreSQL and Redis. Prints `{"name","value","conditions"}` a line.
//!
//! `bench_sessions <program siar> [seconds]`
#![allow(clippy::print_stdout, reason = "its output is the result")]
#![allow(
    clippy::indexing_slicing,
    reason = "JSON that lacks a field reads as null"
)]

use std::{
    collections::HashMap,
    error::Error,
    fs::File,
    net::TcpListener,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use futures::StreamExt;
use serde_json::{Value, json};
use siar_domain::clock::{Clock, SystemClock};
use siar_sandbox::{
    client::Client as Sandbox,
    clock::MachineClock,
    live::Live,
    number::Number,
    server,
    truth::{Event, Filter},
    world::Settings,
};
use tokio::{
    sync::mpsc,
    time::{Instant, MissedTickBehavior, interval, sleep, timeout},
};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

type Failure = Box<dyn Error + Send + Sync>;

const SESSIONS: usize = 8;
const EVENTS_A_SECOND: usize = 5;
const PATIENCE: Duration = Duration::from_secs(180);
const PASSWORD: &str = "bench owner password";

/// A tenant with a linked account.
#[derive(Clone)]
struct Tenant {
    api: Api,
    phone: Number,
}

/// A logged-in client.
#[derive(Clone)]
struct Api {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Api {
    async fn ask(
        &self,
        method: reqwest::Method,
        path: &str,
        body: Value,
    ) -> Result<Value, Failure> {
        let mut request = self
            .http
            .request(method, format!("{}/api/v1{path}", self.url))
            .timeout(Duration::from_secs(20));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if !body.is_null() {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        let text = request.send().await?.text().await?;
        let answer: Value = serde_json::from_str(&text)?;
        match answer.get("data") {
            Some(data) => Ok(data.clone()),
            None => Err(format!("{path}: {text}").into()),
        }
    }

    async fn get(&self, path: &str) -> Result<Value, Failure> {
        self.ask(reqwest::Method::GET, path, Value::Null).await
    }

    async fn post(&self, path: &str, body: Value) -> Result<Value, Failure> {
        self.ask(reqwest::Method::POST, path, body).await
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().ok_or("say where the program siar is")?;
    let seconds: u64 = arguments.next().map_or(Ok(30), |text| text.parse())?;
    let place = tempfile::tempdir()?;
    std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o755))?;
    let live = Live::in_memory(Settings::default(), Arc::new(MachineClock));
    let world = server::serve(TcpListener::bind("127.0.0.1:0")?, live, 1)?;
    let sandbox = Sandbox::new(world.url());
    let (port, metrics) = (free_port()?, free_port()?);
    let url = format!("http://127.0.0.1:{port}");
    let start = || serve(&program, place.path(), &world.url(), port, metrics);
    let mut siar = Running(start()?);
    let nobody = Api {
        http: reqwest::Client::new(),
        url: url.clone(),
        token: String::new(),
    };
    until(async || {
        let ready = nobody.http.get(format!("{url}/health/ready")).send();
        Ok(ready.await?.status().is_success())
    })
    .await?;
    let mut tenants = Vec::new();
    for nth in 0..SESSIONS {
        tenants.push(link(&nobody, &sandbox, nth).await?);
    }

    let mut latencies = latencies(&tenants, &sandbox, seconds).await?;
    latencies.sort_by(f64::total_cmp);
    let conditions = format!(
        "{SESSIONS} sessions, {EVENTS_A_SECOND} incoming messages a second each for {seconds} s, {} in all; from the page's telling \
         its listeners until a WebSocket client of the API has the event, stored durably before",
        latencies.len()
    );
    for (name, share) in [
        ("event_latency_p50_ms", 0.5),
        ("event_latency_p99_ms", 0.99),
    ] {
        print(name, round(quantile(&latencies, share)), &conditions);
    }

    let killed = SystemClock.now();
    let begun = Instant::now();
    siar.0.kill()?;
    siar.0.wait()?;
    siar = Running(start()?);
    until(async || {
        for tenant in &tenants {
            let session = tenant.api.get("/session").await?;
            let verified: Option<chrono::DateTime<chrono::Utc>> =
                serde_json::from_value(session["verified_at"].clone())?;
            let works = session["state"] == "working" && verified.is_some_and(|at| at > killed);
            if !works {
                return Ok(false);
            }
        }
        Ok(true)
    })
    .await?;
    print(
        "restart_8_sessions_s",
        round(begun.elapsed().as_secs_f64()),
        &format!(
            "from kill -9 of the server (its databases and browsers die with it) until all {SESSIONS} sessions were verified to work"
        ),
    );
    // In order, so that nothing stays behind.
    siar.stop()?;
    world.stop().await?;
    Ok(())
}

fn print(name: &str, value: f64, conditions: &str) {
    println!(
        "{}",
        json!({ "name": name, "value": value, "conditions": conditions })
    );
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index of a short list"
    )]
    let at = ((sorted.len() as f64 * share).ceil() as usize).saturating_sub(1);
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// The server; stopped with this value.
struct Running(Child);

impl Running {
    fn signal(&self, name: &str) -> Result<(), Failure> {
        Command::new("kill")
            .args([name, &self.0.id().to_string()])
            .status()?;
        Ok(())
    }

    fn stop(mut self) -> Result<(), Failure> {
        self.signal("-TERM")?;
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            let _ = self.signal("-TERM");
            let _ = self.0.wait();
        }
    }
}

fn serve(
    program: &str,
    place: &Path,
    sandbox: &str,
    port: u16,
    metrics: u16,
) -> Result<Child, Failure> {
    let log = File::options()
        .create(true)
        .append(true)
        .open(place.join("siar.log"))?;
    Ok(Command::new(program)
        .arg("serve")
        .env("SIAR_DATA_DIR", place.join("data"))
        .env("SIAR_LISTEN", format!("127.0.0.1:{port}"))
        .env("SIAR_METRICS_LISTEN", format!("127.0.0.1:{metrics}"))
        .env("SIAR_SIGNUP_PACKAGE", "Basic")
        .env("SIAR_SANDBOX_URL", sandbox)
        .env("SIAR_NODE_NAME", "bench")
        .env("SIAR_REGISTRATIONS_PER_MINUTE", "1000")
        .env("SIAR_LOGINS_PER_MINUTE", "1000")
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()?)
}

fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

async fn until(mut check: impl AsyncFnMut() -> Result<bool, Failure>) -> Result<(), Failure> {
    let end = Instant::now() + PATIENCE;
    let mut last = None;
    while Instant::now() < end {
        match check().await {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(error) => last = Some(error),
        }
        sleep(Duration::from_millis(50)).await;
    }
    Err(last.unwrap_or_else(|| "it did not happen in time".into()))
}

async fn link(nobody: &Api, sandbox: &Sandbox, nth: usize) -> Result<Tenant, Failure> {
    let email = format!("owner{nth}@bench.siar.test");
    let account =
        json!({ "company": "Bench", "name": "Bench", "email": email, "password": PASSWORD });
    nobody.post("/auth/register", account).await?;
    let login = json!({ "email": email, "password": PASSWORD });
    let login = nobody.post("/auth/login", login).await?;
    let api = Api {
        token: login["access_token"].as_str().ok_or("no token")?.to_owned(),
        ..nobody.clone()
    };
    let phone: Number = format!("+62812000000{nth:02}").parse()?;
    sandbox.create_phone(&phone, "Bench").await?;
    api.post("/session/start", Value::Null).await?;
    until(async || {
        let code = api.get("/session/qr").await?;
        let code = code["code"].as_str().ok_or("no code")?;
        sandbox.scan(&phone, code).await?;
        Ok(true)
    })
    .await?;
    until(async || Ok(api.get("/session").await?["state"] == "working")).await?;
    Ok(Tenant { api, phone })
}

/// Milliseconds from the moment each session's page told its listeners of a message until its event was at a client of the stream.
async fn latencies(
    tenants: &[Tenant],
    sandbox: &Sandbox,
    seconds: u64,
) -> Result<Vec<f64>, Failure> {
    let (seen, mut all) = mpsc::unbounded_channel();
    for tenant in tenants {
        let url = tenant.api.url.replace("http://", "ws://");
        let mut request = format!("{url}/api/v1/stream").into_client_request()?;
        let bearer = format!("Bearer {}", tenant.api.token).parse()?;
        request.headers_mut().insert("authorization", bearer);
        let (mut socket, _) = connect_async(request).await?;
        let seen = seen.clone();
        tokio::spawn(async move {
            while let Some(Ok(frame)) = socket.next().await {
                let Message::Text(text) = frame else { continue };
                let at = SystemClock.now().timestamp_micros();
                let Ok(event) = serde_json::from_str::<Value>(&text) else {
                    continue;
                };
                if event["type"] != "new-message" {
                    continue;
                }
                // `false_<chat>_<the id that the sandbox knows>`
                let id = event["data"]["message_id"].as_str().unwrap_or_default();
                let id = id.rsplit('_').next().unwrap_or_default();
                let _ = seen.send((id.to_owned(), at));
            }
        });
    }
    let person: Number = "+6281299999999".parse()?;
    let rounds = seconds as usize * EVENTS_A_SECOND;
    let mut tick = interval(Duration::from_secs(1) / (EVENTS_A_SECOND * tenants.len()) as u32);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for _ in 0..rounds {
        for tenant in tenants {
            tick.tick().await;
            sandbox.say(&person, &tenant.phone, "Masih ada?").await?;
        }
    }
    let mut found = HashMap::new();
    while found.len() < rounds * tenants.len() {
        match timeout(Duration::from_secs(20), all.recv()).await {
            Ok(Some((id, at))) => drop(found.insert(id, at)),
            _ => return Err(format!("only {} messages arrived", found.len()).into()),
        }
    }
    told(tenants, sandbox, &found).await
}

/// From the pages' word of when they told of each message, and when it was seen (both in microseconds since 1970).
async fn told(
    tenants: &[Tenant],
    sandbox: &Sandbox,
    seen: &HashMap<String, i64>,
) -> Result<Vec<f64>, Failure> {
    let mut latencies = Vec::new();
    for tenant in tenants {
        let stored = Filter {
            account: Some(tenant.phone.clone()),
            kind: Some("incoming_stored".to_owned()),
            limit: Some(seen.len()),
            ..Filter::default()
        };
        for entry in sandbox.truth(&stored).await? {
            let Event::IncomingStored { told_us, .. } = entry.event else {
                continue;
            };
            let told = told_us.map(i64::try_from).transpose()?;
            let seen = entry.message_id.as_ref().and_then(|id| seen.get(id));
            if let (Some(told), Some(seen)) = (told, seen) {
                #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
                latencies.push((seen - told) as f64 / 1000.0);
            }
        }
    }
    // The rest came encrypted first: the page told of those later.
    if latencies.len() * 2 < seen.len() {
        return Err(format!("the pages told of {} messages only", latencies.len()).into());
    }
    Ok(latencies)
}
