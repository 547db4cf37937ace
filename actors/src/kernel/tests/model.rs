//! A reference model of OTP's rules, small enough to be checked by eye: no tasks, no messages, no
//! time but a number. It says which lines a tree of [`Probe`](super::Probe)s writes, in which order.
//!
//! Source of the rules: the documentation of OTP's `supervisor` (strategies, restart types, maximum
//! restart intensity), plus the kernel's own: a child that is due later holds up the dependants after
//! it, and a crash in `started` is a crash like any other.

use super::super::{Restart, Strategy};

#[derive(Debug, Clone)]
pub(super) struct Child {
    pub(super) name: String,
    pub(super) restart: Restart,
    /// Wait before a restart, in milliseconds.
    pub(super) wait: u64,
    pub(super) body: Body,
    pub(super) state: Is,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    /// `bad_starts`: how many of the next starts crash.
    Leaf {
        bad_starts: u32,
    },
    Supervisor(Supervisor),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    Up,
    /// To be started, not before this time.
    Down(u64),
    /// Finished; a sibling's crash can bring it back.
    Done,
    /// Out of the tree.
    Gone,
}

#[derive(Debug, Clone)]
pub(super) struct Supervisor {
    pub(super) name: String,
    pub(super) strategy: Strategy,
    pub(super) max_restarts: usize,
    pub(super) window: u64,
    pub(super) restarts: Vec<u64>,
    pub(super) children: Vec<Child>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Panic,
    Fail,
    Quit,
}

/// A supervisor gave up; its children are stopped.
#[derive(Debug)]
pub(super) struct GaveUp;

/// What was written, and which supervisors gave up.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) lines: Vec<String>,
    pub(super) gave_up: Vec<String>,
}

impl Child {
    fn start(&mut self, now: u64, seen: &mut Seen) -> Result<(), GaveUp> {
        match &mut self.body {
            Body::Leaf { bad_starts } => {
                seen.lines.push(format!("start {}", self.name));
                if *bad_starts > 0 {
                    *bad_starts -= 1;
                    return Err(GaveUp);
                }
            }
            Body::Supervisor(supervisor) => supervisor.begin(now, seen)?,
        }
        self.state = Is::Up;
        Ok(())
    }

    fn stop(&mut self, seen: &mut Seen) {
        match &mut self.body {
            Body::Leaf { .. } => seen.lines.push(format!("stop {}", self.name)),
            Body::Supervisor(supervisor) => supervisor.stop_all(seen),
        }
    }
}

impl Supervisor {
    fn linked(&self) -> bool {
        self.strategy != Strategy::OneForOne
    }

    pub(super) fn begin(&mut self, now: u64, seen: &mut Seen) -> Result<(), GaveUp> {
        self.restarts.clear();
        for child in &mut self.children {
            child.state = Is::Down(0);
        }
        self.start_due(now, seen)
    }

    /// Starts what is due, in order.
    fn start_due(&mut self, now: u64, seen: &mut Seen) -> Result<(), GaveUp> {
        let mut at = 0;
        while at < self.children.len() {
            let state = self.children[at].state;
            match state {
                Is::Down(due) if due > now && self.linked() => return Ok(()),
                Is::Down(due) if due <= now && self.children[at].start(now, seen).is_err() => {
                    self.ended(at, End::Panic, now, seen)?;
                    at = 0;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        Ok(())
    }

    fn stop_all(&mut self, seen: &mut Seen) {
        for child in self.children.iter_mut().rev() {
            if child.state == Is::Up {
                child.stop(seen);
            }
            child.state = Is::Gone;
        }
    }

    /// Child `at` ended by itself.
    fn ended(&mut self, at: usize, end: End, now: u64, seen: &mut Seen) -> Result<(), GaveUp> {
        match (self.children[at].restart, end) {
            (Restart::Temporary, _) => {
                self.children[at].state = Is::Gone;
                return Ok(());
            }
            (Restart::Transient, End::Quit) => {
                self.children[at].state = Is::Done;
                return Ok(());
            }
            _ => {}
        }
        self.children[at].state = Is::Down(now);
        self.restarts.push(now);
        self.restarts.retain(|then| now - then <= self.window);
        if self.restarts.len() > self.max_restarts {
            seen.gave_up.push(self.name.clone());
            self.stop_all(seen);
            return Err(GaveUp);
        }
        let due = now + self.children[at].wait;
        let range = match self.strategy {
            Strategy::OneForOne => at..at + 1,
            Strategy::RestForOne => at..self.children.len(),
            Strategy::OneForAll => 0..self.children.len(),
        };
        for child in self.children[range].iter_mut().rev() {
            let was_up = child.state == Is::Up;
            if was_up {
                child.stop(seen);
            }
            child.state = match child.state {
                Is::Gone => Is::Gone,
                Is::Up if child.restart == Restart::Temporary => Is::Gone,
                Is::Down(other) => Is::Down(due.max(other)),
                Is::Up | Is::Done => Is::Down(due),
            };
        }
        Ok(())
    }

    /// The leaf called `name`, if it is up, ends. `Ok(false)`: it is not up.
    pub(super) fn end_leaf(
        &mut self,
        name: &str,
        end: End,
        now: u64,
        seen: &mut Seen,
    ) -> Result<bool, GaveUp> {
        for at in 0..self.children.len() {
            let child = &mut self.children[at];
            if child.state != Is::Up {
                continue;
            }
            let end = match &mut child.body {
                Body::Leaf { .. } if child.name == name => {
                    if end != End::Panic {
                        seen.lines.push(format!("stop {name}"));
                    }
                    end
                }
                Body::Leaf { .. } => continue,
                Body::Supervisor(below) => match below.end_leaf(name, end, now, seen) {
                    Ok(true) => return Ok(true),
                    Ok(false) => continue,
                    Err(GaveUp) => End::Panic,
                },
            };
            self.ended(at, end, now, seen)?;
            self.start_due(now, seen)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// When the next restart is due, after `now`; with the name of its supervisor.
    pub(super) fn next_due(&self, now: u64) -> Vec<(u64, String)> {
        let mut all = Vec::new();
        for child in &self.children {
            match (&child.state, &child.body) {
                (Is::Down(due), _) if *due > now => all.push((*due, self.name.clone())),
                (Is::Up, Body::Supervisor(below)) => all.extend(below.next_due(now)),
                _ => {}
            }
        }
        all
    }

    /// Time has come to `now`.
    pub(super) fn wake(&mut self, now: u64, seen: &mut Seen) -> Result<(), GaveUp> {
        for at in 0..self.children.len() {
            let child = &mut self.children[at];
            if let (Is::Up, Body::Supervisor(below)) = (child.state, &mut child.body)
                && below.wake(now, seen).is_err()
            {
                self.ended(at, End::Panic, now, seen)?;
            }
        }
        self.start_due(now, seen)
    }

    /// The names of all leaves that are up.
    pub(super) fn up(&self) -> Vec<String> {
        let mut all = Vec::new();
        for child in &self.children {
            match (&child.state, &child.body) {
                (Is::Up, Body::Leaf { .. }) => all.push(child.name.clone()),
                (Is::Up, Body::Supervisor(below)) => all.extend(below.up()),
                _ => {}
            }
        }
        all
    }

    pub(super) fn leaves(&mut self) -> Vec<&mut Child> {
        let mut all = Vec::new();
        for child in &mut self.children {
            if matches!(child.body, Body::Leaf { .. }) {
                all.push(child);
            } else if let Body::Supervisor(below) = &mut child.body {
                all.extend(below.leaves());
            }
        }
        all
    }
}
