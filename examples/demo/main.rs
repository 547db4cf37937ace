//! Siar's main job over its public API, shown in the terminal as it happens: link WhatsApp by QR code (a phone of the sandbox scans it),
//! import contacts, run a campaign. Talks to what `scripts/run` started, and to nothing else.
#![allow(
    clippy::indexing_slicing,
    reason = "a field that is missing from a JSON value reads as null, which is what this program wants"
)]

mod api;
mod screen;
mod stream;

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::timeout;

use api::Api;
use screen::Screen;
use stream::Stream;

/// Whatever goes wrong ends the demonstration with a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The phone of the sandbox that scans the QR code; `scripts/run` has made it.
const PHONE: &str = "+6281100000001";

/// The longest that a step may take without any news.
const PATIENCE: Duration = Duration::from_secs(90);

/// Shows Siar's main job against what `scripts/run` started.
#[derive(Debug, Parser)]
struct Args {
    /// The file that `scripts/run` wrote: where Siar and the sandbox are, and the logins.
    #[arg(long)]
    started: PathBuf,
    /// How many people the campaign goes to.
    #[arg(long, default_value_t = 25)]
    people: usize,
}

/// What `scripts/run` says of itself.
#[derive(Debug, Deserialize)]
struct Started {
    url: String,
    sandbox: String,
    owner_email: String,
    owner_password: String,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let started: Started = serde_json::from_slice(&std::fs::read(&args.started)?)?;
    let screen = Screen;
    let sandbox = Api::new(&started.sandbox, None)?;

    screen.step("Logging in as the owner of Warung Sari");
    let anonymous = Api::new(&format!("{}/api/v1", started.url), None)?;
    let login = json!({"email": started.owner_email, "password": started.owner_password});
    let tokens = anonymous.post("/auth/login", &login).await?;
    let token = text(&tokens, "access_token")?;
    let api = Api::new(&format!("{}/api/v1", started.url), Some(&token))?;
    let mut events = Stream::open(&started.url, &token).await?;

    link(&screen, &api, &sandbox, &mut events).await?;
    let list = import(&screen, &api, &mut events, args.people).await?;
    campaign(&screen, &api, &mut events, &list).await?;
    truth(&screen, &sandbox).await
}

/// Links WhatsApp, unless it is linked already.
async fn link(
    screen: &Screen,
    api: &Api,
    sandbox: &Api,
    events: &mut Stream,
) -> Result<(), Failure> {
    screen.step("Linking WhatsApp");
    // Quick for a demonstration; the platform's limits still hold.
    let allowed = api.get("/session/pace").await?;
    let quickest = allowed.pointer("/limits/min_delay_ms").cloned();
    if let Some(quickest) = quickest {
        api.put(
            "/session/pace",
            &json!({"min_delay_ms": quickest, "max_delay_ms": quickest}),
        )
        .await?;
    }
    api.post("/session/start", &json!({})).await?;
    if api.get("/session").await?["state"] == "working" {
        screen.line("already linked from an earlier run");
        return Ok(());
    }
    loop {
        let event = timeout(PATIENCE, events.next()).await??;
        match event["type"].as_str() {
            Some("connection-status") => {
                let to = event.pointer("/data/to").and_then(Value::as_str);
                screen.line(&format!("session: {}", to.unwrap_or("?")));
                if to == Some("working") {
                    return Ok(());
                }
            }
            Some("qr-code") => {
                let code = text(&event["data"], "code")?;
                screen.qr(&code)?;
                screen.line(&format!("the sandbox's phone {PHONE} scans it"));
                sandbox
                    .post_plain(
                        &format!("/control/phones/{PHONE}/scan"),
                        &json!({"qr": code}),
                    )
                    .await?;
            }
            _ => {}
        }
    }
}

