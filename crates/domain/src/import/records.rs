//! A stream of bytes, in pieces of any size, taken apart into records: RFC 4180 by `csv-core`, with what a stream from
//! strangers needs around it.
//!
//! - Memory is bounded: a record longer than [`MAX_RECORD`] is reported and skipped, however long it goes on.
//! - One stray quote must not swallow the file: a record that never closes its quote is given up at its first line, and
//!   reading goes on at the second. Within one record at most [`MAX_LINES`] lines are looked at again, so this stays linear.
//! - Line numbers are those of a text editor: line ends within quotes count.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Longest record, bytes.
pub(super) const MAX_RECORD: usize = 1 << 20;
/// Most lines within one record.
const MAX_LINES: u64 = 100;
/// Most fields of one record.
const MAX_FIELDS: usize = 1024;

/// The fields of one record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Fields<'a> {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a field, unquoted; none beyond the last.
    pub(super) fn get(&self, index: usize) -> Option<&'a [u8]> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes.get(start..end)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).map_while(move |index| self.get(index))
    }

    /// All fields, one after the other.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

/// What the stream held at one line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Record<'a> {
    /// A record.
    Fields(Fields<'a>),
    /// Longer than [`MAX_RECORD`], or more than [`MAX_FIELDS`] fields.
    TooLong,
    /// A quote that is never closed, or closed in the middle of a field.
    BrokenQuotes,
}

/// The reader of one stream.
pub(super) struct Records {
    reader: Reader,
    delimiter: u8,
    /// The bytes of the record being read, as they came.
    raw: Vec<u8>,
    out: Vec<u8>,
    out_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    lines: LineCounter,
    /// Within a line that is too long: bytes are dropped until it ends.
    skipping: bool,
}

