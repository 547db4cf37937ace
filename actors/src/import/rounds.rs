//! From a file to rounds: what is stored between two checkpoints. Runs on a blocking thread, in bounded memory.

use std::{collections::HashMap, fs::File, io::Read, path::Path};

use siar_db::{
    contacts::Batch,
    imports::{Progress, Reject},
};
use siar_domain::import::{
    ContactReader, ContactRow, ImportError, ImportSettings, ImportedLine, RejectedRow, Seen,
    SeenNumbers,
};
use tokio::sync::mpsc;

/// Rows of one statement: beyond this nothing gets faster, and a lock is held longer.
const BATCH: usize = 5_000;
/// Batches of a round that are stored one after the other: in the end of each round somebody waits for the slowest.
const TURNS: usize = 3;
/// Bytes read at once.
const PIECE: usize = 256 * 1024;
/// Numbers remembered to tell repeats: about 18 bytes each.
const REMEMBERED: usize = 2_000_000;
/// Bytes of refused rows in one round.
const REJECTED_BYTES: usize = 4 * 1024 * 1024;

/// What is stored between two checkpoints.
#[derive(Debug, Default)]
pub(super) struct Round {
    /// New numbers, no number in two batches: may be stored side by side.
    pub(super) batches: Vec<Batch>,
    /// Rows that repeat a number of the file: stored after the batches, so that the later row completes the earlier one.
    pub(super) repeats: Batch,
    /// Rows refused.
    pub(super) rejects: Vec<Reject>,
    /// The headings of the file's columns; left out where no row was refused.
    pub(super) headings: Vec<String>,
    /// Where the file stands after this round, and the counts known by reading alone.
    pub(super) progress: Progress,
    /// This is the end of the file.
    pub(super) last: bool,
}

impl Round {
    /// People whom the file did not name before.
    pub(super) fn phones(&self) -> impl Iterator<Item = &String> {
        self.batches.iter().flat_map(|batch| &batch.phones)
    }

    fn head(&mut self, reader: &ContactReader) {
        if !self.rejects.is_empty() {
            self.headings = reader.headings().to_vec();
        }
    }

    /// How many they are.
    pub(super) fn people(&self) -> i64 {
        let people: usize = self.batches.iter().map(|batch| batch.phones.len()).sum();
        i64::try_from(people).unwrap_or(i64::MAX)
    }
}

/// Why reading ended early.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    /// Not a file of contacts.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The spool's file is gone or broken.
    #[error("the uploaded file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

impl Unreadable {
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Import(error) => error.code(),
            Self::Io(_) => "upload_lost",
        }
    }
}

