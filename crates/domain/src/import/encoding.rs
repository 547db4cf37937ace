//! Which encoding a file is in, and how its bytes become text.
//!
//! CSV is taken apart as bytes: in UTF-8 and Windows-1252 alike, quotes, delimiters and line ends are the same single bytes.
//! Fields become text one by one, so a broken character costs one row and not the file. Only UTF-16 is transcoded first.

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Encoding {
    /// Plain ASCII so far: UTF-8, until a byte proves otherwise.
    #[serde(rename = "ascii")]
    Ascii,
    /// UTF-8, by its mark or because it holds characters that only UTF-8 explains.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, little end first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// What Western spreadsheets write where they do not write UTF-8.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

impl Encoding {
    /// From the beginning of a file: the encoding and the length of its byte order mark. `head` may end within a character.
    pub(super) fn detect(head: &[u8]) -> (Self, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => return (Self::Utf8, 3),
            [0xFF, 0xFE, ..] => return (Self::Utf16Le, 2),
            [0xFE, 0xFF, ..] => return (Self::Utf16Be, 2),
            _ => {}
        }
        // UTF-16 without its mark: every other byte of Western text is zero.
        let zeros = |parity: usize| {
            let half = head.iter().skip(parity).step_by(2);
            half.filter(|byte| **byte == 0).count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        if odd * 4 > head.len() && even * 20 < odd {
            return (Self::Utf16Le, 0);
        }
        if even * 4 > head.len() && odd * 20 < even {
            return (Self::Utf16Be, 0);
        }
        let encoding = match std::str::from_utf8(head) {
            Ok(text) if text.is_ascii() => Self::Ascii,
            Ok(_) => Self::Utf8,
            // Cut within a character at the very end.
            Err(error) if error.error_len().is_none() => Self::Utf8,
            Err(_) => Self::Windows1252,
        };
        (encoding, 0)
    }

    /// The text of a field. None when the bytes are not in this encoding.
    pub(super) fn text(self, field: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Windows1252 => Some(WINDOWS_1252.decode_without_bom_handling(field).0),
            Self::Ascii | Self::Utf8 => std::str::from_utf8(field).ok().map(Cow::Borrowed),
            // Transcoded before; a character that could not be is marked.
            Self::Utf16Le | Self::Utf16Be => std::str::from_utf8(field)
                .ok()
                .filter(|text| !text.contains('\u{FFFD}'))
                .map(Cow::Borrowed),
        }
    }

    /// What is known after seeing `record`: a file that was plain ASCII so far shows its encoding with its first other byte.
    pub(super) fn refined(self, record: &[u8]) -> Self {
        if self != Self::Ascii || record.is_ascii() {
            self
        } else if std::str::from_utf8(record).is_ok() {
            Self::Utf8
        } else {
            Self::Windows1252
        }
    }

    pub(super) fn transcoder(self) -> Option<Transcoder> {
        let encoding = match self {
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Ascii | Self::Utf8 | Self::Windows1252 => return None,
        };
        Some(Transcoder(encoding.new_decoder_without_bom_handling()))
    }
}

/// Turns a stream of UTF-16 into UTF-8, piece by piece.
pub(super) struct Transcoder(Decoder);

impl Transcoder {
    /// The UTF-8 of the next bytes; `last` flushes what was cut.
    pub(super) fn push(&mut self, mut bytes: &[u8], last: bool) -> Vec<u8> {
        let mut out = String::new();
        loop {
            out.reserve(
                self.0
                    .max_utf8_buffer_length(bytes.len())
                    .unwrap_or(bytes.len())
                    .max(16),
            );
            let (result, read, _) = self.0.decode_to_string(bytes, &mut out, last);
            bytes = bytes.get(read..).unwrap_or_default();
            if matches!(result, CoderResult::InputEmpty) {
                return out.into_bytes();
            }
        }
    }
}

impl std::fmt::Debug for Transcoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Transcoder({})", self.0.encoding().name())
    }
}
