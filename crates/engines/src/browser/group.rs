//! A session's process group: the browser leads it, its children stay in it. Killing the group ends all.

use crate::LinkStats;
use nix::{
    sys::signal::{Signal, killpg},
    unistd::{Pid, SysconfVar, sysconf},
};
use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{process::Child, sync::Notify};

/// The group. Dropping it kills it.
#[derive(Debug)]
pub(super) struct ProcessGroup {
    leader: i32,
    killed: AtomicBool,
    reap: Arc<Notify>,
}

/// One live process, from `/proc/<pid>/stat`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Process {
    pub(super) pid: i32,
    pub(super) group: i32,
    ticks: u64,
}

impl ProcessGroup {
    /// Takes over a child that leads its own group. The child is reaped only once the group was killed, so that its id
    /// stays ours until then.
    pub(super) fn new(mut child: Child) -> Option<Self> {
        let leader = i32::try_from(child.id()?).ok()?;
        let reap = Arc::new(Notify::new());
        let killed = Arc::clone(&reap);
        tokio::spawn(async move {
            killed.notified().await;
            let _ = child.wait().await;
        });
        Some(Self {
            leader,
            killed: AtomicBool::new(false),
            reap,
        })
    }

    /// The group's id, which is the browser's process id.
    pub(super) fn id(&self) -> i32 {
        self.leader
    }

    /// Kills every process of the group. Never waits; a second call does nothing, since the id may be another's by then.
    pub(super) fn kill(&self) {
        if self.killed.swap(true, Ordering::SeqCst) {
            return;
        }
        // Refused only when the group is already empty.
        let _ = killpg(Pid::from_raw(self.leader), Signal::SIGKILL);
        self.reap.notify_one();
    }

    /// The live processes of the group.
    pub(super) fn processes(&self) -> Vec<Process> {
        let mut all = live_processes();
        all.retain(|process| process.group == self.leader);
        all
    }

    /// What the group costs. Reads `/proc`, some milliseconds.
    pub(super) fn stats(&self) -> LinkStats {
        let processes = self.processes();
        let per_second = sysconf(SysconfVar::CLK_TCK)
            .ok()
            .flatten()
            .and_then(|ticks| u64::try_from(ticks).ok())
            .filter(|ticks| *ticks > 0)
            .unwrap_or(100);
        LinkStats {
            memory_bytes: processes.iter().map(|process| pss(process.pid)).sum(),
            cpu_ms: processes.iter().map(|process| process.ticks).sum::<u64>() * 1000 / per_second,
            process_group: self.leader,
            processes: processes.iter().map(|process| process.pid).collect(),
        }
    }
}

impl Process {
    /// Whether it shows pages.
    pub(super) fn is_renderer(&self) -> bool {
        let line = fs::read(format!("/proc/{}/cmdline", self.pid)).unwrap_or_default();
        line.split(|byte| *byte == 0)
            .any(|word| word == b"--type=renderer")
    }

    /// Whether it still lives. Cheap, unlike looking through all processes.
    pub(super) fn is_alive(&self) -> bool {
        process(self.pid).is_some_and(|now| now.group == self.group)
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Every live process of this machine that we may see; zombies are not live.
pub(super) fn live_processes() -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(process)
        .collect()
}

fn process(pid: i32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in parentheses, may hold anything: fields are counted behind the last one (proc(5)).
    let mut fields = stat.get(stat.rfind(')')? + 2..)?.split(' ');
    let state = fields.next()?;
    let group = fields.nth(1)?.parse().ok()?;
    let user: u64 = fields.nth(8)?.parse().ok()?;
    let kernel: u64 = fields.next()?.parse().ok()?;
    (!matches!(state, "Z" | "X")).then_some(Process {
        pid,
        group,
        ticks: user + kernel,
    })
}

/// Proportional set size in bytes; 0 for a process that is gone.
fn pss(pid: i32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    rollup
        .lines()
        .find_map(|line| line.strip_prefix("Pss:"))
        .and_then(|rest| rest.trim().strip_suffix(" kB"))
        .and_then(|kilobytes| kilobytes.trim().parse::<u64>().ok())
        .unwrap_or(0)
        * 1024
}
