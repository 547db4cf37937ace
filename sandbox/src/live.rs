//! The world in motion: one value behind a lock, a timer that wakes it, the sockets of its pages, and its files.

use crate::clock::WorldClock;
use crate::smtp::Mailbox;
use crate::truth::{Entry, Truth};
use crate::wire::ToPage;
use crate::world::{Output, PageId, Settings, State, World};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc, watch};

/// What a page's socket is told to do.
#[derive(Debug, Clone, PartialEq)]
pub enum ToSocket {
    /// Send this frame.
    Frame(ToPage),
    /// Close after what was sent before.
    Close,
}

/// The running world. Cheap to share behind an [`Arc`].
#[derive(Debug)]
pub struct Live {
    inner: Mutex<Inner>,
    clock: Arc<dyn WorldClock>,
    wake: Notify,
    happened: watch::Sender<u64>,
    mailbox: Arc<Mailbox>,
}

#[derive(Debug)]
struct Inner {
    world: World,
    sockets: HashMap<PageId, mpsc::UnboundedSender<ToSocket>>,
    files: Option<Files>,
    /// Something may have changed since `world.json` was written.
    changed: bool,
}

/// What is kept on disk: `truth.jsonl`, appended at once, and `world.json`, rewritten when something changed.
#[derive(Debug)]
struct Files {
    folder: PathBuf,
    truth: File,
    written: usize,
}

/// The content of `world.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Saved {
    settings: Settings,
    state: State,
}

impl Live {
    /// A world that is only in memory.
    #[must_use]
    pub fn in_memory(settings: Settings, clock: Arc<dyn WorldClock>) -> Arc<Self> {
        let world = World::new(settings, clock.now());
        Self::start(world, None, clock)
    }

    /// A world that is kept in `folder` and goes on from what is there. The seed of what is there wins.
    ///
    /// # Errors
    /// When the folder cannot be made or read, or holds something else.
    pub fn kept_in(
        folder: &Path,
        mut settings: Settings,
        clock: Arc<dyn WorldClock>,
    ) -> io::Result<Arc<Self>> {
        fs::create_dir_all(folder)?;
        let truth_path = folder.join("truth.jsonl");
        let entries = read_truth(&truth_path)?;
        let state = match fs::read(folder.join("world.json")) {
            Ok(bytes) => {
                let saved: Saved = serde_json::from_slice(&bytes)?;
                settings.seed = saved.settings.seed;
                settings.lid_share = saved.settings.lid_share;
                saved.state
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => State::default(),
            Err(error) => return Err(error),
        };
        let truth = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&truth_path)?;
        let files = Files {
            folder: folder.to_owned(),
            truth,
            written: entries.len(),
        };
        let world = World::resume(settings, clock.now(), state, Truth::from_entries(entries));
        Ok(Self::start(world, Some(files), clock))
    }

    fn start(world: World, files: Option<Files>, clock: Arc<dyn WorldClock>) -> Arc<Self> {
        let happened = watch::Sender::new(world.truth().len());
        let inner = Inner {
            world,
            sockets: HashMap::new(),
            files,
            changed: true,
        };
        Arc::new(Self {
            inner: Mutex::new(inner),
            mailbox: Mailbox::new(Arc::clone(&clock)),
            clock,
            wake: Notify::new(),
            happened,
        })
    }

    /// What the world's mail server has taken.
    #[must_use]
    pub const fn mailbox(&self) -> &Arc<Mailbox> {
        &self.mailbox
    }

    /// Lets something happen in the world, after everything that was due before it.
    pub fn with<T>(&self, happening: impl FnOnce(&mut World) -> T) -> T {
        let mut inner = self.lock();
        inner.world.advance(self.clock.now());
        let answer = happening(&mut inner.world);
        inner.changed = true;
        inner.settle();
        let seq = inner.world.truth().len();
        drop(inner);
        self.happened.send_if_modified(|known| {
            let news = *known != seq;
            *known = seq;
            news
        });
        self.wake.notify_one();
        answer
    }

    /// Looks at the world as it is after everything that was due.
    pub fn look<T>(&self, at: impl FnOnce(&World) -> T) -> T {
        self.tick();
        at(&self.lock().world)
    }

