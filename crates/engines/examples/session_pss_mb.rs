//! `session_pss_mb`: what a linked session costs in memory. Prints one JSON object.
//!
//! Eight sessions are linked on the sandbox's page with 16 MB of JavaScript heap each. The figure is the proportional set
//! size of a session's whole process group (browser and its children), averaged over the eight.

use serde_json::json;
use siar_domain::{clock::SystemClock, id::TenantId};
use siar_engines::{
    Engine, EngineEvent, Link, ProfileSource, StartSpec,
    browser::{BrowserConfig, BrowserEngine},
};
use siar_sandbox::{
    client::Client, clock::MachineClock, live::Live, number::Number, server, world::Settings,
};
use std::{error::Error, net::TcpListener, sync::Arc, time::Duration};
use tokio::time::{sleep, timeout};

const SESSIONS: u32 = 8;
const HEAP_MB: u32 = 16;
const GOAL_MB: f64 = 140.0;
/// Half a minute after its last work a browser gives memory back; a session waits far longer than it works.
const SETTLE: Duration = Duration::from_secs(40);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let live = Live::in_memory(Settings::default(), Arc::new(MachineClock));
    let running = server::serve(TcpListener::bind("127.0.0.1:0")?, live, 1)?;
    let client = Client::new(running.url());
    let data_dir = tempfile::tempdir()?;
    let mut config = BrowserConfig::new(data_dir.path().into());
    config.profiles_in_memory = false;
    config.page_url = format!("{}?heap_mb={HEAP_MB}", client.web_url());
    let engine = BrowserEngine::new(config, Arc::new(SystemClock));

    let mut links = Vec::new();
    for nth in 0..SESSIONS {
        links.push(linked(&engine, &client, nth).await?);
    }
    sleep(SETTLE).await;
    let (mut bytes, mut processes) = (0, 0);
    for link in &links {
        let stats = link.stats().await?;
        bytes += stats.memory_bytes;
        processes += stats.processes.len();
    }
    let average = |sum: f64| (sum / f64::from(SESSIONS) * 10.0).round() / 10.0;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let (value, processes) = (
        average(bytes as f64 / (1024.0 * 1024.0)),
        average(processes as f64),
    );
    let line = json!({
        "name": "session_pss_mb",
        "value": value,
        "unit": "MB",
        "goal": format!("<= {GOAL_MB}"),
        "holds": value <= GOAL_MB,
        "conditions": format!(
            "{SESSIONS} linked sessions, {HEAP_MB} MB of JavaScript heap on the stand-in page, {processes} processes each, {SETTLE:?} after the last was linked"
        ),
    });
    say(&line.to_string());
    for link in links {
        link.kill();
    }
    Ok(())
}

async fn linked(
    engine: &BrowserEngine,
    client: &Client,
    nth: u32,
) -> Result<Box<dyn Link>, Box<dyn Error>> {
    let phone: Number = format!("62812000{nth:05}").parse()?;
    client.create_phone(&phone, "Bench").await?;
    let mut link = engine
        .start(StartSpec {
            tenant: TenantId(uuid::Uuid::from_u128(u128::from(nth) + 1)),
            profile: ProfileSource::Fresh,
            memory_cap_bytes: 600 * 1024 * 1024,
        })
        .await?;
    let mut events = link.events().ok_or("the event stream is taken")?;
    let ready = async {
        while let Some(event) = events.recv().await {
            match event {
                EngineEvent::Qr { code } => {
                    client.scan(&phone, &code).await?;
                }
                EngineEvent::Ready { .. } => return Ok(()),
                _ => {}
            }
        }
        Err::<(), Box<dyn Error>>("the session died".into())
    };
    timeout(Duration::from_secs(60), ready).await??;
    // Nobody listens from here on; the link does not mind.
    Ok(link)
}

#[expect(clippy::print_stdout, reason = "the figure is this program's output")]
fn say(line: &str) {
    println!("{line}");
}
