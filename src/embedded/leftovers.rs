//! Processes that an earlier life left behind in a data directory.
//!
//! After `kill -9` of Siar its PostgreSQL is told to stop by the kernel and needs a moment; after `kill -9` of PostgreSQL's first
//! process its other processes need one. A new server in the same directory before they are gone would refuse to start, or worse.
//! Both servers work in their data directory, so their working directory tells whose they are.

use std::fs;
use std::path::Path;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// How long leftovers may take to end by themselves.
const BY_THEMSELVES: Duration = Duration::from_secs(5);

/// How long they may take after each signal.
const AFTER_A_SIGNAL: Duration = Duration::from_secs(5);

const PAUSE: Duration = Duration::from_millis(20);

/// Waits until no process called `program` works in `directory` any more; those that stay are told to stop, then killed.
/// `gently` is what asks this program for a clean stop. Answers whether it is certain (it is not where there is no `/proc`).
pub(super) async fn gone(program: &str, directory: &Path, gently: Signal) -> bool {
    if !Path::new("/proc/self/cwd").exists() {
        return false;
    }
    for signal in [None, Some(gently), Some(Signal::SIGKILL)] {
        let found = working_in(program, directory);
        if found.is_empty() {
            return true;
        }
        if let Some(signal) = signal {
            tracing::warn!(program, ?found, %signal, "ending processes that an earlier run left");
            for pid in &found {
                let _already_gone = kill(*pid, signal);
            }
        }
        let patience = if signal.is_some() {
            AFTER_A_SIGNAL
        } else {
            BY_THEMSELVES
        };
        let all_gone = async {
            while !working_in(program, directory).is_empty() {
                tokio::time::sleep(PAUSE).await;
            }
        };
        if tokio::time::timeout(patience, all_gone).await.is_ok() {
            return true;
        }
    }
    working_in(program, directory).is_empty()
}

/// Live processes of that name with that working directory.
fn working_in(program: &str, directory: &Path) -> Vec<Pid> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| {
            let pid: i32 = entry.file_name().to_str()?.parse().ok()?;
            let name = fs::read_to_string(entry.path().join("comm")).ok()?;
            let works_in = fs::read_link(entry.path().join("cwd")).ok()?;
            (name.trim() == program && works_in == directory).then(|| Pid::from_raw(pid))
        })
        .collect()
}
