//! The log: lines for people or JSON for programs (ADM-5). Whatever is logged, numbers of people keep only their last four digits and
//! passwords in addresses are struck out, because it is done on the finished line.

mod layer;
mod recent;

use std::io::{self, IsTerminal, Write};

use tracing_subscriber::{
    EnvFilter, fmt::MakeWriter, layer::SubscriberExt, util::SubscriberInitExt,
};

pub use self::{
    layer::Keeping,
    recent::{LogField, LogLevel, LogLine, Read, Recent, Wanted, recent},
};

use crate::config::{LogConfig, LogFormat};

/// Sends the log to standard error, as the settings say, and keeps its last lines.
///
/// # Errors
/// A filter that cannot be read, or a log that was set up already.
pub fn start(config: &LogConfig) -> Result<(), String> {
    let filter = EnvFilter::try_new(&config.log)
        .map_err(|error| format!("SIAR_LOG={:?} cannot be read: {error}", config.log))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(Masked);
    match config.log_format {
        LogFormat::Text => lines
            .with_target(false)
            .finish()
            .with(Keeping(recent()))
            .try_init(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .finish()
            .with(Keeping(recent()))
            .try_init(),
    }
    .map_err(|error| error.to_string())
}

/// Standard error behind the mask.
struct Masked;

impl<'a> MakeWriter<'a> for Masked {
    type Writer = Line;
    fn make_writer(&'a self) -> Line {
        Line(Vec::new())
    }
}

/// One line, masked when it is complete.
struct Line(Vec<u8>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let text = String::from_utf8_lossy(&self.0);
        // Nowhere is left to say that the log cannot be written.
        let _ = io::stderr().lock().write_all(mask(&text).as_bytes());
    }
}

/// Fewest and most digits of a phone number in international form.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
const KEPT: usize = 4;

/// The text with phone numbers cut to their last four digits and passwords of addresses struck out.
#[must_use]
pub fn mask(text: &str) -> String {
    let text = without_passwords(text);
    let mut masked = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.as_str();
    while let Some(next) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            masked.push(next);
            before = next;
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (run, after) = rest.split_at(digits);
        // Parts of ids, times and fractions are no phone numbers.
        let stands_alone = !before.is_ascii_alphanumeric()
            && !matches!(before, '-' | '.')
            && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        if stands_alone && DIGITS.contains(&digits) {
            masked.extend(std::iter::repeat_n('*', digits - KEPT));
            masked.push_str(run.get(digits - KEPT..).unwrap_or_default());
        } else {
            masked.push_str(run);
        }
        before = '0';
        rest = after;
    }
    masked
}

/// `postgres://user:secret@host` without the secret.
fn without_passwords(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (head, tail) = rest.split_at(at + 3);
        out.push_str(head);
        let authority = tail
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '?'))
            .unwrap_or(tail.len());
        let (authority, after) = tail.split_at(authority);
        match authority
            .rsplit_once('@')
            .and_then(|(login, host)| Some((login.split_once(':')?.0, host)))
        {
            Some((user, host)) => {
                out.push_str(user);
                out.push_str(":***@");
                out.push_str(host);
            }
            None => out.push_str(authority),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn phone_numbers_keep_their_last_four_digits() {
        for (text, masked) in [
            ("to +6281234567890 now", "to +*********7890 now"),
            (
                r#"{"phone":"6281234567890"}"#,
                r#"{"phone":"*********7890"}"#,
            ),
            (
                "true_6281234567890@c.us_3EB0ABC",
                "true_*********7890@c.us_3EB0ABC",
            ),
            (
                "phone=6281234567890,6281234567891",
                "phone=*********7890,*********7891",
            ),
            ("08123456", "****3456"),
        ] {
            assert_eq!(mask(text), masked);
        }
    }

    #[test]
    fn ids_times_and_small_numbers_stay() {
        for text in [
            "2026-11-20T23:22:26.12345678Z took 1234567 us",
            "01990000-0000-7000-8000-000000000001",
            "id 12345678-1234-7000-8000-123456789012 ok",
            "hash 12345678abcdef",
            "ünïcode 🦀 1",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn passwords_of_addresses_are_struck_out() {
        assert_eq!(
            mask("postgres://siar:s3cr3t:x@db:5432/siar and redis://h/0 \"http://a:b@c\""),
            "postgres://siar:***@db:5432/siar and redis://h/0 \"http://a:***@c\""
        );
    }
}