    /// Lets everything happen that is due by now.
    pub fn tick(&self) {
        let due = self.lock().world.next_due();
        if due.is_some_and(|due| due <= self.clock.now()) {
            self.with(|_| ());
        }
    }

    /// A page connected; its frames go to `socket`.
    pub fn connect(&self, socket: mpsc::UnboundedSender<ToSocket>) -> PageId {
        let mut inner = self.lock();
        inner.world.advance(self.clock.now());
        let page = inner.world.connect();
        inner.sockets.insert(page, socket);
        inner.settle();
        page
    }

    /// A page's connection ended.
    pub fn disconnect(&self, page: PageId) {
        self.with(|world| world.disconnect(page));
        self.lock().sockets.remove(&page);
    }

    /// Tells when the truth log has grown: its length.
    #[must_use]
    pub fn happened(&self) -> watch::Receiver<u64> {
        self.happened.subscribe()
    }

    /// Drives the timers and the files until the future is dropped.
    pub async fn run(&self) {
        let mut save = tokio::time::interval(Duration::from_secs(1));
        save.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            let due = self.lock().world.next_due();
            let wait = due.map(|due| Duration::from_millis(due.saturating_sub(self.clock.now())));
            let wait = wait.unwrap_or(Duration::from_secs(3_600));
            tokio::select! {
                () = tokio::time::sleep(wait) => self.tick(),
                () = self.wake.notified() => {}
                _ = save.tick() => self.save_or_warn(),
            }
        }
    }

    /// Writes `world.json` if something changed since the last time.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self) -> io::Result<()> {
        let mut inner = self.lock();
        if !inner.changed {
            return Ok(());
        }
        if let Some(files) = &inner.files {
            files.save(&inner.world)?;
        }
        inner.changed = false;
        Ok(())
    }

    fn save_or_warn(&self) {
        if let Err(error) = self.save() {
            tracing::warn!(%error, "the world could not be saved");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Sends what is to be sent and writes the truth down.
    fn settle(&mut self) {
        for output in self.world.take_output() {
            let (page, message) = match output {
                Output::Send(page, frame) => (page, ToSocket::Frame(frame)),
                Output::Close(page) => (page, ToSocket::Close),
            };
            if let Some(socket) = self.sockets.get(&page) {
                // A socket that is gone reports its own end.
                let _ = socket.send(message);
            }
        }
        if let Some(files) = &mut self.files
            && let Err(error) = files.append(self.world.truth())
        {
            tracing::error!(%error, "the truth log could not be written");
        }
    }
}

impl Files {
    fn append(&mut self, truth: &Truth) -> io::Result<()> {
        if truth.entries().len() < self.written {
            self.truth.set_len(0)?;
            self.written = 0;
        }
        let new = truth.entries().get(self.written..).unwrap_or_default();
        if new.is_empty() {
            return Ok(());
        }
        let mut lines = Vec::new();
        for entry in new {
            serde_json::to_writer(&mut lines, entry)?;
            lines.push(b'\n');
        }
        self.truth.write_all(&lines)?;
        self.written = truth.entries().len();
        Ok(())
    }

    fn save(&self, world: &World) -> io::Result<()> {
        let saved = Saved {
            settings: world.settings().clone(),
            state: world.state().clone(),
        };
        let fresh = self.folder.join("world.json.new");
        fs::write(&fresh, serde_json::to_vec(&saved)?)?;
        fs::rename(&fresh, self.folder.join("world.json"))
    }
}

/// Reads what an earlier run wrote; a last line cut short by a crash is dropped.
fn read_truth(path: &Path) -> io::Result<Vec<Entry>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let (mut entries, mut whole) = (Vec::new(), 0);
    for line in BufReader::new(file).split(b'\n') {
        let line = line?;
        let Ok(entry) = serde_json::from_slice::<Entry>(&line) else {
            break;
        };
        whole += line.len() as u64 + 1;
        entries.push(entry);
    }
    OpenOptions::new().write(true).open(path)?.set_len(whole)?;
    Ok(entries)
}
