//! The programs that run under a server, read from `/proc`, and signals to them.

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

/// A live program.
#[derive(Debug, Clone)]
pub(crate) struct Process {
    pub(crate) pid: i32,
    parent: i32,
    arguments: Vec<String>,
}

/// What a server cannot do its work without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Part {
    Browser,
    Renderer,
    Postgres,
    Redis,
}

impl Process {
    pub(crate) fn signal(&self, signal: Signal) {
        // It may have ended by itself since it was seen.
        let _ended = kill(Pid::from_raw(self.pid), signal);
    }

    fn program(&self) -> &str {
        let path = self.arguments.first().map_or("", String::as_str);
        path.rsplit('/').next().unwrap_or(path)
    }

    fn has(&self, start: &str) -> bool {
        self.arguments.iter().any(|one| one.starts_with(start))
    }

    fn is(&self, part: Part, server: u32) -> bool {
        let of_server = u32::try_from(self.parent) == Ok(server);
        match part {
            Part::Browser => self.has("--user-data-dir=") && !self.has("--type="),
            Part::Renderer => self.has("--type=renderer"),
            Part::Postgres => of_server && self.program() == "postgres",
            Part::Redis => of_server && self.program().starts_with("redis-server"),
        }
    }
}

/// All programs of this kind under the server with this process id.
pub(crate) fn under(server: u32, part: Part) -> Vec<Process> {
    let mut found = descendants(server);
    found.retain(|process| process.is(part, server));
    found
}

/// Everything that was started by `root`, by what it started, and so on.
pub(crate) fn descendants(root: u32) -> Vec<Process> {
    let mut others: Vec<Process> = all();
    let mut ours = Vec::new();
    let mut parents = vec![root.cast_signed()];
    while let Some(parent) = parents.pop() {
        let (children, rest) = others.into_iter().partition(|one| one.parent == parent);
        others = rest;
        parents.extend(children.iter().map(|one: &Process| one.pid));
        ours.extend(children);
    }
    ours
}

/// Whether a program with this id lives; one that waits to be reaped does not.
pub(crate) fn lives(pid: i32) -> bool {
    read(pid).is_some()
}

fn all() -> Vec<Process> {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter_map(|entry| read(entry.file_name().to_str()?.parse().ok()?))
        .collect()
}

fn read(pid: i32) -> Option<Process> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in parentheses, may hold anything: fields are counted behind the last one (proc(5)).
    let mut fields = stat.get(stat.rfind(')')? + 2..)?.split(' ');
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    let line = std::fs::read(format!("/proc/{pid}/cmdline")).ok()?;
    // Chromium and PostgreSQL write their titles with spaces between the words.
    let arguments = String::from_utf8_lossy(&line)
        .split(['\0', ' '])
        .map(str::to_owned)
        .collect();
    (!matches!(state, "Z" | "X")).then_some(Process {
        pid,
        parent,
        arguments,
    })
}
