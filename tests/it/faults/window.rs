//! The moments in which a lesser system loses a message or sends it twice. Blows are aimed at each, and how often each was hit is counted: by
//! what was seen from outside when the blow fell, or by what the server says of it afterwards.

use std::collections::{BTreeMap, BTreeSet};

use crate::world::tenant::without_colours;

/// Between one step and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Window {
    /// The id is committed, and the page has not been told to send.
    CommittedNotSubmitted,
    /// The page has handed it to WhatsApp, and no acknowledgement has come.
    SubmittedNotAcked,
    /// WhatsApp has acknowledged it, and the ledger does not know.
    AckedNotRecorded,
    /// The browser is closing, and half of its profile is on the disk.
    ProfileHalfFlushed,
    /// The database was told to commit, and its answer never came.
    CommitUnknown,
}

impl Window {
    pub(crate) const ALL: [Self; 5] = [
        Self::CommittedNotSubmitted,
        Self::SubmittedNotAcked,
        Self::AckedNotRecorded,
        Self::ProfileHalfFlushed,
        Self::CommitUnknown,
    ];
}

/// How often each window was hit: those that were `seen` when the blow fell, and those of which the log tells.
pub(crate) fn hits(seen: &BTreeMap<Window, usize>, log: &str) -> BTreeMap<Window, usize> {
    let log = without_colours(log);
    // Who is asked about more than once counts once.
    let never_left: BTreeSet<(&str, &str)> = log
        .lines()
        .filter(|line| {
            line.contains("in flight when the session or the server ended")
                && line.contains("evidence=NotFound ")
        })
        .filter_map(|line| {
            let attempt = line.split("attempt=").nth(1)?.split(' ').next()?;
            Some((line.split("ordinal=").nth(1)?.split(' ').next()?, attempt))
        })
        .collect();
    Window::ALL
        .into_iter()
        .map(|window| {
            let times = match window {
                Window::CommittedNotSubmitted => never_left.len(),
                Window::SubmittedNotAcked
                | Window::AckedNotRecorded
                | Window::ProfileHalfFlushed => seen.get(&window).copied().unwrap_or(0),
                Window::CommitUnknown => log.matches("a commit's answer was lost").count(),
            };
            (window, times)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_counted_by_message_and_by_what_was_seen() {
        let asked = |ordinal: u32, evidence: &str| {
            format!(
                "INFO a message was in flight when the session or the server ended campaign=x ordinal={ordinal} attempt=1 evidence={evidence} memory_lost=false\n"
            )
        };
        let log = [
            asked(1, "NotFound"),
            asked(1, "NotFound"),
            asked(2, "Pending"),
            asked(3, "Acked(Server)"),
            "WARN a commit's answer was lost: error\n".to_owned(),
        ]
        .concat();
        let seen = BTreeMap::from([
            (Window::ProfileHalfFlushed, 4),
            (Window::SubmittedNotAcked, 2),
        ]);
        assert_eq!(
            hits(&seen, &log),
            BTreeMap::from([
                (Window::CommittedNotSubmitted, 1),
                (Window::SubmittedNotAcked, 2),
                (Window::AckedNotRecorded, 0),
                (Window::ProfileHalfFlushed, 4),
                (Window::CommitUnknown, 1),
            ])
        );
    }
}
