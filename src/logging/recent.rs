//! The log's last lines, in memory, for the console (ADM-5): masked as they come in, bounded in lines and in bytes. Nothing here is kept
//! when the process ends; the log itself is what is written to standard error.

use std::{
    collections::VecDeque,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_domain::clock::{Clock, SystemClock};
use utoipa::ToSchema;

/// Lines kept.
const MOST_LINES: usize = 2_000;
/// Bytes of text kept; a few lines of a storm push the older ones out.
const MOST_BYTES: usize = 1024 * 1024;
/// Bytes kept of any one text in a line.
const MOST_TEXT: usize = 4 * 1024;

static RECENT: LazyLock<Recent> = LazyLock::new(|| Recent::new(Arc::new(SystemClock)));

/// The last lines of this process's log: there is one log of a process.
#[must_use]
pub fn recent() -> &'static Recent {
    &RECENT
}

/// How urgent a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// Something failed.
    Error,
    /// Something may become a problem.
    Warn,
    /// What happens.
    Info,
    /// For looking into one part.
    Debug,
    /// Everything.
    Trace,
}

/// A line of the log. Phone numbers are cut to their last four digits, secrets are struck out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LogLine {
    /// Counts the process's lines from 1, without gaps: a gap means lines that are no longer kept.
    pub sequence: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// How urgent.
    pub level: LogLevel,
    /// The part of the program that says it.
    pub target: String,
    /// The sentence.
    pub message: String,
    /// What belongs to it, in its order.
    pub fields: Vec<LogField>,
}

/// A value that belongs to a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LogField {
    /// Its name.
    pub name: String,
    /// Its value as text.
    pub value: String,
}

impl LogLine {
    fn bytes(&self) -> usize {
        let fields: usize = self
            .fields
            .iter()
            .map(|field| field.name.len() + field.value.len())
            .sum();
        self.target.len() + self.message.len() + fields
    }

    /// Whether `text` (in lower case) is anywhere in it.
    fn has(&self, text: &str) -> bool {
        let within = |part: &str| part.to_lowercase().contains(text);
        within(&self.message)
            || within(&self.target)
            || self
                .fields
                .iter()
                .any(|field| within(&field.name) || within(&field.value))
    }
}

/// Which lines to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only those after this sequence.
    pub after: Option<u64>,
    /// Only those at least as urgent.
    pub level: Option<LogLevel>,
    /// Only those with this text in them, in whatever case.
    pub text: Option<String>,
}

/// Lines read, and what there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The lines, oldest first.
    pub lines: Vec<LogLine>,
    /// Sequence of the oldest line kept; one more than `newest` while there is none.
    pub oldest: u64,
    /// Sequence of the newest line; 0 while there is none.
    pub newest: u64,
}

#[derive(Debug, Default)]
struct Ring {
    lines: VecDeque<LogLine>,
    bytes: usize,
    newest: u64,
}

/// The last lines. Cheap to write to: one short lock for a line.
#[derive(Debug)]
pub struct Recent {
    clock: Arc<dyn Clock>,
    ring: Mutex<Ring>,
}

impl Recent {
    /// Holds nothing yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            ring: Mutex::default(),
        }
    }

    /// Keeps a line, masked; the oldest ones make room.
    pub fn keep(&self, level: LogLevel, target: &str, message: &str, fields: Vec<(&str, String)>) {
        let fields = fields
            .into_iter()
            .map(|(name, value)| LogField {
                value: if is_secret(name) {
                    "***".to_owned()
                } else {
                    shown(&value)
                },
                name: name.to_owned(),
            })
            .collect();
        let mut line = LogLine {
            sequence: 0,
            at: self.clock.now(),
            level,
            target: target.to_owned(),
            message: shown(message),
            fields,
        };
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        ring.newest += 1;
        line.sequence = ring.newest;
        ring.bytes += line.bytes();
        ring.lines.push_back(line);
        while ring.lines.len() > MOST_LINES || ring.bytes > MOST_BYTES {
            let Some(oldest) = ring.lines.pop_front() else {
                break;
            };
            ring.bytes -= oldest.bytes();
        }
    }

    /// The newest `most` of the wanted lines; with `after` the first `most` that follow it.
    #[must_use]
    pub fn read(&self, wanted: &Wanted, most: usize) -> Read {
        let text = wanted.text.as_ref().map(|text| text.to_lowercase());
        let fits = |line: &&LogLine| {
            wanted.after.is_none_or(|after| line.sequence > after)
                && wanted.level.is_none_or(|level| line.level <= level)
                && text.as_ref().is_none_or(|text| line.has(text))
        };
        let ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = if wanted.after.is_some() {
            ring.lines.iter().filter(fits).take(most).cloned().collect()
        } else {
            let mut lines: Vec<LogLine> = ring
                .lines
                .iter()
                .rev()
                .filter(fits)
                .take(most)
                .cloned()
                .collect();
            lines.reverse();
            lines
        };
        Read {
            lines,
            oldest: ring
                .lines
                .front()
                .map_or(ring.newest + 1, |line| line.sequence),
            newest: ring.newest,
        }
    }
}

