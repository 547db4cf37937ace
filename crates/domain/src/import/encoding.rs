//! Which encoding a file is in, and how its bytes become text.
//!
//! CSV is taken apart as bytes: in UTF-8 and all single-byte encodings, quotes, delimiters and line ends are the same single
//! bytes. Fields become text one by one, so a broken character costs one row and not the file. UTF-16 and the encodings of
//! East Asia, whose second bytes can look like a delimiter, are transcoded first.
//!
//! What is neither UTF-8 nor UTF-16 is guessed by `chardetng` (the detector of Firefox) with the tenant's country as a hint.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{self as rs, CoderResult, Decoder};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use crate::phone::Country;

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// Plain ASCII so far: UTF-8, until a byte proves otherwise.
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
    /// Central Europe.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Cyrillic.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// What Western spreadsheets write where they do not write UTF-8.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Greek.
    #[serde(rename = "windows-1253")]
    Windows1253,
    /// Turkish.
    #[serde(rename = "windows-1254")]
    Windows1254,
    /// Hebrew.
    #[serde(rename = "windows-1255")]
    Windows1255,
    /// Arabic.
    #[serde(rename = "windows-1256")]
    Windows1256,
    /// Baltic.
    #[serde(rename = "windows-1257")]
    Windows1257,
    /// Vietnamese.
    #[serde(rename = "windows-1258")]
    Windows1258,
    /// Thai.
    #[serde(rename = "windows-874")]
    Windows874,
    /// Excel on a Macintosh of old.
    Macintosh,
    /// Chinese, mainland.
    Gbk,
    /// Chinese, Taiwan and Hong Kong.
    Big5,
    /// Japanese.
    ShiftJis,
    /// Korean.
    EucKr,
}

/// The encodings before Unicode.
const LEGACY: [(Encoding, &rs::Encoding); 15] = [
    (Encoding::Windows1250, rs::WINDOWS_1250),
    (Encoding::Windows1251, rs::WINDOWS_1251),
    (Encoding::Windows1252, rs::WINDOWS_1252),
    (Encoding::Windows1253, rs::WINDOWS_1253),
    (Encoding::Windows1254, rs::WINDOWS_1254),
    (Encoding::Windows1255, rs::WINDOWS_1255),
    (Encoding::Windows1256, rs::WINDOWS_1256),
    (Encoding::Windows1257, rs::WINDOWS_1257),
    (Encoding::Windows1258, rs::WINDOWS_1258),
    (Encoding::Windows874, rs::WINDOWS_874),
    (Encoding::Macintosh, rs::MACINTOSH),
    (Encoding::Gbk, rs::GBK),
    (Encoding::Big5, rs::BIG5),
    (Encoding::ShiftJis, rs::SHIFT_JIS),
    (Encoding::EucKr, rs::EUC_KR),
];

impl Encoding {
    /// From the beginning of a file: the encoding and the length of its byte order mark. `head` may end within a character.
    /// `said` is what the person chose; only a byte order mark knows better.
    pub(super) fn detect(head: &[u8], said: Option<Self>, country: Country) -> (Self, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => return (Self::Utf8, 3),
            [0xFF, 0xFE, ..] => return (Self::Utf16Le, 2),
            [0xFE, 0xFF, ..] => return (Self::Utf16Be, 2),
            _ => {}
        }
        if let Some(said) = said {
            return (said, 0);
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
            Err(_) => Self::guessed(head, country),
        };
        (encoding, 0)
    }

    fn guessed(bytes: &[u8], country: Country) -> Self {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, false);
        // A country's top-level domain is its code, except for one.
        let domain = match country.as_str() {
            "GB" => "uk".to_owned(),
            code => code.to_ascii_lowercase(),
        };
        let guess = detector.guess(Some(domain.as_bytes()), Utf8Detection::Deny);
        let is_old_mac =
            guess == rs::WINDOWS_1252 && bytes.contains(&b'\r') && !bytes.contains(&b'\n');
        if is_old_mac {
            return Self::Macintosh;
        }
        LEGACY
            .iter()
            .find_map(|(ours, theirs)| (*theirs == guess).then_some(*ours))
            .unwrap_or(Self::Windows1252)
    }

    fn legacy(self) -> Option<&'static rs::Encoding> {
        LEGACY
            .iter()
            .find_map(|(ours, theirs)| (*ours == self).then_some(*theirs))
    }

    /// The text of a field. None when the bytes are not in this encoding.
    pub(super) fn text(self, field: &[u8]) -> Option<Cow<'_, str>> {
        if self == Self::Ascii || self == Self::Utf8 {
            return std::str::from_utf8(field).ok().map(Cow::Borrowed);
        }
        match self.legacy().filter(|encoding| encoding.is_single_byte()) {
            Some(encoding) => Some(encoding.decode_without_bom_handling(field).0),
            // Transcoded before; a character that could not be is marked.
            None => std::str::from_utf8(field)
                .ok()
                .filter(|text| !text.contains('\u{FFFD}'))
                .map(Cow::Borrowed),
        }
    }

    /// What is known after seeing `record`: a file that was plain ASCII so far shows its encoding with its first other byte.
    pub(super) fn refined(self, record: &[u8], country: Country) -> Self {
        if self != Self::Ascii || record.is_ascii() {
            return self;
        }
        if std::str::from_utf8(record).is_ok() {
            return Self::Utf8;
        }
        // It is too late to transcode the file from its beginning.
        let guess = Self::guessed(record, country);
        if guess.transcoder().is_none() {
            guess
        } else {
            Self::Windows1252
        }
    }

    pub(super) fn transcoder(self) -> Option<Transcoder> {
        let encoding = match self {
            Self::Ascii | Self::Utf8 => return None,
            Self::Utf16Le => rs::UTF_16LE,
            Self::Utf16Be => rs::UTF_16BE,
            other => other
                .legacy()
                .filter(|encoding| !encoding.is_single_byte())?,
        };
        Some(Transcoder(encoding.new_decoder_without_bom_handling()))
    }
}

/// Turns a stream into UTF-8, piece by piece.
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
