//! Loads an HTTP server and says how it answered: the same generator for Siar and for what it is measured beside.
//!
//! One task per connection, keep-alive, the next request as soon as the answer is there. Speaks just enough HTTP/1.1 for that, so that the
//! generator takes little of the machine that the server runs on.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::Parser;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::Instant;

/// Prints {"requests","per_s","p50_ms","p95_ms","p99_ms","refused","statuses"} as one line of JSON.
#[derive(Debug, Parser)]
struct Args {
    /// Address of the server, such as 127.0.0.1:8080.
    #[arg(long)]
    address: String,
    /// Request method.
    #[arg(long, default_value = "GET")]
    method: String,
    /// Paths to ask for in turn; `{n}` becomes a number that is new in each request. `@file` reads them from a file, one a line.
    #[arg(long, required = true)]
    path: Vec<String>,
    /// Body, with `{n}` as above.
    #[arg(long)]
    body: Option<String>,
    /// Headers, as `name: value`.
    #[arg(long)]
    header: Vec<String>,
    /// Connections at the same time.
    #[arg(long, default_value_t = 50)]
    connections: usize,
    /// Seconds that are measured.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Seconds before that are not.
    #[arg(long, default_value_t = 2.0)]
    warm_up: f64,
    /// First value of `{n}`.
    #[arg(long, default_value_t = 0)]
    from: u64,
}

/// What every connection sends, and until when.
struct Load {
    address: String,
    method: String,
    paths: Vec<String>,
    body: Option<String>,
    headers: String,
    counter: AtomicU64,
    measured_from: Instant,
    until: Instant,
}

/// What one connection saw.
#[derive(Default)]
struct Seen {
    micros: Vec<u64>,
    statuses: std::collections::BTreeMap<u16, u64>,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let mut paths = Vec::new();
    for path in &args.path {
        match path.strip_prefix('@') {
            Some(file) => paths.extend(std::fs::read_to_string(file)?.lines().map(str::to_owned)),
            None => paths.push(path.clone()),
        }
    }
    let mut headers = format!("host: {}\r\n", args.address);
    for header in &args.header {
        headers.push_str(header);
        headers.push_str("\r\n");
    }
    let measured_from = Instant::now() + Duration::from_secs_f64(args.warm_up);
    let load = Arc::new(Load {
        address: args.address,
        method: args.method,
        paths,
        body: args.body,
        headers,
        counter: AtomicU64::new(args.from),
        measured_from,
        until: measured_from + Duration::from_secs_f64(args.seconds),
    });
    let tasks: Vec<_> = (0..args.connections)
        .map(|_| tokio::spawn(connection(Arc::clone(&load))))
        .collect();
    let mut all = Seen::default();
    for task in tasks {
        let seen = task.await??;
        all.micros.extend(seen.micros);
        for (status, times) in seen.statuses {
            *all.statuses.entry(status).or_default() += times;
        }
    }
    report(all, args.seconds)
}

async fn connection(load: Arc<Load>) -> Result<Seen, Failure> {
    let stream = TcpStream::connect(&load.address).await?;
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let mut seen = Seen::default();
    let mut line = Vec::new();
    loop {
        let n = load.counter.fetch_add(1, Ordering::Relaxed);
        let index = usize::try_from(n)? % load.paths.len().max(1);
        let path = load.paths.get(index).ok_or("no path")?;
        let request = request(&load, path, n);
        let began = Instant::now();
        if began >= load.until {
            return Ok(seen);
        }
        stream.write_all(request.as_bytes()).await?;
        let status = answer(&mut stream, &mut line).await?;
        if began >= load.measured_from {
            *seen.statuses.entry(status).or_default() += 1;
            if (200..300).contains(&status) {
                seen.micros
                    .push(u64::try_from(began.elapsed().as_micros())?);
            }
        }
    }
}

fn request(load: &Load, path: &str, n: u64) -> String {
    let number = n.to_string();
    let path = path.replace("{n}", &number);
    let head = format!("{} {path} HTTP/1.1\r\n{}", load.method, load.headers);
    match &load.body {
        Some(body) => {
            let body = body.replace("{n}", &number);
            let length = body.len();
            format!(
                "{head}content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
            )
        }
        None => format!("{head}\r\n"),
    }
}

/// Reads one whole answer and gives its status.
async fn answer(stream: &mut BufReader<TcpStream>, line: &mut Vec<u8>) -> Result<u16, Failure> {
    let mut status = None;
    let mut length = 0;
    loop {
        line.clear();
        if stream.read_until(b'\n', line).await? == 0 {
            return Err("the server closed the connection".into());
        }
        let text = std::str::from_utf8(line)?.trim_end();
        if status.is_none() {
            status = Some(text.split(' ').nth(1).ok_or("no status")?.parse()?);
            continue;
        }
        if text.is_empty() {
            break;
        }
        if let Some((name, value)) = text.split_once(':') {
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                return Err("answers in chunks, which this generator does not read".into());
            }
        }
    }
    line.clear();
    line.resize(length, 0);
    stream.read_exact(line).await?;
    Ok(status.unwrap_or_default())
}

#[expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "the report is the program's output; counts are far below 2^52"
)]
fn report(mut all: Seen, seconds: f64) -> Result<(), Failure> {
    all.micros.sort_unstable();
    let count = all.micros.len();
    let percentile = |share: f64| {
        let index = ((count as f64 * share).ceil() as usize).clamp(1, count.max(1)) - 1;
        all.micros
            .get(index)
            .map_or(f64::NAN, |micros| *micros as f64 / 1000.0)
    };
    let refused: u64 = all
        .statuses
        .iter()
        .filter(|(status, _)| !(200..300).contains(*status))
        .map(|(_, times)| times)
        .sum();
    let report = serde_json::json!({
        "requests": count,
        "per_s": count as f64 / seconds,
        "p50_ms": percentile(0.50),
        "p95_ms": percentile(0.95),
        "p99_ms": percentile(0.99),
        "refused": refused,
        "statuses": all.statuses.iter().map(|(status, times)| (status.to_string(), *times)).collect::<std::collections::BTreeMap<_, _>>(),
    });
    println!("{report}");
    Ok(())
}
