//! `siar-sandbox`: the simulated world as a program.

use clap::Parser;
use siar_sandbox::clock::MachineClock;
use siar_sandbox::live::Live;
use siar_sandbox::server;
use siar_sandbox::smtp;
use siar_sandbox::world::Settings;
use std::net::{IpAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};

/// A simulated WhatsApp world for demos and tests: phones, people, receipts, faults, ground truth.
#[derive(Debug, Parser)]
#[command(version)]
struct Args {
    /// Port to listen on; 0 takes a free one (printed at start).
    #[arg(long, env = "SANDBOX_PORT", default_value_t = 8090)]
    port: u16,
    /// Address to listen on. There is no login: keep it on the machine.
    #[arg(long, env = "SANDBOX_HOST", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port of the mail server; 0 takes a free one (in /control/health).
    #[arg(long, env = "SANDBOX_SMTP_PORT", default_value_t = 0)]
    smtp_port: u16,
    /// Same seed, same people and dice. A kept world's seed wins.
    #[arg(long, env = "SANDBOX_SEED", default_value_t = 1)]
    seed: u64,
    /// Keep the world here (world.json, truth.jsonl); without it everything is in memory.
    #[arg(long, env = "SANDBOX_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// People's delays are divided by this: 10 makes them ten times quicker.
    #[arg(long, env = "SANDBOX_TIME_SCALE", default_value_t = 1.0)]
    time_scale: f64,
    /// Share of chats whose id is a LID instead of a number, 0 to 1.
    #[arg(long, env = "SANDBOX_LID_SHARE", default_value_t = 0.7)]
    lid_share: f64,
    /// Share of incoming messages that a page first gets undecrypted, 0 to 1.
    #[arg(long, env = "SANDBOX_CIPHERTEXT_SHARE", default_value_t = 0.1)]
    ciphertext_share: f64,
    /// Share of receipts that a page tells under the person's number though the chat is a LID, 0 to 1.
    #[arg(long, env = "SANDBOX_RECEIPT_BY_NUMBER_SHARE", default_value_t = 0.1)]
    receipt_by_number_share: f64,
    /// How long a QR code is shown, milliseconds.
    #[arg(long, env = "SANDBOX_QR_MS", default_value_t = 20_000)]
    qr_ms: u64,
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let args = Args::parse();
    let shares = [
        args.lid_share,
        args.ciphertext_share,
        args.receipt_by_number_share,
    ];
    if args.time_scale <= 0.0 || !shares.iter().all(|share| (0.0..=1.0).contains(share)) {
        return Err("--time-scale must be above 0, shares between 0 and 1".into());
    }
    let settings = Settings {
        seed: args.seed,
        time_scale: args.time_scale,
        lid_share: args.lid_share,
        ciphertext_share: args.ciphertext_share,
        receipt_by_number_share: args.receipt_by_number_share,
        qr_ms: args.qr_ms,
    };
    let clock = Arc::new(MachineClock);
    let live = match &args.data_dir {
        Some(folder) => Live::kept_in(folder, settings, clock)?,
        None => Live::in_memory(settings, clock),
    };
    let _mail = smtp::listen((args.host, args.smtp_port).into(), live.mailbox()).await?;
    let listener = TcpListener::bind((args.host, args.port))?;
    let mut running = server::serve(listener, Arc::clone(&live), 2)?;
    announce(&running.url());
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        ended = running.ended() => ended?,
        _ = term.recv() => running.stop().await?,
        _ = interrupt.recv() => running.stop().await?,
    }
    Ok(())
}

/// The first line on standard output is the address: scripts read it.
#[expect(
    clippy::print_stdout,
    reason = "the address is the program's answer to who started it"
)]
fn announce(url: &str) {
    println!("siar-sandbox listens on {url}");
}