/// Masked first and cut afterwards: half of a number would pass the mask.
fn shown(text: &str) -> String {
    let mut masked = super::mask(text);
    if masked.len() > MOST_TEXT {
        let end = (0..=MOST_TEXT)
            .rev()
            .find(|at| masked.is_char_boundary(*at))
            .unwrap_or(0);
        masked.truncate(end);
        masked.push('…');
    }
    masked
}

/// Values that nobody but their owner may see: without a mail server the sandbox logs the links of e-mails with their token.
fn is_secret(name: &str) -> bool {
    ["token", "password", "secret"]
        .iter()
        .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(read: &Read) -> Vec<u64> {
        read.lines.iter().map(|line| line.sequence).collect()
    }

    fn ring() -> Recent {
        Recent::new(Arc::new(SystemClock))
    }

    #[test]
    fn it_is_bounded_in_lines_and_in_bytes_and_tells_what_is_gone() {
        let recent = ring();
        assert_eq!(
            recent.read(&Wanted::default(), 10),
            Read {
                lines: Vec::new(),
                oldest: 1,
                newest: 0
            }
        );
        for _ in 0..MOST_LINES + 7 {
            recent.keep(LogLevel::Info, "t", "x", Vec::new());
        }
        let read = recent.read(&Wanted::default(), usize::MAX);
        assert_eq!(
            (read.lines.len(), read.oldest, read.newest),
            (MOST_LINES, 8, 2007)
        );
        for _ in 0..MOST_LINES {
            recent.keep(LogLevel::Info, "t", &"x".repeat(2 * MOST_TEXT), Vec::new());
        }
        let read = recent.read(&Wanted::default(), usize::MAX);
        let bytes: usize = read.lines.iter().map(LogLine::bytes).sum();
        assert!(bytes <= MOST_BYTES && bytes > MOST_BYTES - 2 * MOST_TEXT);
        assert!(read.lines[0].message.ends_with('…'));
    }

    #[test]
    fn lines_are_found_by_sequence_level_and_text() {
        let recent = ring();
        recent.keep(LogLevel::Warn, "db", "the pool is Empty", Vec::new());
        recent.keep(
            LogLevel::Debug,
            "ws",
            "frame",
            vec![("kind", "empty".into())],
        );
        recent.keep(LogLevel::Error, "boot", "failed", Vec::new());
        let found = |after, level, text: Option<&str>, most| {
            let text = text.map(str::to_owned);
            lines(&recent.read(&Wanted { after, level, text }, most))
        };
        assert_eq!(found(None, None, None, 10), [1, 2, 3]);
        assert_eq!(found(None, None, None, 2), [2, 3], "the newest");
        assert_eq!(found(Some(1), None, None, 1), [2], "the next");
        assert_eq!(found(None, Some(LogLevel::Warn), None, 10), [1, 3]);
        assert_eq!(found(None, None, Some("EMPTY"), 10), [1, 2]);
        assert_eq!(found(Some(3), None, None, 10), [0_u64; 0]);
    }

    #[test]
    fn no_number_and_no_secret_passes_not_even_where_a_text_is_cut() {
        let recent = ring();
        let number = "6281234567890";
        // The cut falls into the middle of the number.
        let long = format!("{} {number}", "x".repeat(MOST_TEXT - 6));
        for message in [number, long.as_str()] {
            recent.keep(
                LogLevel::Info,
                "t",
                message,
                vec![
                    ("phone", format!("+{number}")),
                    ("token", "abc".into()),
                    ("new_password", "x".into()),
                ],
            );
        }
        let text = serde_json::to_string(&recent.read(&Wanted::default(), 9).lines).unwrap();
        assert!(!text.contains("62812345"), "{text}");
        assert!(!text.contains("abc"), "{text}");
        assert_eq!(
            recent.read(&Wanted::default(), 1).lines[0]
                .fields
                .iter()
                .map(|field| field.value.as_str())
                .collect::<Vec<_>>(),
            ["+*********7890", "***", "***"]
        );
    }
}
