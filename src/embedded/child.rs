//! One life of a service's program as a child of this one: started, signalled, and what it said last.

use std::fs::{self, OpenOptions};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::process::Child;

use super::{programs::bare, service::Service};

/// A log larger than this is put aside when the service starts.
const LOG_LIMIT: u64 = 10 * 1024 * 1024;

/// Starts a service's program, with its output in its log.
pub(super) fn spawn<S: Service>(service: &S) -> std::io::Result<Child> {
    let log_path = service.log();
    if fs::metadata(log_path).is_ok_and(|metadata| metadata.len() > LOG_LIMIT) {
        fs::rename(log_path, log_path.with_extension("log.old"))?;
    }
    let log = OpenOptions::new()
        .create(true)
        .append(true)
        .open(log_path)?;
    let mut command = service.command();
    bare(&mut command)
        .current_dir(service.directory())
        // A group of its own: Ctrl-C in a terminal is for Siar alone, which then stops its services in order.
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    end_with_this_thread(&mut command, S::STOP);
    tokio::process::Command::from(command)
        .kill_on_drop(true)
        .spawn()
}

/// How a child ended, for people.
pub(super) fn in_words(ended: std::io::Result<ExitStatus>) -> String {
    match ended {
        Ok(status) => status.to_string(),
        Err(error) => format!("lost sight of it: {error}"),
    }
}

/// Sends a signal to a child that may be gone already.
pub(super) fn signal(pid: u32, signal: Signal) {
    let _already_gone = kill(Pid::from_raw(pid.cast_signed()), signal);
}

/// The last three lines of a log, on one line, at most 500 bytes of it.
pub(super) fn last_lines(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let tail = text.get(text.len().saturating_sub(500)..).unwrap_or(&text);
    let text = String::from_utf8_lossy(tail);
    let mut lines: Vec<&str> = text
        .lines()
        .rev()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(3)
        .collect();
    lines.reverse();
    lines.join(" | ")
}

/// Lets the kernel send `signal` to the command's process when the calling thread ends, as it does with `kill -9` of Siar.
#[cfg(target_os = "linux")]
#[expect(
    unsafe_code,
    reason = "code between fork and exec can only be given this way"
)]
pub(super) fn end_with_this_thread(command: &mut Command, signal: Signal) {
    let siar = nix::unistd::getpid();
    // SAFETY: runs in the child between fork and exec, where only async-signal-safe calls are allowed: prctl and getppid are, and
    // nothing here allocates or locks.
    unsafe {
        command.pre_exec(move || {
            nix::sys::prctl::set_pdeathsig(signal)?;
            // Siar may have died between the fork and the line above: then nobody is left to signal.
            if nix::unistd::getppid() == siar {
                Ok(())
            } else {
                Err(Errno::ESRCH.into())
            }
        });
    }
}

/// Elsewhere the services outlive `kill -9` of Siar; the next start finds them by their lock file and says so.
#[cfg(not(target_os = "linux"))]
pub(super) fn end_with_this_thread(_command: &mut Command, _signal: Signal) {}
