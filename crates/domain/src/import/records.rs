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
/// Bytes handed to the reader at once. A quote that is never closed is noticed this much too late, and that much is read
/// again for each line given up.
const STEP: usize = 1024;
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
    /// Lines before `raw`.
    lines: LineCounter,
    /// Lines within `raw`.
    raw_lines: LineCounter,
    /// Bytes read, those read again included.
    #[cfg(test)]
    fed: usize,
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
            raw_lines: LineCounter::default(),
            #[cfg(test)]
            fed: 0,
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
                    if let Some(again) = self.emit(each) {
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
        let input = input.get(..STEP).unwrap_or(input);
        let (result, taken) = self.read(input);
        let back = match result {
            ReadRecordResult::Record => self.emit(each),
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                if self.grow() {
                    None
                } else {
                    self.give_up(Record::TooLong, each)
                }
            }
            ReadRecordResult::InputEmpty | ReadRecordResult::End => {
                if self.raw.len() >= MAX_RECORD || self.raw_lines.seen() > MAX_LINES {
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
        let taken_bytes = input.get(..taken).unwrap_or_default();
        self.raw.extend_from_slice(taken_bytes);
        self.raw_lines.feed(taken_bytes);
        #[cfg(test)]
        {
            self.fed += taken;
        }
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

    /// Hands a whole record over. Answers the bytes to look at again where its quotes turn out broken.
    fn emit(&mut self, each: &mut dyn FnMut(u64, Record<'_>)) -> Option<Vec<u8>> {
        let (start, line, ended) = self.begin();
        let body = self.raw.get(start..).unwrap_or_default();
        let quoted = body.contains(&b'"');
        if quoted {
            let mut counter = LineCounter::default();
            counter.feed(body);
            if !is_well_quoted(body, self.delimiter) {
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
        self.raw_lines = LineCounter::default();
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

/// Whether every quoted field of a record is closed and ends there. `csv-core` forgives more; forgiving would mean to call
/// people by names with half of their quotation marks, and over several lines to swallow the lines of others.
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
mod tests;