impl Records {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            raw: Vec::new(),
            out: vec![0; 4096],
            out_len: 0,
            ends: vec![0; 64],
            ends_len: 0,
            lines: LineCounter::default(),
            skipping: false,
        }
    }

    /// Takes the next bytes. `each` gets the line number on which a record begins, from 1.
    pub(super) fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(u64, Record<'_>)) {
        // What is looked at again after a broken quote, before the rest of `bytes`, and how far; the last comes first.
        let mut again: Vec<(Vec<u8>, usize)> = Vec::new();
        let mut done = 0;
        loop {
            let (taken, back) = match again.last() {
                Some((piece, from)) => self.step(piece.get(*from..).unwrap_or_default(), each),
                None => self.step(bytes.get(done..).unwrap_or_default(), each),
            };
            match again.last_mut() {
                Some((piece, from)) => {
                    *from += taken;
                    if *from >= piece.len() {
                        again.pop();
                    }
                }
                None => done += taken,
            }
            again.extend(back.map(|piece| (piece, 0)));
            if again.is_empty() && done >= bytes.len() {
                return;
            }
        }
    }

    /// The end of the stream.
    pub(super) fn finish(&mut self, each: &mut dyn FnMut(u64, Record<'_>)) {
        loop {
            if self.skipping {
                self.skipping = false;
                return;
            }
            let (result, _) = self.read(&[]);
            match result {
                ReadRecordResult::Record => {
                    if let Some(again) = self.emit(true, each) {
                        self.push(&again, each);
                    } else {
                        return;
                    }
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    if !self.grow() {
                        self.give_up(Record::TooLong, each);
                        return;
                    }
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return,
            }
        }
    }

    /// Reads until one record ends or `input` does. Answers the bytes taken and what must be looked at again before more.
    fn step(
        &mut self,
        input: &[u8],
        each: &mut dyn FnMut(u64, Record<'_>),
    ) -> (usize, Option<Vec<u8>>) {
        if input.is_empty() {
            // To the reader this would be the end of the stream.
            return (0, None);
        }
        if self.skipping {
            let end = input.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            self.skipping = end.is_none();
            // The line end itself is left to the reader, which counts it.
            return (end.unwrap_or(input.len()), None);
        }
        // Not more than the bound at once, so that it is noticed in time.
        let room = MAX_RECORD.saturating_sub(self.raw.len()).max(1);
        let input = input.get(..room).unwrap_or(input);
        let (result, taken) = self.read(input);
        let back = match result {
            ReadRecordResult::Record => self.emit(false, each),
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                if self.grow() {
                    None
                } else {
                    self.give_up(Record::TooLong, each)
                }
            }
            ReadRecordResult::InputEmpty | ReadRecordResult::End => {
                if self.raw.len() >= MAX_RECORD || self.spans_too_many_lines() {
                    self.give_up(Record::TooLong, each)
                } else {
                    None
                }
            }
        };
        (taken, back)
    }

    fn read(&mut self, input: &[u8]) -> (ReadRecordResult, usize) {
        let out = self.out.get_mut(self.out_len..).unwrap_or_default();
        let ends = self.ends.get_mut(self.ends_len..).unwrap_or_default();
        let (result, taken, written, ended) = self.reader.read_record(input, out, ends);
        self.out_len += written;
        self.ends_len += ended;
        self.raw
            .extend_from_slice(input.get(..taken).unwrap_or_default());
        (result, taken)
    }

    /// Makes room for a longer record; false at the bound.
    fn grow(&mut self) -> bool {
        let out_full = self.out_len == self.out.len();
        let ends_full = self.ends_len == self.ends.len();
        if (out_full && self.out.len() >= MAX_RECORD)
            || (ends_full && self.ends.len() >= MAX_FIELDS)
        {
            return false;
        }
        if out_full {
            self.out.resize(self.out.len() * 2, 0);
        }
        if ends_full {
            self.ends.resize(self.ends.len() * 2, 0);
        }
        true
    }

    fn spans_too_many_lines(&self) -> bool {
        // Rarely more than a piece's length; counted only for records that outlive a piece.
        let mut counter = LineCounter::default();
        counter.feed(&self.raw);
        counter.seen() > MAX_LINES
    }

    /// Hands a whole record over. Answers the bytes to look at again where its quotes turn out broken.
    fn emit(&mut self, at_end: bool, each: &mut dyn FnMut(u64, Record<'_>)) -> Option<Vec<u8>> {
        let (start, line, ended) = self.begin();
        let body = self.raw.get(start..).unwrap_or_default();
        let quoted = body.contains(&b'"');
        if quoted {
            let mut counter = LineCounter::default();
            counter.feed(body);
            let several = counter.seen() > 1;
            if (several || at_end) && !is_well_quoted(body, self.delimiter) {
                return self.give_up(Record::BrokenQuotes, each);
            }
            if counter.seen() > MAX_LINES {
                return self.give_up(Record::TooLong, each);
            }
        }
        let fields = Fields {
            bytes: self.out.get(..self.out_len).unwrap_or_default(),
            ends: self.ends.get(..self.ends_len).unwrap_or_default(),
        };
        each(line, Record::Fields(fields));
        self.lines = ended;
        self.clear();
        None
    }

    /// Reports the first line of the record being read and answers its other lines. A single line beyond the bound is skipped.
    fn give_up(
        &mut self,
        why: Record<'static>,
        each: &mut dyn FnMut(u64, Record<'_>),
    ) -> Option<Vec<u8>> {
        let (start, line, _) = self.begin();
        let body = self.raw.get(start..).unwrap_or_default();
        let end = body.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let multi_line = end.is_some_and(|end| end + 1 < body.len());
        let why = if multi_line {
            Record::BrokenQuotes
        } else {
            why
        };
        each(line, why);
        let mut lines = self.lines;
        lines.feed(self.raw.get(..start).unwrap_or_default());
        let again = match end {
            Some(end) => {
                // The line end goes with the rest: the reader skips it and the counter counts it.
                Some(body.get(end..).unwrap_or_default().to_vec())
            }
            None => {
                self.skipping = true;
                None
            }
        };
        self.lines = lines;
        self.reader.reset();
        self.clear();
        again
    }

    /// Where the record begins within `raw` (line ends before it belong to no record), on which line, and the counter after it.
    fn begin(&self) -> (usize, u64, LineCounter) {
        let start = self
            .raw
            .iter()
            .position(|byte| !matches!(byte, b'\n' | b'\r'))
            .unwrap_or(self.raw.len());
        let mut lines = self.lines;
        lines.feed(self.raw.get(..start).unwrap_or_default());
        let line = lines.seen() + 1;
        lines.feed(self.raw.get(start..).unwrap_or_default());
        (start, line, lines)
    }

    fn clear(&mut self) {
        self.raw.clear();
        self.out_len = 0;
        self.ends_len = 0;
    }
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records")
            .field("delimiter", &char::from(self.delimiter))
            .field("lines", &self.lines.seen())
            .finish_non_exhaustive()
    }
}

/// Counts line ends: LF, CR and CRLF are one each, also where a piece ends between CR and LF.
#[derive(Debug, Clone, Copy, Default)]
struct LineCounter {
    ends: u64,
    after_cr: bool,
}

impl LineCounter {
    fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\r' => self.ends += 1,
                b'\n' if !self.after_cr => self.ends += 1,
                _ => {}
            }
            self.after_cr = *byte == b'\r';
        }
    }

    fn seen(self) -> u64 {
        self.ends
    }
}