/// Imports a file of people, with some rows that are wrong, and gives the list they went into.
async fn import(
    screen: &Screen,
    api: &Api,
    events: &mut Stream,
    people: usize,
) -> Result<String, Failure> {
    screen.step(&format!(
        "Importing {people} people, 2 wrong rows and 1 duplicate from a CSV file"
    ));
    let run = api.get("/auth/me").await?;
    let stamp = events.sequence();
    let name = format!(
        "Demo {stamp} of {}",
        run["name"].as_str().unwrap_or("the owner")
    );
    let list = text(&api.post("/lists", &json!({"name": name})).await?, "id")?;

    let mut file = String::from("nomor,nama,kota\n");
    for n in 0..people {
        let (person, town) = (PEOPLE[n % PEOPLE.len()], TOWNS[n % TOWNS.len()]);
        file.push_str(&format!("0812{:08},{person},{town}\n", 10_000_000 + n));
    }
    file.push_str("0812 1000 0000,Twice,Bandung\nnot a number,Nobody,Medan\n12,Too Short,Solo\n");
    let import = api
        .upload(&format!("/imports?file_name=demo.csv&list_id={list}"), file)
        .await?;
    let id = text(&import, "id")?;
    loop {
        let event = timeout(PATIENCE, events.next()).await??;
        if event["type"] != "import-progress" || event["data"]["import_id"] != id.as_str() {
            continue;
        }
        let data = &event["data"];
        screen.bar(
            data["fraction"].as_f64().unwrap_or(0.0),
            &format!(
                "{} rows: {} stored, {} duplicates, {} refused",
                data["rows"], data["stored"], data["duplicates"], data["rejected"]
            ),
        );
        match data["state"].as_str() {
            Some("completed") => break,
            Some("failed" | "cancelled") => return Err(format!("the import ended: {data}").into()),
            _ => {}
        }
    }
    screen.end_bar();
    let rejects = api.get(&format!("/imports/{id}/rejects")).await?;
    for reject in rejects.as_array().into_iter().flatten() {
        screen.line(&format!(
            "line {}: {}",
            reject["line"],
            reject["reason"].as_str().unwrap_or("?")
        ));
    }
    Ok(list)
}

/// Sends a campaign to the list and shows its counts until it is over.
async fn campaign(
    screen: &Screen,
    api: &Api,
    events: &mut Stream,
    list: &str,
) -> Result<(), Failure> {
    screen.step("Sending a campaign");
    let body = "Halo {{ name | default(\"Kak\") }}, kopi baru sudah ada di Warung Sari. Balas STOP untuk berhenti.";
    screen.line(body);
    let draft =
        json!({"name": format!("Demo {}", events.sequence()), "text": body, "list_ids": [list]});
    let made = api.post("/campaigns", &draft).await?;
    let id = text(&made, "id")?;
    api.post(&format!("/campaigns/{id}/start"), &json!({}))
        .await?;
    loop {
        let event = timeout(PATIENCE, events.next()).await??;
        if event["data"]["campaign_id"] != id.as_str() {
            continue;
        }
        match event["type"].as_str() {
            Some("campaign-progress") => {
                let detail = api.get(&format!("/campaigns/{id}")).await?;
                screen.counts(&event["data"]["counts"], detail["eta_seconds"].as_i64());
            }
            Some("campaign-status") if event["data"]["state"] == "completed" => break,
            Some("campaign-status") if event["data"]["state"] == "running" => {}
            Some("campaign-status") => {
                screen.end_bar();
                screen.line(&format!("campaign: {}", event["data"]));
            }
            _ => {}
        }
    }
    screen.end_bar();
    screen.line("every message is on its way; receipts go on coming for a while");
    // Receipts: until nothing has changed for some seconds.
    while let Ok(event) = timeout(Duration::from_secs(8), events.next()).await {
        let event = event?;
        if event["type"] == "campaign-progress" && event["data"]["campaign_id"] == id.as_str() {
            screen.counts(&event["data"]["counts"], None);
        }
    }
    screen.end_bar();
    Ok(())
}

/// What the sandbox saw, by its own account.
async fn truth(screen: &Screen, sandbox: &Api) -> Result<(), Failure> {
    screen.step("What the sandbox's phones received, by the sandbox's own log");
    let health = sandbox.get_plain("/control/health").await?;
    screen.line(&format!(
        "{} entries in its log of the truth",
        health["truth"]
    ));
    screen.line(
        "the campaign can be looked at in the API's explorer, the people at the sandbox's desk",
    );
    Ok(())
}

/// A field that has to be there and be text.
fn text(value: &Value, field: &str) -> Result<String, Failure> {
    value[field]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("there is no {field} in {value}").into())
}

const PEOPLE: [&str; 8] = [
    "Budi", "Siti", "Agus", "Dewi", "Rina", "Joko", "Putri", "Wayan",
];
const TOWNS: [&str; 5] = ["Jakarta", "Bandung", "Surabaya", "Denpasar", "Medan"];