/// Reads the whole file and sends its rounds, passing over the first `skip` rows, which are stored already. Ends early, without an
/// error, when nobody listens any more.
pub(super) fn read(
    path: &Path,
    settings: ImportSettings,
    skip: i64,
    side_by_side: usize,
    to: &mpsc::Sender<Round>,
) -> Result<(), Unreadable> {
    let mut file = File::open(path)?;
    let mut reader = ContactReader::new(settings);
    let mut maker = Maker {
        seen: SeenNumbers::with_capacity(REMEMBERED),
        skip,
        full: BATCH * side_by_side * TURNS,
        round: Making::default(),
        progress: Progress::default(),
        ready: Vec::new(),
    };
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        reader.push(piece.get(..read).unwrap_or_default(), &mut |line| {
            maker.take(line);
        })?;
        maker.progress.read_bytes += i64::try_from(read).unwrap_or_default();
        for mut round in maker.ready.drain(..) {
            round.progress.read_bytes = maker.progress.read_bytes;
            round.head(&reader);
            if to.blocking_send(round).is_err() {
                return Ok(());
            }
        }
    }
    reader.finish(&mut |line| maker.take(line))?;
    maker.close();
    let last = maker.ready.len().saturating_sub(1);
    for (place, mut round) in maker.ready.drain(..).enumerate() {
        round.progress.read_bytes = maker.progress.read_bytes;
        round.last = place == last;
        round.head(&reader);
        if to.blocking_send(round).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// Collects rows into rounds.
struct Maker {
    seen: SeenNumbers,
    skip: i64,
    full: usize,
    round: Making,
    progress: Progress,
    ready: Vec<Round>,
}

/// A round in the making. Rows are merged by number, the later one's values winning.
#[derive(Default)]
struct Making {
    fresh: Vec<ContactRow>,
    repeats: HashMap<String, ContactRow>,
    /// Numbers of this round that the full set could not remember.
    unremembered: HashMap<String, ()>,
    rejects: Vec<Reject>,
    rejected_bytes: usize,
    rows: usize,
}

impl Maker {
    fn take(&mut self, line: ImportedLine) {
        self.progress.rows += 1;
        let stored_already = self.progress.rows <= self.skip;
        match line {
            Ok(row) => self.row(row, stored_already),
            Err(row) => {
                self.progress.rejected += 1;
                if !stored_already {
                    self.round.rejected_bytes += row.cells.iter().map(String::len).sum::<usize>();
                    self.round.rejects.push(reject(row));
                }
            }
        }
        self.round.rows += usize::from(!stored_already);
        if self.round.rows >= self.full || self.round.rejected_bytes >= REJECTED_BYTES {
            self.close();
        }
    }

    fn row(&mut self, row: ContactRow, stored_already: bool) {
        let repeats = match self.seen.insert(&row.phone) {
            Seen::New => false,
            Seen::Repeat => true,
            Seen::Unknown => self
                .round
                .unremembered
                .insert(row.phone.as_str().to_owned(), ())
                .is_some(),
        };
        self.progress.duplicates += i64::from(repeats);
        if stored_already {
            return;
        }
        if repeats {
            let phone = row.phone.as_str().to_owned();
            match self.round.repeats.get_mut(&phone) {
                Some(earlier) => complete(earlier, row),
                None => {
                    self.round.repeats.insert(phone, row);
                }
            }
        } else {
            self.round.fresh.push(row);
        }
    }

    fn close(&mut self) {
        let mut making = std::mem::take(&mut self.round);
        // Sorted, so that transactions that meet in the same people wait for each other instead of deadlocking.
        making.fresh.sort_unstable_by_key(|row| row.phone);
        let mut repeats: Vec<ContactRow> = making.repeats.into_values().collect();
        repeats.sort_unstable_by_key(|row| row.phone);
        let mut batches = Vec::new();
        let mut fresh = making.fresh.into_iter().peekable();
        while fresh.peek().is_some() {
            batches.push(batch(fresh.by_ref().take(BATCH)));
        }
        self.ready.push(Round {
            batches,
            repeats: batch(repeats.into_iter()),
            rejects: making.rejects,
            headings: Vec::new(),
            progress: self.progress,
            last: false,
        });
    }
}

/// The later row's values win; what it lacks is kept.
fn complete(earlier: &mut ContactRow, later: ContactRow) {
    earlier.name = later.name.or(earlier.name.take());
    earlier.email = later.email.or(earlier.email.take());
    for (key, value) in later.attributes {
        match earlier
            .attributes
            .iter_mut()
            .find(|(known, _)| *known == key)
        {
            Some((_, known)) => *known = value,
            None => earlier.attributes.push((key, value)),
        }
    }
}

fn batch(rows: impl Iterator<Item = ContactRow>) -> Batch {
    let mut batch = Batch::default();
    for row in rows {
        let attributes: serde_json::Map<String, serde_json::Value> = row
            .attributes
            .into_iter()
            .map(|(key, value)| (key.to_string(), value.into()))
            .collect();
        batch.phones.push(row.phone.as_str().to_owned());
        batch.names.push(row.name);
        batch.emails.push(row.email);
        batch
            .attributes
            .push(serde_json::Value::Object(attributes).to_string());
    }
    batch
}

fn reject(row: RejectedRow) -> Reject {
    // PostgreSQL's text cannot hold a NUL; the reason says that there was one.
    let storable = |text: String| text.replace('\0', "\u{FFFD}");
    Reject {
        line: i64::try_from(row.line).unwrap_or(i64::MAX),
        reason: row.reason.code().to_owned(),
        detail: row.reason.to_string(),
        raw: storable(row.value),
        cells: row.cells.into_iter().map(storable).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(csv: &str, skip: i64) -> Vec<Round> {
        let mut file = tempfile();
        std::io::Write::write_all(&mut file.1, csv.as_bytes()).unwrap();
        let (to, mut from) = mpsc::channel(100);
        read(&file.0, ImportSettings::default(), skip, 1, &to).unwrap();
        drop(to);
        std::fs::remove_file(&file.0).unwrap();
        std::iter::from_fn(|| from.blocking_recv()).collect()
    }

    fn tempfile() -> (std::path::PathBuf, File) {
        let path = std::env::temp_dir().join(format!("siar-rounds-{}", uuid::Uuid::new_v4()));
        let file = File::create(&path).unwrap();
        (path, file)
    }

    const CSV: &str = "phone,name,city\n08111111111,Ani,\n08122222222,,Medan\n12,x,\n08111111111,,Solo\n08111111111,Anita,\n";

    #[test]
    fn repeats_are_merged_counted_and_stored_last() {
        let rounds = rounds(CSV, 0);
        assert_eq!(rounds.len(), 1);
        let round = &rounds[0];
        assert!(round.last);
        assert_eq!(round.batches.len(), 1);
        assert_eq!(round.batches[0].phones, ["+628111111111", "+628122222222"]);
        assert_eq!(round.batches[0].names, [Some("Ani".to_owned()), None]);
        assert_eq!(round.batches[0].attributes, ["{}", r#"{"city":"Medan"}"#]);
        assert_eq!(round.repeats.phones, ["+628111111111"]);
        assert_eq!(round.repeats.names, [Some("Anita".to_owned())]);
        assert_eq!(round.repeats.attributes, [r#"{"city":"Solo"}"#]);
        assert_eq!(round.rejects.len(), 1);
        assert_eq!(round.rejects[0].line, 4);
        assert_eq!(round.rejects[0].cells, ["12", "x", ""]);
        assert_eq!(round.headings, ["phone", "name", "city"]);
        assert_eq!(
            round.progress,
            Progress {
                read_bytes: i64::try_from(CSV.len()).unwrap(),
                rows: 5,
                duplicates: 2,
                rejected: 1,
                ..Progress::default()
            }
        );
    }

    #[test]
    fn going_on_after_a_checkpoint_counts_the_whole_file_and_stores_the_rest() {
        let rounds = rounds(CSV, 3);
        let round = &rounds[0];
        assert_eq!(round.batches, []);
        assert_eq!(round.repeats.phones, ["+628111111111"]);
        assert_eq!(round.rejects, []);
        assert_eq!((round.progress.rows, round.progress.duplicates), (5, 2));
        assert_eq!(round.progress.rejected, 1);
    }

    #[test]
    fn a_file_longer_than_a_round_is_read_in_rounds() {
        let mut csv = "phone\n".to_owned();
        for n in 0..32_000 {
            csv.push_str(&format!("0811{n:07}\n"));
        }
        let rounds = rounds(&csv, 0);
        let sizes: Vec<usize> = rounds
            .iter()
            .map(|r| r.batches.iter().map(|b| b.phones.len()).sum())
            .collect();
        assert_eq!(sizes, [15_000, 15_000, 2_000]);
        assert_eq!(rounds.iter().filter(|r| r.last).count(), 1);
        assert!(rounds[2].last);
    }
}