/// Whether every quoted field of a record is closed and ends there. `csv-core` forgives more; for a record over several lines
/// forgiving would mean to swallow the lines of others.
fn is_well_quoted(record: &[u8], delimiter: u8) -> bool {
    #[derive(PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Quote,
    }
    let mut at = At::Start;
    for byte in record {
        at = match (at, *byte) {
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) | (At::Quote, b'"') => At::Quoted,
            (At::Start, b'"') => At::Quoted,
            (At::Start | At::Plain | At::Quote, b) if b == delimiter => At::Start,
            (At::Quote, b'\r' | b'\n' | b' ') => At::Quote,
            (At::Quote, _) => return false,
            (At::Start | At::Plain, _) => At::Plain,
        };
    }
    at != At::Quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], piece: usize) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
        let mut records = Records::new(b',');
        let mut seen = Vec::new();
        let mut each = |line: u64, record: Record<'_>| {
            seen.push((
                line,
                match record {
                    Record::Fields(fields) => Ok(fields
                        .iter()
                        .map(|field| String::from_utf8_lossy(field).into_owned())
                        .collect()),
                    Record::TooLong => Err("too long"),
                    Record::BrokenQuotes => Err("broken quotes"),
                },
            ));
        };
        for piece in bytes.chunks(piece) {
            records.push(piece, &mut each);
        }
        records.finish(&mut each);
        seen
    }

    fn ok(line: u64, fields: &[&str]) -> (u64, Result<Vec<String>, &'static str>) {
        (line, Ok(fields.iter().map(ToString::to_string).collect()))
    }

    #[test]
    fn lines_are_those_of_an_editor_whatever_the_line_ends_and_pieces() {
        for (text, expected) in [
            (
                "a,b\n\n\"c\nd\",e\r\nf,\"g\"\"h\"\n",
                vec![
                    ok(1, &["a", "b"]),
                    ok(3, &["c\nd", "e"]),
                    ok(5, &["f", "g\"h"]),
                ],
            ),
            (
                "a\r\rb\r\"c\r\nd\"\re",
                vec![
                    ok(1, &["a"]),
                    ok(3, &["b"]),
                    ok(4, &["c\r\nd"]),
                    ok(6, &["e"]),
                ],
            ),
            ("\n\r\n\na", vec![ok(4, &["a"])]),
            ("a", vec![ok(1, &["a"])]),
            ("", vec![]),
            (
                "x 5\" y,2\nz",
                vec![ok(1, &["x 5\" y", "2"]), ok(2, &["z"])],
            ),
        ] {
            for piece in [1, 2, 3, 1000] {
                assert_eq!(
                    read(text.as_bytes(), piece),
                    expected,
                    "{text:?} by {piece}"
                );
            }
        }
    }

    #[test]
    fn a_stray_quote_costs_its_own_line_only() {
        for (text, expected) in [
            (
                "\"a,1\nb,2\nc,3\n",
                vec![
                    (1, Err("broken quotes")),
                    ok(2, &["b", "2"]),
                    ok(3, &["c", "3"]),
                ],
            ),
            (
                "a,1\r\n\"b,2\r\nc \"d\",3\r\ne,4\r\n",
                vec![
                    ok(1, &["a", "1"]),
                    (2, Err("broken quotes")),
                    ok(3, &["c \"d\"", "3"]),
                    ok(4, &["e", "4"]),
                ],
            ),
            ("a\n\"", vec![ok(1, &["a"]), (2, Err("broken quotes"))]),
            (
                "\"a\n\"b\n\"c\n",
                vec![
                    (1, Err("broken quotes")),
                    (2, Err("broken quotes")),
                    (3, Err("broken quotes")),
                ],
            ),
        ] {
            for piece in [1, 2, 7, 1000] {
                assert_eq!(
                    read(text.as_bytes(), piece),
                    expected,
                    "{text:?} by {piece}"
                );
            }
        }
    }

    #[test]
    fn a_line_of_ten_megabytes_is_reported_and_skipped() {
        let mut text = b"a,1\n".to_vec();
        text.resize(10 << 20, b'x');
        text.extend_from_slice(b"\nb,2\n");
        for piece in [65_536, 20 << 20] {
            assert_eq!(
                read(&text, piece),
                [ok(1, &["a", "1"]), (2, Err("too long")), ok(3, &["b", "2"])]
            );
        }
        let mut records = Records::new(b',');
        for piece in text.chunks(65_536) {
            records.push(piece, &mut |_, _| ());
            assert!(records.raw.capacity() <= 4 * MAX_RECORD);
            assert!(records.out.len() <= 2 * MAX_RECORD);
        }
    }

    #[test]
    fn a_quote_open_over_many_lines_is_given_up() {
        let mut text = "\"a\n".to_owned();
        for _ in 0..5000 {
            text.push_str("b,2\n");
        }
        let seen = read(text.as_bytes(), 4096);
        assert_eq!(seen.len(), 5001);
        assert_eq!(seen[0], (1, Err("broken quotes")));
        assert_eq!(seen[5000], ok(5001, &["b", "2"]));
    }

    #[test]
    fn too_many_fields_are_too_long() {
        let text = format!("a\n{}\nb\n", ",".repeat(5000));
        assert_eq!(
            read(text.as_bytes(), 512),
            [ok(1, &["a"]), (2, Err("too long")), ok(3, &["b"])]
        );
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(text in "[ab,\"\n\r]{0,60}", piece in 1_usize..20) {
            prop_assert_eq!(read(text.as_bytes(), piece), read(text.as_bytes(), 1000));
        }

        #[test]
        fn what_a_csv_writer_writes_is_read_back(
            rows in proptest::collection::vec(proptest::collection::vec("[ab,\"\n\r é]{0,6}", 2..4), 0..8),
            piece in 1_usize..20,
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let seen: Vec<_> = read(&text, piece).into_iter().map(|(_, fields)| fields.unwrap()).collect();
            prop_assert_eq!(seen, rows);
        }
    }
}
